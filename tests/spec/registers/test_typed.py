"""The spec table of what is typed: read with certainty, or refused with a code."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hoshin.core.registers.typed_dates import read_date
from hoshin.core.registers.typed_values import read_number, read_yes_no

TABLE = tomllib.loads(Path(__file__).with_name("typed.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "day", "refusal"), TABLE["dates"], ids=[r[0] for r in TABLE["dates"]])
def test_a_date(text, day, refusal):
    read = read_date(text, 2026)
    assert (read.day, read.refusal) == (date.fromisoformat(day) if day else None, refusal or None)


@pytest.mark.parametrize(("text", "unit", "number"), TABLE["numbers"], ids=[r[0] for r in TABLE["numbers"]])
def test_a_number(text, unit, number):
    assert read_number(text, unit) == (Decimal(number) if number else None)


@pytest.mark.parametrize(("text", "answer"), TABLE["answers"], ids=[r[0] for r in TABLE["answers"]])
def test_an_answer(text, answer):
    assert read_yes_no(text) == {"yes": True, "no": False, "": None}[answer]

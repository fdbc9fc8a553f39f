"""Phrases that no author of the parser has seen, read as the issue's letter says.

The table was written before its writer had looked at any parser. A row names only the keys that matter.
`"ambiguous"` means that a careful person could not decide, so the reading must carry a question.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hoshin.core.targets import PhraseReading, read_phrase

TABLE = Path(__file__).with_name("unseen_phrases.tsv")
EACH = ("毎", "各", "全", "1", "１", "一")
EACH_AFTER = ("あたり", "当たり", "につき", "ごと", "毎", "間")


def rows() -> list[tuple[str, Any, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "phrase\texpected\twhy"
    return [(phrase, json.loads(expected), why) for phrase, expected, why in (line.split("\t") for line in lines[1:])]


def plain_unit_of_each(per: str | None) -> str | None:
    """「各地域」「1地域あたり」「地域ごと」 and 「地域」 say the same."""
    if per is None:
        return None
    for start in EACH:
        if len(per) > len(start):
            per = per.removeprefix(start)
    for end in EACH_AFTER:
        if len(per) > len(end):
            per = per.removesuffix(end)
    return per


def comparable(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in ("value", "value_max"):
        return Decimal(str(value))
    if key == "per":
        return plain_unit_of_each(value)
    return str(value) if key in ("due_date", "measure", "unit") else value


def differences(expected: list[Mapping[str, Any]], reading: PhraseReading) -> list[str]:
    """What the reading says otherwise than the row, one line a key."""
    targets = reading.targets
    if len(targets) != len(expected):
        return [f"{len(expected)} targets expected, {len(targets)} found: {targets}"]
    lines = []
    for place, (wanted, target) in enumerate(zip(expected, targets, strict=True)):
        for key, value in wanted.items():
            found = target.measure if key == "measure" else getattr(target.target, key)
            if comparable(key, found) != comparable(key, value):
                lines.append(f"target {place + 1} {key}: {value!r} expected, {found!r} found")
    return lines


def asks(reading: PhraseReading) -> bool:
    return any(problem.severity == "question" for problem in reading.problems)


@pytest.mark.parametrize(("phrase", "expected", "why"), [pytest.param(*row, id=row[0][:40]) for row in rows()])
def test_an_unseen_phrase_is_read_as_a_careful_person_reads_it(phrase: str, expected: Any, why: str) -> None:
    reading = read_phrase(phrase)
    if expected == "ambiguous":
        assert asks(reading), f"{phrase} ({why}): no question was asked, found {reading.targets}"
    else:
        assert differences(expected, reading) == [], f"{phrase} ({why})"


def test_the_table_is_wide_enough_to_mean_something() -> None:
    table = rows()
    phrases = [phrase for phrase, _, _ in table]
    assert len(set(phrases)) == len(phrases) >= 600
    assert sum(expected in ([], "ambiguous") for _, expected, _ in table) >= 80

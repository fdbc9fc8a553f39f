"""A register of visits in 北町区, kept by 鈴木's post."""

from datetime import date
from decimal import Decimal

import pytest

from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage
from hoshin.server.registers.actions import define_register, enter
from tests import people
from tests.people import TODAY

AREAS = ("北浜", "中町", "南台")
STAGES = (Stage("s1", "申請"), Stage("s2", "交付決定"), Stage("s3", "精算"))
VISITS = RegisterDefinition(
    fields=(
        FieldDefinition("day", "訪問日", "date", is_required=True, is_counted=True),
        FieldDefinition("area", "地域", "area", is_counted=True),
        FieldDefinition("place", "行き先", "text", names_place=True),
        FieldDefinition("kind", "目的", "choice", choices=("情報提供", "相談"), is_counted=True),
        FieldDefinition("people", "人数", "number", unit="人", is_whole=True, minimum=Decimal(0), is_counted=True),
        FieldDefinition("grant", "補助金", "stages", stages=STAGES, is_counted=True),
        FieldDefinition("memo", "メモ", "text"),
        FieldDefinition("photo", "写真", "attachment"),
    ),
    time_field="day",
    key_fields=("day", "place"),
    areas=AREAS,
)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def visits(ward, suzuki):
    """The register's number."""
    return define_register(
        organisation=ward,
        title="訪問記録",
        owner=suzuki.actor.posts[0].post,
        definition=VISITS,
        by=suzuki.actor,
        on=TODAY,
    )


@pytest.fixture
def other_section(ward):
    """渡辺 works in another section of the same ward."""
    return people.person("watanabe", "渡辺 京子", role="section_staff", ward=ward, post="防犯担当")


@pytest.fixture
def one_entry(visits, suzuki):
    """An entry of the register: its number."""
    return enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY)


def typed(**changes):
    """A visit as it is typed."""
    usual = {"day": "2026-06-01", "area": "北浜", "place": "汐見保育所", "kind": "相談", "people": "12"}
    return usual | {name.replace("__", "."): text for name, text in changes.items()}


def year(fiscal_year=2026):
    return date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)

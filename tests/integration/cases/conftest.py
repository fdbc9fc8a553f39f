"""A register of cases in 北町区, kept by 鈴木's post alone; keys in a folder of the test."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from hoshin.server.cases.actions import GivenCase, define_cases, register_case, register_cases_many
from hoshin.server.cases.actions.registering import GivenStep
from tests import people
from tests.people import TODAY

NAME = "柊木つむぎ"
"""A name that stands nowhere else: wherever it is found, it leaked."""
FAMILY = {"child": NAME, "guardian": f"{NAME}の母", "address": "北町区汐風台九丁目", "note": f"{NAME}は兄と同じ学級"}
PLANTED = (NAME, "汐風台九丁目")


@pytest.fixture(autouse=True)
def case_keys(settings, tmp_path):
    settings.CASE_KEYS_FILE = tmp_path / "keys" / "case-keys"
    return settings.CASE_KEYS_FILE


@pytest.fixture
def cases(ward, suzuki):
    """The register's number."""
    return define_cases(
        organisation=ward, title="こども見守り", owner=suzuki.actor.posts[0].post, by=suzuki.actor, on=TODAY
    )


@pytest.fixture
def one_case(cases, suzuki):
    """The code of a case that was found in May."""
    return register_case(register=cases, case=given(), by=suzuki.actor, on=TODAY)


@pytest.fixture
def other_section(ward):
    return people.person("watanabe", "渡辺 京子", role="section_staff", ward=ward, post="防犯担当")


@pytest.fixture
def administrator(ward):
    return people.person("kanri", "管理 太郎", role="administrator", ward=ward, post="システム管理")


def given(*more, found=date(2026, 5, 1), **identifying):
    return GivenCase((GivenStep("found", found), *more), "学校", identifying or FAMILY)


def fill(register, by, *, connected, open_=0, away=0, closed=0, found=date(2026, 5, 1)):
    """A cohort of these sizes."""
    later = found + timedelta(days=20)
    cases = [given(GivenStep("connected", later, "医療機関"), found=found, child="甲") for _ in range(connected)]
    cases += [given(found=found, child="乙") for _ in range(open_)]
    cases += [given(GivenStep("transferred_out", later), found=found, child="丙") for _ in range(away)]
    cases += [given(GivenStep("closed", later), found=found, child="丁") for _ in range(closed)]
    return register_cases_many(register=register, cases=cases, by=by, on=TODAY)


def everything_stored():
    """Every cell of every table, and the folder of the key, as one text; JSON's escapes are undone."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    text = "\n".join(found)
    return text + text.encode("utf-8", "replace").decode("unicode_escape", "replace")


def leaks(text):
    return [planted for planted in PLANTED if planted in text or json.dumps(planted)[1:-1] in text]


def files_under(folder):
    """The bytes of every file in a folder, as text."""
    files = (Path(root) / name for root, _, names in os.walk(folder) for name in names)
    return "".join(file.read_bytes().decode("utf-8", "ignore") for file in files)

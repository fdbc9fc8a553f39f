"""`hoshin import`, `export` and `schema` as they are typed."""

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from hoshin.cli.main import main
from hoshin.core.plan.codec import plan_to_json
from hoshin.exchange.plan_json.text import write_plan_json
from hoshin.server.plans.actions import settle_problem
from hoshin.server.plans.models import Plan, Revision, StoredProblem, Upload
from hoshin.server.plans.originals import path_of
from tests.people import OPERATOR, TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def written(document=None, name="plan.json"):
        target = tmp_path / name
        target.write_text(write_plan_json(document or kitamachi()), "utf-8")
        return str(target)

    return written


def hoshin(*arguments):
    try:
        return main(list(arguments))
    except SystemExit as ended:
        return ended.code


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_new_plan_is_stored_with_its_original(file, capsys):
    assert hoshin("import", file(), "--yes") == 0
    assert "北町区 2026年度" in capsys.readouterr().out
    upload = Upload.objects.get()
    assert path_of(upload.sha256).read_bytes() == write_plan_json(kitamachi()).encode()


def test_a_second_run_says_so_and_changes_nothing(file, capsys):
    hoshin("import", file(), "--yes")
    before = list(Plan.objects.values())
    assert hoshin("import", file()) == 0
    assert "何も変わりません" in capsys.readouterr().out
    assert list(Plan.objects.values()) == before
    assert Upload.objects.count() == 1


def test_the_difference_is_shown_old_and_new(file, capsys):
    hoshin("import", file(), "--yes")
    capsys.readouterr()
    assert hoshin("import", file(replace(kitamachi(), goal="新しい目標")), "--dry-run") == 0
    printed = capsys.readouterr().out
    assert "－ だれもが安心して暮らせるまち" in printed
    assert "＋ 新しい目標" in printed
    assert Plan.objects.get().content["goal"] == "だれもが安心して暮らせるまち"


def test_with_nobody_to_ask_nothing_is_stored(file, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert hoshin("import", file()) == 2
    assert "--yes" in capsys.readouterr().err
    assert not Plan.objects.exists()


@pytest.mark.parametrize(("typed", "code", "stored"), [("y\n", 0, 1), ("n\n", 1, 0), ("\n", 1, 0), ("", 1, 0)])
def test_a_person_is_asked(file, monkeypatch, typed, code, stored):
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert hoshin("import", file()) == code
    assert Plan.objects.count() == stored


def test_a_published_plan_is_corrected_only_with_a_reason(file, capsys):
    assert hoshin("import", file(), "--yes", "--publish") == 0
    assert Plan.objects.get().status == "published"
    corrected = file(replace(kitamachi(), goal="新しい目標"))
    assert hoshin("import", corrected, "--yes") == 2
    assert "理由" in capsys.readouterr().err
    assert hoshin("import", corrected, "--yes", "--reason", "誤記") == 0
    assert Revision.objects.get().reason == "誤記"


def test_what_goes_out_comes_in_the_same(file, capsys, tmp_path):
    hoshin("import", file(), "--yes")
    out = tmp_path / "out.json"
    assert hoshin("export", "北町区/2026", "--out", str(out)) == 0
    assert json.loads(out.read_text("utf-8")) == plan_to_json(kitamachi())
    assert hoshin("import", str(out)) == 0
    assert "何も変わりません" in capsys.readouterr().out
    assert hoshin("export", str(Plan.objects.get().pk)) == 0
    assert json.loads(capsys.readouterr().out) == plan_to_json(kitamachi())


def test_a_plan_that_does_not_name_its_organisation_comes_back_to_its_own(file, capsys, tmp_path):
    nameless = replace(kitamachi(), organisation=None)
    assert hoshin("import", file(nameless), "--yes") == 2
    assert hoshin("import", file(nameless), "--yes", "--organisation", "北町区") == 0
    out = tmp_path / "out.json"
    hoshin("export", "北町区/2026", "--out", str(out))
    capsys.readouterr()
    assert hoshin("import", str(out)) == 0
    assert "何も変わりません" in capsys.readouterr().out


def test_the_stored_plans_are_listed(file, capsys):
    hoshin("import", file(), "--yes")
    capsys.readouterr()
    assert hoshin("export") == 0
    assert "北町区/2026" in capsys.readouterr().out


@pytest.mark.parametrize("key", ["北町区/1999", "99999", "何か", "/", "９"])
def test_an_unknown_plan_is_told(db, capsys, key):
    assert hoshin("export", key) == 2
    assert key in capsys.readouterr().err


def test_the_schema_accepts_what_is_exported(capsys):
    assert hoshin("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plan_to_json(kitamachi()), schema)


BAD_FILES = {
    "broken": (b'{"id": "p", ', 3),
    "not utf-8": (b'{"id": "\x8a\x97"}', 3),
    "too deep": (b'{"id": ' + b"[" * 100 + b"]" * 100 + b"}", 5),
    "deep beyond any stack": (b'{"id": ' + b"[" * 200_000 + b"}", 5),
    "a key twice": (b'{"id": "p", "id": "q", "fiscal_year": 2026}', 3),
    "not a number": (b'{"id": "p", "fiscal_year": NaN}', 3),
    "a number beyond all bounds": (b'{"id": "p", "fiscal_year": ' + b"9" * 5000 + b"}", 3),
    "infinite": (b'{"id": "p", "fiscal_year": 1e999}', 3),
    "another type": (b'{"id": "p", "fiscal_year": "2026", "goal": 3, "outcomes": {}}', 3),
    "an unknown key": (b'{"id": "p", "fiscal_year": 2026, "organisation": "x", "objective": "y"}', 3),
    "another format": (b'{"id": "p", "format": "plan/9", "fiscal_year": 2026}', 3),
    "no organisation": (b'{"id": "p", "fiscal_year": 2026}', 2),
    "no year": (b'{"id": "p", "organisation": "x"}', 2),
    "a control character": (b'{"id": "p", "organisation": "x", "fiscal_year": 2026, "goal": "a\\u0000"}', 2),
    "half a character": (b'{"id": "p", "organisation": "x", "fiscal_year": 2026, "goal": "\\ud800"}', 2),
    "an id twice": (
        b'{"id": "p", "organisation": "x", "fiscal_year": 2026, "issues": [{"id": "a"}, {"id": "a"}]}', 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_stored_ends_in_a_sentence(case, tmp_path, capsys):
    data, code = BAD_FILES[case]
    target = tmp_path / "plan.json"
    target.write_bytes(data)
    assert hoshin("import", str(target), "--yes") == code
    assert capsys.readouterr().err.strip()
    assert not Plan.objects.exists()


def test_the_missing_year_and_organisation_can_be_given(tmp_path):
    target = tmp_path / "plan.json"
    target.write_text('{"id": "p", "goal": "x"}')
    assert hoshin("import", str(target), "--yes", "--organisation", "東町区", "--fiscal-year", "2026") == 0
    assert Plan.objects.get().organisation.name_ja == "東町区"


def test_demo_people_need_an_organisation(db, capsys):
    assert hoshin("serve", "--demo", "--check") == 2
    assert "hoshin import" in capsys.readouterr().err


def test_demo_people_are_shown_with_their_passwords(file, capsys):
    hoshin("import", file(), "--yes")
    capsys.readouterr()
    assert hoshin("serve", "--demo", "--check") == 0
    printed = capsys.readouterr().out
    for name in ("sato", "suzuki", "takahashi", "admin"):
        assert name in printed


def test_nothing_but_the_demo_makes_accounts(file, django_user_model):
    hoshin("import", file(), "--yes")
    hoshin("serve", "--check")
    assert not django_user_model.objects.exists()


def test_an_export_of_an_edited_plan_is_nothing_new_to_that_plan(file, capsys, tmp_path):
    hoshin("import", file(), "--yes")
    question = StoredProblem.objects.get()
    settle_problem(problem=question.pk, decision="proposal", version=1, by=OPERATOR, on=TODAY)
    out = tmp_path / "out.json"
    hoshin("export", "北町区/2026", "--out", str(out))
    capsys.readouterr()
    assert hoshin("import", str(out)) == 0
    assert "何も変わりません" in capsys.readouterr().out
    assert Upload.objects.count() == 1

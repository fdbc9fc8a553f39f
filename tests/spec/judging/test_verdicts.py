"""The spec table of verdicts, and laws that hold for any figure."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.cli.main import main
from hoshin.core.judging.code_sets import IMPROVEMENTS, PRESETS
from hoshin.core.judging.figures import Figure
from hoshin.core.judging.verdict import Case, judge
from hoshin.core.judging.wire import NotACaseError, case_from_json, verdict_to_json
from hoshin.core.plan.document import Target
from tests.spec.judging.cases import ROWS


def exact(values):
    return json.loads(json.dumps(values), parse_float=Decimal)


@pytest.mark.parametrize(
    ("case", "code", "supports", "retreat", "demanding"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_the_verdict_is_as_the_table_says(case, code, supports, retreat, demanding):
    said = verdict_to_json(judge(case_from_json(exact(case))))
    assert (said["code"], said["supports"], said["retreat"]) == (code, supports, retreat)
    assert said["requires"] == ([IMPROVEMENTS] if demanding else [])
    assert said["reason"]["ja"].endswith("。") and said["reason"]["en"].endswith(".")
    assert code is not None or said["problems"] or supports == "not_measured"


def test_every_code_of_every_preset_is_reached_by_a_row():
    expected = {(row[1]["code_set"], row[2]) for row in ROWS}
    every = {(name, rule.code) for name, code_set in PRESETS.items() for rule in code_set.rules}
    assert every - expected == {("process-mid-year", "①(ⅱ)"), ("process-mid-year", "②(ⅰ)")}


def test_a_person_decides_is_said_in_both_languages():
    said = verdict_to_json(judge(case_from_json(exact(dict(next(r[1] for r in ROWS if r[0] == "a person decides"))))))
    assert "人が判断する" in said["reason"]["ja"] and "a person decides" in said["reason"]["en"]


shares = st.decimals(0, 100, places=2)


@given(value=shares, below=shares, above=shares, limit=shares, comparator=st.sampled_from([">=", "<=", ">", "<"]))
def test_what_is_supported_never_contradicts_the_code(value, below, above, limit, comparator):
    figure = Figure(value, "%", 100, value - below, value + above)
    verdict = judge(Case(Target(comparator, limit, unit="%"), figure, PRESETS["outcome-fy2012"]))
    assert (verdict.code, verdict.supports) not in {("A", "not_reached"), ("B", "reached")}


@given(value=shares, limit=shares, width=shares)
def test_a_wider_interval_never_decides_more(value, limit, width):
    target, codes = Target(">=", limit, unit="%"), PRESETS["outcome-fy2012"]
    narrow = judge(Case(target, Figure(value, "%", 9, value - width / 2, value + width / 2), codes)).supports
    wide = judge(Case(target, Figure(value, "%", 9, value - width, value + width), codes)).supports
    assert wide in (narrow, "cannot_tell")


@given(value=shares, limit=shares)
def test_a_mirrored_target_gives_the_mirrored_verdict(value, limit):
    codes = PRESETS["outcome-fy2012"]
    up = judge(Case(Target(">=", limit, unit="%"), Figure(value, "%"), codes))
    down = judge(Case(Target("<=", 100 - limit, unit="%"), Figure(100 - value, "%"), codes))
    assert (up.code, up.supports) == (down.code, down.supports)


BAD = [
    ([], "(line)"),
    ({}, "target"),
    ({"target": {"comparator": "≧"}, "measurement": {"value": 1}, "code_set": "outcome-fy2012"}, "target.comparator"),
    ({"target": {"comparator": ">="}, "measurement": {"value": "59.6"}, "code_set": "outcome-fy2012"}, "measurement.value"),
    ({"target": {"comparator": ">="}, "measurement": {"value": True}, "code_set": "outcome-fy2012"}, "measurement.value"),
    ({"target": {"comparator": ">="}, "measurement": {"value": 5, "lower": 6, "upper": 7}, "code_set": "outcome-fy2012"}, "measurement.lower/upper"),
    ({"target": {"comparator": ">="}, "measurement": {"value": 5}, "code_set": "outcome"}, "code_set"),
    ({"target": {"comparator": ">="}, "measurement": {"value": 5}, "code_set": "outcome-fy2012", "period": "year"}, "period"),
    ({"target": {"comparator": ">="}, "measurement": {"value": 5}, "code_set": "outcome-fy2012", "done_as_planned": "yes"}, "done_as_planned"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "path"), BAD, ids=[row[1] for row in BAD])
def test_a_fault_is_named_by_its_path(values, path):
    with pytest.raises(NotACaseError) as refused:
        case_from_json(values, line=3)
    assert path in [problem.values["path"] for problem in refused.value.problems]
    assert all(problem.values["line"] == "3" for problem in refused.value.problems)


def test_all_faults_of_a_line_are_told_at_once():
    with pytest.raises(NotACaseError) as refused:
        case_from_json({"measurement": {"value": "x"}, "code_set": "?", "direction": "up"})
    assert len(refused.value.problems) >= 4


def test_the_command_keeps_order_and_says_which_line_is_wrong(tmp_path, capsys):
    file = tmp_path / "cases.jsonl"
    good = json.dumps(ROWS[1][1], ensure_ascii=False)
    misspelt = json.dumps({**ROWS[0][1], "retreats": None}, ensure_ascii=False)
    file.write_bytes(b"\xef\xbb\xbf" + f"{good}\n\nnot json\n{misspelt}\n".encode() + b"\xff\xfe\n")
    assert main(["judge", str(file)]) == 1
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["code"] for line in said] == ["A", None, "B", None]
    assert "3行目" in said[1]["problems"][0]["sentence"]["ja"]
    assert said[2]["problems"][-1]["code"] == "judge_key_unknown"


def test_the_command_refuses_what_is_not_a_file(tmp_path, capsys):
    assert main(["judge", str(tmp_path / "none.jsonl")]) == 3
    assert main(["judge", str(tmp_path)]) == 3
    assert "none.jsonl" in capsys.readouterr().err

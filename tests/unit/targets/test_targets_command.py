"""`hoshin targets`."""

import io
import json
import sys

import pytest

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.main import main

PHRASES = "町会加入率：令和5年度までに70%以上\n\n  \n①満足度：約80％\n"


def lines(printed: str) -> list[dict]:
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_phrase_is_one_json_line(tmp_path, capsys, encoding, ending):
    path = tmp_path / "phrases.txt"
    path.write_bytes(PHRASES.replace("\n", ending).encode(encoding))
    assert main(["targets", str(path)]) == ExitCode.DONE
    first, second = lines(capsys.readouterr().out)
    assert first == {
        "text": "町会加入率：令和5年度までに70%以上",
        "measure": "町会加入率",
        "targets": [
            {
                "comparator": ">=",
                "value": 70,
                "value_max": None,
                "unit": "%",
                "due_fiscal_year": 2023,
                "due_date": None,
                "baseline": None,
                "per": None,
                "cumulative": False,
                "comparator_implied": False,
            }
        ],
        "problems": [],
    }
    (problem,) = second["problems"]
    assert set(problem) == {"code", "found", "proposal", "severity", "sentence"}
    assert (problem["code"], problem["severity"]) == ("target_approximate", "question")
    assert "80" in problem["sentence"]["ja"] and "80" in problem["sentence"]["en"]


def test_own_measures_first_years_and_days(tmp_path, capsys):
    path = tmp_path / "phrases.txt"
    path.write_text(
        "「A」「B」と答えた割合：それぞれ60%以上\n植樹：R5~R7合計30本以上\n開設の時期：令和6年10月\n", "utf-8"
    )
    main(["targets", str(path)])
    each, over_years, by_day = lines(capsys.readouterr().out)
    assert [target["measure"] for target in each["targets"]] == ["A", "B"]
    (target,) = over_years["targets"]
    assert (target["since_fiscal_year"], target["due_fiscal_year"], target["cumulative"]) == (2023, 2025, True)
    assert "measure" not in target
    assert by_day["targets"][0]["due_date"] == "2024-10-31"


def test_standard_input_and_the_plans_year(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("利用率：32年度までに50%以上".encode())))
    assert main(["targets", "-", "--fiscal-year", "2016"]) == ExitCode.DONE
    (line,) = lines(capsys.readouterr().out)
    assert line["targets"][0]["due_fiscal_year"] == 2020
    assert line["problems"] == []


def test_a_file_that_cannot_be_read_ends_in_a_sentence(tmp_path, capsys):
    binary = tmp_path / "plan.bin"
    binary.write_bytes(b"PK\x03\x04\0\0\0")
    for name in (tmp_path / "missing.txt", tmp_path, binary):
        assert main(["targets", str(name)]) == ExitCode.NOT_READABLE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert str(name) in printed.err and "Traceback" not in printed.err


def test_an_empty_file_prints_nothing(tmp_path, capsys):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert main(["targets", str(path)]) == ExitCode.DONE
    assert capsys.readouterr().out == ""

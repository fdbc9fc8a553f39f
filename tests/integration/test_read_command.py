"""`hoshin read`: the report, the JSON, several files, and clear endings for what gives no plan."""

import json
from pathlib import Path

import pytest

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.main import main
from hoshin.core.plan.codec import plan_from_json

PLAN = """令和4年度　港区運営方針
めざす成果及び戦略1-1　明るい道
めざす状態
夜も歩ける。
戦略
街灯を増やす。
アウトカム指標
夜道が怖いと答えた区民の割合：令和6年度までに20%以下
具体的取組1-1-1　街灯
プロセス指標
街灯の数：40基以上（R3年度自己評価を踏まえ変更）
予算額
1,250千円
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_the_report_shows_the_tree_with_meanings(plan_file, capsys):
    assert main(["read", str(plan_file)]) == ExitCode.DONE
    printed = capsys.readouterr().out
    for words in ("港区", "1-1 明るい道", "1-1-1 街灯", "1,250千円", "20％以下", "前年度評価による変更", "40基以上"):
        assert words in printed
    assert "確かめること" not in printed


def test_the_report_in_english(plan_file, capsys):
    assert main(["read", str(plan_file), "--lang", "en"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "1,250 thousand yen" in printed
    assert "initiatives: 1," in printed


def test_json_on_standard_output_is_alone_and_reads_back(plan_file, capsys):
    assert main(["read", str(plan_file), "--json", "-"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "港区" in printed
    plan = plan_from_json(json.loads(printed))
    assert plan.outcomes[0].initiatives[0].budget.amount_yen == 1_250_000


def test_json_into_a_file_stands_beside_the_report(plan_file, tmp_path, capsys):
    out = tmp_path / "plan.json"
    assert main(["read", str(plan_file), "--json", str(out)]) == ExitCode.DONE
    assert json.loads(out.read_text("utf-8"))["organisation"] == "港区"
    assert "明るい道" in capsys.readouterr().out


def test_json_that_cannot_be_written_is_said(plan_file, tmp_path, capsys):
    assert main(["read", str(plan_file), "--json", str(tmp_path / "no" / "plan.json")]) == ExitCode.NOT_READABLE
    assert "書き出せません" in capsys.readouterr().err


def test_several_files_are_one_plan(plan_file, tmp_path, capsys):
    second = tmp_path / "second.md"
    second.write_text(PLAN.replace("1-1", "2-1").replace("令和4", "令和5"), "utf-8")
    assert main(["read", str(plan_file), str(second), "--json", "-"]) == ExitCode.DONE
    written = json.loads(capsys.readouterr().out)
    assert [o["code"] for o in written["outcomes"]] == ["1-1", "2-1"]
    assert [p["code"] for p in written["problems"]] == ["parts_differ"]


ENDINGS = [
    ("買い物の一覧\n牛乳\n卵 12個\n".encode(), ExitCode.NO_PLAN, "計画を見つけられませんでした"),
    (b"", ExitCode.NOT_READABLE, "空です"),
    ("計画\x00\x07".encode(), ExitCode.NOT_READABLE, "plan.txt"),
    ("めざす成果1-1".encode("iso2022_jp"), ExitCode.NOT_READABLE, "ISO-2022-JP"),
]


@pytest.mark.parametrize(("data", "code", "words"), ENDINGS)
def test_a_file_without_a_plan_ends_in_a_sentence(data, code, words, tmp_path, capsys):
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    assert main(["read", str(path)]) == code
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


def test_a_missing_file_and_a_folder(tmp_path, capsys):
    assert main(["read", str(tmp_path / "none.txt")]) == ExitCode.NOT_READABLE
    assert main(["read", str(tmp_path)]) == ExitCode.NOT_READABLE
    assert "見つかりません" in capsys.readouterr().err


def test_a_windows_file_in_cp932_gives_the_same_plan(tmp_path, plan_file, capsys):
    other = tmp_path / "sjis.txt"
    other.write_bytes(PLAN.replace("\n", "\r\n").encode("cp932"))
    main(["read", str(plan_file), "--json", "-"])
    first = json.loads(capsys.readouterr().out)
    main(["read", str(other), "--json", "-"])
    second = json.loads(capsys.readouterr().out)
    source = second["outcomes"][0]["indicators"][0]["source"]
    assert PLAN.replace("\n", "\r\n")[source["start"] : source["end"]] == source["text"]

    def bare(plan):
        return json.dumps(
            [(o["code"], o["title"], o["strategy"], [i["target"] for i in o["indicators"]]) for o in plan["outcomes"]]
        )

    assert bare(first) == bare(second)

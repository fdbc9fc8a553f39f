"""`hoshin estimate` from the shell: the table, the JSON, the exit codes, both engines."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hoshin.cli.main import main

ANSWERS = """id,area,age,Nh,q1,hours
1,北,1,500,1,2.5
2,北,2,500,2,3
3,北,1,500,1,
4,北,2,500,9,1
5,南,1,300,2,4
6,南,2,300,1,0.5
7,南,2,300,1,6
8,南,1,300,2,2
"""
DESIGN = """
[design]
strata = "area"
fpc = "Nh"
[[estimate]]
name = "安心"
kind = "proportion"
variable = "q1"
counts = [1]
missing = [9]
by = ["age", "area"]
[[estimate]]
name = "時間"
kind = "mean"
variable = "hours"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "answers.csv").write_text(ANSWERS, "utf-8")
    (tmp_path / "design.toml").write_text(DESIGN, "utf-8")
    return tmp_path


def run(folder, *more, answers="answers.csv", design="design.toml"):
    return main(["estimate", str(folder / answers), "--design", str(folder / design), *more])


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_json_says_every_estimate_with_numbers_where_the_file_has_numbers(folder, capsys, engine):
    assert run(folder, "--json", "-", "--engine", engine) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["problems"] == []
    assert [(e["name"], e["domain"]) for e in said["estimates"]] == [
        ("安心", {}), ("安心", {"age": 1}), ("安心", {"age": 2}), ("安心", {"area": "北"}), ("安心", {"area": "南"}),
        ("時間", {}),
    ]  # fmt: skip
    first = said["estimates"][0]
    assert first["estimate"] == pytest.approx((2 * 125 + 2 * 75) / (3 * 125 + 4 * 75))
    assert (first["n"], first["n_missing"], first["n_counted"], first["df"]) == (7, 1, 4, 5)
    assert first["lower"] < first["estimate"] < first["upper"]
    assert said["weights"]["sum"] == pytest.approx(800)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_parquet_says_the_same_as_csv(folder, capsys, engine):
    run(folder, "--json", "-", "--engine", engine)
    from_csv = json.loads(capsys.readouterr().out)
    columns = {"area": ["北"] * 4 + ["南"] * 4, "age": [1, 2, 1, 2, 1, 2, 2, 1], "Nh": [500] * 4 + [300] * 4,
               "q1": [1, 2, 1, 9, 2, 1, 1, 2], "hours": [2.5, 3, None, 1, 4, 0.5, 6, 2]}  # fmt: skip
    pq.write_table(pa.table(columns), folder / "answers.parquet")
    assert run(folder, "--json", "-", "--engine", engine, answers="answers.parquet") == 0
    assert json.loads(capsys.readouterr().out) == from_csv


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ["安心", "全体", "参考値", "無回答"]), ("en", ["all", "no answer"])]
)
def test_the_table_for_people(folder, capsys, language, words):
    assert run(folder, "--lang", language) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in words)
    assert "59.3%" in out


def test_json_into_a_file_keeps_the_table(folder, capsys):
    assert run(folder, "--json", str(folder / "out.json")) == 0
    assert "安心" in capsys.readouterr().out
    assert json.loads((folder / "out.json").read_text("utf-8"))["estimates"]


def test_a_place_that_cannot_be_written(folder, capsys):
    assert run(folder, "--json", str(folder / "none" / "out.json")) == 3
    assert "書き出せません" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_lonely_stratum_is_named_and_the_rest_is_given(folder, capsys, engine):
    (folder / "answers.csv").write_text(ANSWERS + "9,島,1,20,1,3\n", "utf-8")
    assert run(folder, "--json", "-", "--engine", engine) == 1
    said = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in said["problems"]] == ["stratum_with_one_unit"]
    assert "島" in said["problems"][0]["sentence"]["ja"]
    by_name = {(e["name"], *e["domain"].values()): e for e in said["estimates"]}
    assert by_name["安心",]["se"] is None
    assert by_name["安心",]["estimate"] is not None
    assert by_name["安心", "北"]["se"] is not None


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('strata = "area"', 'strata = "aera"'), "answer_column_missing"),
        (('variable = "q1"', 'variable = "q7"'), "answer_column_missing"),
        (('variable = "hours"', 'variable = "area"'), "estimated_cell_not_a_number"),
        (('fpc = "Nh"', 'weights = "area"'), "weight_not_usable"),
        (('fpc = "Nh"', 'fpc = "age"'), "population_smaller_than_sample"),
        (("strata =", "stratum ="), "design_key_unknown"),
    ],
)
def test_what_cannot_be_computed_ends_with_1_and_says_why(folder, capsys, engine, change, code):
    (folder / "design.toml").write_text(DESIGN.replace(*change), "utf-8")
    assert run(folder, "--json", "-", "--engine", engine) == 1
    said = json.loads(capsys.readouterr().out)
    assert code in [problem["code"] for problem in said["problems"]]


@pytest.mark.parametrize(
    ("answers", "design", "ending"),
    [("none.csv", "design.toml", 3), ("answers.csv", "none.toml", 3), ("design.toml", "answers.csv", 3)],
)
def test_files_that_cannot_be_read(folder, capsys, answers, design, ending):
    assert run(folder, "--json", "-", answers=answers, design=design) == ending
    captured = capsys.readouterr()
    assert captured.err.strip()
    assert json.loads(captured.out)["problems"]


def test_no_answers(folder, capsys):
    (folder / "answers.csv").write_text("id,area,age,Nh,q1,hours\n", "utf-8")
    assert run(folder, "--engine", "reference") == 1
    assert "一件もありません" in capsys.readouterr().out


def test_wrong_usage_ends_with_2(folder, capsys):
    for arguments in (["estimate"], ["estimate", "a.csv"], ["estimate", "a.csv", "--design", "d", "--engine", "spark"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_an_endless_population_makes_no_weights(folder, capsys, engine):
    (folder / "answers.csv").write_text(ANSWERS.replace(",300,", ",Inf,"), "utf-8")
    assert run(folder, "--json", "-", "--engine", engine) == 1
    said = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in said["problems"]] == ["weights_need_every_stage"]
    assert said["estimates"] == []

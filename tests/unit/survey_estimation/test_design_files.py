"""Design files: every key, everything wrong at once, population tables beside them."""

import pytest

from hoshin.core.problems import sentence
from hoshin.exchange.design_toml.reading import read_design
from hoshin.exchange.guard.refusal import UnreadableFileError

WHOLE = """
[design]
kind = "probability"
weights = "w"
strata = ["area"]
clusters = "school"
fpc = ["Nh"]
lonely_psu = "adjust"
where = { year = 2023, kind = "本調査" }
asked = 1500

[adjust]
nonresponse = { by = "sex", asked = "asked.csv" }
rake = [{ by = ["age"], population = "age.csv", where = { year = 2023 } }, { by = "sex", population = "sex.csv" }]
calibrate = "linear"
trim = 4

[[estimate]]
name = "安心"
variable = "q1"
counts = [1, 2.0, "そう思う", true]
missing = 9
by = "age"
crossed = ["age", "sex"]
interval = "wilson"
level = 0.9

[[estimate]]
kind = "ratio"
variable = "a"
denominator = "b"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "age.csv").write_text("year,age,N\n2022,1,9\n2023,1,10\n2023,2,20\n", "utf-8")
    (tmp_path / "sex.csv").write_bytes("sex,人口\n男,12\n女,18\n".encode("cp932"))
    (tmp_path / "asked.csv").write_text("sex,N,memo\n男,40,x\n女,50,y\n", "utf-8")
    return tmp_path


def read(folder, text):
    path = folder / "design.toml"
    path.write_text(text, "utf-8")
    reading = read_design(path)
    for problem in reading.problems:
        assert sentence(problem, "ja") and sentence(problem, "en")
    return reading


def test_every_key_is_read(folder):
    reading = read(folder, WHOLE)
    assert [problem.code for problem in reading.problems] == ["population_columns_unused"]
    sampling, adjust, (share, ratio) = reading.design.sampling, reading.design.adjust, reading.design.estimates
    assert sampling.where == (("year", "2023"), ("kind", "本調査"))
    assert (sampling.strata, sampling.clusters, sampling.fpc, sampling.asked) == (("area",), ("school",), ("Nh",), 1500)
    assert adjust.nonresponse.counts == {("男",): 40, ("女",): 50}
    assert [dict(margin.counts) for margin in adjust.rake] == [{("1",): 10, ("2",): 20}, {("男",): 12, ("女",): 18}]
    assert (adjust.calibrate, adjust.trim) == ("linear", 4)
    assert share.counts == ("1", "2", "そう思う", "TRUE", "True", "true")
    assert (share.missing, share.by, share.crossed) == (("9",), ("age",), (("age", "sex"),))
    assert (share.interval, share.level, ratio.name, ratio.kind) == ("wilson", 0.9, "a", "ratio")


WRONG = [
    ("[design]\nstratum = 'a'", "design_key_unknown"),
    ("[desing]\nstrata = 'a'", "design_key_unknown"),
    ("[design]\nlonely_psu = 'ignore'", "design_value_wrong"),
    ("[design]\nstrata = 3", "design_value_wrong"),
    ("[design]\nweights = ['w']", "design_value_wrong"),
    ("[design]\nwhere = 'year'", "design_value_wrong"),
    ("[design]\nasked = 0.5", "design_value_wrong"),
    ("design = 3", "design_value_wrong"),
    ("[adjust]\ntrim = 1", "design_value_wrong"),
    ("[adjust]\ntrim = 'four'", "design_value_wrong"),
    ("[adjust]\nrake = 'age.csv'", "design_value_wrong"),
    ("[adjust]\nrake = [{ population = 'age.csv' }]", "design_key_missing"),
    ("[adjust]\nrake = [{ by = 'age' }]", "design_key_missing"),
    ("[adjust]\nrake = [{ by = 'age', population = 'none.csv' }]", "file_missing"),
    ("[adjust]\nrake = [{ by = 'ages', population = 'sex.csv' }]", "population_column_missing"),
    ("[adjust]\nrake = [{ by = 'age', population = 'age.csv' }]", "population_row_repeated"),
    ("[adjust]\nrake = [{ by = 'age', population = 'age.csv', where = { year = 2024 } }]", "population_table_empty"),
    ("[adjust]\npoststratify = [{ by='sex', population='sex.csv' }, { by='sex', population='sex.csv' }]",
     "design_value_wrong"),
    ("[adjust]\npoststratify = { by='sex', population='sex.csv' }\nrake = [{ by='sex', population='sex.csv' }]",
     "design_two_ways"),
    ("[[estimate]]\nname = 'x'", "design_key_missing"),
    ("[[estimate]]\nvariable = 'x'\nlevel = 95", "design_value_wrong"),
    ("[[estimate]]\nvariable = 'x'\ncrossed = [['a'], 3]", "design_value_wrong"),
    ("[[estimate]]\nvariable = 'x'\ncounts = { a = 1 }", "design_value_wrong"),
    ("[[estimate]]\nvariable = ''", "design_value_wrong"),
    ("", "design_without_estimates"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_what_is_wrong_is_said(folder, text, code):
    added = "" if not text or "[[estimate]]" in text else "\n[[estimate]]\nvariable = 'q'\ncounts = 1\n"
    reading = read(folder, text + added)
    assert reading.design is None
    assert code in {problem.code for problem in reading.problems}


def test_all_is_said_at_once_with_the_nearest_key(folder):
    reading = read(folder, "[design]\nstratas = 'a'\nlonely_psu = 'x'\n[[estimate]]\nvariabel = 'q'\n")
    assert [problem.code for problem in reading.problems] == [
        "design_value_wrong", "design_key_unknown", "design_key_missing", "design_key_unknown",
    ]  # fmt: skip
    assert "「strata」" in sentence(reading.problems[1])


@pytest.mark.parametrize(
    ("rows", "code"),
    [("1,-3", "population_count_wrong"), ("1,many", "population_count_wrong"), (",3", "population_cell_blank")],
)
def test_a_bad_row_of_a_population_table(folder, rows, code):
    (folder / "bad.csv").write_text(f"age,N\n2,4\n{rows}\n", "utf-8")
    text = "[adjust]\nrake = [{ by = 'age', population = 'bad.csv' }]\n[[estimate]]\nvariable = 'q'\ncounts = 1"
    reading = read(folder, text)
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.problems[0].values["row"] == "3"


def test_a_count_column_by_its_name(folder):
    (folder / "named.csv").write_text("age,in,out\n1,4,5\n", "utf-8")
    text = "[adjust]\nrake = [{ by = 'age', population = 'named.csv', count = 'out' }]\n[[estimate]]\nvariable = 'q'"
    assert read(folder, text).design.adjust.rake[0].counts == {("1",): 5}


def test_files_that_are_no_design(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[design\n", "utf-8")
    for path, code in [
        (tmp_path / "none.toml", "file_missing"),
        (tmp_path, "file_is_directory"),
        (broken, "design_not_toml"),
    ]:
        with pytest.raises(UnreadableFileError) as refused:
            read_design(path)
        assert refused.value.problem.code == code


def test_a_design_saved_by_an_old_editor(folder):
    path = folder / "old.toml"
    path.write_bytes("[[estimate]]\nname = '安心'\nvariable = 'q'\ncounts = 'はい'\n".encode("cp932"))
    assert read_design(path).design.estimates[0].counts == ("はい",)

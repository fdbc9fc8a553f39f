"""The engine for large files: how it reads, how it ends, what it leaves behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.estimation import estimate
from hoshin.engines.duckdb_survey import Resources, estimate_file, estimate_table
from hoshin.engines.duckdb_survey.columns import Column, column_of

SHARE = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",))


def one(answers, design):
    """The only estimate of a design."""
    return estimate_table(pa.table(answers), design).estimates[0]


@pytest.mark.parametrize(
    ("values", "n", "counted", "missing"),
    [
        ([1, 2, 9, None], 2, 1, 2),
        ([1.0, 2.5, 9.0, float("nan")], 2, 1, 2),
        (["1", " 1　", "9", "", " ", "1.0"], 3, 2, 3),
        ([True, False, None], 2, 1, 1),
        (pa.array(["1", "2", "1"]).dictionary_encode(), 3, 2, 0),
        (pa.array([1, 2, None], pa.uint8()), 2, 1, 1),
        (pa.array([1, 9, 1], pa.float32()), 2, 2, 1),
    ],
)
def test_categories_are_those_of_category_of(values, n, counted, missing):
    found = one({"q": values}, SurveyDesign(estimates=(SHARE,)))
    assert (found.n, found.n_counted, found.n_missing) == (n, counted, missing)
    assert found.n == estimate(pa.table({"q": values}).to_pylist(), SurveyDesign(estimates=(SHARE,))).estimates[0].n


@pytest.mark.parametrize("category", ["01", "1.0", "+1", "１", "1e0", "", "'"])
def test_a_category_that_no_whole_number_is_written_as_counts_nobody(category):
    request = EstimateRequest("q", "proportion", "q", counts=(category,))
    result = estimate_table(pa.table({"q": [1, 2, 3]}), SurveyDesign(estimates=(request,)))
    assert result.estimates[0].n_counted == 0
    assert [problem.code for problem in result.problems] == ["counted_category_unseen"]


@pytest.mark.parametrize("name", ['a "quoted" name', "満足度", "select", "a'b", "a;b--"])
def test_any_column_name_and_any_category_is_only_text(name):
    request = EstimateRequest("q", "proportion", name, counts=("it's", "1); DROP TABLE answers; --"), by=(name,))
    found = one({name: ["it's", "no", "1); DROP TABLE answers; --"]}, SurveyDesign(estimates=(request,)))
    assert (found.n, found.n_counted) == (3, 2)


def test_csv_and_parquet_of_the_same_answers_say_the_same(tmp_path):
    (tmp_path / "a.csv").write_text("﻿area,N,q,x\n10,50,1,1.5\n10,50,,2\n9,40,9,3.25\n9,40,1, 4 \n9,40,2,7\n", "utf-8")
    rows = [(10, 50, 1, 1.5), (10, 50, None, 2), (9, 40, 9, 3.25), (9, 40, 1, 4), (9, 40, 2, 7)]
    table = pa.Table.from_pylist([dict(zip(("area", "N", "q", "x"), map(_float, row), strict=True)) for row in rows])
    pq.write_table(table, tmp_path / "a.parquet")
    requests = (SHARE, EstimateRequest("x", "mean", "x", by=("area",)))
    design = SurveyDesign(Sampling(strata=("area",), fpc=("N",)), estimates=requests)
    csv, parquet = (estimate_file(tmp_path / name, design) for name in ("a.csv", "a.parquet"))
    assert csv == parquet
    assert [found.domain for found in csv.estimates] == [{}, {}, {"area": "9"}, {"area": "10"}]


def _float(value):
    return None if value is None else float(value)


def test_weights_that_differ_only_later_in_the_file_are_noticed():
    rows = 20_500
    answers = {"q": [n % 2 for n in range(rows)], "w": [2.0] * 20_100 + [3.0] * (rows - 20_100)}
    found = one(answers, SurveyDesign(Sampling(weights="w"), estimates=(SHARE,)))
    assert found.weighted_base == 2 * 20_100 + 3 * 400
    assert found.estimate == pytest.approx(0.5, abs=1e-12)


def test_many_domain_columns_are_grouped_apart_and_say_the_same():
    rows = 21_000
    answers = {f"d{k}": [(n // 29**k * 7 + n) % 29 for n in range(rows)] for k in range(4)}
    answers["q"] = [n % 3 for n in range(rows)]
    request = EstimateRequest(
        "q", "proportion", "q", counts=("1",), by=("d0", "d1", "d2", "d3"), crossed=(("d0", "d1"),)
    )
    design = SurveyDesign(estimates=(request,))
    mine, theirs = estimate_table(pa.table(answers), design), estimate(pa.table(answers).to_pylist(), design)
    assert len(mine.estimates) == len(theirs.estimates) > 900
    for found, wanted in zip(mine.estimates, theirs.estimates, strict=True):
        assert found.domain == wanted.domain
        assert (found.estimate, found.se) == pytest.approx((wanted.estimate, wanted.se), abs=1e-12)


def test_answers_of_one_wave_only():
    answers = {"year": [2023, 2023, 2024, 2024], "q": [1, 2, 1, 1]}
    design = SurveyDesign(Sampling(where=(("year", "2024"),)), estimates=(SHARE,))
    assert one(answers, design).n == 2
    nobody = SurveyDesign(Sampling(where=(("year", "2025"),)), estimates=(SHARE,))
    assert [p.code for p in estimate_table(pa.table(answers), nobody).problems] == ["where_matches_no_answer"]


def _sized(*columns):
    return SurveyDesign(Sampling(fpc=columns), estimates=(SHARE,))


@pytest.mark.parametrize(
    ("answers", "design", "code"),
    [
        ({"q": pa.array([], pa.int64())}, SurveyDesign(estimates=(SHARE,)), "answers_empty"),
        ({"x": [1]}, SurveyDesign(estimates=(SHARE,)), "answer_column_missing"),
        ({"q": [1, 2]}, SurveyDesign(Sampling(strata=("area",)), estimates=(SHARE,)), "answer_column_missing"),
        ({"q": [1, 2], "w": [0, 0]}, SurveyDesign(Sampling(weights="w"), estimates=(SHARE,)), "weights_all_zero"),
        ({"q": [1, 2], "N": [1, 1]}, _sized("N", "N"), "too_many_population_columns"),
        ({"q": [1, 2], "N": [0.5, 3]}, _sized("N"), "population_size_mixed"),
        ({"q": [1, 2], "N": [5, float("inf")]}, _sized("N"), "weights_need_every_stage"),
        ({"q": [1, 2, 1], "N": [2, 2, 2]}, _sized("N"), "population_smaller_than_sample"),
        ({"q": [1, 2, 1], "N": [9, 9, 8]}, _sized("N"), "population_size_varies"),
        (
            {"q": [1, 2], "age": [1, 2]},
            SurveyDesign(adjust=Adjustment(poststratify=PopulationTable(("age",), {("1",): 5})), estimates=(SHARE,)),
            "category_not_in_population",
        ),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_estimated(answers, design, code):
    result = estimate_table(pa.table(answers), design)
    assert result.estimates == ()
    assert code in [problem.code for problem in result.problems]


def test_a_word_among_numbers_stops_only_its_own_estimate():
    requests = (EstimateRequest("x", "mean", "x"), SHARE)
    result = estimate_table(pa.table({"x": ["1", "many", "3"], "q": [1, 2, 1]}), SurveyDesign(estimates=requests))
    assert [found.name for found in result.estimates] == ["q"]
    (problem,) = result.problems
    assert (problem.code, problem.found, problem.values["row"]) == ("estimated_cell_not_a_number", "many", "2")


def test_nothing_is_left_in_the_temporary_folder(tmp_path):
    estimate_table(pa.table({"q": [1, 2]}), SurveyDesign(estimates=(SHARE,)), Resources(1, "100MB", tmp_path))
    with pytest.raises(ValueError, match="stop here"):
        estimate_table(
            pa.table({"q": list(range(2_000_000))}),
            SurveyDesign(estimates=(EstimateRequest("q", "proportion", "q", counts=("1",), by=("q",)),)),
            Resources(1, "1GB", tmp_path),
            progress=_stop,
        )
    assert list(tmp_path.iterdir()) == []


def _stop(_share):
    raise ValueError("stop here")


def test_ctrl_c_ends_the_query_and_removes_the_temporary_folder(tmp_path):
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from hoshin.engines.duckdb_survey.session import Resources, session
        import pyarrow as pa
        with session(pa.table({"q": [1]}), Resources(1, "500MB", Path(sys.argv[1]))) as opened:
            print("running", flush=True)
            opened.table("SELECT count(*) AS n FROM range(100000000) AS a, range(99) AS b WHERE a.range % 7 = b.range")
        """
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout.readline() == b"running\n"
    time.sleep(0.5)
    start = time.monotonic()
    os.kill(running.pid, signal.SIGINT)
    _out, err = running.communicate(timeout=20)
    assert time.monotonic() - start < 10
    assert b"KeyboardInterrupt" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("type_name", "kind"),
    [("UTINYINT", "integer"), ("DOUBLE", "float"), ("BOOLEAN", "truth"), ("ENUM('a')", "text"), ("DATE", "other")],
)
def test_columns_by_type(type_name, kind):
    assert column_of("q", type_name) == Column("q", kind)

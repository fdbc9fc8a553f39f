"""Designs and answers that are wrong: each says what and where, all at once, and the rest is still estimated."""

import pytest

from hoshin.core.problems import sentence
from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.estimation import estimate

ROWS = [
    {"area": a, "N": 100, "w": 10.0, "sex": s, "q": q, "hours": h}
    for a, s, q, h in [
        ("北", 1, 1, 2.0), ("北", 2, 2, 3.5), ("北", 1, 1, None), ("南", 2, 9, 1.0), ("南", 2, 1, 0.5),
        ("南", 1, 2, 8.0),
    ]
]  # fmt: skip
SHARE = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",))
MEAN = EstimateRequest("hours", "mean", "hours")


def run(sampling=None, adjust=None, requests=(SHARE,), rows=ROWS):
    result = estimate(rows, SurveyDesign(sampling or Sampling(), adjust or Adjustment(), tuple(requests)))
    for problem in result.problems:  # every sentence can be said
        assert sentence(problem, "ja") and sentence(problem, "en")
    return result


def codes(result):
    return [problem.code for problem in result.problems]


def changed(number, **cells):
    return [{**row, **cells} if place == number else row for place, row in enumerate(ROWS)]


def table(by, **counts):
    return PopulationTable((by,), {(category.removeprefix("_"),): n for category, n in counts.items()})


CASES = {
    "no answers": ({"rows": []}, ["answers_empty"]),
    "nothing matches": ({"sampling": Sampling(where=(("area", "東"),))}, ["where_matches_no_answer"]),
    "columns lacking": (
        {"sampling": Sampling(weights="ww", strata=("arae",))},
        ["answer_column_missing", "answer_column_missing"],
    ),
    "stratum empty": ({"sampling": Sampling(strata=("area",)), "rows": changed(2, area="")}, ["design_cell_empty"]),
    "weight empty": ({"sampling": Sampling(weights="w"), "rows": changed(1, w=None)}, ["weight_not_usable"]),
    "weight negative": ({"sampling": Sampling(weights="w"), "rows": changed(1, w=-1)}, ["weight_not_usable"]),
    "weight no number": ({"sampling": Sampling(weights="area")}, ["weight_not_usable"]),
    "weights all zero": (
        {"sampling": Sampling(weights="w"), "rows": [{**row, "w": 0} for row in ROWS]},
        ["weights_all_zero"],
    ),
    "population empty": ({"sampling": Sampling(fpc=("N",)), "rows": changed(0, N="")}, ["population_size_not_usable"]),
    "population endless without weights": (
        {"sampling": Sampling(fpc=("N",)), "rows": changed(0, N="Inf")},
        ["weights_need_every_stage"],
    ),
    "population mixed": ({"sampling": Sampling(fpc=("N",)), "rows": changed(0, N=0.2)}, ["population_size_mixed"]),
    "population too small": (
        {"sampling": Sampling(fpc=("N",)), "rows": [{**row, "N": 5} for row in ROWS]},
        ["population_smaller_than_sample"],
    ),
    "too many fpc columns": ({"sampling": Sampling(fpc=("N", "N"))}, ["too_many_population_columns"]),
    "too many strata columns": (
        {"sampling": Sampling(strata=("area", "sex", "q"), clusters=("sex", "q"))},
        ["too_many_strata_columns"],
    ),
    "one unit": ({"sampling": Sampling(clusters=("N",))}, ["one_unit_only"]),
    "raking totals": (
        {"adjust": Adjustment(rake=(table("sex", _1=3, _2=5), table("area", 北=4, 南=5)))},
        ["population_totals_differ"],
    ),
    "cells both ways": (
        {"adjust": Adjustment(poststratify=table("area", 北=4, 東=5))},
        ["category_not_in_population", "category_not_in_sample"],
    ),
    "cell of nobody": (
        {"adjust": Adjustment(poststratify=table("area", 北=4, 南=0))},
        ["category_not_in_population"],
    ),
    "cell empty": (
        {"adjust": Adjustment(poststratify=table("area", 北=4, 南=4)), "rows": changed(0, area=None)},
        ["adjust_cell_empty"],
    ),
    "fewer asked": (
        {"adjust": Adjustment(nonresponse=table("area", 北=2, 南=40))},
        ["fewer_asked_than_answered"],
    ),
    "margins that cannot be met": (
        {
            "rows": [{"a": "1", "b": "1", "q": 1}, {"a": "2", "b": "2", "q": 2}, {"a": "2", "b": "2", "q": 1}],
            "adjust": Adjustment(rake=(table("a", _1=5, _2=5), table("b", _1=4, _2=6))),
        },
        ["raking_not_converged"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_says_what_is_wrong(case):
    arguments, wanted = CASES[case]
    result = run(**arguments)
    assert codes(result) == wanted
    assert not result.estimates or result.estimates[0].se is None


def test_one_bad_request_stops_no_other():
    bad = [
        EstimateRequest("typo", "proportion", "qq", counts=("1",)),
        EstimateRequest("words", "mean", "area"),
        EstimateRequest("nothing", "proportion", "q"),
        EstimateRequest("ratio", "ratio", "hours"),
        EstimateRequest("both", "proportion", "q", counts=("1",), missing=("1",)),
        EstimateRequest("level", "mean", "hours", level=95),
    ]
    result = run(requests=[*bad, SHARE, MEAN])
    assert sorted(codes(result)) == [
        "answer_column_missing", "counted_and_missing", "counts_missing", "denominator_missing",
        "estimated_cell_not_a_number", "level_not_a_share",
    ]  # fmt: skip
    assert [found.name for found in result.estimates] == ["q", "hours"]


def test_a_misspelt_category_is_asked_about():
    result = run(requests=[EstimateRequest("q", "proportion", "q", counts=("1", "３"))])
    assert codes(result) == ["counted_category_unseen"]
    assert result.estimates[0].estimate == 0.5


def test_a_lonely_stratum_under_fail_is_named_once_and_leaves_the_estimate():
    rows = [*ROWS, {**ROWS[0], "area": "島"}]
    result = run(Sampling(strata=("area",)), requests=[SHARE, MEAN], rows=rows)
    assert codes(result) == ["stratum_with_one_unit"]
    assert "島" in sentence(result.problems[0])
    assert [found.estimate is not None and found.se is None for found in result.estimates] == [True, True]


def test_all_strata_lonely_has_no_average():
    rows = [{"s": n, "q": n % 2} for n in range(5)]
    result = run(Sampling(strata=("s",), lonely_psu="average"), rows=rows)
    assert codes(result) == ["variance_without_strata"]


def test_a_domain_in_which_nobody_answered_has_no_figure():
    rows = [*ROWS, {**ROWS[0], "area": "東", "q": 9}]
    result = run(
        requests=[EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",), by=("area",))], rows=rows
    )
    east = next(found for found in result.estimates if found.domain == {"area": "東"})
    assert (east.estimate, east.n, east.n_missing) == (None, 0, 1)
    assert "domain_without_answers" in codes(result)


def test_a_domain_of_one_has_no_interval():
    rows = [*ROWS, {**ROWS[0], "area": "東", "q": 1}]
    request = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",), by=("area",))
    east = next(found for found in run(requests=[request], rows=rows).estimates if found.domain == {"area": "東"})
    assert (east.estimate, east.df, east.lower) == (1.0, 0.0, None)


def test_an_open_panel_claims_no_interval_and_says_why():
    result = run(Sampling(kind="open"))
    found = result.estimates[0]
    assert codes(result) == ["open_panel_no_interval"]
    assert (found.se, found.lower, found.deff) == (None, None, None)
    assert found.flags[0] == "no_inference"
    assert found.if_silent_no < found.estimate < found.if_silent_yes


def test_a_census_is_exact_when_all_answered():
    request = EstimateRequest("q", "proportion", "q", counts=("1",))
    found = run(Sampling(kind="census", asked=6), requests=[request]).estimates[0]
    assert (found.se, found.lower, found.upper, found.interval) == (0.0, 0.5, 0.5, "census")


def test_a_census_with_silence_has_bounds_and_no_interval():
    result = run(Sampling(kind="census", asked=12))
    found = result.estimates[0]
    assert codes(result) == ["census_incomplete"]
    assert found.lower is None
    assert (found.if_silent_no, found.if_silent_yes) == pytest.approx((3 / 12, 10 / 12))


def test_bounds_over_all_who_were_asked():
    found = run(adjust=Adjustment(nonresponse=table("sex", _1=10, _2=20))).estimates[0]
    assert found.if_silent_yes - found.if_silent_no == pytest.approx(1 - 5 / 30)


def test_nonresponse_weights_by_cell():
    result = run(adjust=Adjustment(nonresponse=table("sex", _1=10, _2=20)))
    assert result.weights["sum"] == pytest.approx(30)
    assert result.estimates[0].estimate == pytest.approx((2 * 10 / 3 + 20 / 3) / (10 + 40 / 3))


def test_nonresponse_keeps_the_population_of_a_stratum_whose_weights_come_from_it():
    sampling = Sampling(strata=("area",), fpc=("N",))
    result = run(sampling, Adjustment(nonresponse=table("sex", _1=30, _2=20)))
    assert result.weights["sum"] == pytest.approx(200)


def test_trimmed_weights_keep_their_sum_and_are_reported():
    rows = [{"w": 1.0, "q": 1}] * 9 + [{"w": 21.0, "q": 2}]
    result = run(Sampling(weights="w"), Adjustment(trim=2.0), rows=rows)
    assert codes(result) == ["weights_trimmed"]
    assert result.weights["largest"] == pytest.approx(6.0)
    assert result.weights["sum"] == pytest.approx(30.0)


def test_one_cluster_code_in_two_strata_is_two_clusters():
    rows = [{"s": s, "c": c, "q": q} for s in "ab" for c in (1, 2, 3) for q in (1, 2, 1)]
    result = run(Sampling(strata=("s",), clusters=("c",)), rows=rows)
    assert codes(result) == ["cluster_in_several_strata"]
    assert result.estimates[0].df == 4


def test_a_later_stage_without_population_is_drawn_from_a_large_one():
    rows = [{"c": c, "k": k, "N": 9, "w": 2, "q": (c + k) % 2 + 1} for c in (1, 2, 3) for k in (1, 2)]
    result = run(Sampling(weights="w", clusters=("c", "k"), fpc=("N",)), rows=rows)
    assert codes(result) == ["stage_without_population"]
    assert "weights_need_every_stage" in codes(run(Sampling(clusters=("c", "k"), fpc=("N",)), rows=rows))


def test_one_more_fpc_column_than_clusters_makes_the_answer_a_stage():
    rows = [{"c": c, "k": c * 10 + k, "N": 9, "n": 5, "q": (c * k) % 2 + 1} for c in (1, 2, 3) for k in (1, 2, 3)]
    by_row = run(Sampling(clusters=("c",), fpc=("N", "n")), rows=rows).estimates[0]
    by_unit = run(Sampling(clusters=("c", "k"), fpc=("N", "n")), rows=rows).estimates[0]
    assert (by_row.estimate, by_row.se) == (by_unit.estimate, by_unit.se)


def test_zero_weights_are_out_of_the_sample():
    rows = [{**row, "w": 0 if place == 0 else 10} for place, row in enumerate(ROWS)]
    assert run(Sampling(weights="w"), rows=rows).estimates[0].n == 4


def test_nan_is_no_answer():
    found = run(requests=[MEAN], rows=changed(0, hours=float("nan"))).estimates[0]
    assert (found.n, found.n_missing) == (4, 2)

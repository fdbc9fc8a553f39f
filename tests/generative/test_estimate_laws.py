"""Laws of estimates: what must hold for any sample, whoever was drawn."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.estimation import estimate

SHARE = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",), by=("sex",), crossed=(("sex", "age"),))
HOURS = EstimateRequest("h", "mean", "h")
STRATIFIED = Sampling(weights="w", strata=("area",), lonely_psu="adjust")
quick = settings(max_examples=40, deadline=None)


def answer(area):
    return st.fixed_dictionaries(
        {
            "area": st.just(area),
            "sex": st.sampled_from([1, 2]),
            "age": st.sampled_from([1, 2, 3]),
            "q": st.sampled_from([1, 1, 2, 2, 3, 9, None]),
            "h": st.integers(0, 40),
            "w": st.sampled_from([0.5, 1.0, 2.25, 8.0]),
        }
    )


samples = st.tuples(*(st.lists(answer(area), min_size=2, max_size=12) for area in "abc")).map(
    lambda parts: [row for part in parts for row in part]
)


def run(rows, sampling=STRATIFIED, adjust=None, requests=(SHARE, HOURS)):
    return estimate(rows, SurveyDesign(sampling, adjust or Adjustment(), tuple(requests)))


def numbers(result):
    return [
        (e.name, tuple(e.domain.items()), e.estimate, e.se, e.lower, e.upper, e.df, e.n, e.n_missing)
        for e in result.estimates
    ]


@quick
@given(samples, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing_at_all(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert numbers(run(mixed)) == numbers(run(rows))


@quick
@given(samples, st.sampled_from([0.001, 3.7, 4096.0]))
def test_the_scale_of_weights_changes_no_share(rows, scale):
    scaled = [{**row, "w": row["w"] * scale} for row in rows]
    for one, other in zip(run(rows).estimates, run(scaled).estimates, strict=True):
        assert one.estimate == pytest.approx(other.estimate, rel=1e-12) if one.estimate is not None else True
        assert one.se == pytest.approx(other.se, rel=1e-9, abs=1e-12) if one.se is not None else True


@quick
@given(samples, st.sampled_from(["kg", "beta", "logit", "wilson"]), st.sampled_from([0.8, 0.95, 0.99]))
def test_an_interval_holds_its_share_and_stays_within_0_and_1(rows, interval, level):
    for found in run(rows, requests=[replace(SHARE, interval=interval, level=level)]).estimates:
        if found.lower is not None:
            assert 0.0 <= found.lower <= found.estimate <= found.upper <= 1.0
            assert found.if_silent_no <= found.estimate + 1e-12
            assert found.if_silent_yes >= found.estimate - 1e-12


@quick
@given(samples, st.sampled_from(["kg", "beta", "logit", "wilson"]))
def test_the_share_of_no_is_the_mirror_of_the_share_of_yes(rows, interval):
    yes = run(rows, requests=[replace(SHARE, interval=interval)]).estimates
    no = run(rows, requests=[replace(SHARE, counts=("2", "3"), interval=interval)]).estimates
    for one, other in zip(yes, no, strict=True):
        if one.lower is None:
            continue
        assert one.estimate + other.estimate == pytest.approx(1.0)
        assert one.se == pytest.approx(other.se, abs=1e-12)
        assert one.lower == pytest.approx(1.0 - other.upper, abs=1e-9)


@quick
@given(samples)
def test_domains_part_the_whole(rows):
    found = [e for e in run(rows).estimates if e.name == "q"]
    for names in (("sex",), ("sex", "age")):
        parts = [e for e in found if tuple(e.domain) == names]
        assert sum(e.n for e in parts) == found[0].n
        assert sum(e.n_missing for e in parts) == found[0].n_missing
        assert math.fsum(e.weighted_base or 0.0 for e in parts) == pytest.approx(found[0].weighted_base or 0.0)


@quick
@given(samples, st.lists(st.integers(50, 900), min_size=5, max_size=5))
def test_raked_weights_meet_every_margin_or_say_that_they_do_not(rows, sizes):
    sexes = {row["sex"] for row in rows}
    ages = sorted({row["age"] for row in rows})
    of_age = dict(zip(ages, sizes, strict=False))
    total = sum(of_age.values())
    of_sex = {min(sexes): total * 0.4, max(sexes): total * 0.6} if len(sexes) > 1 else {min(sexes): total}
    margins = tuple(
        PopulationTable((column,), {(str(c),): n for c, n in counts.items()})
        for column, counts in (("sex", of_sex), ("age", of_age))
    )
    counts = [
        EstimateRequest(f"{column}={c}", "total", column, counts=(str(c),))
        for column, known in (("sex", of_sex), ("age", of_age))
        for c in known
    ]
    result = run(rows, adjust=Adjustment(rake=margins), requests=counts)
    if [problem.code for problem in result.problems] == ["raking_not_converged"]:
        assert len({(row["sex"], row["age"]) for row in rows}) < len(sexes) * len(ages)  # only with empty combinations
        return
    wanted = [*of_sex.values(), *of_age.values()]
    assert [e.estimate for e in result.estimates] == pytest.approx(wanted, rel=2e-12)
    assert [e.se for e in result.estimates] == pytest.approx(
        [0.0] * len(wanted), abs=1e-6 * total
    )  # known, not estimated


@quick
@given(samples)
def test_whoever_asked_everyone_has_no_sampling_error(rows):
    sizes = {area: sum(row["area"] == area for row in rows) for area in "abc"}
    counted = [{**row, "N": sizes[row["area"]]} for row in rows]
    for found in run(counted, Sampling(strata=("area",), fpc=("N",))).estimates:
        assert found.se in (0.0, None)

"""Years compared, decided and forecast, against the founders' `python_reference.json`; published 標本誤差 tables."""

import json
from pathlib import Path

import pytest

from hoshin.core.survey.change import Estimated, change
from hoshin.core.survey.decision import chance_below, decide
from hoshin.core.survey.distributions import beta_quantile
from hoshin.core.survey.forecast import YearlyShare, chance_of_reaching, forecast
from hoshin.core.survey.intervals import wilson_of_counts
from hoshin.core.survey.planning import half_width_of, smallest_callable_change
from hoshin.core.survey.sampling_error_tables import classical_margin, two_stage_margin

FILE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "python_reference.json"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILE.exists(), reason="../shared is not beside this checkout")]
NEAR = {"rel": 1e-9, "abs": 1e-9}
NAMES = {"achieved": "reached", "not_achieved": "not_reached", "cannot_tell": "cannot_tell"}


@pytest.fixture(scope="module")
def reference():
    return json.loads(FILE.read_text("utf-8"))


def test_published_margins_are_printed_alike(reference):
    for table in reference["published_margin_tables"].values():
        margin = two_stage_margin if table.get("deff") == 2 else classical_margin
        for n, row in table["rows"].items():
            for share, printed in zip(table["p"], row, strict=True):
                digits = max(len(str(value).partition(".")[2]) for value in row)
                assert 100 * margin(share, int(n)) == pytest.approx(printed, abs=0.5 * 10**-digits + 1e-9)


def test_intervals_of_simple_samples(reference):
    for row in reference["srs_ci"]:
        x, n = row["x"], row["n"]
        if row["method"] == "wilson":
            assert wilson_of_counts(x / n, n) == pytest.approx((row["lo"], row["hi"]), **NEAR)
        if row["method"] == "beta":
            ends = beta_quantile(0.025, x, n - x + 1), beta_quantile(0.975, x + 1, n - x)
            assert ends == pytest.approx((row["lo"], row["hi"]), **NEAR)


def test_mover_of_wilson_intervals_is_newcombe(reference):
    rows = [row for row in reference["two_waves"] if row["method"] == "newcomb"]
    assert len(rows) == 3
    for row in rows:
        one, other = (
            Estimated(x / n, *wilson_of_counts(x / n, n)) for x, n in ((row["x1"], row["n1"]), (row["x2"], row["n2"]))
        )
        found = change(other, one)
        assert (found.lower, found.upper) == pytest.approx((row["lo"], row["hi"]), **NEAR)


def test_the_change_from_year_to_year(reference):
    decisions = {row["year"]: row for row in reference["decision"]}
    yearly = reference["forecast"][2]
    se = dict(zip(yearly["years"], yearly["se"], strict=True))
    df = {2023: 769, 2024: 744, 2025: 737}
    for row in reference["yoy_municipal"]:
        before, after = (
            Estimated(decisions[y]["p"], decisions[y]["lo"], decisions[y]["hi"], se[y], df[y])
            for y in (row["year"] - 1, row["year"])
        )
        found = change(before, after)
        assert found.df == row["df"]
        assert (found.difference, found.se, found.t, found.p_value) == pytest.approx(
            (row["diff"], row["se"], row["t"], row["p_value"]), **NEAR
        )
        assert (found.lower, found.upper) == pytest.approx((row["mover_lo"], row["mover_hi"]), **NEAR)
        assert found.is_clear is row["changed"]


def test_reached_not_reached_or_cannot_tell(reference):
    yearly = reference["forecast"][2]
    se = dict(zip(yearly["years"], yearly["se"], strict=True))
    df = {2023: 769, 2024: 744, 2025: 737}
    for row in reference["decision"]:
        assert decide(lower=row["lo"], upper=row["hi"], target=row["target"]) == NAMES[row["decision"]]
        chance = chance_below(estimate=row["p"], se=se[row["year"]], df=df[row["year"]], target=row["target"])
        assert chance == pytest.approx(row["p_onesided_below"], **NEAR)


def test_forecasts(reference):
    for row in reference["forecast"]:
        points = [YearlyShare(*point) for point in zip(row["years"], row["p"], row["se"], strict=True)]
        found = forecast(points, row["target_year"])
        said = (
            found.between_years, found.start, found.slope, found.logit, found.logit_sd, found.df, found.share,
            found.lower, found.upper, chance_of_reaching(found, row["target"]),
        )  # fmt: skip
        names = ("tau2", "intercept", "slope", "logit", "logit_sd", "df", "p_hat", "lo", "hi", "prob_reach")
        assert said == pytest.approx(tuple(row[name] for name in names), **NEAR)


def test_the_smallest_change_that_can_be_called(reference):
    for row in reference["detectable"]:
        said = (
            100 * half_width_of(row["n"], share=row["p"], deff=row["deff"]),
            100 * smallest_callable_change(row["n"], share=row["p"], deff=row["deff"]),
        )
        assert said == pytest.approx((row["halfwidth_pt"], row["yoy_min_change_pt"]), rel=1e-7)

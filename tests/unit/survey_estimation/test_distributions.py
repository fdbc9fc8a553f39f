"""Our own distributions against SciPy's."""

import math

import pytest
from scipy import stats

from hoshin.core.survey import distributions

SHAPES = [(0.3, 40.0), (1.0, 1.0), (0.5, 0.5), (12.0, 389.0), (2.5, 0.01), (1e-3, 5.0), (4000.0, 6000.0), (1e5, 3.0)]
CHANCES = [1e-6, 0.005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999]


@pytest.mark.parametrize(("a", "b"), SHAPES)
def test_beta(a, b):
    for chance in CHANCES:
        point = distributions.beta_quantile(chance, a, b)
        assert point == pytest.approx(stats.beta.ppf(chance, a, b), rel=1e-10, abs=1e-15)
        assert distributions.beta_cdf(0.3, a, b) == pytest.approx(stats.beta.cdf(0.3, a, b), rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("df", [1, 2, 3.7, 38, 769, 12_345])
def test_student(df):
    for chance in CHANCES:
        point = distributions.t_quantile(chance, df)
        assert point == pytest.approx(stats.t.ppf(chance, df), rel=1e-11, abs=1e-15)
    for t in (-40.0, -3.3, -0.2, 0.0, 1.0, 8.0):
        assert distributions.t_cdf(t, df) == pytest.approx(stats.t.cdf(t, df), rel=1e-11)


def test_endless_degrees_of_freedom_are_normal():
    assert distributions.t_quantile(0.975, math.inf) == pytest.approx(stats.norm.ppf(0.975), rel=1e-14)
    assert distributions.t_cdf(-1.0, math.inf) == pytest.approx(stats.norm.cdf(-1.0), rel=1e-14)
    assert distributions.normal_cdf(-9.0) == pytest.approx(stats.norm.cdf(-9.0), rel=1e-12)


def test_ends():
    assert distributions.beta_cdf(-1.0, 2.0, 2.0) == 0.0
    assert distributions.beta_cdf(2.0, 2.0, 2.0) == 1.0
    assert distributions.beta_quantile(0.0, 2.0, 2.0) == 0.0
    assert distributions.beta_quantile(1.0, 2.0, 2.0) == 1.0
    assert distributions.t_quantile(0.5, 7) == 0.0

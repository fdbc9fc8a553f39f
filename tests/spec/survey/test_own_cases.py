"""Our own invented surveys against R's `survey` 4.1.1: designs, calibration, lonely strata, domains, non-response."""

import pytest

from tests.spec.survey.expected import CASES, DESIGNS, design_of_case, expected, place, said_of

EXPECTED = expected()
R_SAYS_NOTHING_OF = 1e-14
"""A standard error below this is rounding: of a domain in which all said the same."""


@pytest.mark.parametrize("case", DESIGNS)
def test_every_figure_equals_that_of_r(case, engine):
    result = engine(CASES / f"{DESIGNS[case]['answers']}.csv", design_of_case(case))
    assert [problem.code for problem in result.problems if problem.severity == "error"] == []
    wanted = {key[1:]: stats for key, stats in EXPECTED.items() if key[0] == case and key[1] != "weights"}
    seen = set()
    for found in result.estimates:
        said = said_of(found)
        for stat, value in wanted.get((found.name, place(found)), {}).items():
            if stat in said and not (stat == "deff" and (found.se or 0) < R_SAYS_NOTHING_OF):
                seen.add((found.name, place(found), stat))
                assert said[stat] == pytest.approx(value, rel=1e-9, abs=1e-9), (found.name, place(found), stat)
    asked = {
        (*key, stat)
        for key, stats in wanted.items()
        for stat in stats
        if not stat.startswith(("t_", "deff")) or key[0] not in ("q", "like")
    }
    assert {key for key in asked - seen if key[2] != "deff"} == set()


@pytest.mark.parametrize("case", ["raked", "linear"])
def test_final_weights_equal_those_of_r(case, engine):
    weights = engine(CASES / "ward.csv", design_of_case(case)).weights
    for stat, value in EXPECTED[case, "weights", "all"].items():
        assert weights[stat] == pytest.approx(value, rel=1e-9)

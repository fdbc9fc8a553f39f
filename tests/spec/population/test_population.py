"""Whom indicators speak of: the example ward's 27, others, the seed's, and the rule that keeps participants out."""

import json
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from hoshin.core.measurement.population import POPULATION_NAMES, fit_of, population_name, population_of
from hoshin.core.measurement.record import Population

TABLE = tomllib.loads((Path(__file__).parent / "populations.toml").read_text("utf-8"))
ROWS = [(row["measure"], row) for ward in TABLE["ward"] for row in ward["rows"]]
SEED = Path(__file__).parents[3].parent / "shared/seed/expected.json"


@pytest.mark.parametrize(("measure", "row"), ROWS, ids=[measure[:40] for measure, _ in ROWS])
def test_population_of_an_indicator(measure, row):
    assert population_of(measure, row.get("printed", ""), row.get("unit")) == row.get("who")


@pytest.mark.shared
def test_the_seed_indicators_speak_of_whom_their_section_says():
    if not SEED.exists():
        pytest.skip("the founders' brief is not beside the checkout")
    expected = json.loads(SEED.read_text("utf-8"))
    found = {}

    def walk(value):
        if isinstance(value, dict):
            if "measure" in value:
                unit = (value.get("target") or value).get("unit")
                found[value["measure"]] = population_of(value["measure"], value.get("printed") or "", unit)
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    walk(expected["outcomes"])
    assert len(found) == 27
    assert sum(who == "residents" for measure, who in found.items() if "区民アンケート" in measure) == 10
    assert all(who == "residents" for measure, who in found.items() if "区民アンケート" in measure)
    assert [who for measure, who in found.items() if "家庭のうち" in measure] == ["households", "households"]
    assert [who for measure, who in found.items() if measure.endswith(("件数", "回数"))] == ["events"] * 3
    wrong = {measure for measure, who in found.items() if "区民" not in measure and who == "residents"}
    assert wrong == set()


def test_a_participants_survey_cannot_fill_the_share_of_residents():
    wanted = population_of("地域の防犯意識が高まっていると答えた区民の割合")
    assert fit_of("participants", wanted) == "different"
    assert fit_of("users", wanted) == fit_of("members", wanted) == fit_of("other", wanted) == "different"
    assert fit_of("residents", wanted) == "same"
    assert fit_of("participants", None) == "unclear"


def test_every_population_has_a_name_in_both_languages():
    assert set(POPULATION_NAMES) == set(get_args(Population))
    assert all(population_name(p, language) for p in POPULATION_NAMES for language in ("ja", "en"))

"""Sixty random designs against R's `survey` 4.1.1 (`random_designs.R` made the numbers), on every engine."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.estimation import estimate
from hoshin.engines.duckdb_survey import estimate_table

LINES = [json.loads(line) for line in Path(__file__).with_name("random_designs.jsonl").read_text("utf-8").splitlines()]
ENGINES = {
    "reference": lambda columns, design: estimate(pa.table(columns).to_pylist(), design),
    "duckdb": lambda columns, design: estimate_table(pa.table(columns), design),
}
ROUNDING = 1e-12


def design_of(line):
    """The design that R was given."""
    ages = PopulationTable(("age",), {(str(n + 1),): count for n, count in enumerate(line["ages"] or [])})
    sexes = PopulationTable(("sex",), dict(zip([("f",), ("m",)], line["sexes"] or [0, 0], strict=True)))
    adjust = {
        "none": Adjustment(),
        "poststratify": Adjustment(poststratify=ages),
        "raking": Adjustment(rake=(ages, sexes)),
        "linear": Adjustment(rake=(ages, sexes), calibrate="linear"),
    }[line["adjust"]]
    by = (line["domain"],)
    shares = [
        EstimateRequest(f"q {way}", "proportion", "q", counts=("1",), missing=("9",), by=by, interval=way)
        for way in ("logit", "beta")
    ]
    numbers = [EstimateRequest(kind, kind, "x", by=by) for kind in ("mean", "total")]
    ratio = EstimateRequest("ratio", "ratio", "x", denominator="y", by=by)
    sampling = Sampling(
        weights="w" if line["weighted"] else None,
        strata=("st",) if line["stratified"] else (),
        clusters=("psu", "ssu")[: line["stages"]],
        fpc=tuple(line["fpc"]),
        lonely_psu=line["lonely"],
    )
    return SurveyDesign(sampling, adjust, (*shares, *numbers, ratio))


def said(found):
    """The numbers of an estimate by R's names."""
    ends = {"logit": "xlogit", "beta": "beta", "t": "t"}.get(found.interval, "other")
    numbers = {name: getattr(found, name) for name in ("estimate", "se", "df", "n", "deff")}
    return numbers | {f"{ends}_lower": found.lower, f"{ends}_upper": found.upper}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["number"]))
def test_random_designs_equal_r(line, engine):
    result = ENGINES[engine](line["columns"], design_of(line))
    assert [problem.code for problem in result.problems if problem.severity == "error"] == []
    by_place = {}
    for found in result.estimates:
        place = found.name.split()[0], found.domain.get(line["domain"], "")
        by_place[place] = {**by_place.get(place, {}), **said(found)}
    compared = 0
    for wanted in line["results"]:
        place = wanted["name"], wanted["level"]
        for stat, value in wanted.items():
            if stat in ("name", "level", "domain") or value is None or (stat == "deff" and wanted["se"] < ROUNDING):
                continue
            compared += 1
            assert by_place[place][stat] == pytest.approx(value, rel=1e-9, abs=1e-9), (place, stat)
    assert compared > 20

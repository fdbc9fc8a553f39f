"""`survey_estimate/1`: a survey's estimate becomes a measurement that says how sure it is, or why it does not."""

import dataclasses
import random
from fractions import Fraction

import pytest

from hoshin.core.measurement.codec import measurement_from_json, measurement_to_json
from hoshin.core.measurement.comparability import sampling_of
from hoshin.core.measurement.design_json import (
    NotADesignError,
    design_from_json,
    design_to_json,
    request_from_json,
    request_to_json,
)
from hoshin.core.measurement.failure import NotMeasurableError, NotRecordedError
from hoshin.core.measurement.record import Known, Missing, Withheld
from hoshin.core.measurement.shown import NOTES
from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.estimation import estimate
from hoshin.engines.measuring import measurement_from
from hoshin.exchange.snapshots import Column, FolderStore, Table, open_snapshot, write_snapshot
from tests.unit.measurement.samples import FY2025
from tests.unit.snapshots.samples import origin

COLUMNS = (Column("area", "text"), Column("age", "text"), Column("Nh", "integer"), Column("q1", "text"))
SIZES = {"A": 4000, "B": 9000}
AGES = PopulationTable(("age",), {("young",): 5200.0, ("old",): 7800.0})
REQUEST = EstimateRequest("q1", "proportion", "q1", counts=("1", "2"), missing=("9",))
DESIGN = SurveyDesign(Sampling(strata=("area",), fpc=("Nh",), asked=900), Adjustment(rake=(AGES,)))


def sheets(number=240, seed=5):
    chance = random.Random(seed)
    rows = []
    for _ in range(number):
        area = chance.choice("AB")
        answer = chance.choice(["1", "2", "3", "4", "9", None])
        rows.append({"area": area, "age": chance.choice(["young", "old"]), "Nh": SIZES[area], "q1": answer})
    return Table(COLUMNS, rows)


def measured(table=None, design=DESIGN, request=REQUEST, recipe=None, definition=None):
    given = {"method": "survey_estimate/1", "request": request_to_json(request), **(recipe or {})}
    frozen = {"design": design_to_json(design), "asked": 900, "answered": 240, **(definition or {})}
    return measurement_from(given, {"answers": table or sheets()}, frozen, FY2025)


def test_the_figure_is_the_engines_and_everything_stands_beside_it():
    expected = estimate(sheets().records(), dataclasses.replace(DESIGN, estimates=(REQUEST,))).estimates[0]
    found = measured()
    assert isinstance(found.reading, Known) and found.reading.value == pytest.approx(expected.estimate, rel=1e-12)
    sure = found.uncertainty
    assert (sure.lower, sure.upper) == pytest.approx((expected.lower, expected.upper), rel=1e-9)
    assert (sure.method, sure.level) == ("kg", 0.95)
    assert sure.se == pytest.approx(expected.se, rel=1e-9) and sure.design_effect == pytest.approx(expected.deff)
    assert (sure.if_silent_no, sure.if_silent_yes) == pytest.approx((expected.if_silent_no, expected.if_silent_yes))
    assert (found.numerator, found.denominator) == (expected.n_counted, expected.n)
    assert (found.n_asked, found.n_answered, found.n_base) == (900, 240, expected.n)
    assert sure.largest_weight > 0 and sure.classical_margin > 0
    assert found.notes[:2] == ("speaks_of_residents", "interval_holds_no_bias")


def test_the_frozen_file_gives_the_same_to_the_last_bit_every_time(tmp_path):
    store = FolderStore(tmp_path)
    name = write_snapshot(store, {"answers": sheets(4000)}, origin(definition={"design": design_to_json(DESIGN)}))
    recipe = {"method": "survey_estimate/1", "request": request_to_json(REQUEST)}
    with open_snapshot(store, name) as opened:
        found = [measurement_from(recipe, opened.tables, opened.manifest["definition"], FY2025) for _ in range(3)]
    written = [measurement_to_json(m) for m in found]
    assert written[0] == written[1] == written[2]
    assert measurement_from_json(written[0]) == found[0]
    assert found[0].n_answered == 4000


def test_an_open_panel_claims_no_interval_and_says_why():
    found = measured(design=SurveyDesign(Sampling(kind="open")))
    assert found.uncertainty.lower is found.uncertainty.upper is found.uncertainty.se is None
    assert "open_panel" in found.notes and "no_inference" in found.flags
    assert sampling_of(found) == "open"


def test_a_census_says_that_everyone_was_asked():
    found = measured(design=SurveyDesign(Sampling(kind="census", strata=("area",), fpc=("Nh",))))
    assert sampling_of(found) == "census" and "census" in found.notes


def test_a_figure_of_respondents_is_their_plain_share():
    found = measured(recipe={"speaks_of": "respondents"})
    rows = [r["q1"] for r in sheets().records() if r["q1"] in ("1", "2", "3", "4")]
    assert found.reading == Known(Fraction(sum(a in ("1", "2") for a in rows), len(rows)))
    assert found.uncertainty.lower is None and found.flags == ("no_inference",)
    assert found.notes[:2] == ("speaks_of_respondents", "unweighted")


def test_fewer_than_ten_answers_are_withheld_with_their_counts():
    found = measured(sheets(11), design=SurveyDesign(Sampling()))
    assert found.reading == Withheld("small_count")
    assert found.numerator is found.denominator is found.n_base is found.uncertainty is None


def test_nobody_answered_is_no_denominator():
    table = Table(COLUMNS, [{"area": "A", "age": "old", "Nh": 4000, "q1": None}] * 30)
    found = measured(table, design=SurveyDesign(Sampling()))
    assert found.reading == Missing("no_denominator")


def test_a_named_estimate_of_the_design_is_taken_without_its_domains():
    design = dataclasses.replace(DESIGN, estimates=(dataclasses.replace(REQUEST, by=("age",)),))
    frozen = {"design": design_to_json(design)}
    by_name = measurement_from({"method": "survey_estimate/1", "estimate": "q1"}, {"answers": sheets()}, frozen, FY2025)
    assert by_name.reading == measured().reading


@pytest.mark.parametrize(
    ("recipe", "definition", "code"),
    [
        ({"estimate": "q9", "request": None}, {}, "recipe_design_unreadable"),
        ({}, {"design": None}, "recipe_design_unreadable"),
        ({}, {"design": {"sampling": {"kind": "guess"}}}, "recipe_design_unreadable"),
        ({"request": {"name": "x"}}, {}, "recipe_design_unreadable"),
        ({"table": "sheets"}, {}, "recipe_table_missing"),
        ({"method": "survey_estimate/9"}, {}, "recipe_unknown_method"),
        ({"method": ""}, {}, "recipe_without_method"),
    ],
)
def test_a_recipe_that_cannot_be_read_is_said(recipe, definition, code):
    with pytest.raises(NotMeasurableError) as refused:
        measured(recipe=recipe, definition=definition)
    assert [p.code for p in refused.value.problems] == [code]


def test_an_estimate_that_the_design_lacks_is_said():
    with pytest.raises(NotMeasurableError) as refused:
        measurement_from(
            {"method": "survey_estimate/1", "estimate": "q9"},
            {"answers": sheets()},
            {"design": design_to_json(DESIGN)},
            FY2025,
        )
    assert [p.code for p in refused.value.problems] == ["recipe_estimate_missing"]


def test_a_column_that_the_answers_lack_is_said():
    with pytest.raises(NotMeasurableError):
        measured(request=dataclasses.replace(REQUEST, variable="q77"))


def test_every_note_that_is_made_has_words():
    for found in (measured(), measured(design=SurveyDesign(Sampling(kind="open")))):
        assert all(note in NOTES for note in found.notes if note.isascii())


def test_designs_survive_json():
    design = SurveyDesign(
        Sampling("probability", "w", ("a", "b"), ("c",), ("N", "M"), "adjust", (("wave", "2024"),), 1500),
        Adjustment(AGES, PopulationTable(("a", "b"), {("1", "x"): 3.5}), (AGES, AGES), 4.0, "linear"),
        (dataclasses.replace(REQUEST, by=("age",), crossed=(("age", "area"),), interval="logit", level=0.9),),
    )
    assert design_from_json(design_to_json(design)) == design
    assert request_from_json(request_to_json(REQUEST)) == REQUEST
    assert design_from_json({}) == SurveyDesign()


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (None, "design"),
        ({"more": 1}, "design.more"),
        ({"sampling": {"strata": "area"}}, "design.sampling.strata"),
        ({"sampling": {"asked": "many"}}, "design.sampling.asked"),
        ({"adjust": {"rake": [{"by": ["a"]}]}}, "design.adjust.rake"),
        ({"adjust": {"rake": [{"by": ["a"], "counts": [[["1", "2"], 3]]}]}}, "design.adjust.rake"),
        ({"estimates": [{"name": "q"}]}, "design.estimates"),
    ],
)
def test_json_that_is_no_design_is_refused_with_its_place(values, place):
    with pytest.raises(NotADesignError, match=place):
        design_from_json(values)


def test_a_question_that_was_not_asked_is_told_from_a_recipe_that_is_wrong():
    new = dataclasses.replace(REQUEST, name="q2", variable="q2")
    with pytest.raises(NotRecordedError):
        measured(request=new)
    with pytest.raises(NotMeasurableError) as wrong:
        measured(request=new, design=SurveyDesign(Sampling(strata=("ward",))))
    assert not isinstance(wrong.value, NotRecordedError)


def test_a_census_that_everyone_answered_leaves_nothing_to_infer():
    rows = [{"area": "A", "age": "old", "Nh": 40, "q1": "1" if n < 19 else "3"} for n in range(40)]
    design = SurveyDesign(Sampling(kind="census", asked=40))
    found = measured(Table(COLUMNS, rows), design=design, recipe={"speaks_of": "respondents"}, definition={"asked": 40})
    assert found.reading == Known(Fraction(19, 40)) and found.flags == () and found.uncertainty.lower is None
    partly = measured(Table(COLUMNS, rows[:39]), design=design, recipe={"speaks_of": "respondents"})
    assert partly.flags == ("no_inference",) and "census" in partly.notes
    assert partly.uncertainty.if_silent_no == pytest.approx(19 / 40)

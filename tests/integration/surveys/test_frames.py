"""From members and sheets to the table that is estimated from, and its design."""

import pytest

from hoshin.core.survey.estimation import estimate
from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire
from hoshin.core.survey.questionnaire_tables import answer_columns
from hoshin.server.surveys import actions, queries
from hoshin.server.surveys.designs import SampleDesign, read_design, stored_design, with_sizes
from tests import people
from tests.integration.surveys.conftest import begun, with_population, with_questions, with_sample
from tests.spec.questionnaires.asked import ASKED


def sheets(survey, answers_of):
    frame = queries.frame_of(survey)
    questionnaire = queries.questionnaire_for(survey).questionnaire
    return [
        queries.frame_row(frame, member.cells, answers) | answer_columns(questionnaire, answers)
        for number, member in enumerate(queries.members(survey))
        if (answers := answers_of(number, member)) is not None
    ]


def test_a_stratified_survey_is_estimated_as_it_was_drawn(ready, sato):
    """Half of each stratum answers; in 東 all agree, in 西 nobody: the share is that of 東's people, 1,020 of 1,630."""
    rows = sheets(ready, lambda n, m: {"used": "2", "safe": "1" if m.cells["区域"] == "東" else "4"} if n % 2 else None)
    counted = [c.request for c in queries.counted_answers(ready)][:1]
    design = queries.design_of(ready, tuple(counted))
    assert design.sampling.strata == ("stratum",)
    assert design.sampling.fpc == ("stratum_population",)
    assert dict(design.adjust.nonresponse.counts) == {("東",): 20, ("西",): 10}
    assert [margin.by for margin in design.adjust.rake] == [("性別",)]
    result = estimate(rows, design)
    whole = result.estimates[0]
    assert [p.code for p in result.problems if p.severity == "error"] == []
    assert whole.n == 15
    assert whole.weighted_base == pytest.approx(1630)
    assert 0.5 < whole.estimate < 0.75
    assert whole.lower is not None


def test_without_adjustment_the_strata_alone_decide(ready, sato):
    actions.set_design(
        survey=ready,
        design=SampleDesign(strata=("区域",), sizes={("東",): 20, ("西",): 10}),
        by=sato.actor,
        on=people.TODAY,
    )
    rows = sheets(ready, lambda n, m: {"used": "2", "safe": "1" if m.cells["区域"] == "東" else "4"})
    result = estimate(rows, queries.design_of(ready, (queries.counted_answers(ready)[0].request,)))
    assert result.estimates[0].estimate == pytest.approx(1020 / 1630)


def test_frame_rows_say_what_is_known(ready):
    frame = queries.frame_of(ready)
    known = queries.frame_row(frame, {"区域": "東", "性別": "男性"}, {})
    assert known["stratum"] == "東"
    assert known["stratum_population"] == 1020
    assert known["stratum_drawn"] == 20
    assert known["design_weight"] == pytest.approx(51)
    unknown = queries.frame_row(frame, None, {})
    assert unknown["stratum"] is None
    assert unknown["stratum_population"] is None


def test_a_simple_sample_has_one_stratum(ward, sato):
    survey = begun(ward, sato.actor, sampling="simple")
    with_population(survey, sato.actor)
    actions.set_design(survey=survey, design=SampleDesign(sizes={(): 40}), by=sato.actor, on=people.TODAY)
    with_sample(survey, sato.actor)
    with_questions(survey, sato.actor)
    row = queries.frame_row(queries.frame_of(survey), queries.members(survey)[0].cells, {})
    assert (row["stratum"], row["stratum_population"], row["stratum_drawn"]) == ("全体", 1630, 40)
    design = queries.design_of(survey)
    assert (design.sampling.kind, design.sampling.strata, design.sampling.weights) == ("probability", (), None)
    assert queries.asked_count(survey) == 40


def test_attributes_of_the_sheet_place_it_where_no_list_did(ward, sato):
    """An open survey is weighted by what people say of themselves, and claims no interval all the same."""
    sex = Question(
        "sex", "single", "性別", (Option("1", "男性"), Option("2", "女性"), Option("3", "他")), is_attribute=True
    )
    asked = Questionnaire("t", (*ASKED.questions, sex), (CountedAnswer("safe", ("1",)),))
    survey = begun(ward, sato.actor, sampling="open")
    with_population(survey, sato.actor)
    design = SampleDesign(weighting="poststratify", weight_by=("性別",))
    actions.set_design(survey=survey, design=design, by=sato.actor, on=people.TODAY)
    with_questions(survey, sato.actor, asked)
    frame = queries.frame_of(survey)
    rows = [
        queries.frame_row(frame, None, answers) | answer_columns(asked, answers)
        for answers in ({"used": "2", "safe": "1", "sex": "1"}, {"used": "2", "safe": "4", "sex": "2"})
    ]
    assert [row["性別"] for row in rows] == ["男性", "女性"]
    core = queries.design_of(survey, (queries.counted_answers(survey)[0].request,))
    assert core.sampling.kind == "open"
    result = estimate(rows, core)
    assert result.estimates[0].estimate == pytest.approx(800 / 1630)
    assert result.estimates[0].lower is None
    assert queries.asked_count(survey) is None


def test_a_census_counts_its_population(ward, sato):
    survey = begun(ward, sato.actor, sampling="census", population="members")
    with_population(survey, sato.actor)
    assert queries.asked_count(survey) == 1630
    assert queries.design_of(survey).sampling.kind == "census"


POPULATIONS = {("東",): 10000, ("西",): 200, ("南",): 0}


@pytest.mark.parametrize(
    ("design", "sizes"),
    [
        (SampleDesign(half_width="5", response="50"), {("東",): 728, ("西",): 14, ("南",): 0}),
        (SampleDesign(half_width="5", response="50", allocation="equal"), {("東",): 372, ("西",): 200, ("南",): 0}),
        (SampleDesign(half_width="5", response="50", per_stratum=True), {("東",): 740, ("西",): 200, ("南",): 0}),
        (SampleDesign(allocation="given", sizes={("東",): 7, ("西",): 999}), {("東",): 7, ("西",): 200, ("南",): 0}),
        (
            SampleDesign(half_width="10", response="50", responses={("西",): "25"}, per_stratum=True),
            {("東",): 192, ("西",): 200, ("南",): 0},
        ),
    ],
)
def test_sizes(design, sizes):
    assert with_sizes(design, POPULATIONS).sizes == sizes


def test_a_design_survives_being_stored():
    design = SampleDesign(
        ("区域", "性別"),
        "equal",
        "4",
        "35",
        {("東", "男"): "20"},
        True,
        {("東", "男"): 9},
        "rake",
        ("性別",),
        ("区域",),
    )
    assert read_design(stored_design(design)) == design
    assert read_design({}) == SampleDesign()

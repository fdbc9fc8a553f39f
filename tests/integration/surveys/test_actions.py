"""What changes a survey, what is refused, and what is never kept."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from hoshin.core.permissions import RefusedError
from hoshin.core.survey.population_counts import read_population
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.sampling import is_code, token_hash
from hoshin.server.audit.models import Event
from hoshin.server.surveys import actions, queries
from hoshin.server.surveys.actions import StaleSurveyError, SurveyRefusedError
from hoshin.server.surveys.designs import SampleDesign
from hoshin.server.surveys.models import QuestionnaireVersion, SampleMember, Survey
from tests import people
from tests.integration.surveys.conftest import LIST, begun, lines, with_population, with_questions, with_sample
from tests.spec.questionnaires.asked import ASKED, SAFE

TODAY = people.TODAY


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def version_of(survey):
    return Survey.objects.get(pk=survey).version


def test_a_new_survey_is_a_source_of_evidence(survey, sato):
    header = queries.survey_header(survey, sato.actor)
    assert header.source is not None
    assert header.status == "draft"
    assert Event.objects.filter(action="survey.created", subject=f"survey:{survey}").count() == 1


def test_next_years_survey_goes_on_with_the_same_source(survey, ward, sato):
    following = begun(ward, sato.actor, previous=survey, fiscal_year=2027)
    sources = {queries.survey_header(s, sato.actor).source for s in (survey, following)}
    assert len(sources) == 1
    other = begun(ward, sato.actor, previous=survey, fiscal_year=2027, population="users")
    assert queries.survey_header(other, sato.actor).source not in sources


def test_faults_of_a_new_survey_come_at_once(ward, sato):
    with pytest.raises(SurveyRefusedError) as refused:
        begun(ward, sato.actor, title=" ", fiscal_year=12, first=date(2026, 5, 2), last=date(2026, 5, 1))
    assert codes(refused) == ["questionnaire_untitled", "survey_year_impossible", "survey_period_reversed"]
    assert not Survey.objects.exists()


def test_editing_raises_the_version_and_a_stale_one_is_told(survey, sato):
    version = version_of(survey)
    newer = actions.edit_survey(survey=survey, values={"title": "新"}, version=version, by=sato.actor, on=TODAY)
    assert newer == version + 1
    with pytest.raises(StaleSurveyError) as stale:
        actions.edit_survey(survey=survey, values={"title": "古"}, version=version, by=sato.actor, on=TODAY)
    assert stale.value.version == newer
    assert Survey.objects.get(pk=survey).title == "新"


def test_an_edit_that_changes_nothing_leaves_no_trace(survey, sato):
    events, version = Event.objects.count(), version_of(survey)
    actions.edit_survey(survey=survey, values={"title": "区民意識調査"}, version=version, by=sato.actor, on=TODAY)
    assert (Event.objects.count(), version_of(survey)) == (events, version)


def test_other_cells_undo_design_and_sample(ready, sato):
    with_population(ready, sato.actor)
    assert queries.members_count(ready) == 30, "the same cells change nothing"
    table = queries.population_table(ready)
    assert sum(table.counts.values()) == 1630
    read = read_population([["区域", "人口"], ["東", "9"], ["西", "8"]])
    actions.store_population(survey=ready, columns=read.columns, cells=read.cells, by=sato.actor, on=TODAY)
    assert queries.members_count(ready) == 0
    assert queries.strata_columns(ready) == ()


def test_a_design_must_fit_the_population(designed, sato):
    unknown = SampleDesign(strata=("年齢",), weight_by=("職業",))
    with pytest.raises(SurveyRefusedError) as refused:
        actions.set_design(survey=designed, design=unknown, by=sato.actor, on=TODAY)
    assert codes(refused) == ["design_column_unknown", "design_column_unknown"]
    many = SampleDesign(strata=("区域",), sizes={("東",): 5000, ("北",): 1})
    with pytest.raises(SurveyRefusedError) as refused:
        actions.set_design(survey=designed, design=many, by=sato.actor, on=TODAY)
    assert codes(refused) == ["design_more_than_population", "design_more_than_population"]


def test_the_draw_keeps_codes_and_cells_and_nothing_else(designed, sato):
    drawn = with_sample(designed, sato.actor)
    assert len(drawn.members) == 30
    assert {m.stratum for m in drawn.members} == {"東", "西"}
    assert all(is_code(m.code) for m in drawn.members)
    stored = SampleMember.objects.filter(survey=designed)
    assert {row.token_hash for row in stored} == {token_hash(m.token) for m in drawn.members}
    dump = "\n".join(connection_dump())
    for row in LIST[1:]:
        assert row[1] not in dump, "a name was kept"
    for member in drawn.members:
        assert member.token not in dump, "a one-time code was kept"
    numbers = {LIST[m.place][0] for m in drawn.members}
    assert not [number for number in numbers if f"'{number}'" in dump], "a number of the list was kept"


def connection_dump():
    """Every value of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield repr(row)


def test_the_same_seed_draws_the_same_people(designed, sato):
    first = with_sample(designed, sato.actor)
    again = actions.draw_sample(
        survey=designed, lines=list(reversed(lines())), seed="朝の抽選", by=sato.actor, at=timezone.now()
    )
    assert {m.place for m in first.members} == {m.place for m in again.members}
    assert {m.code for m in first.members}.isdisjoint({m.code for m in again.members})
    assert queries.member_of_token(first.members[0].token) is None, "codes that were given before stop working"
    assert queries.member_of_token(again.members[0].token).code == again.members[0].code


def test_members_are_found_however_their_codes_are_typed(designed, sato):
    member = with_sample(designed, sato.actor).members[0]
    assert queries.member_of_token(f" {member.token[:4].lower()}-{member.token[4:]} ").code == member.code
    assert queries.member_of_code(designed, member.code.lower()).code == member.code
    assert queries.member_of_code(designed, "22222222") is None
    assert queries.member_of_token("") is None


def test_a_census_takes_everyone_on_the_list(ward, sato):
    survey = begun(ward, sato.actor, sampling="census", population="members")
    drawn = actions.draw_sample(survey=survey, lines=lines(), seed="x", by=sato.actor, at=timezone.now())
    assert len(drawn.members) == 120
    assert queries.asked_count(survey) == 120


def test_drawing_needs_numbers_and_single_lines(survey, sato):
    with pytest.raises(SurveyRefusedError) as refused:
        with_sample(survey, sato.actor)
    assert codes(refused) == ["sample_nothing_to_draw"]


def test_a_line_that_stands_twice_is_refused(designed, sato):
    twice = lines([*LIST, LIST[1]])
    with pytest.raises(SurveyRefusedError) as refused:
        actions.draw_sample(survey=designed, lines=twice, seed="x", by=sato.actor, at=timezone.now())
    assert codes(refused) == ["sample_key_repeated"]
    assert queries.members_count(designed) == 0


def test_a_lost_letter_gets_a_new_code(ready, sato):
    member = queries.members(ready)[0]
    token = actions.reissue_token(survey=ready, code=member.code, by=sato.actor, on=TODAY)
    assert queries.member_of_token(token).id == member.id
    with pytest.raises(SurveyRefusedError) as refused:
        actions.reissue_token(survey=ready, code="nobody", by=sato.actor, on=TODAY)
    assert codes(refused) == ["member_code_unknown"]


def test_mailing_is_noted_once(ready, sato):
    assert actions.mark_mailed(survey=ready, by=sato.actor, on=TODAY) == 30
    assert actions.mark_mailed(survey=ready, by=sato.actor, on=TODAY) == 0


def test_a_frozen_version_stays_and_the_next_follows_it(survey, sato):
    assert with_questions(survey, sato.actor) == 1
    with pytest.raises(SurveyRefusedError) as refused:
        actions.freeze_questionnaire(survey=survey, by=sato.actor, at=timezone.now())
    assert codes(refused) == ["questionnaire_unchanged"]
    changed = replace(ASKED, title="別の題名")
    assert with_questions(survey, sato.actor, changed) == 2
    assert queries.questionnaire_for(survey).questionnaire == changed
    assert queries.questionnaire_numbered(survey, 1).questionnaire == ASKED
    assert QuestionnaireVersion.objects.get(number=2).based_on.number == 1


def test_a_faulty_draft_is_kept_and_not_frozen(survey, sato):
    faulty = Questionnaire("t", (replace(SAFE, words="", options=()),))
    with pytest.raises(SurveyRefusedError) as refused:
        with_questions(survey, sato.actor, faulty)
    assert codes(refused) == ["question_without_words", "question_without_options"]
    assert queries.draft_of(survey) == faulty
    assert queries.questionnaire_for(survey) is None


def test_last_years_questionnaire_is_copied_once(ward, sato, survey):
    with_questions(survey, sato.actor)
    following = begun(ward, sato.actor, previous=survey, fiscal_year=2027)
    actions.copy_questionnaire(survey=following, version=version_of(following), by=sato.actor, on=TODAY)
    copied = queries.draft_of(following)
    assert copied.questions == ASKED.questions
    assert {c.indicator for c in copied.counted} == {None}
    with pytest.raises(SurveyRefusedError) as refused:
        actions.copy_questionnaire(survey=following, version=version_of(following), by=sato.actor, on=TODAY)
    assert codes(refused) == ["questionnaire_not_copied"]
    actions.freeze_questionnaire(survey=following, by=sato.actor, at=timezone.now())
    assert QuestionnaireVersion.objects.get(survey=following).based_on.survey_id == survey


def test_what_is_missing_is_said_at_once(ward, sato):
    survey = begun(ward, sato.actor, first=None, last=None)
    with pytest.raises(SurveyRefusedError) as refused:
        actions.open_survey(survey=survey, by=sato.actor, on=TODAY, at=timezone.now())
    assert codes(refused) == [
        "survey_needs_population", "survey_needs_design", "survey_needs_sample", "survey_needs_questionnaire",
        "survey_period_missing",
    ]  # fmt: skip


def test_a_period_that_is_over_cannot_be_opened(ready, sato):
    with pytest.raises(SurveyRefusedError) as refused:
        actions.open_survey(survey=ready, by=sato.actor, on=date(2027, 1, 5), at=timezone.now())
    assert codes(refused) == ["survey_period_over"]


def test_an_open_survey_needs_no_sample(ward, sato):
    survey = begun(ward, sato.actor, sampling="open")
    with_questions(survey, sato.actor)
    actions.open_survey(survey=survey, by=sato.actor, on=TODAY, at=timezone.now())
    door = queries.door_of(survey, TODAY)
    assert door.is_open
    assert door.takes_anyone


def test_from_draft_to_closed(ready, sato):
    assert queries.survey_header(ready, sato.actor).status == "ready"
    actions.open_survey(survey=ready, by=sato.actor, on=TODAY, at=timezone.now())
    door = queries.door_of(ready, TODAY)
    assert door.is_open
    assert not door.takes_anyone
    assert not queries.door_of(ready, date(2026, 12, 21)).is_open, "after its last day"
    assert not queries.door_of(ready, date(2026, 10, 31)).is_open, "before its first"
    actions.close_survey(survey=ready, by=sato.actor, on=TODAY, at=timezone.now())
    assert not queries.door_of(ready, TODAY).is_open
    with pytest.raises(SurveyRefusedError) as refused:
        actions.close_survey(survey=ready, by=sato.actor, on=TODAY, at=timezone.now())
    assert codes(refused) == ["survey_not_open"]


def test_once_open_only_its_end_can_move(ready, sato):
    by = sato.actor
    actions.open_survey(survey=ready, by=by, on=TODAY, at=timezone.now())
    version = version_of(ready)
    refusals = [
        lambda: with_sample(ready, by),
        lambda: with_population(ready, by),
        lambda: actions.set_design(survey=ready, design=SampleDesign(), by=by, on=TODAY),
        lambda: actions.store_draft(survey=ready, questionnaire=ASKED, version=version, by=by, on=TODAY),
        lambda: actions.freeze_questionnaire(survey=ready, by=by, at=timezone.now()),
        lambda: actions.remove_sample(survey=ready, by=by, on=TODAY),
        lambda: actions.edit_survey(survey=ready, values={"sampling": "open"}, version=version, by=by, on=TODAY),
        lambda: actions.open_survey(survey=ready, by=by, on=TODAY, at=timezone.now()),
    ]
    for refusal in refusals:
        with pytest.raises(SurveyRefusedError) as refused:
            refusal()
        assert codes(refused) == ["survey_already_open"]
    last = date(2026, 12, 31)
    actions.edit_survey(survey=ready, values={"last": last}, version=version, by=by, on=TODAY)
    assert queries.survey_header(ready, by).last == last


def deeds(survey, actor):
    at = timezone.now()
    version = version_of(survey)
    return [
        lambda: actions.edit_survey(survey=survey, values={"title": "x"}, version=version, by=actor, on=TODAY),
        lambda: with_population(survey, actor),
        lambda: actions.set_design(survey=survey, design=SampleDesign(), by=actor, on=TODAY),
        lambda: actions.draw_sample(survey=survey, lines=lines(), seed="x", by=actor, at=at),
        lambda: actions.remove_sample(survey=survey, by=actor, on=TODAY),
        lambda: actions.mark_mailed(survey=survey, by=actor, on=TODAY),
        lambda: actions.reissue_token(survey=survey, code="x", by=actor, on=TODAY),
        lambda: actions.store_draft(survey=survey, questionnaire=ASKED, version=version, by=actor, on=TODAY),
        lambda: actions.copy_questionnaire(survey=survey, version=version, by=actor, on=TODAY),
        lambda: actions.freeze_questionnaire(survey=survey, by=actor, at=at),
        lambda: actions.open_survey(survey=survey, by=actor, on=TODAY, at=at),
        lambda: actions.close_survey(survey=survey, by=actor, on=TODAY, at=at),
    ]


@pytest.mark.parametrize("stranger", ["tanaka", "suzuki", "takahashi"])
def test_nobody_else_changes_anything(stranger, ready, request):
    """The planner of another ward, a section that does not own it, and the ward mayor."""
    actor = request.getfixturevalue(stranger).actor
    before = list(connection_dump())
    for deed in deeds(ready, actor):
        with pytest.raises(RefusedError):
            deed()
    assert list(connection_dump()) == before


def test_the_owning_section_works_on_its_own(ward, sato, suzuki):
    post = suzuki.actor.posts[0].post
    own = begun(ward, suzuki.actor, owner=post)
    with_population(own, suzuki.actor)
    assert queries.survey_header(own, suzuki.actor).may_edit
    with pytest.raises(RefusedError):
        begun(ward, suzuki.actor)
    assert queries.survey_header(own, sato.actor).may_edit


def test_strangers_do_not_know_of_it(survey, tanaka, suzuki):
    with pytest.raises(queries.NoSuchSurveyError):
        queries.survey_header(survey, tanaka.actor)
    assert queries.surveys_for(tanaka.actor) == ()
    assert [s.id for s in queries.surveys_for(suzuki.actor)] == [survey]
    assert not queries.survey_header(survey, suzuki.actor).may_edit


def test_a_stranger_cannot_follow_on_somebody_elses_survey(survey, tanaka):
    elsewhere = tanaka.actor.posts[0].organisation
    with pytest.raises(queries.NoSuchSurveyError):
        begun(elsewhere, tanaka.actor, previous=survey)

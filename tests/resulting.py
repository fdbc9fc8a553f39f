"""The seeded survey of `tests.answered` in the database: asked, answered by 530 of 1,500, and closed for answers."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from hoshin.core.survey.sample_lists import ListLine
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.surveys import actions
from hoshin.server.surveys.designs import SampleDesign
from hoshin.server.surveys.models import SampleMember, Survey
from tests.answered import AGES, CELLS, QUESTIONNAIRE, SEXES, answers

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MAILED = 1500


def stored(said):
    """Answers as a sheet keeps them."""
    return {code: list(value) if isinstance(value, tuple) else value for code, value in said.items()}


def survey(
    *,
    organisation,
    by,
    owner=None,
    number=530,
    seed=7,
    year=2026,
    previous=None,
    closed=True,
    questionnaire=QUESTIONNAIRE,
):
    """Its number. `previous`: last year's, so that both share one source."""
    first = date(year, 9, 1)
    survey = actions.create_survey(
        organisation=organisation,
        owner=owner,
        fiscal_year=year,
        title=f"{year}年度 まちづくりアンケート",
        population="residents",
        population_words="18歳以上の区民",
        sampling="stratified",
        previous=previous,
        by=by,
        on=TODAY,
        first=first,
        last=first + timedelta(days=365 if year == 2026 and not closed else 30),
    )
    actions.store_population(survey=survey, columns=["性別", "年齢"], cells=CELLS, by=by, on=TODAY)
    size = MAILED // len(CELLS)
    design = SampleDesign(
        strata=("性別", "年齢"),
        sizes={cell.values: size for cell in CELLS},
        weighting="poststratify",
        weight_by=("性別", "年齢"),
    )
    actions.set_design(survey=survey, design=design, by=by, on=TODAY)
    kinds = [(sex, age) for sex in SEXES for age in AGES]
    lines = [
        ListLine(at, str(at), dict(zip(("性別", "年齢"), kinds[at % len(kinds)], strict=True)))
        for at in range(2 * MAILED)
    ]
    actions.draw_sample(survey=survey, lines=lines, seed="種", by=by, at=NOW)
    version = Survey.objects.get(pk=survey).version
    actions.store_draft(survey=survey, questionnaire=questionnaire, version=version, by=by, on=TODAY)
    actions.freeze_questionnaire(survey=survey, by=by, at=NOW)
    opening = min(TODAY, first + timedelta(days=5))
    actions.open_survey(survey=survey, by=by, on=opening, at=NOW)
    answer(survey, answers(number, seed))
    if closed:
        actions.close_survey(survey=survey, by=by, on=TODAY, at=NOW)
    return survey


def answer(survey, said, channel="paper", batch="a"):
    """Sheets of members of the right cells who have not answered yet; those whose cell is used up are left out."""
    taken = set(AnswerSheet.objects.filter(survey=survey).values_list("member_id", flat=True))
    free = defaultdict(list)
    for member in SampleMember.objects.filter(survey=survey).order_by("id"):
        if member.pk not in taken:
            free[(member.cells["性別"], member.cells["年齢"])].append(member.pk)
    sheets = [
        AnswerSheet(
            survey_id=survey,
            version=1,
            member_id=free[(sex, age)].pop(),
            channel=channel,
            state="counted",
            answers=stored(given),
            key=f"{survey}-{batch}-{at}",
            receipt=f"{survey}{batch}{at}"[:16],
            started_on=date(2026, 9, 5),
            sent_at=NOW,
            day=date(2026, 9, 5),
        )
        for at, (sex, age, given) in enumerate(said)
        if free[(sex, age)]
    ]
    AnswerSheet.objects.bulk_create(sheets)
    return len(sheets)

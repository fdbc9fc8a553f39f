"""Loading a survey's wave as its section would have run it, from the population's counts to the closed period."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from examples.shiomi.evidence import residents
from examples.shiomi.evidence.answers import sheets
from examples.shiomi.evidence.areas import AREAS
from examples.shiomi.evidence.channels import Returned, take_in
from examples.shiomi.evidence.office import Office, moment
from examples.shiomi.evidence.periods import close_wave
from examples.shiomi.evidence.questionnaires import SurveyTruth, Wave, questionnaire
from hoshin.core.permissions import Actor
from hoshin.core.survey.population_counts import PopulationCell
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_routing import answers_on_path
from hoshin.core.survey.sample_lists import ListLine
from hoshin.core.survey.sampling import allocate
from hoshin.server.surveys import actions
from hoshin.server.surveys.designs import SampleDesign
from hoshin.server.surveys.queries import (
    SampledMember,
    members,
    survey_header,
    surveys_for,
)


def stored_wave(office: Office, truth: SurveyTruth, year: int) -> int | None:
    """The survey of a year when it was loaded already."""
    mine = (s for s in surveys_for(office.planner) if s.organisation.id == office.organisation)
    return next((s.id for s in mine if (s.title, s.fiscal_year) == (truth.title, year)), None)


@transaction.atomic
def load_wave(office: Office, truth: SurveyTruth, wave: Wave, previous: int | None) -> tuple[int, str | None]:
    """Everything of one wave, all or nothing: the survey's number, and for one that stays open a one-time code."""
    by = office.actor(truth.post)
    survey = _begun(office, truth, wave, previous, by)
    tokens = _framed(truth, wave, survey, by)
    asked = questionnaire(truth, wave.fiscal_year, office.indicator, AREAS)
    on = wave.first - timedelta(days=14)
    version = survey_header(survey, by).version
    actions.store_draft(survey=survey, questionnaire=asked, version=version, by=by, on=on)
    actions.freeze_questionnaire(survey=survey, by=by, at=moment(on))
    actions.open_survey(survey=survey, by=by, on=wave.first, at=moment(wave.first, 8))
    if tokens:
        actions.mark_mailed(survey=survey, by=by, on=wave.first)
    back = _returned(truth, wave, survey, asked)
    take_in(office, wave, survey, asked, back, tokens, by)
    if not wave.stays_open:
        day = wave.last + timedelta(days=3)
        actions.close_survey(survey=survey, by=by, on=day, at=moment(day))
        close_wave(office, wave, survey, by)
    answered = {sheet.member.code for sheet in back if sheet.member}
    spare = sorted(code for code in tokens if code not in answered)
    return survey, tokens[spare[0]] if spare and wave.stays_open else None


def _begun(office: Office, truth: SurveyTruth, wave: Wave, previous: int | None, by: Actor) -> int:
    """The survey itself. One that stays open is open on the day of loading, too, whatever the clock says."""
    today = timezone.localdate()
    first = min(wave.first, today) if wave.stays_open else wave.first
    last = max(wave.last, today + timedelta(days=30)) if wave.stays_open else wave.last
    return actions.create_survey(
        organisation=office.organisation,
        owner=office.posts[truth.post],
        fiscal_year=wave.fiscal_year,
        title=truth.title,
        population=truth.population,
        population_words=truth.population_words,
        sampling=truth.sampling,
        previous=previous,
        by=by,
        on=wave.first - timedelta(days=30),
        first=first,
        last=last,
        seed=f"{truth.title} {wave.fiscal_year}",
    )


def _framed(truth: SurveyTruth, wave: Wave, survey: int, by: Actor) -> dict[str, str]:
    """Population, design and sample; the one-time codes by the code on paper, when anybody was drawn."""
    on = wave.first - timedelta(days=21)
    seed = f"{truth.title} {wave.fiscal_year}"
    if truth.sampling == "monitor":
        lines = [ListLine(at, f"{at + 1:02d}", {}) for at in range(truth.told["members"])]
        drawn = actions.draw_sample(survey=survey, lines=lines, seed=seed, by=by, at=moment(on))
        return {m.code: m.token for m in drawn.members}
    if truth.sampling != "stratified":
        groups = truth.groups(wave.fiscal_year, AREAS)
        cells = [PopulationCell((name,), number) for name, number in groups.items()]
        if cells:
            actions.store_population(survey=survey, columns=[truth.told["column"]], cells=cells, by=by, on=on)
        return {}
    cells = residents.population(truth, wave.fiscal_year)
    actions.store_population(survey=survey, columns=list(residents.COLUMNS), cells=cells, by=by, on=on)
    sizes = allocate(truth.told["asked"], {(s, a): n for (s, a), n in _lived(cells).items()})
    design = SampleDesign(
        strata=residents.COLUMNS[:2],
        half_width="5",
        response="36",
        sizes=sizes,
        weighting="poststratify",
        weight_by=residents.COLUMNS[:2],
    )
    actions.set_design(survey=survey, design=design, by=by, on=on)
    lines = residents.register_list(cells)
    drawn = actions.draw_sample(survey=survey, lines=lines, seed=seed, by=by, at=moment(on))
    return {m.code: m.token for m in drawn.members}


def _lived(cells: Sequence[PopulationCell]) -> dict[residents.Stratum, int]:
    lived: dict[residents.Stratum, int] = {}
    for cell in cells:
        stratum = (cell.values[0], cell.values[1])
        lived[stratum] = lived.get(stratum, 0) + cell.count
    return lived


def _returned(truth: SurveyTruth, wave: Wave, survey: int, asked: Questionnaire) -> list[Returned]:
    """The sheets that came back, in the order in which they did."""
    year = wave.fiscal_year
    chance = random.Random(f"{truth.key} {year} returns")
    if truth.sampling == "stratified":
        back = _residents_back(truth, year, survey, asked, chance)
    else:
        found = {q["code"]: tuple(q["found"][str(year)]) for q in truth.questions if str(year) in q.get("found", {})}
        assert wave.returned is not None
        filled = sheets(asked, truth.questions, found, wave.returned, f"{truth.key} {year}")
        groups = [
            code for number, size in enumerate(truth.groups(year, AREAS).values(), 1) for code in [str(number)] * size
        ]
        if groups:
            for sheet, code in zip(filled, chance.sample(groups, len(filled)), strict=True):
                sheet["group"] = code
        drawn: Sequence[SampledMember | None] = sorted(members(survey), key=lambda m: m.code)[: len(filled)]
        back = [Returned(s, m) for s, m in zip(filled, drawn or [None] * len(filled), strict=True)]
    chance.shuffle(back)
    return [Returned(dict(answers_on_path(asked, sheet.answers)), sheet.member) for sheet in back]


def _residents_back(
    truth: SurveyTruth, year: int, survey: int, asked: Questionnaire, chance: random.Random
) -> list[Returned]:
    drawn = members(survey)
    sampled = Counter((m.cells["性別"], m.cells["年齢"]) for m in drawn)
    back = residents.returned(truth, dict(sorted(sampled.items())), year)
    lived = _lived(residents.population(truth, year))
    filled = residents.stratum_sheets(truth, asked, year, back, lived)
    attributes = {
        q.code: (q, column)
        for q in asked.questions
        for column in residents.COLUMNS
        if column in q.words and q.is_attribute
    }
    returned = []
    for stratum, own in filled.items():
        those = [m for m in drawn if (m.cells["性別"], m.cells["年齢"]) == stratum]
        those.sort(key=lambda m: (m.cells["区域"], m.code))
        for sheet, member in zip(own, chance.sample(those, len(own)), strict=True):
            for code, (question, column) in attributes.items():
                sheet[code] = next(o.code for o in question.options if o.words == member.cells[column])
            returned.append(Returned(sheet, member))
    return returned

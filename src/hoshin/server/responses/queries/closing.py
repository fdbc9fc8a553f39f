"""What closing a survey would freeze: the answers of today, what is wrong with them, and what can be done about it."""

from dataclasses import dataclass
from datetime import date

from hoshin.core.measurement.population import respondents_in_words
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_comparison import wording_of
from hoshin.server.evidence.queries.periods import ClosedRecord
from hoshin.server.responses.models import AnswerSheet, PaperReturn
from hoshin.server.responses.queries.monitor import Returns, returns_of
from hoshin.server.responses.queries.recipes import counted_recipe
from hoshin.server.responses.queries.result_records import closed_of, records_of_today
from hoshin.server.responses.queries.results import SurveyResults, results_of
from hoshin.server.responses.queries.staff import AnswerPowers, header_and_powers
from hoshin.server.responses.queries.table import NoQuestionsError
from hoshin.server.surveys.queries import SurveyHeader, counted_answers, questionnaire_for, survey_header
from hoshin.server.surveys.queries.indicators import plan_of
from hoshin.server.surveys.queries.questionnaires import CountedIndicator


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """A survey before it is closed, or before a correction. `results` is None while there is nothing to compute.

    `open_ends`: what still waits: conflicts, half-entered papers, sheets that were begun and not sent.
    """

    header: SurveyHeader
    powers: AnswerPowers
    returns: Returns
    results: SurveyResults | None
    problems: tuple[Problem, ...]
    period: MeasuredPeriod | None
    closed: tuple[ClosedRecord, ...]
    changed: int | None
    figures: tuple[str, ...]

    @property
    def is_correction(self) -> bool:
        """Whether the period was closed before."""
        return bool(self.closed)

    @property
    def can_close(self) -> bool:
        """Whether nothing stands in the way."""
        return self.powers.may_take_in and all(p.severity != "error" for p in self.problems)


def closing_page(survey: int, viewer: Actor, on: date) -> ClosingPage:
    """Raises `NoSuchSurveyError` for those who may not know of the survey."""
    header, powers = header_and_powers(survey, viewer)
    closed = closed_of(survey, header.source)
    results = _results(survey, header)
    counted = counted_answers(survey) if questionnaire_for(survey) else ()
    last = closed[-1].definition["answered"] if closed else None
    return ClosingPage(
        header=header,
        powers=powers,
        returns=returns_of(survey),
        results=results,
        problems=tuple(closing_problems(survey, header, results)),
        period=period_of(header, closed, on),
        closed=closed,
        changed=None if last is None or results is None else results.records.returned - last,
        figures=tuple(c.counted.name or c.question.words for c in counted),
    )


def _results(survey: int, header: SurveyHeader) -> SurveyResults | None:
    try:
        records = records_of_today(survey, header)
    except NoQuestionsError:
        return None
    return results_of(records) if records.returned else None


def period_of(header: SurveyHeader, closed: tuple[ClosedRecord, ...], on: date) -> MeasuredPeriod | None:
    """The days in which people could answer; a correction keeps those of the first closing."""
    if closed:
        return closed[-1].period
    if header.first is None or header.last is None:
        return None
    return MeasuredPeriod(header.first, max(header.first, min(header.last, on)), header.fiscal_year)


def closing_problems(survey: int, header: SurveyHeader, results: SurveyResults | None) -> list[Problem]:
    """Everything that stands in the way (errors), and what somebody should know before (questions)."""
    problems = []
    if header.status != "closed":
        problems.append(Problem("results_survey_still_open", severity="error"))
    if results is None:
        problems.append(Problem("results_no_answers", severity="error"))
    conflicts = AnswerSheet.objects.filter(survey=survey, state="conflict").count()
    if conflicts:
        problems.append(Problem("results_conflicts_wait", found=str(conflicts), severity="error"))
    papers = PaperReturn.objects.filter(survey=survey).exclude(state="settled").count()
    if papers:
        problems.append(Problem("results_papers_wait", found=str(papers), severity="question"))
    return [*problems, *(results.problems if results else ())]


@dataclass(frozen=True, slots=True)
class Attaching:
    """One indicator with the recipe and wording by which the survey measures it; `earlier`: last year's wording."""

    plan: int
    indicator: str
    recipe: dict[str, object]
    wording: str
    base_words: str
    earlier: str | None = None


def attachings(survey: int, viewer: Actor, previous: Questionnaire | None) -> tuple[Attaching, ...]:
    """The indicators of this year's plan that answers count toward."""
    header, plan = survey_header(survey, viewer), plan_of(survey, viewer)
    if plan is None:
        return ()
    base = respondents_in_words(header.population, header.population_words)
    return tuple(
        Attaching(
            plan, one.counted.indicator, counted_recipe(header, one), one.wording, base, _worded_before(one, previous)
        )
        for one in counted_answers(survey)
        if one.counted.indicator is not None
    )


def _worded_before(one: CountedIndicator, previous: Questionnaire | None) -> str | None:
    """Last year's wording of a question, when it was another."""
    then = next((c for c in previous.counted if c.question == one.counted.question), None) if previous else None
    earlier = wording_of(previous, then) if previous and then else None
    return None if earlier == one.wording else earlier

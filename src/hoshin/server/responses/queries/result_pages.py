"""The results pages: who may see which, the targets beside the figures, last year beside this year."""

from collections.abc import Mapping
from dataclasses import dataclass

from hoshin.core.permissions import Actor, RefusedError
from hoshin.core.plan.document import Target
from hoshin.core.survey.result_figures import Figure
from hoshin.core.survey.result_statements import Statement, YearChange, statement, year_changes
from hoshin.core.survey.results import QuestionResult, ResultCell
from hoshin.server.accounts.queries import OrganisationName
from hoshin.server.evidence.queries import indicators_of_plan
from hoshin.server.evidence.queries.periods import ClosedRecord
from hoshin.server.plans.queries.headers import PlanHeader
from hoshin.server.plans.queries.standing import NoSuchPlanError, readable_row
from hoshin.server.responses.queries.monitor import Returns, returns_of
from hoshin.server.responses.queries.result_records import (
    SurveyRecords,
    closed_of,
    frozen_records,
    records_of_today,
)
from hoshin.server.responses.queries.results import SurveyResults, results_of
from hoshin.server.responses.queries.staff import AnswerPowers, header_and_powers
from hoshin.server.responses.queries.table import NoQuestionsError
from hoshin.server.surveys.queries import NoSuchSurveyError, SurveyHeader, survey_header
from hoshin.server.surveys.queries.indicators import plan_of
from hoshin.server.surveys.queries.public import PublicSurvey, public_survey


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """An indicator that a figure counts toward."""

    item: str
    measure: str
    printed: str
    target: Target | None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The results of one survey for its office. `results` None: nobody could answer yet, or nobody has."""

    header: SurveyHeader
    powers: AnswerPowers
    returns: Returns
    results: SurveyResults | None
    closed: tuple[ClosedRecord, ...]
    targets: Mapping[str, IndicatorTarget]
    plan: PlanHeader | None

    def target_of(self, figure: Figure) -> IndicatorTarget | None:
        """The indicator that a figure counts toward, if this year's plan has it."""
        return self.targets.get(figure.counted.indicator or "") if figure.counted else None

    def statement_of(self, figure: Figure, cell: ResultCell) -> Statement | None:
        """What a figure's interval says of its target."""
        found = self.target_of(figure)
        return statement(cell, found.target, population_total(self.results)) if found else None


def population_total(results: SurveyResults | None) -> int | None:
    """How many there are altogether, where the weights know it."""
    table = results.records.design.adjust.poststratify if results else None
    return int(sum(table.counts.values())) if table else None


def results_page(survey: int, viewer: Actor) -> ResultsPage:
    """Raises `NoSuchSurveyError` for those who may not know of the survey."""
    header, powers = header_and_powers(survey, viewer)
    closed = closed_of(survey, header.source)
    plan = plan_of(survey, viewer)
    found = _indicators(plan, viewer)
    return ResultsPage(
        header=header,
        powers=powers,
        returns=returns_of(survey),
        results=current_results(survey, header, closed),
        closed=closed,
        targets=found[1],
        plan=found[0],
    )


def current_results(survey: int, header: SurveyHeader, closed: tuple[ClosedRecord, ...]) -> SurveyResults | None:
    """The results of what was frozen last; before the first closing, of the answers of today."""
    if closed:
        return frozen_results(closed)
    try:
        records = records_of_today(survey, header)
    except NoQuestionsError:
        return None
    return results_of(records) if records.returned else None


def frozen_results(closed: tuple[ClosedRecord, ...]) -> SurveyResults:
    """The results of the last of some snapshots, with regard to what those before it have shown."""
    records = [frozen_records(each) for each in closed]
    return results_of(records[-1], tuple(records[:-1]))


def _indicators(plan: int | None, viewer: Actor) -> tuple[PlanHeader | None, dict[str, IndicatorTarget]]:
    if plan is None:
        return None, {}
    try:
        found = indicators_of_plan(plan, viewer)
    except RefusedError:
        return None, {}
    targets = {i.item: IndicatorTarget(i.item, i.measure, i.target_printed, i.target) for i in found.indicators}
    return found.header, targets


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """This year beside last year. `earlier` None: there is no survey of last year with answers."""

    page: ResultsPage
    earlier: SurveyHeader | None
    changes: tuple[YearChange, ...]


def changes_page(survey: int, viewer: Actor) -> ChangesPage:
    """Raises `NoSuchSurveyError`."""
    page = results_page(survey, viewer)
    if page.header.previous is None or page.results is None:
        return ChangesPage(page, None, ())
    earlier = survey_header(page.header.previous, viewer)
    before = current_results(earlier.id, earlier, closed_of(earlier.id, earlier.source))
    if before is None:
        return ChangesPage(page, earlier, ())
    return ChangesPage(page, earlier, changes_between(before, page.results, _same_people(earlier, page.header)))


def changes_between(before: SurveyResults, now: SurveyResults, same_people: bool = False) -> tuple[YearChange, ...]:
    """Every figure of two years."""
    one, other = before.records.questionnaire, now.records.questionnaire
    return year_changes(one, before.questions, other, now.questions, same_people=same_people)


def _same_people(earlier: SurveyHeader, later: SurveyHeader) -> bool:
    """Monitors are the same people year after year."""
    return earlier.sampling == "monitor" and later.sampling == "monitor"


@dataclass(frozen=True, slots=True)
class PublicResults:
    """The results of a closed survey for everybody."""

    survey: PublicSurvey
    results: SurveyResults
    closed: ClosedRecord
    plan: PlanHeader
    targets: Mapping[str, IndicatorTarget]

    def target_of(self, figure: Figure) -> IndicatorTarget | None:
        """The indicator that a figure counts toward."""
        return self.targets.get(figure.counted.indicator or "") if figure.counted else None

    def statement_of(self, figure: Figure, cell: ResultCell) -> Statement | None:
        """What a figure's interval says of its target."""
        found = self.target_of(figure)
        return statement(cell, found.target, population_total(self.results)) if found else None


def public_results(survey: int, viewer: Actor) -> PublicResults:
    """For whoever may read a plan that the closed survey gives figures to; else `NoSuchSurveyError`."""
    found = public_survey(survey)
    closed = closed_of(survey, found.source)
    for plan in closed[-1].plans if closed else ():
        try:
            readable_row(plan, viewer)
        except (RefusedError, NoSuchPlanError):
            continue
        header, targets = _indicators(plan, viewer)
        if header is not None:
            return PublicResults(found, frozen_results(closed), closed[-1], header, targets)
    raise NoSuchSurveyError(survey)


__all__ = [
    "ChangesPage",
    "OrganisationName",
    "PublicResults",
    "QuestionResult",
    "ResultsPage",
    "SurveyRecords",
    "changes_page",
    "public_results",
    "results_page",
]

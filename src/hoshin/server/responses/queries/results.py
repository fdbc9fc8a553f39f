"""A survey's results: every question in one pass over the answers, and nothing of it that tells of few people.

The figures come from the engine, what is withheld from the disclosure control with its attacker. No atoms and no row
leave this module.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import EstimationResult
from hoshin.core.survey.disclosure import Cell, Rule, Suppression, Tables
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.questionnaire_routing import skips_of
from hoshin.core.survey.result_figures import Attribute, Figure, figures_of
from hoshin.core.survey.result_tables import FigureTable, disclosure_tables, figure_table
from hoshin.core.survey.results import QuestionResult, question_result, weight_facts
from hoshin.engines.disclosure_audit import UnsafeTablesError, exposed_cells, protected
from hoshin.engines.duckdb_survey import Resources, estimate_table
from hoshin.server.responses.queries.result_records import SurveyRecords

ONE_THREAD = Resources(threads=1)
KEPT = 24
"""Results that are kept in memory: they are the same for the same answers."""


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """Everything that a results page shows. `weights`: (what, how much) of the final weights."""

    records: SurveyRecords
    questions: tuple[QuestionResult, ...]
    problems: tuple[Problem, ...]
    weights: tuple[tuple[str, float], ...]
    rule: Rule

    def question(self, code: str) -> QuestionResult | None:
        """The result of one question; None for one without figures."""
        return next((result for result in self.questions if result.question.code == code), None)

    @property
    def withheld(self) -> int:
        """How many cells are withheld."""
        return sum(result.withheld for result in self.questions)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is computed: which figures, by which attributes."""

    question: Question
    figures: tuple[Figure, ...]
    attributes: tuple[Attribute, ...]


def rule_of(records: SurveyRecords) -> Rule:
    """Of a group that was asked as a whole everybody knows who is in it, so that "nobody" tells as well."""
    return Rule(zeros_tell=records.design.sampling.kind == "census")


@lru_cache(maxsize=KEPT)
def results_of(records: SurveyRecords, former: tuple[SurveyRecords, ...] = ()) -> SurveyResults:
    """The results of every question by each attribute.

    `former`: the answers that were published before corrections, oldest first. What was withheld then stays withheld,
    and so does every cell that has changed by so few people that the difference would tell of them.
    """
    asked = [asked_of(records, question) for question in records.questionnaire.questions]
    asked = [each for each in asked if each.figures]
    found = estimated(records, asked)
    rule = rule_of(records)
    earlier: dict[str, Suppression] = {}
    for published in former:
        earlier = patterns(published, rule, earlier)
    results = tuple(_result(records, each, found, rule, earlier.get(each.question.code)) for each in asked)
    return SurveyResults(records, results, found.problems, weight_facts(found, records.returned), rule)


def asked_of(records: SurveyRecords, question: Question) -> Asked:
    """An attribute is shown for everybody alone: of three tables that go round, each tells of the others."""
    attributes = () if question.is_attribute else records.attributes
    by = tuple(attribute.column for attribute in attributes)
    return Asked(question, figures_of(records.questionnaire, question, by), attributes)


def estimated(records: SurveyRecords, asked: Sequence[Asked]) -> EstimationResult:
    requests = tuple(figure.request for each in asked for figure in each.figures)
    if not records.returned or not requests:
        return EstimationResult((), ())
    return estimate_table(records.answers, dataclasses.replace(records.design, estimates=requests), ONE_THREAD)


def _result(
    records: SurveyRecords,
    asked: Asked,
    found: EstimationResult,
    rule: Rule,
    earlier: Suppression | None = None,
) -> QuestionResult:
    table = figure_table(asked.figures, asked.attributes, found.estimates)
    return question_result(
        asked.question,
        table,
        pattern_of(table, rule, earlier),
        claims_interval=records.claims_interval,
        not_asked=_notasked_of(records, asked.question),
    )


def pattern_of(table: FigureTable, rule: Rule, earlier: Suppression | None = None) -> Suppression | None:
    """What is withheld; None when no pattern is safe. The attacker has the last word."""
    for keeps_everyone in (True, False):
        tables = disclosure_tables(table, rule, keeps_everyone=keeps_everyone)
        try:
            found = protected(tables, rule, _hidden_before(tables, rule, earlier))
        except UnsafeTablesError:
            continue
        assert not exposed_cells(found), "protected() ends when the attacker finds nothing"
        return found
    return None


def _hidden_before(tables: Tables, rule: Rule, earlier: Suppression | None) -> set[Cell]:
    """What was withheld, and what has changed by a few people since."""
    if earlier is None:
        return set()
    then = earlier.tables.counts
    changed = {c for c, n in tables.counts.items() if c in then and 0 < abs(n - then[c]) < rule.smallest}
    return set(earlier.hidden) | changed


def patterns(records: SurveyRecords, rule: Rule, earlier: Mapping[str, Suppression]) -> dict[str, Suppression]:
    asked = [each for q in records.questionnaire.questions if (each := asked_of(records, q)).figures]
    found = estimated(records, asked)
    tables = {e.question.code: figure_table(e.figures, e.attributes, found.estimates) for e in asked}
    found_patterns = {code: pattern_of(table, rule, earlier.get(code)) for code, table in tables.items()}
    return {code: pattern for code, pattern in found_patterns.items() if pattern is not None}


def _notasked_of(records: SurveyRecords, question: Question) -> int:
    """How many sheets were led past the question by another answer."""
    leading = skips_of(records.questionnaire, question.code)
    if not leading:
        return 0
    columns = {other.code: records.answers[other.code].to_pylist() for other, _ in leading}
    rows = range(records.returned)
    return sum(any(columns[other.code][at] == code for other, code in leading) for at in rows)

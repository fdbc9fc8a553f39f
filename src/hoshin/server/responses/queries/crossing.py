"""Cross tables of two questions, or of a question by an attribute, beside everything that the results show anyhow."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from hoshin.core.survey.design import category_of
from hoshin.core.survey.disclosure import Rule, Sum, Suppression
from hoshin.core.survey.disclosure_merging import joined_classes
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.result_figures import ONE_ANSWER, Attribute, Group, as_attribute, figures_of
from hoshin.core.survey.result_tables import FigureTable, Row, disclosure_tables, figure_table
from hoshin.core.survey.results import QuestionResult, question_result
from hoshin.engines.disclosure_audit import UnsafeTablesError, protected
from hoshin.server.responses.queries.result_records import SurveyRecords
from hoshin.server.responses.queries.results import (
    KEPT,
    Asked,
    asked_of,
    estimated,
    patterns,
    results_of,
    rule_of,
)

JOINS = "\x1f"
Links = Sequence[tuple[Row, tuple[Row, ...]]]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """One question by another, or by an attribute. `result` is None when no pattern is safe.

    `joined`: neighbouring classes that were put together, by their words; `joinable`: whether that would show more.
    """

    columns: Question
    rows: Attribute
    result: QuestionResult | None
    joined: bool = False
    joinable: bool = False


def row_choices(records: SurveyRecords) -> tuple[Attribute, ...]:
    """What may stand at the side of a cross table: the attributes, then questions with one answer."""
    taken = {attribute.question for attribute in records.attributes}
    asked = (q for q in records.questionnaire.questions if q.kind in ONE_ANSWER and q.code not in taken)
    return (*records.attributes, *(as_attribute(question) for question in asked))


def column_choices(records: SurveyRecords) -> tuple[Question, ...]:
    """What may stand at the head of one."""
    return tuple(q for q in records.questionnaire.questions if q.kind != "text" and not q.is_attribute)


def oriented(records: SurveyRecords, columns: Question, rows: Attribute) -> tuple[Question, Attribute]:
    """Two questions always lie one way, the later one at the head: laid both ways, what one hides the other shows."""
    order = [q.code for q in records.questionnaire.questions]
    is_question = rows not in records.attributes and rows.question is not None
    if not is_question or columns.kind not in ONE_ANSWER or order.index(rows.column) < order.index(columns.code):
        return columns, rows
    other = next(q for q in records.questionnaire.questions if q.code == rows.column)
    return other, as_attribute(columns)


@lru_cache(maxsize=KEPT)
def cross_of(
    records: SurveyRecords, columns: str, rows: Attribute, former: tuple[SurveyRecords, ...] = (), joins: bool = False
) -> CrossTable:
    """A table with regard to everything that the results show of the same question anyhow."""
    question = next(q for q in records.questionnaire.questions if q.code == columns)
    if rows in records.attributes:
        return _of_attribute(records, question, rows, former, joins=joins)
    table, found = _with_attribute(records, question, rows, former)
    return _cross(records, question, rows, table, found)


def _cross(
    records: SurveyRecords,
    question: Question,
    rows: Attribute,
    table: FigureTable,
    found: Suppression | None,
    **more: bool,
) -> CrossTable:
    if found is None:
        return CrossTable(question, rows, None, **more)
    alone = dataclasses.replace(table, attributes=(rows,))
    result = question_result(question, alone, found, claims_interval=records.claims_interval)
    return CrossTable(question, rows, result, **more)


def _with_attribute(
    records: SurveyRecords,
    question: Question,
    rows: Attribute,
    former: tuple[SurveyRecords, ...],
    links: Links = (),
) -> tuple[FigureTable, Suppression | None]:
    """The question's tables with one attribute more. What they show stays shown, what they hide stays hidden."""
    published = _published(records, question, former)
    attributes = (*published.attributes, rows)
    figures = figures_of(records.questionnaire, question, tuple(a.column for a in attributes))
    asked = Asked(question, figures, attributes)
    table = figure_table(figures, attributes, estimated(records, [asked]).estimates)
    if published.pattern is None:
        return table, None
    return table, beside_published(table, rule_of(records), published.pattern, links)


@dataclass(frozen=True, slots=True)
class _Published:
    attributes: tuple[Attribute, ...]
    pattern: Suppression | None


def _published(records: SurveyRecords, question: Question, former: tuple[SurveyRecords, ...]) -> _Published:
    rule = rule_of(records)
    earlier: dict[str, Suppression] = {}
    for each in former:
        earlier = patterns(each, rule, earlier)
    pattern = patterns(records, rule, earlier).get(question.code)
    return _Published(asked_of(records, question).attributes, pattern)


def beside_published(table: FigureTable, rule: Rule, published: Suppression, links: Links = ()) -> Suppression | None:
    """A pattern for tables some of which are out already; None when there is no safe one.

    `links`: rows that are others together, as joined classes are.
    """
    tables = disclosure_tables(table, rule)
    heads = sorted({cell[2:] for cell in tables.counts})
    sums = [Sum((*whole, *head), tuple((*part, *head) for part in parts)) for whole, parts in links for head in heads]
    out = frozenset(cell for cell in published.tables.counts if cell in tables.counts)
    kept = (tables.kept | out) - published.hidden
    try:
        linked = dataclasses.replace(tables, sums=(*tables.sums, *sums), kept=kept)
        return protected(linked, rule, published.hidden)
    except UnsafeTablesError:
        return None


def _of_attribute(
    records: SurveyRecords,
    question: Question,
    rows: Attribute,
    former: tuple[SurveyRecords, ...],
    *,
    joins: bool,
) -> CrossTable:
    """An attribute's table stands in the results already; joined classes are a further table beside it."""
    fixed = results_of(records, former).question(question.code)
    assert fixed is not None, "a question at the head of a table has figures"
    proposal = _joined(records, question, rows)
    if not joins or proposal is None:
        shown = tuple(group for group in fixed.grouped if group.attribute == rows)
        result = None if fixed.is_refused else dataclasses.replace(fixed, grouped=shown)
        return CrossTable(question, rows, result, joinable=proposal is not None)
    named, answers = proposal
    links = [
        ((named.column, g.category), tuple((rows.column, c) for c in g.category.split(JOINS))) for g in named.groups
    ]
    table, found = _with_attribute(dataclasses.replace(records, answers=answers), question, named, former, links)
    return _cross(records, question, named, table, found, joined=True)


def _joined(records: SurveyRecords, question: Question, rows: Attribute) -> tuple[Attribute, pa.Table] | None:
    """The attribute with neighbours joined, and the answers with its column; None when nothing is gained."""
    asked = Asked(question, figures_of(records.questionnaire, question, (rows.column,)), (rows,))
    table = figure_table(asked.figures, asked.attributes, estimated(records, [asked]).estimates)
    counts = disclosure_tables(table, rule_of(records)).counts
    heads = sorted({cell[2:] for cell in counts})
    lines = [[counts[(rows.column, group.category, *head)] for head in heads] for group in rows.groups]
    places = joined_classes(lines, rule_of(records))
    if places is None:
        return None
    groups = tuple(Group(JOINS.join(rows.groups[at].category for at in p), _joined_words(rows, p)) for p in places)
    named = {rows.groups[at].category: group.category for p, group in zip(places, groups, strict=True) for at in p}
    column = f"{rows.column}/joined"
    values = [named.get(category_of(value) or "") for value in records.answers[rows.column].to_pylist()]
    answers = records.answers.append_column(column, pa.array(values, pa.string()))
    return Attribute(column, rows.words, groups, rows.question), answers


def _joined_words(rows: Attribute, places: tuple[int, ...]) -> str:
    return "・".join(rows.groups[at].words for at in places)

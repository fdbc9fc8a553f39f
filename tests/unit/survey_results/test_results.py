"""From answers to what a page may show, without a database."""

from decimal import Decimal

import pyarrow as pa
import pytest

from hoshin.core.plan.document import Target
from hoshin.core.survey.disclosure import Rule
from hoshin.core.survey.questionnaire_tables import answer_columns
from hoshin.core.survey.result_figures import attributes_of, figures_of
from hoshin.core.survey.result_rows import as_json, headings, published_rows
from hoshin.core.survey.result_statements import statement
from hoshin.core.survey.result_tables import disclosure_tables, figure_table, shown_cell
from hoshin.core.survey.results import ResultCell, percent, question_result, small_groups
from hoshin.engines.disclosure_audit import protected
from hoshin.engines.duckdb_survey import estimate_table
from tests.answered import AGES, POPULATION, QUESTIONNAIRE, SEXES, answers, design

ATTRIBUTES = attributes_of(QUESTIONNAIRE, [("性別", SEXES), ("年齢", AGES)])


def rows():
    found = []
    for sex, age, said in answers():
        beside = {"性別": sex, "年齢": age, "stratum": sex + age}
        beside["stratum_population"] = int(POPULATION.counts[(sex, age)])
        found.append(answer_columns(QUESTIONNAIRE, said) | beside)
    return found


@pytest.fixture(scope="module")
def tables():
    by = tuple(attribute.column for attribute in ATTRIBUTES)
    figures = {q.code: figures_of(QUESTIONNAIRE, q, by) for q in QUESTIONNAIRE.questions}
    requests = tuple(figure.request for each in figures.values() for figure in each)
    found = estimate_table(pa.Table.from_pylist(rows()), design(requests))
    return {code: figure_table(each, ATTRIBUTES, found.estimates) for code, each in figures.items() if each}


def result(tables, code):
    question = next(q for q in QUESTIONNAIRE.questions if q.code == code)
    pattern = pattern_of(tables[code])
    return question_result(question, tables[code], pattern, claims_interval=True)


def pattern_of(table):
    return protected(disclosure_tables(table, Rule()), Rule())


def test_sums_hold_for_every_kind_of_question(tables):
    for table in tables.values():
        assert disclosure_tables(table, Rule()).counts, "Tables checks its sums itself"


def test_no_shown_cell_stands_for_few_people(tables):
    for code, table in tables.items():
        shown = result(tables, code)
        for group in shown.grouped:
            for row in group.rows:
                for figure, cell in zip(shown.figures, row.cells, strict=True):
                    estimate = table.estimate(figure, row.row)
                    if cell.is_shown and figure.kind != "mean":
                        assert estimate.n >= 10 and (estimate.n_counted == 0 or estimate.n_counted >= 10)
                    if not cell.is_shown:
                        assert cell == ResultCell(cell.state)


def test_a_complement_of_few_people_is_hidden_as_well(tables):
    """An option of several: 「はい」 of nearly all tells who said no."""
    table, pattern = tables["q3"], pattern_of(tables["q3"])
    for figure in table.figures:
        for row in table.rows():
            estimate = table.estimate(figure, row)
            if estimate and 0 < estimate.n - (estimate.n_counted or 0) < 10 and row != ("", ""):
                assert not shown_cell(pattern, figure, row, table.figures)


def test_the_mean_of_a_scale_is_one_equation_more_and_hides_with_its_options(tables):
    shown = result(tables, "q1")
    mean = next(at for at, figure in enumerate(shown.figures) if figure.kind == "mean")
    options = [at for at, figure in enumerate(shown.figures) if figure.kind == "option"]
    seen = set()
    for group in shown.grouped:
        for row in group.rows:
            complete = all(row.cells[at].state != "withheld" for at in options)
            assert row.cells[mean].is_shown == complete
            seen.add(complete)
    assert seen == {True, False}


def test_figures_of_everybody_are_kept(tables):
    shown = result(tables, "q1")
    assert all(cell.is_shown for cell in shown.everyone.cells) and shown.everyone.n == 509
    assert shown.if_silent[-1][0] < shown.everyone.cells[-1].lower
    assert {row.words for _, row in small_groups([shown])} >= {"18〜29歳"}


def test_files_hold_what_is_shown_and_no_more(tables):
    shown = [result(tables, code) for code in tables]
    written, told = published_rows(shown), as_json(shown)
    assert len(written) == len(told) and len(headings()) == len(written[0].cells())
    assert any(row.note == "秘匿" for row in written)
    for row in written:
        if row.note == "秘匿":
            assert (row.value, row.lower, row.upper, row.design_effect, row.effective_n) == (None,) * 5


@pytest.mark.parametrize(
    ("comparator", "target", "decision"),
    [
        (">=", 50, "reached"),
        (">=", 55, "cannot_tell"),
        (">=", 61, "not_reached"),
        ("<=", 61, "reached"),
        ("<=", 51, "not_reached"),
    ],
)
def test_three_answers(comparator, target, decision):
    cell = ResultCell("shown", 0.56, 0.52, 0.6, se=0.02, df=500, deff=1.2)
    said = statement(cell, Target(comparator, Decimal(target), unit="%"), population=80_000)
    assert said.decision == decision and (said.answers is None) == (decision != "cannot_tell")


def test_no_statement_without_an_interval_or_a_plain_level():
    cell = ResultCell("shown", 0.56, 0.52, 0.6, se=0.02, df=500, deff=1.2)
    assert statement(ResultCell("shown", 0.56), Target(">=", Decimal(50), unit="%")) is None
    assert statement(ResultCell("withheld"), Target(">=", Decimal(50), unit="%")) is None
    for target in (
        None,
        Target(">=", Decimal(50), unit="件"),
        Target("increase", None),
        Target("<=", None, baseline="previous_fiscal_year"),
    ):
        assert statement(cell, target) is None


def test_a_target_that_equals_the_share_is_settled_by_no_sample():
    said = statement(ResultCell("shown", 0.55, 0.5, 0.6, se=0.02, df=99, deff=1.0), Target(">=", Decimal(55), unit="%"))
    assert said.decision == "cannot_tell" and said.answers is None
    few = statement(
        ResultCell("shown", 0.551, 0.5, 0.6, se=0.02, df=99, deff=1.0), Target(">=", Decimal(55), unit="%"), 3000
    )
    assert few.takes_all or few.answers < 3000


def test_percentages_round_half_up():
    assert [percent(value) for value in (0.0, 0.0005, 0.6035, 1.0)] == ["0.0", "0.1", "60.4", "100.0"]

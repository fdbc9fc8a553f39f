"""Tables of the population as offices have them."""

import pytest

from hoshin.core.problems import sentence
from hoshin.core.survey.design import PopulationTable
from hoshin.core.survey.population_counts import count_typed, margin, read_population, stratum_populations


def table(text):
    return [line.split("|") for line in text.splitlines()]


READ = [
    # long
    ("性別|区域|人口\n男|東|10\n女|東|20", ("性別", "区域"), [(("男", "東"), 10), (("女", "東"), 20)]),
    # the count in front, with its unit
    ("人数（人）|性別\n1,000人|男\n２００|女", ("性別",), [(("男",), 1000), (("女",), 200)]),
    # no word for the count, the last column is one
    ("区域|R8.10.1\n東|5\n西|6", ("区域",), [(("東",), 5), (("西",), 6)]),
    # an age as a number beside a named count
    ("年齢|population\n18|5\n19|6", ("年齢",), [(("18",), 5), (("19",), 6)]),
    # wide, with a column and a row of totals
    (
        "区域|男|女|計\n東|1|2|3\n西|4|5|9\n合計|5|7|12",
        ("区域", "性別"),
        [(("東", "男"), 1), (("東", "女"), 2), (("西", "男"), 4), (("西", "女"), 5)],
    ),
    ("区域|20代|30代\n東|1|2", ("区域", "区分"), [(("東", "20代"), 1), (("東", "30代"), 2)]),
    # empty lines before and between, empty cells behind
    ("|\n性別|人数\n\n男|1|\n女|2", ("性別",), [(("男",), 1), (("女",), 2)]),
    ("性別|人数\n男|0\n女|2", ("性別",), [(("男",), 0), (("女",), 2)]),
]


@pytest.mark.parametrize(("text", "columns", "cells"), READ)
def test_reading(text, columns, cells):
    found = read_population(table(text))
    assert found.is_usable, found.problems
    assert found.columns == columns
    assert [(c.values, c.count) for c in found.cells] == cells
    assert found.total == sum(count for _, count in cells)


FAULTS = [
    ("", ["population_empty"]),
    ("性別|人数", ["population_empty"]),
    ("性別\n男\n女", ["population_too_few_columns"]),
    ("性別||人数\n男|a|1", ["population_heading_missing"]),
    ("性別|性別|人数\n男|a|1", ["population_heading_repeated"]),
    ("性別|区域\n男|東\n女|西", ["population_no_count_column"]),
    ("性別|人数\n男|1\n|2", ["population_cell_missing"]),
    ("性別|人数\n男|x\n女|-1\n他|1.5", ["population_count_unreadable"] * 3),
    ("性別|人数\n男|1\n男|2", ["population_cell_repeated"]),
    ("性別|人数\n男|1|9\n女|2", ["population_row_ragged"]),
    ("性別|人数\n男|0\n女|0", ["population_nobody"]),
    (
        "性別|人数\n男|x\n男|1\n|3\n男|4",
        ["population_count_unreadable", "population_cell_missing", "population_cell_repeated"],
    ),
]


@pytest.mark.parametrize(("text", "codes"), FAULTS)
def test_every_fault_at_once(text, codes):
    found = read_population(table(text))
    assert [p.code for p in found.problems] == codes
    assert not found.is_usable
    for problem in found.problems:
        assert sentence(problem, "ja")
        assert sentence(problem, "en")


def test_the_row_is_the_one_that_excel_shows():
    problem = read_population(table("\n性別|人数\n\n男|x")).problems[0]
    assert problem.values["row"] == "4"


def test_a_total_that_does_not_add_up_is_asked_about():
    found = read_population(table("性別|人数\n男|1\n女|2\n総数|4"))
    assert [p.code for p in found.problems] == ["population_total_row", "population_total_differs"]
    assert found.is_usable
    assert found.total == 3


def test_too_many_cells():
    rows = [["番号", "人数"], *([str(n), "1"] for n in range(20_001))]
    assert [p.code for p in read_population(rows).problems] == ["population_too_many_cells"]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1,234", 1234),
        ("12,34", None),
        ("1.0", 1),
        ("1.5", None),
        ("", None),
        ("９", 9),
        ("5世帯", 5),
        ("-", None),
        ("1" * 20, None),
    ],
)
def test_counts(typed, count):
    assert count_typed(typed) == count


def test_margins():
    both = PopulationTable(("a", "b"), {("1", "x"): 1, ("1", "y"): 2, ("2", "x"): 4})
    assert margin(both, ("b",)).counts == {("x",): 5, ("y",): 2}
    assert margin(both, ("b", "a")).counts[("x", "2")] == 4
    assert stratum_populations(both, ()) == {(): 7}
    with pytest.raises(KeyError):
        margin(both, ("c",))

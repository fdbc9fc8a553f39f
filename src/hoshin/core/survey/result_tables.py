"""The figures of a question by groups, laid out as tables whose sums an attacker would use, and what of them is shown.

Share, count, interval and bar of one cell are shown or hidden together. A row whose base is hidden shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoshin.core.survey.design import Estimate
from hoshin.core.survey.disclosure import Cell, Rule, Sum, Suppression, Tables
from hoshin.core.survey.result_figures import Attribute, Figure

BASE = "n"
EVERYONE: tuple[str, str] = ("", "")
"""The row of everybody. Other rows are an attribute's column and a category of it."""
UNKNOWN = "\x00"
"""The class of those whose class is not known: never shown, but known by subtraction."""
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One question's figures for everybody and by group, before anything is hidden: estimates by figure and row."""

    figures: tuple[Figure, ...]
    attributes: tuple[Attribute, ...]
    estimates: Mapping[tuple[str, Row], Estimate]

    def estimate(self, figure: Figure, row: Row) -> Estimate | None:
        """None for a class in which nobody answered."""
        return self.estimates.get((figure.request.name, row))

    def rows(self) -> Iterable[Row]:
        """Everybody, then each class of each attribute."""
        yield EVERYONE
        for attribute in self.attributes:
            for group in attribute.groups:
                yield (attribute.column, group.category)


def figure_table(
    figures: Sequence[Figure], attributes: Sequence[Attribute], estimates: Iterable[Estimate]
) -> FigureTable:
    """The estimates of one question, found by their names and domains."""
    names = {figure.request.name for figure in figures}
    found = {
        (estimate.name, _row_of(estimate)): estimate
        for estimate in estimates
        if estimate.name in names and len(estimate.domain) <= 1
    }
    return FigureTable(tuple(figures), tuple(attributes), found)


def _row_of(estimate: Estimate) -> Row:
    for column, category in estimate.domain.items():
        return column, category
    return EVERYONE


def disclosure_tables(table: FigureTable, rule: Rule, *, keeps_everyone: bool = True) -> Tables:
    """The counts behind the figures and their sums: down each attribute, across from base to shares and options.

    `keeps_everyone`: groups are hidden rather than a figure of everybody. How many answered, and the shares that count
    toward an indicator, are known from elsewhere and are kept in any case.
    """
    counts: dict[Cell, int] = {}
    sums: list[Sum] = []
    for row in table.rows():
        for cell, count in _row_counts(table, row).items():
            counts[(*row, *cell)] = count
    heads = [cell[2:] for cell in counts if cell[:2] == EVERYONE]
    for attribute in table.attributes:
        sums += _down(attribute, heads, counts)
    for row in dict.fromkeys((cell[0], cell[1]) for cell in counts):
        sums += _across(table.figures, row)
    known = {BASE, "counted", "not_counted"}
    everyone = [cell for cell in counts if cell[:2] == EVERYONE]
    kept = {c for c in everyone if c[2] in known or (keeps_everyone and not rule.is_small(counts[c]))}
    return Tables(counts, tuple(sums), frozenset(kept))


def shown_cell(found: Suppression, figure: Figure, row: Row, figures: Sequence[Figure] = ()) -> bool:
    """Whether a figure of a row may be shown: its own people, those beside it, and its base.

    The mean of a scale is one equation more between its options (`figures`), so it is shown where they all are.
    """
    cells = [(*row, BASE, base_of(figure))]
    if figure.kind == "mean":
        cells += [(*row, *_yes(option)) for option in figures if option.adds_up]
    else:
        cells.append((*row, *_yes(figure)))
        cells += [] if figure.adds_up else [(*row, *_no(figure))]
    return all(found.is_shown(cell) for cell in cells)


def base_of(figure: Figure) -> str:
    """Whose base a figure has: that of its question, but several answers that count leave out who said nothing."""
    return f"counted{figure.code}" if figure.kind == "counted" and "." in figure.request.variable else ""


def _yes(figure: Figure) -> tuple[str, str]:
    return (figure.kind, figure.code)


def _no(figure: Figure) -> tuple[str, str]:
    return (f"not_{figure.kind}", figure.code)


def _row_counts(table: FigureTable, row: Row) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for figure in table.figures:
        estimate = table.estimate(figure, row)
        people = estimate.n if estimate else 0
        found[(BASE, base_of(figure))] = people
        if figure.kind != "mean":
            counted = (estimate.n_counted or 0) if estimate else 0
            found[_yes(figure)] = counted
            if not figure.adds_up:
                found[_no(figure)] = people - counted
    return found


def _down(attribute: Attribute, heads: Sequence[tuple[str, ...]], counts: dict[Cell, int]) -> Iterable[Sum]:
    """Each column's total is its classes and those whose class is not known; theirs are added to the counts."""
    rows = [(attribute.column, group.category) for group in attribute.groups]
    for head in heads:
        parts = [(*row, *head) for row in rows]
        whole = (*EVERYONE, *head)
        rest = counts[whole] - sum(counts[part] for part in parts)
        unknown = (attribute.column, UNKNOWN, *head)
        counts[unknown] = rest
        yield Sum(whole, (*parts, unknown))


def _across(figures: Sequence[Figure], row: Row) -> Iterable[Sum]:
    """A base is its options; a share and its complement; a share that counts some options is those."""
    options = [figure for figure in figures if figure.kind == "option" and figure.adds_up]
    if options:
        yield Sum((*row, BASE, ""), tuple((*row, *_yes(figure)) for figure in options))
    for figure in figures:
        if figure.kind != "mean" and not figure.adds_up:
            yield Sum((*row, BASE, base_of(figure)), ((*row, *_yes(figure)), (*row, *_no(figure))))
        if figure.kind == "counted" and options:
            counted = set(figure.request.counts)
            for cell, wanted in ((_yes(figure), True), (_no(figure), False)):
                parts = tuple((*row, *_yes(o)) for o in options if (o.code in counted) is wanted)
                yield Sum((*row, *cell), parts)

"""What is summed over each atom, as SQL.

Plain text that other databases read too: no FILTER, no `::`, an alias on every expression, truth values cast to
integers. Counts and sums of whole numbers are integers, so the order of summation changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hoshin.core.survey.design import EstimateRequest
from hoshin.engines.duckdb_survey.columns import Column
from hoshin.engines.survey_atoms.record import Variable

WeightMode = Literal["none", "one", "key", "own"]
"""`none`: no weights column. `one`: the keys decide the weight. `key`: the weight is a key. `own`: each person's own,
multiplied into every sum."""


@dataclass(frozen=True, slots=True)
class Summed:
    """One variable in SQL: when a person answered (`is_answered`), and the value of each component."""

    variable: Variable
    column: Column
    is_answered: str
    is_counted: str | None
    values: Mapping[str, str]
    is_not_a_number: str | None

    def term(self, monomial: str) -> str:
        """The value of a person who answered; a product of whole numbers may need more than 64 bits."""
        factors = [] if monomial == "m" else [self.values[name] for name in monomial if name in self.values]
        if len(factors) < 2 or any("double" in factor for factor in factors):
            return " * ".join(factors) or "1"
        return f"cast({factors[0]} AS hugeint) * {factors[1]}"

    def condition(self, monomial: str) -> str:
        """Whose value is summed; that of all others is nothing."""
        return self.is_counted if self.is_counted is not None and "u" in monomial else self.is_answered


def summed(request: EstimateRequest, columns: Mapping[str, Column], centres: Mapping[str, float]) -> Summed:
    """The variable of a request. `centres`: by column, what is taken off each number to keep squares small."""
    column = columns[request.variable]
    below = columns[request.denominator] if request.denominator else None
    is_share = bool(request.counts)
    answered = [_is_there(column, request.missing)]
    doubtful = [] if is_share else [column]
    values = {} if is_share else {"u": _off_centre(column, centres)}
    if below is not None:
        answered.append(_is_there(below, request.missing))
        doubtful.append(below)
        values["v"] = _off_centre(below, centres)
    is_answered = " AND ".join(answered)
    counted = [column.is_one_of(request.counts), *answered[1:]] if is_share else []
    unread = [f"({is_unread(c, request.missing)})" for c in doubtful if c.kind in ("text", "other")]
    return Summed(
        Variable(
            is_share,
            below is not None,
            0.0 if is_share else centres.get(column.name, 0.0),
            centres.get(below.name, 0.0) if below is not None else 0.0,
        ),
        column,
        is_answered,
        " AND ".join(counted) if is_share else None,
        values,
        " OR ".join(unread) or None,
    )


def is_unread(column: Column, missing: Sequence[str]) -> str:
    """Whether the answer is neither a number nor missing."""
    return f"{_is_there(column, missing)} AND {column.number} IS NULL"


def _is_there(column: Column, missing: Sequence[str]) -> str:
    coded = f"NOT {column.is_one_of(missing)}" if missing else ""
    if coded.endswith("AND NULL"):
        coded = ""
    return coded or f"{column.answer} IS NOT NULL"


def _off_centre(column: Column, centres: Mapping[str, float]) -> str:
    centre = centres.get(column.name, 0.0)
    if column.is_whole:
        return f"({column.number} - {int(centre)})" if centre else column.number
    return f"({column.number} - cast({centre!r} AS double))" if centre else column.number


@dataclass
class Selection:
    """The statement under construction: each expression once, under its own alias."""

    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, expression: str) -> str:
        """The alias of `expression`."""
        return self.aliases.setdefault(expression, f"a{len(self.aliases)}")

    def text(self) -> str:
        """All expressions with their aliases."""
        return ",\n  ".join(f"{expression} AS {alias}" for expression, alias in self.aliases.items())


@dataclass(frozen=True, slots=True)
class SumAliases:
    """Where the sums of one variable stand in the result, by monomial."""

    summed: Summed
    plain: Mapping[str, str]
    first: Mapping[str, str]
    second: Mapping[str, str]
    not_a_number: str | None


def select_sums(selection: Selection, variable: Summed, mode: WeightMode, weight: str | None) -> SumAliases:
    """Adds the sums of one variable."""
    monomials = variable.variable.monomials
    unread = variable.is_not_a_number
    doubt = selection.add(f"sum(cast({unread} AS integer))") if unread else None
    if mode != "own":
        return SumAliases(variable, {m: selection.add(_plain(variable, m)) for m in monomials}, {}, {}, doubt)
    counts = [m for m in monomials if m == "m" or (m == "u" and variable.variable.is_share)]
    return SumAliases(
        variable,
        {m: selection.add(_plain(variable, m)) for m in counts},
        {m: selection.add(_by_weight(variable, m, f"{weight}")) for m in monomials},
        {m: selection.add(_by_weight(variable, m, f"{weight} * {weight}")) for m in monomials},
        doubt,
    )


def _plain(variable: Summed, monomial: str) -> str:
    condition, term = variable.condition(monomial), variable.term(monomial)
    if term == "1":
        simple = condition.removesuffix(" IS NOT NULL")
        if simple != condition and " AND " not in simple and simple == variable.column.raw:
            return f"cast(count({simple}) AS double)"
        return f"cast(sum(cast({condition} AS integer)) AS double)"
    return f"cast(sum(CASE WHEN {condition} THEN {term} END) AS double)"


def _by_weight(variable: Summed, monomial: str, weight: str) -> str:
    condition, term = variable.condition(monomial), variable.term(monomial)
    value = weight if term == "1" else f"{weight} * {term}"
    return f"sum(CASE WHEN {condition} THEN {value} END)"

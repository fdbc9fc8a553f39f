"""From an open session to atoms: a look at the first answers, one pass over all, arrays out of the result."""
# ruff: noqa: S608 names are quoted and values made literals in columns.py

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from hoshin.core.problems.record import Problem
from hoshin.core.survey.cells import answer_table
from hoshin.core.survey.design import Category, EstimateRequest, SurveyDesign, category_of
from hoshin.core.survey.design_checks import unseen_categories
from hoshin.engines.duckdb_survey.atom_query import AtomQuery, Keys, apart, atom_query, together, where_clause
from hoshin.engines.duckdb_survey.columns import Column
from hoshin.engines.duckdb_survey.session import Session
from hoshin.engines.duckdb_survey.sums import SumAliases, WeightMode, summed
from hoshin.engines.survey_atoms.record import Atoms, Floats, Ints, Sums

_FIRST_ANSWERS = 20_000
_MANY_ATOMS = 200_000
_CATEGORIES_SHOWN = 10_000


@dataclass(frozen=True)
class Sight:
    """What the first answers show: how many there are, by what numbers are centred, how weights differ.

    `seen`: the counted categories that some answer has, as (column, category).
    """

    rows: int
    centres: Mapping[str, float]
    mode: WeightMode
    keys: Keys
    seen: frozenset[tuple[str, Category]]


def first_sight(
    session: Session, design: SurveyDesign, requests: Sequence[EstimateRequest], columns: Mapping[str, Column]
) -> Sight:
    """Looks at the first 20,000 answers. It decides how to sum, never what comes out."""
    rows, centres, seen = _numbers_and_categories(session, design, requests, columns)
    keys = together(design)
    if rows == _FIRST_ANSWERS and len(keys.columns) > len(keys.design):
        groups = _count_groups(session, design, columns, [columns[name].raw for name in keys.columns])
        if groups * 4 > rows:
            keys = apart(design)
    return Sight(rows, centres, _weight_mode(session, design, columns, keys), keys, seen)


def _first(session: Session, design: SurveyDesign, columns: Mapping[str, Column]) -> str:
    return f"(SELECT * FROM {session.source} {where_clause(design, columns)}LIMIT {_FIRST_ANSWERS}) AS first_answers"


def _numbers_and_categories(
    session: Session, design: SurveyDesign, requests: Sequence[EstimateRequest], columns: Mapping[str, Column]
) -> tuple[int, dict[str, float], frozenset[tuple[str, Category]]]:
    numeric = dict.fromkeys(
        name
        for request in requests
        for name in ([] if request.counts else [request.variable])
        + ([request.denominator] if request.denominator else [])
    )
    counted = list(dict.fromkeys((r.variable, category) for r in requests for category in r.counts))
    wanted = ["count(*) AS n", *(f"avg({columns[name].number}) AS c{i}" for i, name in enumerate(numeric))]
    wanted += [_has(columns, pair, i) for i, pair in enumerate(counted)]
    found = session.table(f"SELECT {', '.join(wanted)} FROM {_first(session, design, columns)}").to_pylist()[0]
    centres = {name: _round_centre(found[f"c{i}"], columns[name]) for i, name in enumerate(numeric)}
    seen = frozenset(pair for i, pair in enumerate(counted) if found[f"s{i}"])
    return int(found["n"]), centres, seen


def _numbers(request: EstimateRequest) -> list[str]:
    """The columns that are summed as numbers."""
    return [*([] if request.counts else [request.variable]), *([request.denominator] if request.denominator else [])]


def _has(columns: Mapping[str, Column], pair: tuple[str, Category], place: int) -> str:
    return f"max(cast({columns[pair[0]].is_one_of([pair[1]])} AS integer)) AS s{place}"


def _round_centre(mean: float | None, column: Column) -> float:
    """A centre near the mean that is written exactly: whole, or with three digits."""
    if mean is None or not math.isfinite(mean):
        return 0.0
    return float(round(mean)) if column.is_whole else float(f"{mean:.3g}")


def _count_groups(session: Session, design: SurveyDesign, columns: Mapping[str, Column], keys: Sequence[str]) -> int:
    inner = f"SELECT DISTINCT {', '.join(keys)} FROM {_first(session, design, columns)}"
    return int(session.table(f"SELECT count(*) AS n FROM ({inner}) AS groups").column(0)[0].as_py())


def _weight_mode(session: Session, design: SurveyDesign, columns: Mapping[str, Column], keys: Keys) -> WeightMode:
    """`one` when the keys decide the weight of the first answers; else `key` while few weights differ, else `own`."""
    if design.sampling.weights is None:
        return "none"
    if design.adjust.trim is not None:
        return "key"
    weight = columns[design.sampling.weights].number
    names = [columns[name].raw for name in keys.columns]
    by = f" GROUP BY {', '.join(names)}" if names else ""
    inner = f"SELECT count(*) AS n, count(DISTINCT {weight}) AS w FROM {_first(session, design, columns)}{by}"
    sql = f"SELECT sum(n) AS n, sum(w) AS w, max(w) AS most FROM ({inner}) AS groups"
    found = session.table(sql).to_pylist()[0]
    if (found["most"] or 0) <= 1:
        return "one"
    return "key" if found["w"] * 2 <= found["n"] and found["n"] < _FIRST_ANSWERS else "own"


def read_atoms(
    session: Session,
    design: SurveyDesign,
    requests: Sequence[EstimateRequest],
    columns: Mapping[str, Column],
    sight: Sight,
) -> tuple[AtomQuery, list[Atoms]]:
    """One pass over all answers; a second one where the weights turn out to differ after all."""
    variables = [summed(request, columns, sight.centres) for request in requests]
    query = atom_query(session.source, design, columns, keys=sight.keys, mode=sight.mode, variables=variables)
    result = session.table(query.sql)
    if sight.mode == "one" and _differ(result, query.weight):
        query = atom_query(session.source, design, columns, keys=sight.keys, mode="own", variables=variables)
        result = session.table(query.sql)
    return query, [_atoms(part, query, number) for number, part in enumerate(_by_grouping(result, query))]


def _differ(result: pa.Table, bounds: Mapping[str, str]) -> bool:
    return bool(np.any(_floats(result, bounds["low"]) != _floats(result, bounds["high"])))


def _by_grouping(result: pa.Table, query: AtomQuery) -> list[pa.Table]:
    """The parts of a result of several groupings, told apart by which key columns were left out."""
    if query.grouping_alias is None:
        return [result]
    names = query.keys.columns
    masks = result.column(query.grouping_alias).to_numpy()
    parts = []
    for number in range(len(query.keys.groupings)):
        kept = set(query.keys.of_grouping(number))
        mask = sum(1 << (len(names) - 1 - place) for place, name in enumerate(names) if name not in kept)
        parts.append(result.filter(pa.array(masks == mask)))
    return parts


def _atoms(result: pa.Table, query: AtomQuery, grouping: int) -> Atoms:
    keys: dict[str, Ints] = {}
    categories: dict[str, list[Category]] = {}
    for name in query.keys.of_grouping(grouping):
        keys[name], categories[name] = _codes(result.column(query.key_aliases[name]))
    weight = query.weight
    own = query.mode == "own"
    return Atoms(
        keys=keys,
        categories=categories,
        persons=_floats(result, query.persons),
        sums=[_sums(result, aliases) for aliases in query.sums],
        population=[_floats(result, stage["high"]) for stage in query.population],
        weight=_floats(result, weight["low"]) if weight and not own else None,
        first=_floats(result, weight["first"]) if own else None,
        second=_floats(result, weight["second"]) if own else None,
        smallest=_floats(result, weight["low"]) if weight else None,
        largest=_floats(result, weight["high"]) if weight else None,
        has_bad_weights=_has_bad_weights(result, query),
        sizes_are_mixed=_are_mixed(result, query),
        bad_sizes=[_is_bad_size(result, query, stage) for stage in query.population],
        smallest_population=[_floats(result, stage["low"]) for stage in query.population],
    )


def _has_bad_weights(result: pa.Table, query: AtomQuery) -> bool:
    if not query.weight:
        return False
    low, high = _floats(result, query.weight["low"]), _floats(result, query.weight["high"])
    known = _floats(result, query.weight["known"]) == _floats(result, query.persons)
    return not bool((known & (low >= 0) & np.isfinite(high)).all())


def _is_bad_size(result: pa.Table, query: AtomQuery, stage: Mapping[str, str]) -> bool:
    known = _floats(result, stage["known"]) == _floats(result, query.persons)
    return not bool((known & (_floats(result, stage["low"]) > 0)).all())


def _are_mixed(result: pa.Table, query: AtomQuery) -> bool:
    low = [_floats(result, stage["low"]).min(initial=1.0) for stage in query.population]
    high = [_floats(result, stage["high"]).max(initial=1.0) for stage in query.population]
    return min(low, default=1.0) < 1 < max(high, default=1.0)


def _sums(result: pa.Table, aliases: SumAliases) -> Sums:
    def read(places: Mapping[str, str]) -> dict[str, Floats]:
        return {monomial: _floats(result, alias) for monomial, alias in places.items()}

    first, second = read(aliases.first), read(aliases.second)
    unread = float(_floats(result, aliases.not_a_number).sum()) if aliases.not_a_number is not None else 0.0
    return Sums(aliases.summed.variable, read(aliases.plain), first or None, second or None, unread)


def _floats(result: pa.Table, name: str) -> Floats:
    """A column as floats; NULL (a sum over nobody) is 0."""
    column = result.column(name)
    if pa.types.is_decimal(column.type):
        return np.array([float(value or 0) for value in column.to_pylist()])
    return np.asarray(column.cast(pa.float64()).fill_null(0.0).to_numpy(), dtype=np.float64)


def _codes(column: pa.ChunkedArray) -> tuple[Ints, list[Category]]:
    """Codes of the categories; values that `category_of` names alike get one code, empty cells −1."""
    encoded = column.combine_chunks().dictionary_encode()
    named = [category_of(value) for value in encoded.dictionary.to_pylist()]
    places = {category: place for place, category in enumerate(dict.fromkeys(c for c in named if c is not None))}
    table = np.array([*(places.get(c, -1) if c is not None else -1 for c in named), -1], dtype=np.int64)
    indices = encoded.indices.fill_null(len(named)).to_numpy(zero_copy_only=False).astype(np.int64)
    return table[indices], list(places)


def unseen(
    session: Session,
    design: SurveyDesign,
    request: EstimateRequest,
    columns: Mapping[str, Column],
    seen: frozenset[tuple[str, Category]],
) -> list[Problem]:
    """The questions of `unseen_categories`; another look at all answers only for what the first did not show."""
    unmet = [category for category in request.counts if (request.variable, category) not in seen]
    if not unmet:
        return []
    raw = columns[request.variable].raw
    sql = (
        f"SELECT DISTINCT {raw} AS value FROM {session.source} {where_clause(design, columns)}LIMIT {_CATEGORIES_SHOWN}"
    )
    values = session.table(sql).column(0).to_pylist()
    return list(unseen_categories(answer_table([{request.variable: value} for value in values]), request))

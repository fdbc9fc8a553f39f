"""How the sample was drawn, row by row: strata, units, how many of how many, and the weight of each answer.

A stage is what R's `svydesign` keeps of it: the stratum and the unit of each row, the number of units sampled in the
stratum, and the number it holds (its finite population correction). Units are counted inside their stratum, so that
cluster 1 of one ward and cluster 1 of another are two clusters.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from hoshin.core.problems.record import Problem, Severity
from hoshin.core.survey.cells import AnswerTable, number_of
from hoshin.core.survey.design import Category, Sampling
from hoshin.core.survey.domains import order_of

_NAMED_ROWS = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. By row: its stratum, its unit, units sampled in the stratum, units that the stratum holds.

    `population` None: nothing is known of it, as if drawn with replacement. `names` names each stratum.
    """

    strata: list[int]
    units: list[int]
    sampled: list[int]
    population: list[float] | None
    names: list[str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawn sample: stages from the first to the last, and the design weight of each row."""

    stages: tuple[Stage, ...]
    weights: list[float]


def drawing_of(table: AnswerTable, sampling: Sampling) -> tuple[Drawing | None, list[Problem]]:
    """The sample as drawn, and what is wrong with it. None when an error leaves nothing to compute with."""
    problems = _empty_cells(table, (*sampling.strata, *sampling.clusters))
    sizes, wrong = _population_sizes(table, sampling)
    problems += wrong
    weights, wrong = _given_weights(table, sampling.weights)
    problems += wrong
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    stages, wrong = _stages(table, sampling, sizes)
    problems += wrong
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return Drawing(stages, weights if weights is not None else _weights_of(stages, len(table))), problems


def _empty_cells(table: AnswerTable, columns: Sequence[str]) -> list[Problem]:
    problems = []
    for column in dict.fromkeys(columns):
        empty = [number for number, c in zip(table.numbers_of_rows, table.categories(column), strict=True) if c is None]
        if empty:
            problems.append(_problem("design_cell_empty", column=column, count=str(len(empty)), rows=_rows(empty)))
    return problems


def _given_weights(table: AnswerTable, column: str | None) -> tuple[list[float] | None, list[Problem]]:
    if column is None:
        return None, []
    weights = [number_of(row.get(column)) for row in table.rows]
    bad = [place for place, weight in enumerate(weights) if weight is None or not 0 <= weight < math.inf]
    if bad:
        found = str(table.rows[bad[0]].get(column))[:40]
        rows = _rows([table.numbers_of_rows[place] for place in bad])
        return None, [_problem("weight_not_usable", found, column=column, count=str(len(bad)), rows=rows)]
    usable = [weight for weight in weights if weight is not None]
    if not any(usable):
        return None, [_problem("weights_all_zero", column=column)]
    return usable, []


def _population_sizes(table: AnswerTable, sampling: Sampling) -> tuple[list[list[float]], list[Problem]]:
    """The columns of `fpc` as numbers, all population sizes or all shares drawn."""
    sizes: list[list[float]] = []
    problems = []
    for column in sampling.fpc:
        numbers = [number_of(row.get(column)) for row in table.rows]
        bad = [place for place, number in enumerate(numbers) if number is None or number <= 0]
        if bad:
            found = str(table.rows[bad[0]].get(column))[:40]
            rows = _rows([table.numbers_of_rows[place] for place in bad])
            problems.append(
                _problem("population_size_not_usable", found, column=column, count=str(len(bad)), rows=rows)
            )
        sizes.append([number for number in numbers if number is not None])
    endless = [column for column, numbers in zip(sampling.fpc, sizes, strict=True) if math.inf in numbers]
    if endless and sampling.weights is None:
        problems.append(_problem("weights_need_every_stage", columns="、".join(endless)))
    if not problems and _are_mixed(sizes):
        problems.append(_problem("population_size_mixed", columns="、".join(sampling.fpc)))
    return sizes, problems


def _are_mixed(sizes: Sequence[Sequence[float]]) -> bool:
    return any(n > 1 for column in sizes for n in column) and any(n < 1 for column in sizes for n in column)


def _stages(
    table: AnswerTable, sampling: Sampling, sizes: Sequence[list[float]]
) -> tuple[tuple[Stage, ...], list[Problem]]:
    unit_columns = _unit_columns(table, sampling)
    problems = _impossible_stages(sampling, len(unit_columns))
    if problems:
        return (), problems
    strata_columns = strata_by_stage(sampling, len(unit_columns))
    stages: list[Stage] = []
    above: list[Hashable] = [()] * len(table)
    for number, units in enumerate(unit_columns):
        names = table.cells(strata_columns[number]) if strata_columns[number] else [()] * len(table)
        strata = [(unit, name) for unit, name in zip(above, names, strict=True)]
        above = [(stratum, unit) for stratum, unit in zip(strata, units, strict=True)]
        known = sizes[number] if number < len(sizes) else ([math.inf] * len(table) if sizes else None)
        stage, wrong = _stage(strata, above, known, _are_shares(sizes), number + 1)
        stages.append(stage)
        problems += wrong
    problems += _reused_units(stages, unit_columns, sampling)
    if sizes and len(sizes) < len(unit_columns):
        named = "、".join(sampling.clusters[len(sizes) :])
        if sampling.weights is None:
            problems.append(_problem("weights_need_every_stage", columns=named))
        else:
            problems.append(_problem("stage_without_population", severity="note", columns=named))
    return tuple(stages), problems


def _unit_columns(table: AnswerTable, sampling: Sampling) -> list[list[Hashable]]:
    """The unit of each row by stage. Without clusters, and after the last of them where `fpc` says so: the row."""
    columns: list[list[Hashable]] = [list(table.categories(column)) for column in sampling.clusters]
    if not columns or len(sampling.fpc) == len(columns) + 1:
        columns.append(list(range(len(table))))
    return columns


def _impossible_stages(sampling: Sampling, stages: int) -> list[Problem]:
    problems = []
    if len(sampling.fpc) > stages:
        problems.append(
            _problem("too_many_population_columns", columns="、".join(sampling.fpc), stages=str(len(sampling.clusters)))
        )
    if len(sampling.clusters) > 1 and len(sampling.strata) > stages:
        problems.append(
            _problem("too_many_strata_columns", columns="、".join(sampling.strata), stages=str(len(sampling.clusters)))
        )
    return problems


def strata_by_stage(sampling: Sampling, stages: int) -> list[tuple[str, ...]]:
    """The columns that make the strata of each stage.

    At most one cluster column: all strata columns are crossed at the first stage. More: the first is of the first
    stage, the second of the second, and so on, as R reads them.

    >>> strata_by_stage(Sampling(strata=("area", "sex")), 1)
    [('area', 'sex')]
    >>> strata_by_stage(Sampling(strata=("area", "size"), clusters=("school", "class")), 2)
    [('area',), ('size',)]
    """
    if len(sampling.clusters) <= 1:
        return [sampling.strata] + [()] * (stages - 1)
    return [sampling.strata[number : number + 1] for number in range(stages)]


def _are_shares(sizes: Sequence[Sequence[float]]) -> bool:
    return all(number <= 1 for column in sizes for number in column)


def _stage(
    strata: Sequence[Hashable], units: Sequence[Hashable], sizes: list[float] | None, are_shares: bool, number: int
) -> tuple[Stage, list[Problem]]:
    codes = _codes(strata)
    unit_codes = _codes(units)
    names = [_name(stratum) for stratum in dict.fromkeys(strata)]
    counted = _distinct_by(codes, unit_codes)
    sampled = [counted[code] for code in codes]
    if sizes is None:
        return Stage(codes, unit_codes, sampled, None, names), []
    population = [_total(n, size) for n, size in zip(sampled, sizes, strict=True)] if are_shares else sizes
    stage = Stage(codes, unit_codes, sampled, population, names)
    return stage, _doubtful_sizes(stage, number)


def _total(sampled: int, share: float) -> float:
    """The population of which `sampled` are this share; without end at a stage that no column of shares reaches."""
    return sampled / share if math.isfinite(share) else share


def _doubtful_sizes(stage: Stage, number: int) -> list[Problem]:
    """Strata smaller than their sample, or with more than one size, in the order of their names."""
    sizes: dict[int, set[float]] = {}
    sampled: dict[int, int] = {}
    for stratum, size, drawn in zip(stage.strata, stage.population or [], stage.sampled, strict=True):
        sizes.setdefault(stratum, set()).add(size)
        sampled[stratum] = drawn
    ordered = sorted(sizes, key=lambda stratum: order_of(stage.names[stratum]))
    problems = [
        _problem(
            "population_smaller_than_sample",
            stage.names[stratum],
            stratum=stage.names[stratum] or "全体",
            population=f"{min(sizes[stratum]):g}",
            sample=str(sampled[stratum]),
            stage=str(number),
        )
        for stratum in ordered
        if min(sizes[stratum]) < sampled[stratum]
    ]
    varying = [stage.names[stratum] or "全体" for stratum in ordered if len(sizes[stratum]) > 1]
    if varying:
        named = "、".join(varying[:_NAMED_ROWS])
        problems.append(_problem("population_size_varies", strata=named, count=str(len(varying))))
    return problems


def _reused_units(stages: Sequence[Stage], columns: Sequence[Sequence[Hashable]], sampling: Sampling) -> list[Problem]:
    """A note where one cluster code stands in several strata: it is taken as one cluster in each."""
    if not sampling.clusters or not sampling.strata:
        return []
    seen: dict[Hashable, set[int]] = {}
    for unit, stratum in zip(columns[0], stages[0].strata, strict=True):
        seen.setdefault(unit, set()).add(stratum)
    shared = sorted((str(unit) for unit, strata in seen.items() if len(strata) > 1), key=order_of)
    if not shared:
        return []
    values = {"column": sampling.clusters[0], "count": str(len(shared)), "codes": "、".join(shared[:_NAMED_ROWS])}
    return [_problem("cluster_in_several_strata", severity="note", **values)]


def _weights_of(stages: Sequence[Stage], rows: int) -> list[float]:
    """Population ÷ sample over the stages; 1 where nothing is known of the population."""
    weights = [1.0] * rows
    for stage in stages:
        if stage.population is not None:
            drawn = zip(weights, stage.population, stage.sampled, strict=True)
            weights = [weight * size / sampled for weight, size, sampled in drawn]
    return weights


def _codes(values: Sequence[Hashable]) -> list[int]:
    known: dict[Hashable, int] = {}
    return [known.setdefault(value, len(known)) for value in values]


def _distinct_by(groups: Sequence[int], units: Sequence[int]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for group, _unit in dict.fromkeys(zip(groups, units, strict=True)):
        counted[group] = counted.get(group, 0) + 1
    return counted


def _name(stratum: Hashable) -> str:
    """「北×男」; of a later stage, with the unit above it; empty when there are no strata."""
    assert isinstance(stratum, tuple)
    unit, categories = stratum
    above = f"{_name(unit[0])}›{unit[1]}" if unit else ""
    own = "×".join(str(category) for category in categories or ())
    return "›".join(part for part in (above.strip("›"), own) if part)


def _rows(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:_NAMED_ROWS])
    return shown + ("…" if len(numbers) > _NAMED_ROWS else "")


def _problem(code: str, found: Category | None = None, severity: Severity = "error", **values: str) -> Problem:
    return Problem(code, found=found, severity=severity, values=values)

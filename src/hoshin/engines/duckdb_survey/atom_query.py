"""The one statement that turns answers into atoms, and the choice of what it groups by.

All estimates are summed at once over the answers grouped by stratum, cluster, weighting cell and domain columns. Where
the domain columns of several estimates together would make too many groups, each set of them is grouped apart in the
same pass (GROUPING SETS).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoshin.core.survey.design import SurveyDesign
from hoshin.engines.duckdb_survey.columns import Column
from hoshin.engines.duckdb_survey.sums import Selection, SumAliases, Summed, WeightMode, select_sums

DomainColumns = tuple[str, ...]


@dataclass(frozen=True)
class Keys:
    """What atoms are grouped by: columns of the design, and one set of domain columns a grouping."""

    design: tuple[str, ...]
    groupings: tuple[DomainColumns, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All key columns, each once."""
        return tuple(dict.fromkeys([*self.design, *(c for columns in self.groupings for c in columns)]))

    def of_grouping(self, number: int) -> tuple[str, ...]:
        """The key columns of one grouping."""
        return tuple(dict.fromkeys([*self.design, *self.groupings[number]]))

    def grouping_of(self, domain: DomainColumns) -> int:
        """The first grouping that knows these domain columns."""
        return next(n for n in range(len(self.groupings)) if set(domain) <= set(self.of_grouping(n)))


def design_keys(design: SurveyDesign) -> tuple[str, ...]:
    """The columns that decide strata, clusters and weighting cells."""
    adjust = design.adjust
    tables = [adjust.nonresponse, adjust.poststratify, *adjust.rake]
    in_tables = [column for table in tables if table is not None for column in table.by]
    return tuple(dict.fromkeys([*design.sampling.strata, *design.sampling.clusters, *in_tables]))


def domain_columns(design: SurveyDesign) -> tuple[DomainColumns, ...]:
    """Each set of columns that some estimate is asked for by; everyone (no column) first."""
    asked = [columns for request in design.estimates for columns in (*((c,) for c in request.by), *request.crossed)]
    return ((), *dict.fromkeys(asked))


def together(design: SurveyDesign) -> Keys:
    """Everything grouped at once."""
    every = tuple(dict.fromkeys(column for columns in domain_columns(design) for column in columns))
    return Keys(design_keys(design), (every,))


def apart(design: SurveyDesign) -> Keys:
    """One grouping for each set of domain columns that is not part of a larger one."""
    own = set(design_keys(design))
    sets = sorted({tuple(sorted(set(c) - own)) for c in domain_columns(design)}, key=lambda c: (-len(c), c))
    kept: list[DomainColumns] = []
    for columns in sets:
        if not any(set(columns) <= set(other) for other in kept):
            kept.append(columns)
    return Keys(design_keys(design), tuple(kept))


@dataclass(frozen=True)
class AtomQuery:
    """The statement and where everything stands in its result."""

    sql: str
    keys: Keys
    mode: WeightMode
    key_aliases: Mapping[str, str]
    grouping_alias: str | None
    persons: str
    weight: Mapping[str, str]
    population: Sequence[Mapping[str, str]]
    sums: Sequence[SumAliases]


def atom_query(
    source: str,
    design: SurveyDesign,
    columns: Mapping[str, Column],
    *,
    keys: Keys,
    mode: WeightMode,
    variables: Iterable[Summed],
) -> AtomQuery:
    """The statement for one pass over all answers."""
    selection = Selection()
    groups = {name: f"k{place}" for place, name in enumerate(keys.columns)}
    weight = columns[design.sampling.weights].number if design.sampling.weights else None
    extra = _weight_key(mode, weight)
    persons = selection.add("count(*)")
    weights = _weights(selection, mode, weight)
    population = [
        {
            "known": selection.add(f"count({columns[c].number})"),
            "low": selection.add(f"min({columns[c].number})"),
            "high": selection.add(f"max({columns[c].number})"),
        }
        for c in design.sampling.fpc
    ]
    sums = [select_sums(selection, variable, mode, weight) for variable in variables]
    raw = {name: columns[name].raw for name in keys.columns}
    every = [*raw.values(), *([extra] if extra else [])]
    shown = [f"{raw[name]} AS {alias}" for name, alias in groups.items()]
    if extra:
        shown.append(f"{extra} AS kw")
    several = len(keys.groupings) > 1
    if several:
        shown.append(f"grouping({', '.join(raw.values())}) AS kg")
    by = _group_by(keys, raw, extra) if several else ("GROUP BY " + ", ".join(every) if every else "")
    select = ",\n  ".join([*shown, selection.text()])
    where = where_clause(design, columns)
    sql = f"SELECT\n  {select}\nFROM {source}\n{where}{by}"
    return AtomQuery(sql, keys, mode, groups, "kg" if several else None, persons, weights, population, sums)


def _weight_key(mode: WeightMode, weight: str | None) -> str | None:
    if mode == "key":
        return weight
    return f"CASE WHEN {weight} = 0 THEN 1 ELSE 0 END" if mode == "own" else None


def _weights(selection: Selection, mode: WeightMode, weight: str | None) -> dict[str, str]:
    if weight is None:
        return {}
    found = {"known": f"count({weight})", "low": f"min({weight})", "high": f"max({weight})"}
    if mode == "own":
        found |= {"first": f"sum({weight})", "second": f"sum({weight} * {weight})"}
    return {name: selection.add(expression) for name, expression in found.items()}


def _group_by(keys: Keys, raw: Mapping[str, str], extra: str | None) -> str:
    sets = []
    for number in range(len(keys.groupings)):
        names = [raw[c] for c in keys.of_grouping(number)] + ([extra] if extra else [])
        sets.append(f"({', '.join(names)})")
    return "GROUP BY GROUPING SETS (" + ", ".join(sets) + ")"


def where_clause(design: SurveyDesign, columns: Mapping[str, Column]) -> str:
    """The rows that are the sample."""
    wanted = [columns[name].is_one_of([category]) for name, category in design.sampling.where]
    return f"WHERE {' AND '.join(wanted)}\n" if wanted else ""

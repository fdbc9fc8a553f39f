"""No table tells a small cell to somebody who has every figure shown and every sum.

`HOSHIN_DISCLOSURE_TABLES` sets how many random tables are attacked (2,000; nightly 10,000 and more).
"""

import itertools
import os
import random

import numpy as np
import pytest
from scipy.optimize import linprog

from hoshin.core.survey.disclosure import Rule, Sum, Suppression, Tables, UnsafeTablesError, suppress, two_way
from hoshin.core.survey.disclosure_merging import joined_classes
from hoshin.engines.disclosure_audit import exposed_cells, protected, told

TABLES = int(os.environ.get("HOSHIN_DISCLOSURE_TABLES", "2000"))
PARTS = 20


def random_tables(chance):
    """A two-way table with totals; some with a class of classes (a hierarchy) or a second table linked by a margin."""
    rows, columns = chance.randint(2, 8), chance.randint(2, 5)
    scale = chance.choice([4, 12, 30, 80])
    names = [f"r{n}" for n in range(rows)]
    heads = [f"c{n}" for n in range(columns)]
    tables = two_way([(name, [int(chance.expovariate(1 / scale)) for _ in heads]) for name in names], heads)
    kind = chance.choice(["plain", "plain", "hierarchy", "linked"])
    if kind == "hierarchy" and rows > 3:
        return with_upper_class(tables, names, heads)
    return linked(tables, heads, chance) if kind == "linked" else tables


def with_upper_class(tables, names, heads):
    """The first rows together are one upper class, whose figures are published too."""
    half = names[: len(names) // 2]
    counts, sums = dict(tables.counts), list(tables.sums)
    for head in (*heads, "計"):
        parts = tuple((name, head) for name in half)
        counts[("upper", head)] = sum(counts[part] for part in parts)
        sums.append(Sum(("upper", head), parts))
    sums.append(Sum(("upper", "計"), tuple(("upper", head) for head in heads)))
    return Tables(counts, tuple(sums), tables.kept)


def linked(tables, heads, chance):
    """The same columns divided by another attribute of two classes."""
    counts, sums = dict(tables.counts), list(tables.sums)
    for head in heads:
        whole = counts[("計", head)]
        counts[("a", head)] = chance.randint(0, whole)
        counts[("b", head)] = whole - counts[("a", head)]
        sums.append(Sum(("計", head), (("a", head), ("b", head))))
    for name in "ab":
        counts[(name, "計")] = sum(counts[(name, head)] for head in heads)
        sums.append(Sum((name, "計"), tuple((name, head) for head in heads)))
    sums.append(Sum(("計", "計"), (("a", "計"), ("b", "計"))))
    return Tables(counts, tuple(sums), tables.kept)


def naive_attack(found):
    """Another attacker, written without regard to time: every cell a variable, every figure shown an equation."""
    cells = sorted(found.tables.counts)
    place = {cell: at for at, cell in enumerate(cells)}
    equations, known = [], []
    for each in found.tables.sums:
        row = np.zeros(len(cells))
        for part in each.parts:
            row[place[part]] += 1
        row[place[each.whole]] -= 1
        equations.append(row)
        known.append(0)
    bounds = [
        (0, None) if cell in found.hidden else (found.tables.counts[cell], found.tables.counts[cell]) for cell in cells
    ]
    ranges = {}
    for cell in found.small:
        ends = []
        for sign in (1, -1):
            objective = np.zeros(len(cells))
            objective[place[cell]] = sign
            solved = linprog(objective, A_eq=np.array(equations), b_eq=known, bounds=bounds, method="highs")
            assert solved.status == 0
            ends.append(sign * solved.fun)
        ranges[cell] = tuple(ends)
    return ranges


@pytest.mark.parametrize("part", range(PARTS))
def test_the_attacker_pins_no_small_cell(part):
    chance = random.Random(1000 + part)
    hidden = shown = refused = 0
    for _ in range(TABLES // PARTS):
        tables, rule = random_tables(chance), Rule(chance.choice([5, 10]), zeros_tell=chance.random() < 0.2)
        try:
            found = protected(tables, rule)
        except UnsafeTablesError:
            refused += 1
            continue
        assert not exposed_cells(found)
        assert all(c in found.hidden for c, n in tables.counts.items() if rule.is_small(n) and c not in tables.kept)
        hidden += len(found.hidden)
        shown += len(tables.counts) - len(found.hidden)
    assert shown > hidden / 2, "hiding everything is no art"
    assert refused < TABLES // PARTS / 5


@pytest.mark.parametrize("seed", range(60))
def test_another_attacker_finds_no_more(seed):
    chance = random.Random(seed)
    tables, rule = random_tables(chance), Rule(10)
    try:
        found = protected(tables, rule)
    except UnsafeTablesError:
        return
    ranges = naive_attack(found)
    assert all(low <= 1 + 1e-6 and high >= rule.smallest - 1e-6 for low, high in ranges.values())
    ours = told(found, found.small)
    assert all(ours[cell] == pytest.approx(ranges[cell], abs=1e-5) for cell in found.small)


def test_hiding_small_cells_alone_is_undone():
    """The negative control: without secondary suppression the attacker pins most small cells."""
    chance, pinned, small = random.Random(3), 0, 0
    for _ in range(60):
        tables, rule = random_tables(chance), Rule(10)
        hidden = frozenset(c for c, n in tables.counts.items() if rule.is_small(n) and c not in tables.kept)
        bare = Suppression(tables, rule, hidden, hidden)
        pinned += len(exposed_cells(bare))
        small += len(hidden)
    assert pinned > small / 3


@pytest.mark.parametrize("seed", range(40))
def test_whole_numbers_help_the_attacker_no_further(seed):
    """Of small tables every solution in whole numbers is counted: none of them tells a small cell."""
    chance = random.Random(seed)
    rows = [[chance.randint(0, 14) for _ in range(2)] for _ in range(3)]
    tables = two_way([(f"r{n}", row) for n, row in enumerate(rows)], ["a", "b"])
    try:
        found = protected(tables, Rule(5))
    except UnsafeTablesError:
        return
    inner = [(f"r{n}", head) for n in range(3) for head in "ab"]
    hidden = [cell for cell in inner if cell in found.hidden]
    reach = told(found, hidden)
    spans = [range(int(np.ceil(reach[cell][0] - 1e-6)), int(reach[cell][1] + 1e-6) + 1) for cell in hidden]
    if np.prod([len(span) for span in spans], dtype=float) > 20_000:
        return
    seen = {cell: set() for cell in found.small}
    for guess in itertools.product(*spans):
        counts = dict(tables.counts) | dict(zip(hidden, guess, strict=True))
        full = two_way([(f"r{n}", [counts[(f"r{n}", h)] for h in "ab"]) for n in range(3)], ["a", "b"]).counts
        if all(full[c] == tables.counts[c] for c in tables.counts if c not in found.hidden):
            for cell, values in seen.items():
                values.add(full[cell])
    assert all(min(values) <= 1 and max(values) >= 5 for values in seen.values())


@pytest.mark.parametrize("seed", range(30))
def test_what_was_hidden_stays_hidden(seed):
    chance = random.Random(seed)
    tables = random_tables(chance)
    try:
        first = protected(tables, Rule(10))
        second = protected(tables, Rule(5), first.hidden)
    except UnsafeTablesError:
        return
    assert first.hidden - tables.kept <= second.hidden and not exposed_cells(second)
    assert suppress(tables, Rule(10)).hidden <= protected(tables, Rule(10)).hidden


@pytest.mark.parametrize("seed", range(30))
def test_joining_neighbours_leaves_no_small_cell_and_loses_nobody(seed):
    chance = random.Random(seed)
    rows = [[int(chance.expovariate(1 / 20)) for _ in range(3)] for _ in range(chance.randint(2, 9))]
    places = joined_classes(rows, Rule(10))
    if places is None:
        return
    assert [at for group in places for at in group] == list(range(len(rows)))
    for group in places:
        assert not any(Rule(10).is_small(sum(rows[at][c] for at in group)) for c in range(3))

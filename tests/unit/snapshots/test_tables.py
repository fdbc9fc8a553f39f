"""What may be frozen, and that freezing loses and orders nothing by chance."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoshin.exchange.snapshots import Column, FolderStore, NotATableError, Table, open_snapshot, write_snapshot
from tests.unit.snapshots.samples import origin, visits

COLUMNS = (
    Column("text", "text"),
    Column("integer", "integer"),
    Column("decimal", "decimal"),
    Column("float", "float"),
    Column("boolean", "boolean"),
    Column("date", "date"),
    Column("datetime", "datetime"),
)
ERA = (datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 the strategy adds the zone
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "text": st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
            "integer": st.none() | st.integers(-(2**63), 2**63 - 1),
            "decimal": st.none()
            | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
            "float": st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32),
            "boolean": st.none() | st.booleans(),
            "date": st.none() | st.dates(),
            "datetime": st.none() | st.datetimes(*ERA, timezones=st.just(UTC)),
        },
    ),
    max_size=8,
)


def kept(table, folder):
    store = FolderStore(folder)
    name = write_snapshot(store, {"t": table}, origin())
    with open_snapshot(store, name) as opened:
        return opened.tables["t"].records(), (folder / name[:2] / name / "t.parquet").read_bytes()


def comparable(rows):
    return sorted(rows, key=lambda row: [(v is None, str(v)) for v in row.values()])


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_every_cell_comes_back_as_it_was(tmp_path_factory, rows):
    read, _ = kept(Table(COLUMNS, rows), tmp_path_factory.mktemp("store"))
    assert comparable(read) == comparable([{c.name: row.get(c.name) for c in COLUMNS} for row in rows])


@given(ROWS, st.randoms())
@settings(deadline=None, max_examples=25)
def test_the_order_of_rows_changes_not_a_byte(tmp_path_factory, rows, chance):
    other = list(rows)
    chance.shuffle(other)
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    assert kept(Table(COLUMNS, rows), one) == kept(Table(COLUMNS, other), two)


def test_the_order_of_answers_is_forgotten():
    rows = list(visits(50).rows)
    random.Random(7).shuffle(rows)
    assert Table(visits(50).columns, rows).records() == visits(50).records()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 3),
        ("text", "\ud800"),
        ("integer", "3"),
        ("integer", True),
        ("integer", 2**63),
        ("integer", 3.0),
        ("decimal", 1.5),
        ("decimal", Decimal("NaN")),
        ("decimal", Decimal(10) ** 30),
        ("float", float("nan")),
        ("float", float("inf")),
        ("float", "1"),
        ("boolean", 1),
        ("date", datetime(2025, 4, 1, tzinfo=UTC)),
        ("date", "2025-04-01"),
        ("datetime", datetime(2025, 4, 1)),  # noqa: DTZ001
        ("datetime", date(2025, 4, 1)),
    ],
)
def test_what_does_not_fit_its_column_is_named_and_never_shown(kind, value):
    table = Table((Column("c", kind),), [{"c": None}, {"c": value}])
    with pytest.raises(NotATableError) as refused:
        table.check()
    (problem,) = refused.value.problems
    assert (problem.code, problem.found, problem.values["row"]) == ("snapshot_cell_of_other_kind", "c", "2")


def test_times_of_other_zones_are_the_same_moment():
    tokyo = datetime(2025, 4, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    table = Table((Column("at", "datetime"),), [{"at": tokyo}])
    assert table.records() == [{"at": datetime(2025, 4, 1, 0, 0, tzinfo=UTC)}]


def test_everything_wrong_comes_at_once():
    columns = (
        Column("a", "text"),
        Column("a", "integer"),
        Column("", "text"),
        Column("name", "text", identifying=True),
    )
    with pytest.raises(NotATableError) as refused:
        Table(columns, [{"b": 1}]).check()
    codes = [p.code for p in refused.value.problems]
    assert codes.count("snapshot_column_name") == 3
    assert {"snapshot_identifying_column", "snapshot_unknown_column"} <= set(codes)


def test_many_faults_are_counted_not_listed():
    with pytest.raises(NotATableError) as refused:
        Table((Column("a", "integer"),), [{"a": "x"}] * 50).check()
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1].values == {"count": "30"}


@pytest.mark.parametrize("tables", [{}, {"Big": visits(1)}, {"../up": visits(1)}, {"t": Table((), [])}])
def test_tables_without_a_name_or_columns_are_refused_and_nothing_is_kept(tmp_path, tables):
    with pytest.raises(NotATableError):
        write_snapshot(FolderStore(tmp_path / "store"), tables, origin())
    assert not (tmp_path / "store").exists() or list((tmp_path / "store").iterdir()) == []

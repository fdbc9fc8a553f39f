"""Laws of registers: what is typed and read comes back, figures add up, withdrawn entries never count."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.registers.codec import definition_from, definition_json
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage, changed
from hoshin.core.registers.duplicates import likely_duplicates
from hoshin.core.registers.entering import Moment, as_typed, read_entry, typed_of
from hoshin.core.registers.figures import by_period, count, months_of, total, within
from hoshin.core.registers.measuring import figure
from hoshin.core.registers.pasting import read_block
from hoshin.core.registers.snapshot_rows import Entry, snapshot_rows
from hoshin.core.registers.typed_dates import read_date
from hoshin.core.registers.typed_values import read_number

AREAS = ("北", "南", "東", "西")
REGISTER = RegisterDefinition(
    (
        FieldDefinition("day", "実施日", "date", is_required=True, is_counted=True),
        FieldDefinition("area", "地域", "area", is_counted=True),
        FieldDefinition("people", "人数", "number", unit="人", is_counted=True),
        FieldDefinition("new", "初回", "yes_no", is_counted=True),
        FieldDefinition("grant", "補助", "stages", stages=(Stage("a", "申請"), Stage("b", "精算")), is_counted=True),
        FieldDefinition("memo", "メモ", "text"),
    ),
    "day",
    areas=AREAS,
)
NOW = Moment(2026, date(2030, 1, 1))
YEAR = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
NUMBERS = st.decimals(-1000, 1000, places=2, allow_nan=False)
TEXTS = st.text("あいう記録\t\n\"'=+@,. ab1", max_size=20)


@st.composite
def contents(draw):
    content = {"day": draw(DAYS).isoformat()}
    if draw(st.booleans()):
        content["area"] = draw(st.sampled_from(AREAS))
    if draw(st.booleans()):
        content["people"] = f"{draw(NUMBERS):f}"
    if draw(st.booleans()):
        content["new"] = draw(st.booleans())
    if draw(st.booleans()):
        first = draw(DAYS)
        content["grant"] = {"a": first.isoformat()}
        if draw(st.booleans()):
            content["grant"]["b"] = (first + timedelta(days=draw(st.integers(0, 400)))).isoformat()
    return content


ENTRIES = st.lists(st.tuples(contents(), st.booleans()), max_size=25).map(
    lambda given: [Entry(n, content, withdrawn) for n, (content, withdrawn) in enumerate(given)]
)


@given(contents())
def test_what_is_stored_is_read_again_as_it_was_typed(content):
    read = read_entry(as_typed(content, REGISTER), REGISTER, NOW)
    assert not [p for p in read.problems if p.severity == "error"]
    assert {k: Decimal(v) if k == "people" else v for k, v in read.content.items()} == {
        k: Decimal(v) if k == "people" else v for k, v in content.items()
    }


@given(DAYS)
def test_a_day_is_read_in_every_way_of_writing_it(day):
    reiwa = day.year - 2018
    serial = (day - date(1899, 12, 30)).days
    for text in (
        day.isoformat(), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日",
        f"令和{reiwa}年{day.month}月{day.day}日", f"R{reiwa}.{day.month}.{day.day}", str(serial), f"{serial}.0",
        f"{day.year}/{day.month}/{day.day}({'月火水木金土日'[day.weekday()]})",
    ):  # fmt: skip
        assert read_date(text, 2026).day == day, text


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text):
    read_date(text, 2026)
    read_number(text, "人")
    read_entry(dict.fromkeys(("day", "area", "people", "new", "grant.a", "memo"), text), REGISTER, NOW)


@settings(max_examples=60)
@given(st.text("実施日人数\t\n\r\"'4/1、約0123456789 ", max_size=80))
def test_no_block_breaks_the_paste(block):
    pasted = read_block(block, REGISTER, NOW)
    if pasted.can_be_stored:
        assert all(row.entry.content["day"] for row in pasted.rows)


@given(NUMBERS)
def test_a_number_is_read_in_every_way_of_writing_it(number):
    plain = f"{abs(number):,f}"
    for text in (typed_of(number), plain if number >= 0 else f"△{plain}", plain if number >= 0 else f"({plain})"):
        assert read_number(text) == number


@settings(max_examples=60)
@given(ENTRIES)
def test_the_months_of_a_year_add_up_to_the_year(entries):
    rows = within(snapshot_rows(entries, REGISTER, YEAR.last), "day", YEAR.first, YEAR.last)
    months = by_period(rows, "day", "month", count, months_of(YEAR.first, YEAR.last))
    sums = by_period(rows, "day", "month", lambda part: total(part, "people"), months_of(YEAR.first, YEAR.last))
    assert len(months) == 12
    assert sum(f.numerator for f in months.values()) == len(rows)
    assert sum((f.numerator for f in sums.values()), Decimal(0)) == total(rows, "people").numerator


@settings(max_examples=60)
@given(ENTRIES, st.randoms(use_true_random=False))
def test_figures_keep_their_laws(entries, random):
    stored = definition_json(REGISTER)

    def value(recipe, given=entries):
        rows = snapshot_rows(given, REGISTER, YEAR.last)
        random.shuffle(rows)
        return figure(rows, {"method": "register_figure/1", **recipe}, stored, YEAR)

    every = value({"figure": "count"})
    yes, no = (value({"figure": "count", "where": {"field": "new", "is": answer}}) for answer in (True, False))
    blank = value({"figure": "count", "where": {"field": "new", "filled": False}})
    assert yes.reading.value + no.reading.value + blank.reading.value == every.reading.value
    assert value({"figure": "distinct", "field": "area"}).reading.value <= every.reading.value
    assert value({"figure": "covered"}).reading.value <= len(AREAS)
    assert value({"figure": "count", "since": 2020}).reading.value >= every.reading.value
    kept = [e for e in entries if not e.is_withdrawn]
    assert value({"figure": "sum", "field": "people"}, kept) == value({"figure": "sum", "field": "people"})
    share = value({"figure": "share", "part": {"field": "new", "is": True}})
    if share.denominator:
        assert share.reading.value * share.denominator == share.numerator


@given(st.lists(contents(), max_size=12))
def test_likely_duplicates_name_known_entries_in_groups_of_two_or_more(given_contents):
    groups = likely_duplicates(list(enumerate(given_contents)), REGISTER)
    assert all(len(g.entries) >= 2 and set(g.entries) <= set(range(len(given_contents))) for g in groups)
    doubled = [*given_contents, *given_contents]
    assert (
        len(likely_duplicates(list(enumerate(doubled)), REGISTER)) >= len({str(c) for c in given_contents}) > 0
        or not doubled
    )


@given(st.permutations(list(REGISTER.fields)), st.integers(0, 6))
def test_a_change_loses_no_field_and_goes_through_json(fields, kept):
    time = REGISTER.field_of("day")
    new = RegisterDefinition(tuple(dict.fromkeys([time, *fields[:kept]])), "day", areas=AREAS[:2])
    following, problems = changed(REGISTER, new)
    assert {f.code for f in following.fields} == {f.code for f in REGISTER.fields}
    assert set(following.areas) | set(following.retired_areas) == set(AREAS)
    assert definition_from(definition_json(following)) == following
    assert not [p for p in problems if p.code == "register_kind_changed"]

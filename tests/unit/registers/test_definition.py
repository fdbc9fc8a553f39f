"""What keeps a definition from being used, and what may change."""

from dataclasses import replace
from datetime import date

import pytest

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage, changed, check_definition
from hoshin.core.registers.duplicates import likely_duplicates
from hoshin.core.registers.entering import Moment, read_entry
from hoshin.core.registers.offered import offered_recipes
from hoshin.core.registers.pasting import MOST_ROWS, read_block
from hoshin.core.registers.recipe import check_recipe

DAY = FieldDefinition("day", "申請日", "date", is_required=True, is_counted=True)
PLACE = FieldDefinition("place", "場所", "text", names_place=True)
STAGES = (Stage("a", "申請"), Stage("b", "決定"), Stage("c", "報告"), Stage("d", "精算"))
GRANT = FieldDefinition("grant", "補助金", "stages", stages=STAGES, is_counted=True)
NOW = Moment(2026, date(2026, 11, 24))
YEAR = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)


def register(*fields, **more):
    return RegisterDefinition((DAY, *fields), "day", **more)


@pytest.mark.parametrize(
    ("definition", "codes"),
    [
        (register(PLACE, GRANT), []),
        (RegisterDefinition((), ""), ["register_without_fields", "register_without_date"]),
        (RegisterDefinition((replace(DAY, is_required=False),), "day"), ["register_without_date"]),
        (RegisterDefinition((PLACE,), "place"), ["register_without_date"]),
        (
            RegisterDefinition((replace(DAY, is_retired=True),), "day"),
            ["register_without_fields", "register_without_date"],
        ),
        (register(replace(PLACE, label="申請日")), ["register_field_repeated"]),
        (register(PLACE, replace(PLACE, label="場所2")), ["register_code_repeated"]),
        (register(replace(PLACE, label=" ")), ["register_field_unnamed"]),
        (register(replace(PLACE, kind="colour")), ["register_kind_unknown"]),
        (register(FieldDefinition("k", "種別", "choice")), ["register_choices_missing"]),
        (register(FieldDefinition("k", "種別", "choice", choices=("a", "a"))), ["register_choices_missing"]),
        (register(FieldDefinition("x", "地域", "area")), ["register_areas_missing"]),
        (
            register(FieldDefinition("x", "地域", "area"), FieldDefinition("y", "校区", "area"), areas=("北",)),
            ["register_two_areas"],
        ),
        (register(replace(GRANT, stages=STAGES[:1])), ["register_stages_missing"]),
        (register(PLACE, key_fields=("day", "gone")), ["register_key_unknown"]),
        (register(GRANT, key_fields=("grant",)), ["register_key_unknown"]),
        (register(*(FieldDefinition(f"f{n}", f"項目{n}", "text") for n in range(60))), ["register_too_many_fields"]),
    ],
)
def test_everything_wrong_with_a_definition_is_named(definition, codes):
    assert [p.code for p in check_definition(definition)] == codes


def test_what_is_no_longer_offered_stays_known_and_may_come_back():
    choice = FieldDefinition("k", "種別", "choice", choices=("a", "b"))
    old = register(choice, areas=("北", "南"))
    less, _ = changed(old, register(replace(choice, choices=("a",)), areas=("北",)))
    assert (less.field_of("k").retired_choices, less.retired_areas) == (("b",), ("南",))
    again, _ = changed(less, register(replace(choice, choices=("a", "b")), areas=("北", "南")))
    assert (again.field_of("k").retired_choices, again.retired_areas, again.version) == ((), (), 3)


def test_a_stage_that_is_dropped_keeps_its_days_readable():
    following, problems = changed(register(GRANT), register(replace(GRANT, stages=STAGES[:2])))
    assert {s.code for s in following.field_of("grant").stages} == {"a", "b", "c", "d"} and not problems


def test_time_stays_counted_by_the_same_date():
    other = FieldDefinition("end", "終了日", "date", is_required=True)
    _, problems = changed(register(other), replace(register(other), time_field="end"))
    assert [p.code for p in problems] == ["register_time_changed"]


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ({}, []),
        ({"a": "4/1"}, []),
        ({"a": "4/1", "b": "4/1", "c": "6/1", "d": "6/30"}, []),
        ({"a": "4/1", "c": "6/1"}, ["entry_stage_skipped"]),
        ({"b": "4/1"}, ["entry_stage_skipped"]),
        ({"a": "5/1", "b": "4/1"}, ["entry_stage_order"]),
        ({"a": "4/31", "b": "x"}, ["entry_date_impossible", "entry_date_not_read"]),
    ],
)
def test_stages_come_in_their_order(days, codes):
    typed = {"day": "4/1", **{f"grant.{code}": text for code, text in days.items()}}
    assert [p.code for p in read_entry(typed, register(GRANT), NOW).problems] == codes


def test_stages_may_be_skipped_where_the_register_says_so():
    typed = {"day": "4/1", "grant.a": "4/1", "grant.d": "6/1"}
    assert read_entry(typed, register(replace(GRANT, may_skip=True)), NOW).can_be_stored


@pytest.mark.parametrize(
    ("day", "code", "can_be_stored"),
    [
        ("2026-11-24", None, True),
        ("2026-11-25", "entry_date_to_come", False),
        ("12/1", "entry_date_to_come", False),
        ("2015-04-01", "entry_date_long_ago", True),
        ("", "entry_field_required", False),
    ],
)
def test_the_date_that_counts_time_has_come(day, code, can_be_stored):
    read = read_entry({"day": day}, register(), NOW)
    assert ([p.code for p in read.problems], read.can_be_stored) == ([code] if code else [], can_be_stored)


class TestPasting:
    def codes(self, block, *fields):
        return [p.code for p in read_block(block, register(*fields), NOW).problems]

    def test_headings_may_stand_in_any_order_with_their_unit(self):
        people = FieldDefinition("n", "人数", "number", unit="人")
        pasted = read_block("人数（人）\t申請日\n3\t4/1", register(people), NOW)
        assert pasted.rows[0].entry.content == {"day": "2026-04-01", "n": "3"}

    def test_without_headings_the_columns_are_the_form_s(self):
        pasted = read_block("4/1\t汐見\n4/2\t港", register(PLACE), NOW)
        assert [row.entry.content["place"] for row in pasted.rows] == ["汐見", "港"]

    def test_stages_are_columns_of_their_own(self):
        pasted = read_block("申請日\t補助金（申請）\t決定\n4/1\t4/1\t5/1", register(GRANT), NOW)
        assert pasted.rows[0].entry.content["grant"] == {"a": "2026-04-01", "b": "2026-05-01"}

    def test_a_cell_with_line_breaks_stays_one_cell(self):
        pasted = read_block('申請日\t場所\n4/1\t"一階\n会議室"\n4/2\t港', register(PLACE), NOW)
        assert [row.entry.content["place"] for row in pasted.rows] == ["一階\n会議室", "港"]

    @pytest.mark.parametrize(
        ("block", "codes"),
        [
            ("", ["paste_empty"]),
            ("\n\n", ["paste_empty"]),
            ("申請日\t場所", ["paste_empty"]),
            ("申請日\t場所\t色\n4/1\tx\t赤", ["paste_heading_unknown"]),
            ("申請日\t場所\t場所\n4/1\tx\ty", ["paste_heading_repeated"]),
            ("場所\t備考\nx\ty", ["paste_heading_unknown", "paste_column_missing", "entry_field_required"]),
            ("申請日\t場所\n4/1\tx\tあふれ", ["paste_cell_surplus"]),
            ("4/1\n" * (MOST_ROWS + 1), ["paste_too_large"]),
            ("x" * 200_000, ["paste_too_large"]),
        ],
    )  # fmt: skip
    def test_everything_wrong_with_a_block_is_named(self, block, codes):
        assert self.codes(block, PLACE) == codes


class TestDuplicates:
    FULL = register(PLACE, key_fields=("day", "place"))

    @pytest.mark.parametrize(
        ("one", "other", "likeness"),
        [
            ("汐見保育所", "汐見保育所", "same"),
            ("汐見保育所", "汐見　保育所", "same"),
            ("第1保育所", "第１保育所", "same"),
            ("（株）港", "港株式会社", "same"),
            ("三ヶ丘", "三ケ丘", "same"),
            ("汐見保育所", "汐見幼稚園", None),
            ("", "", None),
        ],
    )
    def test_places_are_compared_with_their_spelling_evened_out(self, one, other, likeness):
        entries = [
            (n, {"day": "2026-04-01", **({"place": text} if text else {})}) for n, text in enumerate((one, other))
        ]
        found = likely_duplicates(entries, self.FULL)
        assert [g.likeness for g in found] == ([likeness] if likeness else [])

    def test_another_day_is_another_happening(self):
        entries = [(1, {"day": "2026-04-01", "place": "港"}), (2, {"day": "2026-04-02", "place": "港"})]
        assert likely_duplicates(entries, self.FULL) == ()

    def test_without_key_fields_everything_must_agree_to_be_the_same(self):
        entries = [(n, {"day": "2026-04-01", "place": "港"}) for n in (1, 2)]
        assert [g.likeness for g in likely_duplicates(entries, register(PLACE))] == ["same"]


def test_everything_that_is_offered_can_be_followed():
    full = register(
        replace(PLACE, is_counted=True), GRANT,
        FieldDefinition("k", "種別", "choice", choices=("a", "b"), is_counted=True),
        FieldDefinition("n", "人数", "number", is_counted=True),
        FieldDefinition("y", "初回", "yes_no", is_counted=True),
        FieldDefinition("x", "地域", "area", is_counted=True),
        FieldDefinition("p", "写真", "attachment", is_counted=True),
        areas=("北",),
    )  # fmt: skip
    for language in ("ja", "en"):
        offered = offered_recipes(full, language)
        assert len(offered) == 3 + 1 + 8 + 4 + 1 + 2
        assert [check_recipe(recipe, full, YEAR) for recipe in offered.values()] == [()] * len(offered)

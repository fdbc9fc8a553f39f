"""What the actions on registers store, refuse and record."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from hoshin.core.measurement.record import Known, MeasuredPeriod
from hoshin.core.permissions import RefusedError
from hoshin.core.registers.definition import FieldDefinition
from hoshin.exchange.snapshots import open_snapshot
from hoshin.server.audit.models import Event
from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.evidence.queries import EvidenceError
from hoshin.server.evidence.store import evidence_store
from hoshin.server.plans.originals import Original
from hoshin.server.registers import actions
from hoshin.server.registers.attached import path_of
from hoshin.server.registers.models import AttachedFile, Entry, EntryVersion, Register
from hoshin.server.registers.queries.entries import Sought, entry_page, found_entries
from hoshin.server.registers.queries.pages import counts_of, entries_like, likely_groups, register_head
from hoshin.server.registers.queries.standing import NoSuchRegisterError, NotEnteredError, StaleEntryError
from tests.integration.registers.conftest import PNG, VISITS, typed
from tests.people import TODAY

FY2026 = MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026)


def codes(refused):
    return [p.code for p in refused.value.problems]


def last_event():
    return Event.objects.order_by("-number").first()


class TestEntering:
    def test_an_entry_is_stored_with_its_day_and_area_and_one_event(self, visits, suzuki):
        before = Event.objects.count()
        number = actions.enter(register=visits, typed=typed(people="１，２３４"), by=suzuki.actor, on=TODAY)
        entry = Entry.objects.get(pk=number)
        assert (entry.happened_on, entry.area, entry.content["people"]) == (date(2026, 6, 1), "北浜", "1234")
        assert Event.objects.count() == before + 1
        assert last_event().action == "entry_made"

    def test_the_audit_record_holds_nothing_that_was_typed(self, visits, suzuki):
        actions.enter(register=visits, typed=typed(memo="山田花子さん宅"), by=suzuki.actor, on=TODAY)
        assert "山田" not in str(list(Event.objects.values()))

    def test_sent_twice_it_is_stored_once(self, visits, suzuki):
        first = actions.enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY, key="k1")
        again = actions.enter(register=visits, typed=typed(people="99"), by=suzuki.actor, on=TODAY, key="k1")
        assert first == again
        assert Entry.objects.count() == 1

    def test_every_problem_comes_at_once_and_nothing_is_stored(self, visits, suzuki):
        wrong = typed(day="来週", people="たくさん", kind="電話", area="西")
        with pytest.raises(NotEnteredError) as refused:
            actions.enter(register=visits, typed=wrong, by=suzuki.actor, on=TODAY)
        assert codes(refused) == [
            "entry_date_not_read", "entry_choice_unknown", "entry_choice_unknown", "entry_number_not_read",
        ]  # fmt: skip
        assert not Entry.objects.exists()

    def test_a_photo_is_kept_outside_the_static_files_under_its_hash(self, visits, suzuki, settings):
        photo = Original("../../現場.png", PNG)
        number = actions.enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY, files=[photo])
        kept = AttachedFile.objects.get(entry=number)
        assert path_of(kept.sha256).read_bytes() == PNG
        assert str(settings.STATIC_ROOT) not in str(path_of(kept.sha256))

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("x.png", b"<svg onload=alert(1)>", "attachment_kind_refused"),
            ("x.html", b"<html>", "attachment_kind_refused"),
            ("empty.png", b"", "attachment_kind_refused"),
            ("big.png", PNG + b"0" * (10 * 1024 * 1024), "attachment_too_large"),
        ],
    )
    def test_what_is_no_photo_or_too_large_is_refused(self, visits, suzuki, name, data, code):
        with pytest.raises(NotEnteredError) as refused:
            actions.enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY, files=[Original(name, data)])
        assert codes(refused) == [code]
        assert not Entry.objects.exists()

    def test_many_are_stored_as_one_event_or_not_at_all(self, visits, suzuki):
        many = [
            {"day": date(2026, 5, day), "area": "北浜", "people": day, "grant.s1": date(2026, 5, 1)} for day in (1, 2)
        ]
        before = Event.objects.count()
        assert actions.enter_many(register=visits, entries=many, by=suzuki.actor, on=TODAY) == 2
        assert Event.objects.count() == before + 1
        with pytest.raises(NotEnteredError) as refused:
            actions.enter_many(register=visits, entries=[*many, {"day": ""}], by=suzuki.actor, on=TODAY)
        assert [(p.code, p.where.line) for p in refused.value.problems] == [("entry_field_required", 3)]
        assert Entry.objects.count() == 2


class TestPasting:
    BLOCK = "訪問日\t地域\t人数\r\nR8.6.1\t北浜\t3\r\n\r\n6/2\t中町\t４\r\n"

    def test_a_block_is_stored_whole(self, visits, suzuki):
        actions.paste_entries(register=visits, block=self.BLOCK, by=suzuki.actor, on=TODAY)
        assert list(Entry.objects.order_by("happened_on").values_list("happened_on", "area")) == [
            (date(2026, 6, 1), "北浜"),
            (date(2026, 6, 2), "中町"),
        ]

    def test_one_wrong_cell_stores_nothing_and_is_named_by_row_and_column(self, visits, suzuki):
        with pytest.raises(NotEnteredError) as refused:
            actions.paste_entries(register=visits, block=self.BLOCK + "7/40\t北浜\t約3", by=suzuki.actor, on=TODAY)
        assert [(p.code, p.where.line, p.where.cell) for p in refused.value.problems] == [
            ("entry_date_impossible", 5, "訪問日"),
            ("entry_number_not_read", 5, "人数"),
        ]
        assert not Entry.objects.exists()

    def test_rows_that_are_left_out_are_not_stored(self, visits, suzuki):
        actions.paste_entries(register=visits, block=self.BLOCK, by=suzuki.actor, on=TODAY, leave_out=[4])
        assert Entry.objects.count() == 1


class TestCorrecting:
    def test_what_stood_before_is_kept(self, visits, suzuki, one_entry):
        version = actions.correct(
            register=visits,
            entry=one_entry,
            typed=typed(people="13"),
            version=1,
            by=suzuki.actor,
            on=TODAY,
            reason="数え違い",
        )
        assert version == 2
        page = entry_page(visits, one_entry, suzuki.actor)
        assert page.content["people"] == "13"
        assert [(p.kind, p.reason, {c.field.code: c.value for c in p.cells}["people"]) for p in page.past] == [
            ("corrected", "数え違い", "12")
        ]

    def test_a_stale_version_changes_nothing(self, visits, suzuki, sato, one_entry):
        actions.correct(register=visits, entry=one_entry, typed=typed(people="13"), version=1, by=sato.actor, on=TODAY)
        with pytest.raises(StaleEntryError) as stale:
            actions.correct(
                register=visits, entry=one_entry, typed=typed(people="14"), version=1, by=suzuki.actor, on=TODAY
            )
        assert stale.value.version == 2
        assert Entry.objects.get().content["people"] == "13"

    def test_the_same_content_makes_no_version(self, visits, suzuki, one_entry):
        actions.correct(register=visits, entry=one_entry, typed=typed(), version=1, by=suzuki.actor, on=TODAY)
        assert not EntryVersion.objects.exists()

    def test_a_withdrawn_entry_counts_no_more_and_comes_back(self, visits, suzuki, one_entry):
        actions.withdraw(register=visits, entry=one_entry, version=1, reason="二重", by=suzuki.actor, on=TODAY)
        assert counts_of(visits, suzuki.actor, FY2026).all.entries == 0
        with pytest.raises(NotEnteredError, match="entry_withdrawn"):
            actions.correct(
                register=visits, entry=one_entry, typed=typed(people="1"), version=2, by=suzuki.actor, on=TODAY
            )
        actions.restore(register=visits, entry=one_entry, version=2, by=suzuki.actor, on=TODAY)
        assert counts_of(visits, suzuki.actor, FY2026).all.entries == 1

    def test_withdrawing_needs_a_reason(self, visits, suzuki, one_entry):
        with pytest.raises(NotEnteredError, match="entry_reason_required"):
            actions.withdraw(register=visits, entry=one_entry, version=1, reason=" ", by=suzuki.actor, on=TODAY)


class TestDefining:
    def test_a_dropped_field_stays_readable_in_old_entries(self, visits, suzuki, one_entry):
        fields = tuple(f for f in VISITS.fields if f.code != "kind")
        new = replace(VISITS, fields=(*fields, FieldDefinition("f9", "天気", "text")))
        assert actions.change_definition(register=visits, definition=new, version=1, by=suzuki.actor, on=TODAY) == 2
        assert {c.field.code: c.value for c in entry_page(visits, one_entry, suzuki.actor).cells}["kind"] == "相談"
        actions.correct(
            register=visits, entry=one_entry, typed=typed(people="20"), version=1, by=suzuki.actor, on=TODAY
        )
        assert Entry.objects.get().content["kind"] == "相談"

    def test_a_choice_no_longer_offered_may_stay_but_not_come_anew(self, visits, suzuki, one_entry):
        fields = tuple(replace(f, choices=("情報提供",)) if f.code == "kind" else f for f in VISITS.fields)
        actions.change_definition(
            register=visits, definition=replace(VISITS, fields=fields), version=1, by=suzuki.actor, on=TODAY
        )
        actions.correct(
            register=visits, entry=one_entry, typed=typed(people="20"), version=1, by=suzuki.actor, on=TODAY
        )
        with pytest.raises(NotEnteredError, match="entry_choice"):
            actions.enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY)

    def test_a_field_keeps_its_kind(self, visits, suzuki):
        fields = tuple(replace(f, kind="text") if f.code == "people" else f for f in VISITS.fields)
        with pytest.raises(NotEnteredError, match="register_kind_changed"):
            actions.change_definition(
                register=visits, definition=replace(VISITS, fields=fields), version=1, by=suzuki.actor, on=TODAY
            )

    def test_a_stale_definition_is_refused(self, visits, suzuki):
        actions.change_definition(
            register=visits, definition=VISITS, version=1, by=suzuki.actor, on=TODAY, title="新しい名前"
        )
        with pytest.raises(StaleEntryError):
            actions.change_definition(register=visits, definition=VISITS, version=1, by=suzuki.actor, on=TODAY)
        assert Register.objects.get().title == "新しい名前"


class TestDuplicates:
    def test_the_same_day_and_place_is_noticed_whatever_its_spelling(self, visits, suzuki, one_entry):
        again = actions.enter(register=visits, typed=typed(place="汐見 保育所", people="1"), by=suzuki.actor, on=TODAY)
        groups = likely_groups(visits, suzuki.actor)
        assert [[number for number, _, _ in g.entries] for g in groups] == [[one_entry, again]]
        actions.say_different(register=visits, entries=[one_entry, again], by=suzuki.actor, on=TODAY)
        assert likely_groups(visits, suzuki.actor) == ()

    def test_a_third_one_brings_the_group_back(self, visits, suzuki, one_entry):
        again = actions.enter(register=visits, typed=typed(people="1"), by=suzuki.actor, on=TODAY)
        actions.say_different(register=visits, entries=[one_entry, again], by=suzuki.actor, on=TODAY)
        actions.enter(register=visits, typed=typed(people="2"), by=suzuki.actor, on=TODAY)
        assert len(likely_groups(visits, suzuki.actor)) == 1

    def test_new_content_is_compared_with_what_is_stored_and_with_itself(self, visits, suzuki, one_entry):
        content = Entry.objects.get().content
        other = content | {"day": "2026-06-02"}
        found = entries_like(visits, suzuki.actor, [content, other, other])
        assert {at: likely.likeness for at, likely in found.items()} == {0: "same", 2: "same"}


class TestClosing:
    def enter_some(self, visits, suzuki):
        many = [
            {"day": date(2026, 5, 1), "area": "北浜", "kind": "相談", "people": 3, "memo": "山田花子"},
            {"day": date(2026, 6, 1), "area": "中町", "kind": "情報提供", "people": 4},
            {"day": date(2025, 6, 1), "area": "中町", "kind": "相談", "people": 5},
        ]
        actions.enter_many(register=visits, entries=many, by=suzuki.actor, on=TODAY)

    def test_the_indicator_gets_its_figure_and_only_counted_fields_leave(self, visits, suzuki, stored_plan):
        self.enter_some(visits, suzuki)
        source = register_head(visits, suzuki.actor).source
        recipe = {"method": "register_figure/1", "figure": "count"}
        attach_indicator(source=source, plan=stored_plan, indicator="k4", recipe=recipe, by=suzuki.actor, on=TODAY)
        closed = actions.close_register_period(register=visits, period=FY2026, by=suzuki.actor, at=timezone.now())
        assert closed.measurements[stored_plan, "k4"].reading == Known(2)
        with open_snapshot(evidence_store(), closed.snapshot) as opened:
            rows = opened.tables["entries"].records()
            text = str(rows) + str(opened.manifest["tables"]) + path_text(opened)
        assert len(rows) == 3
        assert "山田" not in text and "memo" not in rows[0] and "place" not in rows[0]
        assert rows[0]["people"] in (Decimal(3), Decimal(4), Decimal(5))

    @pytest.mark.parametrize(
        ("recipe", "reading"),
        [
            ({"figure": "sum", "field": "people"}, Known(7)),
            ({"figure": "sum", "field": "people", "since": 2025}, Known(12)),
            ({"figure": "covered"}, Known(2)),
            ({"figure": "covered", "as": "share"}, Known(Fraction(2, 3))),
            ({"figure": "distinct", "field": "kind"}, Known(2)),
            ({"figure": "share", "part": {"field": "kind", "in": ["相談"]}}, Known(Fraction(1, 2))),
        ],
    )
    def test_each_kind_of_figure_is_computed_from_the_snapshot(self, visits, suzuki, stored_plan, recipe, reading):
        self.enter_some(visits, suzuki)
        source = register_head(visits, suzuki.actor).source
        attach_indicator(
            source=source, plan=stored_plan, indicator="k4", recipe={"method": "register_figure/1", **recipe},
            by=suzuki.actor, on=TODAY,
        )  # fmt: skip
        closed = actions.close_register_period(register=visits, period=FY2026, by=suzuki.actor, at=timezone.now())
        assert closed.measurements[stored_plan, "k4"].reading == reading

    def test_a_recipe_that_does_not_fit_closes_nothing(self, visits, suzuki, stored_plan):
        source = register_head(visits, suzuki.actor).source
        attach_indicator(
            source=source, plan=stored_plan, indicator="k4", by=suzuki.actor, on=TODAY,
            recipe={"method": "register_figure/1", "figure": "sum", "field": "memo"},
        )  # fmt: skip
        with pytest.raises(EvidenceError) as refused:
            actions.close_register_period(register=visits, period=FY2026, by=suzuki.actor, at=timezone.now())
        assert "recipe_field_not_counted" in codes(refused)


def path_text(opened):
    return (
        "".join(table.parquet().read_bytes().decode("latin-1") for table in opened.tables.values())
        .encode("latin-1")
        .decode("utf-8", "ignore")
    )


class TestErasing:
    def test_old_text_and_photos_go_and_counts_stay(self, visits, suzuki, django_capture_on_commit_callbacks):
        kept = Original("今年.png", PNG + b"kept")
        old = typed(day="2020-06-01", memo="山田花子")
        gone = actions.enter(
            register=visits, typed=old, by=suzuki.actor, on=TODAY, files=[Original("昔.png", PNG), kept]
        )
        actions.correct(
            register=visits,
            entry=gone,
            typed=old | {"people": "9"},
            version=1,
            by=suzuki.actor,
            on=TODAY,
            reason="山田様",
        )
        new = actions.enter(register=visits, typed=typed(memo="残る"), by=suzuki.actor, on=TODAY, files=[kept])
        before = counts_of(visits, suzuki.actor, MeasuredPeriod(date(2020, 4, 1), date(2021, 3, 31), 2020)).all
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.erase_old_texts(on=TODAY, by=suzuki.actor) == 1
        assert actions.erase_old_texts(on=TODAY, by=suzuki.actor) == 0
        assert "山田" not in str(list(Entry.objects.values())) + str(list(EntryVersion.objects.values()))
        assert Entry.objects.get(pk=new).content["memo"] == "残る"
        assert [f.name for f in AttachedFile.objects.all()] == ["今年.png"]
        assert not path_of(Original("", PNG).sha256).exists() and path_of(kept.sha256).exists()
        after = counts_of(visits, suzuki.actor, MeasuredPeriod(date(2020, 4, 1), date(2021, 3, 31), 2020)).all
        assert after == before and after.entries == 1


class TestRefusals:
    @pytest.mark.parametrize("who", ["tanaka", "other_section", "takahashi"])
    def test_strangers_and_other_sections_are_refused_everywhere(self, visits, one_entry, who, request):
        by = request.getfixturevalue(who).actor
        refused = [
            lambda: actions.enter(register=visits, typed=typed(), by=by, on=TODAY),
            lambda: actions.enter_many(register=visits, entries=[typed()], by=by, on=TODAY),
            lambda: actions.paste_entries(register=visits, block="", by=by, on=TODAY),
            lambda: actions.correct(register=visits, entry=one_entry, typed=typed(), version=1, by=by, on=TODAY),
            lambda: actions.withdraw(register=visits, entry=one_entry, version=1, reason="x", by=by, on=TODAY),
            lambda: actions.restore(register=visits, entry=one_entry, version=1, by=by, on=TODAY),
            lambda: actions.say_different(register=visits, entries=[one_entry], by=by, on=TODAY),
            lambda: actions.attach_files(register=visits, entry=one_entry, files=[], by=by, on=TODAY),
            lambda: actions.change_definition(register=visits, definition=VISITS, version=1, by=by, on=TODAY),
            lambda: actions.close_register_period(register=visits, period=FY2026, by=by, at=timezone.now()),
            lambda: register_head(visits, by),
            lambda: entry_page(visits, one_entry, by),
            lambda: found_entries(visits, by, Sought()),
            lambda: likely_groups(visits, by),
            lambda: counts_of(visits, by, FY2026),
        ]
        for act in refused:
            with pytest.raises(RefusedError):
                act()
        assert Entry.objects.get().state == "active"

    def test_a_section_cannot_start_a_register_for_another(self, ward, suzuki, other_section):
        with pytest.raises(RefusedError):
            actions.define_register(
                organisation=ward,
                title="x",
                owner=suzuki.actor.posts[0].post,
                definition=VISITS,
                by=other_section.actor,
                on=TODAY,
            )

    def test_an_entry_of_another_register_is_not_reached(self, visits, one_entry, ward, sato):
        other = actions.define_register(
            organisation=ward, title="別の記録簿", owner=None, definition=VISITS, by=sato.actor, on=TODAY
        )
        with pytest.raises(NoSuchRegisterError):
            entry_page(other, one_entry, sato.actor)
        with pytest.raises(NoSuchRegisterError):
            actions.withdraw(register=other, entry=one_entry, version=1, reason="x", by=sato.actor, on=TODAY)

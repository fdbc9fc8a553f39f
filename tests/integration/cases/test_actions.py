"""Cases: who may look, what is recorded, and that no name is anywhere but sealed."""

import logging
from datetime import date, timedelta
from fractions import Fraction

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from hoshin.core.measurement.record import Known, MeasuredPeriod, Withheld
from hoshin.core.permissions import RefusedError
from hoshin.exchange.snapshots import open_snapshot
from hoshin.server.audit.models import Event
from hoshin.server.cases import actions
from hoshin.server.cases.actions.registering import GivenStep
from hoshin.server.cases.models import Case, StageChange
from hoshin.server.cases.queries.pages import case_head, case_list, registers_for
from hoshin.server.cases.queries.standing import CaseRefusedError, StaleCaseError
from hoshin.server.cases.sealing import SealError, stored_keys
from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.evidence.store import evidence_store
from tests.integration.cases.conftest import FAMILY, NAME, everything_stored, files_under, fill, given, leaks
from tests.people import TODAY

FY2026 = MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026)
RECIPE = {"method": "cohort_share/1"}


def opened(register, code, by):
    page = actions.open_case(register=register, code=code, by=by, at=timezone.now())
    return {field: text for field, _, text in page.fields}


def codes(refused):
    return [p.code for p in refused.value.problems]


class TestSealing:
    def test_the_section_reads_what_it_wrote(self, cases, one_case, suzuki):
        assert opened(cases, one_case, suzuki.actor) == FAMILY | {"birth": "", "phone": ""}

    def test_no_name_is_in_the_database_the_log_or_a_record_printed(self, cases, one_case, suzuki, caplog):
        caplog.set_level(logging.DEBUG)
        page = actions.open_case(register=cases, code=one_case, by=suzuki.actor, at=timezone.now())
        actions.search_cases(register=cases, words=NAME, by=suzuki.actor, at=timezone.now())
        actions.edit_case(
            register=cases, code=one_case, identifying=FAMILY | {"phone": "06-0000"}, place_kind="学校", version=1,
            by=suzuki.actor, on=TODAY,
        )  # fmt: skip
        assert leaks(everything_stored()) == []
        assert leaks(caplog.text) == []
        assert leaks(repr(page)) == [] and leaks(repr(given())) == []

    def test_the_search_for_leaks_would_find_one(self, one_case):
        Case.objects.update(place_kind=NAME)
        Event.objects.filter(number=1).update(detail={"x": NAME})
        assert leaks(everything_stored()) == [NAME]

    def test_the_key_file_is_made_for_this_user_alone_outside_the_database(self, one_case, case_keys):
        assert case_keys.stat().st_mode & 0o777 == 0o600
        assert case_keys.parent.stat().st_mode & 0o777 == 0o700
        key = stored_keys().named[0][1]
        assert key not in everything_stored()

    def test_a_key_file_that_others_may_read_is_refused(self, cases, one_case, suzuki, case_keys):
        case_keys.chmod(0o640)
        with pytest.raises(SealError, match="case_keys_open"):
            opened(cases, one_case, suzuki.actor)

    def test_a_lost_key_file_is_never_replaced_in_silence(self, cases, one_case, suzuki, case_keys):
        case_keys.unlink()
        with pytest.raises(SealError, match="case_keys_missing"):
            actions.register_case(register=cases, case=given(), by=suzuki.actor, on=TODAY)
        assert not case_keys.exists()

    @pytest.mark.parametrize("text", ["", "nonsense", "k1 notakey\n", "k1 a b\n"])
    def test_a_damaged_key_file_is_named(self, cases, one_case, suzuki, case_keys, text):
        case_keys.write_text(text)
        with pytest.raises(SealError, match="case_keys_broken"):
            opened(cases, one_case, suzuki.actor)

    def test_a_sealed_text_moved_to_another_case_does_not_open(self, cases, one_case, suzuki):
        other = actions.register_case(register=cases, case=given(child="別の子"), by=suzuki.actor, on=TODAY)
        Case.objects.filter(code=other).update(sealed=Case.objects.get(code=one_case).sealed)
        with pytest.raises(SealError, match="case_seal_broken"):
            opened(cases, other, suzuki.actor)

    def test_the_length_of_what_is_sealed_does_not_tell_of_a_short_name(self, cases, suzuki):
        made = [
            actions.register_case(register=cases, case=given(child=name), by=suzuki.actor, on=TODAY)
            for name in ("林", NAME)
        ]
        short, long = (len(Case.objects.get(code=code).sealed) for code in made)
        assert short == long

    def test_rotating_seals_everything_anew_and_forgets_the_old_key(self, cases, one_case, suzuki, case_keys):
        before, old = Case.objects.get().sealed, stored_keys().named[0]
        call_command("rotate_case_keys")
        assert opened(cases, one_case, suzuki.actor)["child"] == NAME
        assert Case.objects.get().sealed != before
        assert old not in stored_keys().named
        with pytest.raises(InvalidToken):
            Fernet(old[1]).decrypt(Case.objects.get().sealed.encode())

    def test_a_broken_off_rotation_goes_on(self, cases, suzuki, monkeypatch):
        fill(cases, suzuki.actor, connected=3)
        kept = stored_keys()
        monkeypatch.setattr("hoshin.server.cases.actions.erasing.without_old_keys", lambda keys: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.rotate_keys(by=suzuki.actor)
        assert len(stored_keys().named) == 2
        monkeypatch.undo()
        assert actions.rotate_keys(by=suzuki.actor) == 3
        assert kept.named[0] not in stored_keys().named

    def test_rotation_without_a_key_file_says_what_to_do(self, db):
        with pytest.raises(CommandError, match="鍵ファイル"):
            call_command("rotate_case_keys")


class TestLooking:
    def test_each_look_is_recorded_with_the_code_alone(self, cases, one_case, suzuki):
        opened(cases, one_case, suzuki.actor)
        event = Event.objects.order_by("-number").first()
        assert (event.actor, event.action, event.subject, event.detail) == (
            "suzuki",
            "case_viewed",
            f"case:{one_case}",
            {},
        )

    def test_a_search_is_recorded_without_its_words(self, cases, one_case, suzuki):
        hits = actions.search_cases(register=cases, words=f" {NAME[:2]} つむぎ", by=suzuki.actor, at=timezone.now())
        assert [row.code for row in hits.rows] == [one_case]
        event = Event.objects.order_by("-number").first()
        assert (event.action, event.detail) == ("cases_searched", {"found": 1})
        assert actions.search_cases(register=cases, words="いない", by=suzuki.actor, at=timezone.now()).count == 0
        assert actions.search_cases(register=cases, words="  ", by=suzuki.actor, at=timezone.now()).count == 0

    @pytest.mark.parametrize("who", ["sato", "takahashi", "administrator", "tanaka", "other_section"])
    def test_nobody_but_the_section_may_look_or_change(self, cases, one_case, who, request):
        by = request.getfixturevalue(who).actor
        now = timezone.now()
        refused = [
            lambda: actions.open_case(register=cases, code=one_case, by=by, at=now),
            lambda: actions.search_cases(register=cases, words="x", by=by, at=now),
            lambda: actions.register_case(register=cases, case=given(), by=by, on=TODAY),
            lambda: actions.edit_case(
                register=cases, code=one_case, identifying={}, place_kind="", version=1, by=by, on=TODAY
            ),
            lambda: actions.move_case(
                register=cases, code=one_case, stage="closed", reached_on=TODAY, version=1, by=by, on=TODAY
            ),
            lambda: actions.take_back_move(register=cases, code=one_case, version=1, by=by, on=TODAY),
            lambda: actions.erase_case(register=cases, code=one_case, version=1, by=by, on=TODAY),
            lambda: actions.close_cohort(register=cases, period=FY2026, by=by, at=now),
            lambda: case_list(cases, by),
        ]
        for act in refused:
            with pytest.raises(RefusedError):
                act()
        assert not Event.objects.filter(action="case_viewed").exists()

    def test_the_planner_knows_the_register_and_the_stranger_does_not(self, cases, one_case, sato, tanaka, suzuki):
        assert [card.open_cases for card in registers_for(sato.actor)] == [None]
        assert [card.open_cases for card in registers_for(suzuki.actor)] == [1]
        assert registers_for(tanaka.actor) == ()
        with pytest.raises(RefusedError):
            case_head(cases, tanaka.actor)


class TestStages:
    def move(self, cases, code, stage, day, version, by, agency="医療機関"):
        return actions.move_case(
            register=cases, code=code, stage=stage, reached_on=day, version=version, by=by, on=TODAY,
            agency_kind=agency if stage == "connected" else "",
        )  # fmt: skip

    def test_a_case_goes_its_way_and_gets_a_retention_date_at_its_end(self, cases, one_case, suzuki):
        by = suzuki.actor
        self.move(cases, one_case, "connected", date(2026, 5, 20), 1, by)
        self.move(cases, one_case, "closed", date(2026, 8, 1), 2, by)
        case = Case.objects.get()
        assert (case.stage, case.changed_on, case.retention_until) == ("closed", date(2026, 8, 1), date(2031, 8, 1))

    def test_a_case_found_again_is_open_again(self, cases, one_case, suzuki):
        self.move(cases, one_case, "closed", date(2026, 8, 1), 1, suzuki.actor)
        self.move(cases, one_case, "found", date(2026, 9, 1), 2, suzuki.actor)
        assert Case.objects.get().retention_until is None

    def test_a_move_that_is_not_allowed_is_refused_with_all_reasons(self, cases, one_case, suzuki):
        with pytest.raises(CaseRefusedError) as refused:
            self.move(cases, one_case, "followed_up", date(2026, 4, 1), 1, suzuki.actor)
        assert codes(refused) == ["case_move_refused", "case_step_before_last"]

    def test_connecting_names_an_agency_of_the_list(self, cases, one_case, suzuki):
        for agency, code in (("", "case_agency_missing"), ("友人", "case_agency_kind_unknown")):
            with pytest.raises(CaseRefusedError, match=code):
                self.move(cases, one_case, "connected", date(2026, 6, 1), 1, suzuki.actor, agency)

    def test_a_stale_version_moves_nothing(self, cases, one_case, suzuki):
        self.move(cases, one_case, "closed", date(2026, 6, 1), 1, suzuki.actor)
        with pytest.raises(StaleCaseError):
            self.move(cases, one_case, "connected", date(2026, 6, 1), 1, suzuki.actor)

    def test_a_wrong_move_is_taken_back_and_stays_on_record(self, cases, one_case, suzuki):
        self.move(cases, one_case, "closed", date(2026, 6, 1), 1, suzuki.actor)
        actions.take_back_move(register=cases, code=one_case, version=2, by=suzuki.actor, on=TODAY)
        case = Case.objects.get()
        assert (case.stage, case.retention_until) == ("found", None)
        assert StageChange.objects.count() == 2
        with pytest.raises(CaseRefusedError):
            actions.take_back_move(register=cases, code=one_case, version=3, by=suzuki.actor, on=TODAY)

    def test_many_cases_are_stored_all_or_none(self, cases, suzuki):
        good = given(GivenStep("connected", date(2026, 6, 1), "医療機関"))
        bad = given(GivenStep("followed_up", date(2026, 6, 1)), x="?")
        with pytest.raises(CaseRefusedError) as refused:
            actions.register_cases_many(register=cases, cases=[good, bad], by=suzuki.actor, on=TODAY)
        assert codes(refused) == ["case_move_refused", "case_field_unknown"]
        assert not Case.objects.exists()


class TestErasing:
    def test_after_the_retention_date_names_go_and_days_stay(self, cases, suzuki):
        code, *_ = fill(cases, suzuki.actor, connected=0, closed=1)
        still_open, *_ = fill(cases, suzuki.actor, connected=1)
        sealed = Case.objects.get(code=code).sealed
        until = Case.objects.get(code=code).retention_until
        assert actions.erase_expired(on=until, by=suzuki.actor) == 0
        assert actions.erase_expired(on=until + timedelta(days=1), by=suzuki.actor) == 1
        case = Case.objects.get(code=code)
        assert (case.sealed, case.key_id) == ("", "") and case.erased_at is not None
        assert Case.objects.get(code=still_open).sealed
        assert list(StageChange.objects.filter(case=case).values_list("stage", flat=True)) == ["found", "closed"]
        assert sealed not in everything_stored()
        assert set(opened(cases, code, suzuki.actor).values()) == {""}

    def test_the_nightly_command_says_how_many(self, cases, suzuki, capsys):
        call_command("erase_expired_cases")
        assert "0" in capsys.readouterr().out

    def test_a_family_may_ask_for_it_earlier_but_not_while_the_case_is_open(self, cases, one_case, suzuki):
        with pytest.raises(CaseRefusedError, match="case_open_not_erased"):
            actions.erase_case(register=cases, code=one_case, version=1, by=suzuki.actor, on=TODAY)
        closed, *_ = fill(cases, suzuki.actor, connected=0, closed=1)
        actions.erase_case(register=cases, code=closed, version=1, by=suzuki.actor, on=TODAY)
        with pytest.raises(CaseRefusedError, match="case_erased"):
            actions.edit_case(
                register=cases, code=closed, identifying=FAMILY, place_kind="", version=2, by=suzuki.actor, on=TODAY
            )

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a pragma of SQLite")
    def test_sqlite_blanks_the_pages_that_held_the_names(self, cases, suzuki):
        fill(cases, suzuki.actor, connected=0, closed=1)
        actions.erase_expired(on=date(2050, 1, 1), by=suzuki.actor)
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1

    def test_a_leap_day_has_a_date_in_every_year(self, cases, suzuki):
        fill(cases, suzuki.actor, connected=0, closed=1, found=date(2024, 2, 9))
        assert Case.objects.get().retention_until == date(2029, 2, 28)


class TestCohort:
    def close(self, cases, suzuki, stored_plan, recipe=RECIPE, period=FY2026, reason=""):
        source = case_head(cases, suzuki.actor).source
        reason_given = "世帯を数える"
        attach_indicator(
            source=source, plan=stored_plan, indicator="k3", recipe=recipe, by=suzuki.actor, on=TODAY,
            override_reason=reason_given,
        )  # fmt: skip
        closed = actions.close_cohort(register=cases, period=period, by=suzuki.actor, at=timezone.now(), reason=reason)
        return closed, closed.measurements[stored_plan, "k3"]

    def test_the_share_leaves_and_nothing_else(self, cases, suzuki, stored_plan, settings):
        code = actions.register_case(register=cases, case=given(), by=suzuki.actor, on=TODAY)
        fill(cases, suzuki.actor, connected=30, open_=5, closed=6, away=6)
        closed, figure = self.close(cases, suzuki, stored_plan)
        assert figure.reading == Known(Fraction(30, 42))
        assert figure.parts == {
            "reached": 30,
            "not_reached": 12,
            "open": 6,
            "ended": 6,
            "transferred_out": 6,
            "found": 48,
        }
        with open_snapshot(evidence_store(), closed.snapshot) as snapshot:
            rows = snapshot.tables["cases"].records()
        assert set(rows[0]) == {"row", "place_kind", *(f"on_{c}" for c in case_head(cases, suzuki.actor).table.codes())}
        everything = files_under(settings.DATA_DIRECTORY)
        assert leaks(everything) == [] and code not in everything
        assert len({row["row"] for row in rows}) == 48

    @pytest.mark.parametrize(
        ("sizes", "reading"),
        [
            ({"connected": 9}, Withheld("small_count")),
            ({"connected": 10}, Known(Fraction(1))),
            ({"connected": 36, "open_": 4}, Withheld("small_count")),
            ({"connected": 35, "open_": 5}, Known(Fraction(7, 8))),
            ({"connected": 4, "open_": 36}, Withheld("small_count")),
            ({"connected": 0, "open_": 12}, Known(Fraction(0))),
        ],
    )
    def test_small_counts_are_withheld_with_everything_that_would_tell_them(
        self, cases, suzuki, stored_plan, sizes, reading
    ):
        fill(cases, suzuki.actor, **sizes)
        _, figure = self.close(cases, suzuki, stored_plan)
        assert figure.reading == reading
        if isinstance(reading, Withheld):
            assert (figure.numerator, figure.denominator, figure.parts) == (None, None, {})

    def test_two_nested_periods_do_not_give_away_the_difference(self, cases, suzuki, stored_plan):
        fill(cases, suzuki.actor, connected=30, open_=10)
        _, first = self.close(cases, suzuki, stored_plan)
        assert isinstance(first.reading, Known)
        fill(cases, suzuki.actor, connected=2, found=date(2026, 11, 1))
        longer = MeasuredPeriod(date(2026, 4, 1), date(2026, 11, 24), 2026)
        _, second = self.close(cases, suzuki, stored_plan, period=longer)
        assert second.reading == Withheld("small_count")

"""Writing and deciding: the result, one audit event, every refusal, and the code sets of an organisation."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hoshin.core.judging.choice import OwnCodeSet, replace_years
from hoshin.core.judging.code_sets import PRESETS, CodeSet
from hoshin.core.judging.deciding import Entry
from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.server.audit.models import Event
from hoshin.server.evidence.actions import close_period
from hoshin.server.evidence.models import Source
from hoshin.server.judging.actions import CodeSetChangedError, JudgementChangedError, edit_code_set
from hoshin.server.judging.errors import JudgingError
from hoshin.server.judging.models import Decision, PastDecision
from hoshin.server.judging.queries import board_of, code_sets_of, preview_code_set, verdicts_of
from tests.integration.evidence.counting import AT, FY2025, visits
from tests.integration.judging.conftest import ADOPTED, WRITTEN
from tests.people import OPERATOR

pytestmark = pytest.mark.django_db


def events(action):
    return list(Event.objects.filter(action=action))


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_a_decision_keeps_what_it_was_made_with(decide):
    assert decide() == 1
    row = Decision.objects.get()
    assert (row.code, row.proposed, row.supports, row.decided_by) == ("①(ⅰ)", "①(ⅰ)", "reached", "sato")
    assert row.sentence_ja == "実績は391件で、目標の370件以上に達した。"
    assert row.code_set["name"] == "process-fy2012"
    [event] = events("verdict_decided")
    assert event.detail["code"] == "①(ⅰ)" and event.actor == "sato"


def test_otherwise_than_proposed_needs_a_reason_and_the_texts_all_at_once(decide):
    with pytest.raises(JudgingError) as refused:
        decide(code="②(ⅰ)")
    assert codes(refused) == ["decision_reason_missing", "challenges_missing", "improvements_missing"]
    assert not Decision.objects.exists() and not events("verdict_decided")
    decide(code="②(ⅰ)", reason="訪問先に偏りがあった", entry=WRITTEN)
    assert Decision.objects.get().reason == "訪問先に偏りがあった"


def test_the_year_that_missed_demands_both_texts(decide):
    with pytest.raises(JudgingError) as refused:
        decide(code="②(ⅰ)", fiscal_year=2024, entry=Entry(True, "課題", ""))
    assert codes(refused) == ["improvements_missing"]
    decide(code="②(ⅰ)", fiscal_year=2024, entry=WRITTEN)


def test_the_section_writes_and_the_head_decides(write, decide, takahashi):
    assert write() == 1
    assert decide(by=takahashi.actor, version=1, entry=None) == 2
    row = Decision.objects.get()
    assert (row.challenges, row.code, row.decided_by) == ("応援員が足りない", "①(ⅰ)", "takahashi")
    [event] = events("judgement_written")
    assert "応援員" not in str(event.detail)


def test_texts_that_a_decided_code_demands_cannot_be_emptied(write, decide):
    decide(code="②(ⅰ)", fiscal_year=2024, entry=WRITTEN)
    with pytest.raises(JudgingError) as refused:
        write(fiscal_year=2024, version=1, entry=Entry(True))
    assert codes(refused) == ["challenges_missing", "improvements_missing"]


def test_a_stale_version_shows_what_is_stored(write, decide):
    write()
    with pytest.raises(JudgementChangedError) as changed:
        decide()
    assert changed.value.theirs.entry == WRITTEN and changed.value.theirs.version == 1


def test_deciding_anew_keeps_the_former_decision(decide):
    decide()
    decide(code="①(ⅱ)", version=1, entry=Entry(False), at=AT + timedelta(days=1))
    assert [(p.code, p.decided_by) for p in PastDecision.objects.all()] == [("①(ⅰ)", "sato")]


def test_a_figure_corrected_later_marks_the_decision_and_does_not_change_it(decide, judged_plan, sato):
    decide()
    source = Source.objects.get().pk
    close_period(source=source, period=FY2025, tables=visits(360), by=sato.actor, at=AT, reason="二重を除いた")
    verdict = verdicts_of(judged_plan, sato.actor).at("k4", 2025, "year_end")
    assert verdict.is_stale and verdict.rule.code == "①(ⅰ)" and verdict.supports == "reached"
    assert verdict.assessment.verdict.supports == "not_reached"


@pytest.mark.parametrize(("changed", "code"), [
    ({"indicator": "k9"}, "indicator_unknown"),
    ({"fiscal_year": 2019}, "year_not_judged"),
    ({"code": "A"}, "code_not_in_set"),
])  # fmt: skip
def test_what_does_not_exist_is_refused_in_words(decide, changed, code):
    with pytest.raises(JudgingError) as refused:
        decide(**changed)
    assert codes(refused) == [code]


def test_who_may_write_and_who_may_decide(write, decide, suzuki, takahashi, tanaka, admin):
    refusals = [
        (decide, suzuki.actor, "may_not_decide_verdict"),
        (decide, tanaka.actor, "may_not_read_plan"),
        (decide, VISITOR, "may_not_read_plan"),
        (write, takahashi.actor, "may_not_enter_judgement"),
        (write, tanaka.actor, "may_not_read_plan"),
        (write, VISITOR, "may_not_read_plan"),
    ]
    for action, actor, code in refusals:
        with pytest.raises(RefusedError) as refused:
            action(by=actor)
        assert refused.value.problem.code == code
    assert not Decision.objects.exists()


def test_on_a_published_plan_a_stranger_still_may_not(public_plan, write, decide, tanaka):
    for action in (write, decide):
        with pytest.raises(RefusedError) as refused:
            action(by=tanaka.actor)
        assert refused.value.problem.code.startswith("may_not_")


def test_a_section_writes_on_its_own_items_alone(write):
    with pytest.raises(RefusedError) as refused:
        write(indicator="k1", fiscal_year=2026)
    assert refused.value.problem.code == "may_not_enter_judgement"


def test_the_database_tells_the_truth(judged_plan):
    bare = {"plan_id": judged_plan, "item_id": "k4", "fiscal_year": 2025, "changed_by": "x", "changed_at": AT}
    for wrong in (
        {"period": "monthly"},
        {"period": "year_end", "code": "A"},
        {"period": "year_end", "decided_by": "x", "decided_at": AT},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**bare, **wrong)


def test_the_board_counts_and_shows_what_is_missing(judged_plan, decide, sato, suzuki, tanaka):
    decide()
    board = board_of(judged_plan, suzuki.actor, 2025, "year_end")
    rows = {row.verdict.of.indicator.id: row for row in board.rows}
    assert rows["k4"].verdict.missing == () and rows["k4"].may_enter
    assert rows["k1"].verdict.missing == ("figure", "done_as_planned", "decision") and not rows["k1"].may_enter
    assert [row.verdict.of.indicator.id for row in board.shown("missing")] == [k for k in rows if k != "k4"]
    sums = {part.item: part for part in board.sums}
    assert sums["o2"].processes.code == "①(ⅰ)" and sums["i2"].processes.code == "①(ⅰ)"
    assert sums[""].processes.code is None and sums[""].processes.share_not_measured > 0
    with pytest.raises(RefusedError):
        board_of(judged_plan, tanaka.actor, 2025, "year_end")


def test_the_number_of_queries_does_not_grow_with_the_plan(judged_plan, sato, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        board = board_of(judged_plan, sato.actor, 2025, "year_end")
        [row.verdict.missing for row in board.rows]


def test_a_set_is_changed_after_a_preview_and_old_decisions_stay(ward, adopted, judged_plan, decide, sato):
    decide()
    ratio = OwnCodeSet("process", "year_end", replace_years(PRESETS["ratio-100-80-50"], 2023, None))
    changes, looked_at = preview_code_set(ward, ratio, OPERATOR, instead_of=adopted)
    assert {(c.item, c.fiscal_year): (c.before, c.after) for c in changes} == {
        ("k4", 2024): ("②(ⅰ)", "B+"),
        ("k4", 2025): ("①(ⅰ)", "A"),
    }
    assert looked_at > len(changes)
    edit_code_set(organisation=ward, own=ratio, by=OPERATOR, at=AT, code_set=adopted, version=1)
    verdict = verdicts_of(judged_plan, sato.actor).at("k4", 2025, "year_end")
    assert (verdict.rule.code, verdict.assessment.verdict.code) == ("①(ⅰ)", "A")
    assert [e.detail["codes"] for e in events("code_set_edited")][-1] == ["A", "B+", "B", "C"]


def test_faults_of_a_set_come_at_once_and_a_stale_version_is_refused(ward, adopted):
    empty = OwnCodeSet("process", "year_end", CodeSet("x", "x", "x", (), years=(2023, 2020)))
    with pytest.raises(JudgingError) as refused:
        edit_code_set(organisation=ward, own=empty, by=OPERATOR, at=AT)
    assert codes(refused) == ["code_set_empty", "code_set_first_year_taken"]
    with pytest.raises(CodeSetChangedError):
        edit_code_set(organisation=ward, own=ADOPTED, by=OPERATOR, at=AT, code_set=adopted, version=9)


@pytest.mark.parametrize("who", ["sato", "suzuki", "takahashi", "tanaka"])
def test_only_an_administrator_changes_sets(request, ward, who):
    actor = request.getfixturevalue(who).actor
    with pytest.raises(RefusedError):
        edit_code_set(organisation=ward, own=ADOPTED, by=actor, at=AT)
    with pytest.raises(RefusedError):
        preview_code_set(ward, ADOPTED, actor)


def test_staff_see_the_sets_in_use_and_strangers_do_not(ward, adopted, suzuki, tanaka):
    page = code_sets_of(ward, suzuki.actor, 2026)
    used = {(u.level, u.period): u for u in page.in_use}
    assert used["process", "year_end"].is_own and not used["outcome", "year_end"].is_own
    assert not page.may_edit
    with pytest.raises(RefusedError):
        code_sets_of(ward, tanaka.actor, 2026)

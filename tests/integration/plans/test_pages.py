"""What pages are given, and that the number of queries never grows with the plan."""

from dataclasses import replace

import pytest

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.core.plan.budget import budget_total_yen
from hoshin.core.plan.document import Indicator, Initiative, Outcome
from hoshin.server.plans.actions import import_document, publish_plan, remove_item
from hoshin.server.plans.models import Plan
from hoshin.server.plans.queries.exporting import plan_at, plan_number
from hoshin.server.plans.queries.finding import search
from hoshin.server.plans.queries.headers import header_of, plans_for, published_plans
from hoshin.server.plans.queries.history import revisions, uploads
from hoshin.server.plans.queries.meaning import preview_target
from hoshin.server.plans.queries.pages import (
    NoSuchItemError,
    budget_table,
    editable_item,
    indicator_page,
    initiative_page,
    outcome_page,
    plan_tree,
    plan_warnings,
)
from hoshin.server.plans.queries.problems import problems
from hoshin.server.plans.queries.standing import NoSuchPlanError
from tests.people import OPERATOR, TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_plan(stored_plan, takahashi):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    return stored_plan


def grown(times: int):
    """北町区's plan with many more outcomes, so that a query per row would show."""
    more = tuple(
        Outcome(
            f"more{n}",
            title=f"追加の成果{n}",
            issue="i1",
            indicators=(Indicator(f"m{n}", "満足度", "満足度 60%以上"),),
            initiatives=(Initiative(f"w{n}", title="取組", indicators=(Indicator(f"p{n}", "回数", "回数 3回"),)),),
        )
        for n in range(times)
    )
    return replace(kitamachi(), outcomes=kitamachi().outcomes + more)


QUERIES = {
    "plan_tree": (4, plan_tree),
    "outcome_page": (9, lambda plan, by: outcome_page(plan, "o1", by)),
    "initiative_page": (9, lambda plan, by: initiative_page(plan, "n1", by)),
    "indicator_page": (9, lambda plan, by: indicator_page(plan, "k1", by)),
    "budget_table": (4, budget_table),
    "editable_item": (5, lambda plan, by: editable_item(plan, "n1", by)),
    "problems": (6, problems),
    "revisions": (3, revisions),
    "search": (7, lambda plan, by: search("区民", by)),
    "plans_for": (1, lambda plan, by: plans_for(by)),
    "published_plans": (1, lambda plan, by: published_plans()),
    "header_of": (2, header_of),
    "plan_warnings": (4, plan_warnings),
    "uploads": (3, uploads),
}


@pytest.mark.parametrize("name", QUERIES)
def test_the_number_of_queries_is_bounded_and_does_not_grow(
    name, stored_plan, sato, django_assert_max_num_queries, django_assert_num_queries
):
    most, ask = QUERIES[name]
    with django_assert_max_num_queries(most) as first:
        ask(stored_plan, sato.actor)
    import_document(document=grown(12), by=sato.actor, on=TODAY)
    with django_assert_max_num_queries(len(first) + (1 if name == "revisions" else 0)):
        ask(stored_plan, sato.actor)


HIDDEN = {name: ask for name, (_, ask) in QUERIES.items() if name not in ("search", "plans_for", "published_plans")}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_draft_is_not_shown_to_strangers(name, stored_plan, tanaka):
    for viewer in (VISITOR, tanaka.actor):
        with pytest.raises(RefusedError):
            HIDDEN[name](stored_plan, viewer)


def test_lists_and_search_follow_what_one_may_read(stored_plan, sato, tanaka):
    for viewer in (VISITOR, tanaka.actor):
        assert plans_for(viewer) == ()
        assert search("防犯", viewer).count == 0
    assert [p.id for p in plans_for(sato.actor)] == [stored_plan]
    assert published_plans() == ()
    assert search("防犯", sato.actor).count > 0


def test_everyone_sees_a_published_plan(public_plan):
    (header,) = published_plans()
    assert (
        header.organisation.name_ja,
        header.fiscal_year,
        header.outcomes,
        header.initiatives,
        header.indicators,
    ) == (
        "北町区",
        2026,
        3,
        4,
        4,
    )
    assert header.open_problems == 1
    assert plan_tree(public_plan, VISITOR).document == kitamachi()


def test_the_tree_groups_outcomes_by_issue_and_sums_shared_money_once(public_plan):
    tree = plan_tree(public_plan, VISITOR)
    assert [(i.issue.id, [o.outcome.id for o in i.outcomes], i.sum_yen) for i in tree.issues] == [
        ("i1", ["o1"], 8_919_000),
        ("i2", ["o2", "o3"], 2_607_000),
    ]
    patrol = tree.issues[0].outcomes[0].initiatives[1]
    assert patrol.included_in.title == "防犯カメラの設置支援"
    assert tree.issues[1].outcomes[1].sum_yen is None
    assert tree.levels == {"issue": "経営課題", "initiative": "具体的取組"}
    assert not tree.powers.may_edit


def test_outcomes_without_an_issue_stand_in_a_group_of_their_own(stored_plan, sato):
    remove_item(plan=stored_plan, item="i1", by=sato.actor, on=TODAY)
    tree = plan_tree(stored_plan, sato.actor)
    assert [(i.issue and i.issue.id, len(i.outcomes)) for i in tree.issues] == [("i2", 2), (None, 1)]


def test_the_budget_table_adds_up_to_the_plans_total(public_plan):
    _, table = budget_table(public_plan, VISITOR)
    assert table.sum_yen == budget_total_yen(kitamachi()) == sum(i.sum_yen or 0 for i in table.issues)
    rows = [r for i in table.issues for o in i.outcomes for r in o.initiatives]
    assert [(r.initiative.id, r.counted_yen, r.included_in and r.included_in.id) for r in rows] == [
        ("n1", 8_919_000, None),
        ("n2", None, "n1"),
        ("n3", 2_607_000, None),
        ("n4", None, None),
    ]


def test_an_indicator_shows_what_was_printed_what_it_means_and_where_it_stands(public_plan):
    shown = indicator_page(public_plan, "k1", VISITOR)
    assert shown.view.indicator.target_printed == "20台以上"
    assert "20台以上" in shown.view.wording
    assert shown.due == "2026"
    assert shown.source.place == "北町区運営方針.xlsx・シート「様式2」・F9"
    assert [s.text for s in shown.source.segments if s.is_marked] == ["20台以上"]
    assert [a[0] for a in shown.page.above] == ["i1", "o1", "n1"]
    assert (shown.page.previous, shown.page.next) == ("k3", "k2")
    assert shown.warnings == ()


def test_a_planner_is_warned_of_weak_indicators(stored_plan, sato):
    assert {item for item, _ in plan_warnings(stored_plan, sato.actor)} <= {"k1", "k2", "k3", "k4"}
    found = preview_target("参加者の満足度", "70%", fiscal_year=2026)
    assert found.phrase == "70%"
    assert found.wording or found.problems


def test_an_item_of_the_wrong_kind_or_none_is_not_found(public_plan):
    for ask in (
        lambda: outcome_page(public_plan, "n1", VISITOR),
        lambda: initiative_page(public_plan, "o1", VISITOR),
        lambda: indicator_page(public_plan, "nowhere", VISITOR),
    ):
        with pytest.raises(NoSuchItemError):
            ask()
    with pytest.raises(NoSuchPlanError):
        plan_tree(999, VISITOR)


def test_the_form_holds_the_fields_as_typed(stored_plan, sato):
    form = editable_item(stored_plan, "n1", sato.actor)
    assert form.fields["budget"] == "8,919千円"
    assert form.fields["activities"] == "(1) 設置費の補助\n　町会への説明"
    assert (form.version, form.position, form.siblings) == (1, 1, 2)
    assert editable_item(stored_plan, "", sato.actor).fields["goal"] == kitamachi().goal


def test_who_may_not_edit_gets_no_form(public_plan, tanaka, suzuki):
    for viewer in (VISITOR, tanaka.actor, suzuki.actor):
        with pytest.raises(RefusedError):
            editable_item(public_plan, "n1", viewer)


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("カメラ", {"n1", "k1"}),
        ("ｶﾒﾗ", {"n1", "k1"}),
        ("かめら", {"n1", "k1"}),
        ("訪問", {"n3", "k4"}),
        ("区民　割合", {"k3"}),
        ("区民 カメラ", set()),
        ("8,919", {"n1"}),
        ("８９１９", set()),
        ("100%", set()),
        ("41.5%", {"k3"}),
        ("_", set()),
        ("安心して", {"", "o1"}),
        ("声", set()),
        ("", set()),
    ],
)
def test_search_finds_words_of_any_length_and_width(public_plan, query, items):
    result = search(query, VISITOR)
    assert {hit.item for hit in result.hits} == items
    assert result.count == len(items)
    for hit in result.hits:
        assert any(segment.is_marked for segment in hit.excerpt)


def test_search_finds_a_word_that_a_cell_broke_in_two(ward, sato, takahashi):
    document = replace(kitamachi(), goal="子育て支\n援を広げる")
    plan = import_document(document=document, by=sato.actor, on=TODAY).plan
    (hit,) = search("支援を", sato.actor).hits
    assert (hit.item, hit.field) == ("", "goal")
    assert plan == hit.plan


def test_search_gives_its_hits_in_pages(public_plan):
    everything = search("の", VISITOR)
    first, rest = search("の", VISITOR, limit=2), search("の", VISITOR, limit=100, offset=2)
    assert first.count == everything.count == len(everything.hits)
    assert first.hits + rest.hits == everything.hits


def test_removed_items_are_not_found(stored_plan, sato):
    remove_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    assert {h.item for h in search("カメラ", sato.actor).hits} == set()


def test_a_plan_is_found_by_its_name_and_by_its_address(stored_plan, ward):
    assert plan_number(organisation="北町区", fiscal_year=2026) == stored_plan
    assert plan_at(f"o{ward}", 2026) == stored_plan
    assert plan_at("271004", 2026) is None
    with pytest.raises(NoSuchPlanError):
        plan_number(organisation="北町区", fiscal_year=2025)


def test_two_plans_of_one_ward_and_year_cannot_be(stored_plan, ward):
    assert import_document(document=replace(kitamachi(), fiscal_year=2027), by=OPERATOR, on=TODAY).is_new
    assert Plan.objects.filter(organisation=ward).count() == 2

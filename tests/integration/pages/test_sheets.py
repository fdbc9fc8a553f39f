"""An item's sheet: saving, previewing, pasting, and two people at once."""

import pytest

from hoshin.core.plan.document import Budget
from hoshin.server.plans.actions import assign_owner, edit_item, remove_item, reorder_item
from hoshin.server.plans.queries.exporting import export_document
from tests import people
from tests.integration.pages.conftest import DESK, HOME, Browser

pytestmark = pytest.mark.django_db
SHEET = DESK + "items/n1/"


def fields_of(page):
    """What the sheet's form would send as it stands."""
    context = page.answer.context
    form, table = context["form"], context["indicators"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["order"] = context["order"]
    if table is not None:
        sent |= {f"indicators-{name}": table.management_form[name].value() for name in table.management_form.fields}
        for row in table:
            sent |= {
                row.add_prefix(name): "" if row[name].value() is None else row[name].value() for name in row.fields
            }
    return sent


def initiative(plan, key="n1"):
    document = export_document(plan, people.OPERATOR)
    return next(i for o in document.outcomes for i in o.initiatives if i.id == key)


def test_saving_an_untouched_sheet_changes_nothing(stored_plan, planner):
    before = export_document(stored_plan, people.OPERATOR)
    for path in ("items/n1/", "items/n2/", "items/n3/", "items/n4/", "items/o1/", "items/i1/", "texts/"):
        sent = fields_of(planner.get(DESK + path))
        assert planner.post(DESK + path, {**sent, "step": "save"}).status == 302, path
    assert export_document(stored_plan, people.OPERATOR) == before


def test_texts_activities_budget_and_indicators_are_saved_together(stored_plan, planner):
    sent = fields_of(planner.get(SHEET))
    sent |= {
        "title": "防犯カメラの設置と維持",
        "activities": "(1) 設置費の補助\r\n　町会への説明\r\n点検",
        "budget_amount": "9,000",
        "indicators-0-target": "25台以上",
        "indicators-2-measure": "点検を終えたカメラの割合",
        "indicators-2-target": "100%",
    }
    assert planner.post(SHEET, {**sent, "step": "save"}).status == 302
    saved = initiative(stored_plan)
    assert saved.title == "防犯カメラの設置と維持"
    assert [(a.text, a.label, a.depth) for a in saved.activities] == [
        ("設置費の補助", "(1)", 0),
        ("町会への説明", None, 1),
        ("点検", None, 0),
    ]
    assert saved.activities[0].source is not None, "an untouched line keeps where it was printed"
    assert (saved.budget.amount_yen, saved.budget.printed) == (9_000_000, "9,000千円")
    assert [i.target_printed for i in saved.indicators] == ["25台以上", "前年以下", "100%"]
    assert saved.indicators[0].target.value == 25
    assert saved.indicators[2].target.unit == "%"


@pytest.mark.parametrize(
    ("kind", "amount", "code", "expected"),
    [
        ("none", "", "", Budget("none", "－")),
        ("included_in", "", "2-1-1", Budget("included_in", "2-1-1を含む", included_in="2-1-1")),
        ("", "", "", None),
    ],
)
def test_the_budget_is_a_kind_and_an_amount(stored_plan, planner, kind, amount, code, expected):
    sent = fields_of(planner.get(SHEET))
    sent |= {"budget_kind": kind, "budget_amount": amount, "budget_included_in": code}
    assert planner.post(SHEET, {**sent, "step": "save"}).status == 302
    assert initiative(stored_plan).budget == expected


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"budget_amount": "たくさん"}, "たくさん"),
        ({"budget_kind": "included_in", "budget_included_in": ""}, "番号を入れてください"),
        ({"indicators-0-measure": "", "indicators-0-target": "5回"}, "測るものを書いてください"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(stored_plan, planner, changes, words):
    before = export_document(stored_plan, people.OPERATOR)
    sent = {**fields_of(planner.get(SHEET)), "title": "まだ途中の題名", **changes}
    page = planner.post(SHEET, {**sent, "step": "save"})
    assert page.status == 422
    assert words in page.text
    assert "まだ途中の題名" in page.text
    assert 'id="error-summary"' in page.text
    assert export_document(stored_plan, people.OPERATOR) == before


def test_the_present_state_and_the_challenge_of_an_outcome_are_written_and_read(stored_plan, planner):
    sent = fields_of(planner.get(DESK + "items/o1/"))
    assert sent["current_state"] == sent["challenge"] == ""
    texts = {"current_state": "治安がよいと感じる区民は38%", "challenge": "夜道の暗さが不安を招いている"}
    assert planner.post(DESK + "items/o1/", {**sent, **texts, "step": "save"}).status == 302
    outcome = export_document(stored_plan, people.OPERATOR).outcomes[0]
    assert (outcome.current_state, outcome.challenge) == tuple(texts.values())
    for address in (HOME + "items/o1/", HOME):
        page = planner.get(address).text
        for words in (*texts.values(), "現状・データ"):
            assert words in page
    assert "現状と課題" in planner.get(HOME).text


def test_a_row_that_is_emptied_takes_its_indicator_away(stored_plan, planner):
    sent = fields_of(planner.get(SHEET))
    sent |= {"indicators-1-label": "", "indicators-1-measure": "", "indicators-1-target": ""}
    planner.post(SHEET, {**sent, "step": "save"})
    assert [i.id for i in initiative(stored_plan).indicators] == ["k1"]


def test_the_meaning_is_shown_without_storing_anything(stored_plan, planner):
    before = export_document(stored_plan, people.OPERATOR)
    sent = {**fields_of(planner.get(SHEET)), "indicators-0-target": "３０台以上"}
    page = planner.post(SHEET, {**sent, "step": "preview"})
    assert "30台以上にする" in page.text
    assert "３０台以上" in page.text
    assert export_document(stored_plan, people.OPERATOR) == before


def test_the_meaning_while_typing_is_the_same_fragment(stored_plan, planner):
    typed = {"indicators-0-measure": "防犯カメラの新設台数", "indicators-0-target": "30台以上"}
    fragment = planner.post(DESK + "preview/?row=indicators-0-&level=initiative", typed, htmx=True)
    assert fragment.status == 200
    assert "30台以上にする" in fragment.text
    whole = planner.post(SHEET, {**fields_of(planner.get(SHEET)), **typed, "step": "preview"})
    assert fragment.text.strip() in whole.text


@pytest.mark.parametrize("phrase", ["", "よくわからない", "それぞれ60%以上", "<b>", "9" * 400])
def test_any_phrase_gets_an_answer(stored_plan, planner, phrase):
    page = planner.post(
        DESK + "preview/?row=indicators-0-", {"indicators-0-measure": "件数", "indicators-0-target": phrase}
    )
    assert page.status == 200
    assert "<b>" not in page.text


def test_a_block_from_excel_is_put_into_the_table_as_text(stored_plan, planner):
    block = '③\t"満足した\r\n利用者の割合"\t８０％以上\r\n④\t「""声かけ""」の回数\t5回以上\r\n'
    page = planner.post(SHEET, {**fields_of(planner.get(SHEET)), "block": block, "step": "block"})
    assert "満足した\n利用者の割合" in page.text
    assert "８０％以上" in page.text
    assert "80％以上にする" in page.text
    planner.post(SHEET, {**fields_of(page), "step": "save"})
    saved = initiative(stored_plan).indicators
    assert [i.label for i in saved] == ["①", "②", "③", "④"]
    assert saved[2].target_printed == "８０％以上"
    assert saved[2].target.value == 80


def test_five_rows_are_added_and_what_was_typed_stays(stored_plan, planner):
    sent = {**fields_of(planner.get(SHEET)), "indicators-2-measure": "まだ途中"}
    page = planner.post(SHEET, {**sent, "step": "rows"})
    assert page.answer.context["indicators"].total_form_count() == 8
    assert "まだ途中" in page.text


def test_more_rows_than_a_table_takes_are_refused_not_cut_in_silence(stored_plan, planner):
    sent = {**fields_of(planner.get(SHEET)), "indicators-TOTAL_FORMS": "100000"}
    assert planner.post(SHEET, {**sent, "step": "save"}).status == 422


def test_two_people_at_different_fields_do_not_disturb_each_other(stored_plan, planner):
    sent = fields_of(planner.get(DESK + "items/o1/"))
    edit_item(
        plan=stored_plan, item="o1", values={"strategy": "他の人の戦略"}, version=1, by=people.OPERATOR, on=people.TODAY
    )
    page = planner.post(DESK + "items/o1/", {**sent, "goal_state": "私のめざす状態", "step": "save"})
    assert page.status == 302
    outcome = export_document(stored_plan, people.OPERATOR).outcomes[0]
    assert (outcome.goal_state, outcome.strategy) == ("私のめざす状態", "他の人の戦略")


def test_two_people_at_the_same_field_are_shown_both_and_nothing_is_lost(stored_plan, planner, tanaka):
    sent = fields_of(planner.get(DESK + "items/o1/"))
    edit_item(
        plan=stored_plan, item="o1", values={"strategy": "他の人の戦略"}, version=1, by=people.OPERATOR, on=people.TODAY
    )
    mine = {**sent, "strategy": "私の戦略", "goal_state": "私のめざす状態", "step": "save"}
    page = planner.post(DESK + "items/o1/", mine)
    assert page.status == 409
    for words in ("私の戦略", "他の人の戦略", "見守りの目を増やす", "私のめざす状態", "operator"):
        assert words in page.text
    assert export_document(stored_plan, people.OPERATOR).outcomes[0].strategy == "他の人の戦略"
    carried = dict(page.answer.context["carried"])
    for choice, kept in (("theirs", "他の人の戦略"), ("mine", "私の戦略")):
        answer = {**carried, "choose-strategy": choice, "theirs-strategy": "他の人の戦略", "step": "merge"}
        planner.post(DESK + "items/o1/", answer)
        outcome = export_document(stored_plan, people.OPERATOR).outcomes[0]
        assert (outcome.strategy, outcome.goal_state) == (kept, "私のめざす状態")
        carried["version"] = fields_of(planner.get(DESK + "items/o1/"))["version"]


def test_two_people_at_the_same_target_and_budget(stored_plan, planner):
    sent = fields_of(planner.get(SHEET))
    other = Browser(people.person("kato", "加藤 花", role="planner", ward=people.organisation(), post="企画担当"))
    theirs = {**fields_of(other.get(SHEET)), "indicators-0-target": "22台以上", "budget_amount": "7,000千円"}
    assert other.post(SHEET, {**theirs, "step": "save"}).status == 302
    mine = {**sent, "indicators-0-target": "24台以上", "budget_amount": "6,000千円", "step": "save"}
    page = planner.post(SHEET, mine)
    assert page.status == 409
    for words in ("22台以上", "24台以上", "20台以上", "7,000千円", "6,000千円", "加藤 花"):
        assert words in page.text
    choices = {f"choose-{c.name}": "theirs" for c in page.answer.context["fields"]}
    shown = {f"theirs-{c.name}": c.theirs for c in page.answer.context["fields"]}
    merged = {**dict(page.answer.context["carried"]), **choices, **shown, "step": "merge"}
    assert planner.post(SHEET, merged).status == 302
    saved = initiative(stored_plan)
    assert (saved.indicators[0].target_printed, saved.budget.printed) == ("22台以上", "7,000千円")


def test_an_indicator_that_someone_removed_meanwhile_comes_back_as_a_new_one(stored_plan, planner):
    sent = {**fields_of(planner.get(SHEET)), "indicators-0-target": "30台以上"}
    remove_item(plan=stored_plan, item="k1", by=people.OPERATOR, on=people.TODAY)
    page = planner.post(SHEET, {**sent, "step": "save"})
    assert page.status == 422
    assert "ほかの人が先に削除しました" in page.text
    assert planner.post(SHEET, {**fields_of(page), "step": "save"}).status == 302
    assert "30台以上" in [i.target_printed for i in initiative(stored_plan).indicators]


def test_section_staff_edit_their_own_but_take_nothing_away(stored_plan, section, suzuki):
    assign_owner(plan=stored_plan, item="n1", post=suzuki.actor.posts[0].post, by=people.OPERATOR, on=people.TODAY)
    sent = fields_of(section.get(SHEET))
    assert section.post(SHEET, {**sent, "indicators-0-target": "21台以上", "step": "save"}).status == 302
    assert initiative(stored_plan).indicators[0].target_printed == "21台以上"
    sent = fields_of(section.get(SHEET))
    emptied = {"indicators-1-label": "", "indicators-1-measure": "", "indicators-1-target": ""}
    page = section.post(SHEET, {**sent, **emptied, "title": "途中", "step": "save"})
    assert page.status == 422
    assert "企画担当だけです" in page.text
    assert "途中" in page.text


def test_a_public_plan_asks_for_a_reason_and_keeps_what_was_typed(published, planner):
    sent = {**fields_of(planner.get(SHEET)), "title": "改めた題名", "reason": ""}
    page = planner.post(SHEET, {**sent, "step": "save"})
    assert page.status == 422
    assert "「変更の理由」を入れてください。" in page.text
    assert "改めた題名" in page.text
    assert planner.post(SHEET, {**sent, "reason": "区政会議の意見を踏まえて", "step": "save"}).status == 302
    public = Browser().get(DESK.removeprefix("/desk") + "revisions/").text
    assert "区政会議の意見を踏まえて" in public
    assert "改めた題名" in public


def test_rows_are_moved_without_dragging_and_the_order_is_saved(stored_plan, planner):
    page = planner.post(SHEET, {**fields_of(planner.get(SHEET)), "order": "k1\nk2", "step": "down-0"})
    assert "1行目を上へ移動" in page.text
    sent = {**fields_of(page), "order": page.answer.context["order"]}
    assert [sent["indicators-0-id"], sent["indicators-1-id"]] == ["k2", "k1"]
    assert [i.id for i in initiative(stored_plan).indicators] == ["k1", "k2"], "nothing is stored before saving"
    planner.post(SHEET, {**sent, "step": "save"})
    assert [i.id for i in initiative(stored_plan).indicators] == ["k2", "k1"]


@pytest.mark.parametrize("step", ["up-0", "down-1", "up-99", "up-x", "down-"])
def test_a_row_at_the_end_stays_where_it_is(stored_plan, planner, step):
    page = planner.post(SHEET, {**fields_of(planner.get(SHEET)), "order": "k1\nk2", "step": step})
    assert page.status == 200
    sent = fields_of(page)
    assert [sent["indicators-0-id"], sent["indicators-1-id"]] == ["k1", "k2"]


def test_an_order_that_someone_else_made_meanwhile_is_kept(stored_plan, planner):
    sent = {**fields_of(planner.get(SHEET)), "order": "k1\nk2", "title": "改めた題名"}
    reorder_item(plan=stored_plan, item="k2", to="up", by=people.OPERATOR, on=people.TODAY)
    planner.post(SHEET, {**sent, "step": "save"})
    saved = initiative(stored_plan)
    assert (saved.title, [i.id for i in saved.indicators]) == ("改めた題名", ["k2", "k1"])


def test_the_own_version_of_another_window_is_told_as_such(stored_plan, planner, sato):
    sent = fields_of(planner.get(DESK + "items/o1/"))
    planner.post(DESK + "items/o1/", {**sent, "strategy": "一つ目の画面", "step": "save"})
    page = planner.post(DESK + "items/o1/", {**sent, "strategy": "二つ目の画面", "step": "save"})
    assert page.status == 409
    assert "別の画面で保存した内容" in page.text

"""Planners at the desk, with and without JavaScript, alone and two at once."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from hoshin.core.plan.codec import plan_to_json
from hoshin.server.plans.actions import publish_plan
from hoshin.server.plans.queries.exporting import export_document
from tests import people
from tests.plans import kitamachi

DESK = "/desk/plans/北町区/2026/"
BLOCK = '③\t"満足した\r\n利用者の割合"\t８０％以上\r\n④\t「""声かけ""」の回数\t5回以上\r\n'


@pytest.fixture
def plan(transactional_db, stored_plan):
    return stored_plan


def document(plan):
    return export_document(plan, people.OPERATOR)


def initiatives(plan):
    return [i.title for o in document(plan).outcomes for i in o.initiatives]


def paste(page: Page, cell, block: str) -> None:
    """Paste as a browser does it: the clipboard's text goes to the focused cell."""
    cell.focus()
    page.evaluate(
        """block => {
            const data = new DataTransfer();
            data.setData("text/plain", block);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        block,
    )


def test_a_planner_settles_a_question_in_place(plan, sato, new_page):
    page = new_page(sato)
    page.get_by_role("link", name="令和8年度 北町区運営方針").click()
    page.get_by_role("link", name=re.compile("確認事項")).click()
    entry = page.get_by_role("listitem").filter(has_text="約３百万円")
    entry.get_by_role("button", name="提案どおりにする").click()
    expect(page.get_by_role("listitem").filter(has_text="約３百万円")).to_contain_text("対応済み")
    assert document(plan).outcomes[2].initiatives[0].budget.amount_yen == 3_000_000
    entry.get_by_role("button", name="未対応に戻す").click()
    expect(entry.get_by_role("button", name="提案どおりにする")).to_be_visible()
    assert document(plan).outcomes[2].initiatives[0].budget.amount_yen == 3_000_000


def test_the_meaning_of_a_target_appears_while_typing(plan, sato, new_page):
    page = new_page(sato)
    page.goto(DESK + "items/n1/")
    cell = page.get_by_role("textbox", name="1行目：目標の文")
    cell.fill("令和9年度までに３０台以上")
    expect(page.get_by_role("row", name=re.compile("^1"))).to_contain_text("2027年度（令和9年度）までに30台以上にする")
    cell.fill("よくわからない")
    expect(page.get_by_role("row", name=re.compile("^1"))).not_to_contain_text("30台以上にする")


def test_a_block_from_excel_fills_the_table_and_can_be_taken_back(plan, sato, new_page):
    page = new_page(sato)
    page.goto(DESK + "items/n1/")
    first = page.get_by_role("textbox", name="3行目：記号")
    paste(page, first, BLOCK + "⑤\t三つ目の測るもの\t10件以上\r\n")
    expect(page.get_by_role("textbox", name="3行目：測るもの")).to_have_value("満足した\n利用者の割合")
    expect(page.get_by_role("textbox", name="4行目：測るもの")).to_have_value('「""声かけ""」の回数')
    expect(page.get_by_role("textbox", name="5行目：目標の文")).to_have_value("10件以上")
    expect(page.get_by_role("row", name=re.compile("^5"))).to_contain_text("10件以上にする")
    page.get_by_role("button", name="貼り付けを取り消す").click()
    expect(page.get_by_role("textbox", name="3行目：測るもの")).to_have_value("")
    paste(page, first, BLOCK)
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("を保存しました。")).to_be_visible()
    saved = document(plan).outcomes[0].initiatives[0].indicators
    assert [i.label for i in saved] == ["①", "②", "③", "④"]
    assert saved[2].target.value == 80


@pytest.mark.parametrize(
    ("block", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ('"x\r\ny"\t1', [["x\ny", "1"]]),
        ('"say ""yes"""\t1', [['say "yes"', "1"]]),
        ('"約束"を守る\t1', [['"約束"を守る', "1"]]),
        ('"open\t1', [['"open', "1"]]),
        ("a\t\tb", [["a", "", "b"]]),
        ("a\t", [["a", ""]]),
        ("８０％", [["８０％"]]),
        ("", [[]]),
    ],
)
def test_cells_are_read_as_spreadsheets_copy_them(plan, sato, new_page, block, cells):
    page = new_page(sato)
    page.goto(DESK + "items/n1/")
    address = page.locator('script[src*="paste-grid"]').get_attribute("src")
    read = page.evaluate("async ([address, block]) => (await import(address)).cellsOf(block)", [address, block])
    assert read == cells


def test_the_tree_is_edited_in_place_and_put_back(plan, sato, new_page):
    page = new_page(sato)
    page.goto(DESK)
    page.get_by_role("button", name="「青色防犯パトロール」を上へ移動").click()
    expect(page.locator(".just-changed")).to_contain_text("青色防犯パトロール")
    expect(page.get_by_role("button", name="「青色防犯パトロール」を上へ移動")).to_be_focused()
    assert initiatives(plan)[0] == "青色防犯パトロール"
    page.get_by_text("具体的取組を追加").first.click()
    page.get_by_label("題名").locator("visible=true").fill("見守り隊の結成")
    page.get_by_role("button", name="追加する").locator("visible=true").click()
    expect(page.get_by_role("link", name="見守り隊の結成")).to_be_visible()
    page.get_by_role("button", name="「見守り隊の結成」を削除").click()
    expect(page.get_by_text("「見守り隊の結成」を削除しました。")).to_be_visible()
    assert "見守り隊の結成" not in initiatives(plan)
    page.get_by_role("button", name="元に戻す（見守り隊の結成）").or_(
        page.get_by_role("button", name="元に戻す")
    ).first.click()
    expect(page.get_by_role("link", name="見守り隊の結成")).to_be_visible()
    assert "見守り隊の結成" in initiatives(plan)


def test_two_planners_at_the_same_item_lose_nothing(plan, sato, new_page):
    kato = people.person("kato", "加藤 花", role="planner", ward=people.organisation(), post="企画担当")
    mine, theirs = new_page(sato), new_page(kato)
    for page in (mine, theirs):
        page.goto(DESK + "items/o1/")
    theirs.get_by_label("戦略").fill("加藤の戦略")
    theirs.get_by_label("めざす状態").fill("加藤のめざす状態")
    theirs.get_by_role("button", name="保存する").click()
    expect(theirs.get_by_text("を保存しました。")).to_be_visible()
    mine.get_by_label("戦略").fill("佐藤の戦略")
    mine.get_by_role("textbox", name="1行目：目標の文").fill("45%以上")
    mine.get_by_role("button", name="保存する").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("ほかの人も同じ項目を変更しました")
    question = mine.get_by_role("group", name="戦略")
    expect(question).to_contain_text("佐藤の戦略")
    expect(question).to_contain_text("加藤の戦略")
    question.get_by_label("加藤 花さんが保存した内容").check()
    mine.get_by_role("button", name="選んだ内容で保存する").click()
    expect(mine.get_by_text("を保存しました。")).to_be_visible()
    outcome = document(plan).outcomes[0]
    assert (outcome.strategy, outcome.goal_state) == ("加藤の戦略", "加藤のめざす状態")
    assert outcome.indicators[0].target_printed == "45%以上"


def test_a_corrected_document_becomes_a_revision(plan, sato, takahashi, new_page, tmp_path):
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    corrected = plan_to_json(kitamachi()) | {"goal": "だれもが笑顔で暮らせるまち"}
    path = tmp_path / "北町区運営方針_訂正.json"
    path.write_text(json.dumps(corrected, ensure_ascii=False), encoding="utf-8")
    page = new_page(sato)
    page.get_by_role("link", name="計画書を取り込む").click()
    page.get_by_label("計画書のファイル").set_input_files(path)
    page.get_by_role("button", name="読み取って比べる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登録内容との比較")
    expect(page.get_by_role("main")).to_contain_text("だれもが安心して暮らせるまち")
    page.get_by_label("変更の理由").fill("目標の文言を改めたため")
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_text("文書を登録しました。")).to_be_visible()
    visitor = new_page()
    visitor.goto("/plans/北町区/2026/revisions/")
    expect(visitor.get_by_role("main")).to_contain_text("目標の文言を改めたため")


def test_everything_at_the_desk_works_without_javascript(plan, sato, new_page):
    page = new_page(sato, javascript=False)
    page.goto(DESK)
    page.get_by_role("button", name="「青色防犯パトロール」を上へ移動").click()
    expect(page.locator('[data-level="initiative"] .title').first).to_contain_text("青色防犯パトロール")
    assert initiatives(plan)[0] == "青色防犯パトロール"
    page.get_by_role("button", name="「絵本の読み聞かせ」を削除").click()
    expect(page.get_by_text("絵本の読み聞かせ」を削除しました。")).to_be_visible()
    page.get_by_role("button", name="元に戻す").first.click()
    expect(page.get_by_role("link", name="絵本の読み聞かせ")).to_be_visible()
    assert "絵本の読み聞かせ" in initiatives(plan)
    page.goto(DESK + "items/n1/")
    page.get_by_text("表をまとめて文字で貼り付ける").click()
    page.get_by_label("Excelからコピーした表").fill(BLOCK)
    page.get_by_role("button", name="表に入れる").click()
    expect(page.get_by_role("textbox", name="3行目：目標の文")).to_have_value("８０％以上")
    page.get_by_role("textbox", name="1行目：目標の文").fill("30台以上")
    page.get_by_role("button", name="意味を確かめる").click()
    expect(page.get_by_role("row", name=re.compile("^1"))).to_contain_text("30台以上にする")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("を保存しました。")).to_be_visible()
    saved = next(i for i in document(plan).outcomes[0].initiatives if i.id == "n1")
    assert [i.target_printed for i in saved.indicators] == ["30台以上", "前年以下", "８０％以上", "5回以上"]


def test_unsaved_text_is_not_lost_by_a_slip(plan, sato, new_page):
    page = new_page(sato)
    page.goto(DESK + "items/o1/")
    page.get_by_label("戦略").fill("まだ保存していない")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("link", name="編集デスク").first.click(no_wait_after=True)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("戦略")).to_have_value("まだ保存していない")

"""A survey from nothing to open, on a phone without JavaScript."""

import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests import people
from tests.journeys.conftest import DESKTOP, PHONE, violations

POPULATION = "区域\t男性\t女性\n東\t1,000\t1,100\n西\t500\t600"


@pytest.fixture
def listed(tmp_path):
    rows = ["番号,氏名,区域,性別"] + [f"{n},住民{n},{'東西'[n % 2]},{'男女'[n % 3 % 2]}" for n in range(800)]
    path = tmp_path / "list.csv"
    path.write_text("\r\n".join(rows), encoding="cp932")
    return path


def test_from_nothing_to_open(ward, sato, new_page, listed, tmp_path):
    page = new_page(sato, viewport=PHONE, javascript=False)
    page.goto("/surveys/")
    page.get_by_role("link", name="アンケートを作る").click()
    page.get_by_label("アンケートの名前").fill("防犯の調査")
    page.get_by_label("回答期間の始まり").fill(people.TODAY.isoformat())
    page.get_by_label("回答期間の終わり").fill("2099-03-31")
    page.get_by_role("button", name="作成する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("防犯の調査")
    home = page.url

    page.get_by_role("link", name="母集団", exact=True).click()
    page.get_by_label("Excel から写した表").fill(POPULATION)
    page.get_by_role("button", name="読み取って登録").click()
    expect(page.get_by_role("heading", name=re.compile("登録済み"))).to_contain_text("3,200")

    page.get_by_role("link", name="2. 設計と人数").click()
    page.get_by_label("区域").first.check()
    page.get_by_label("見込み回収率（%）", exact=True).fill("80")
    page.get_by_role("button", name="計算する").click()
    expect(page.get_by_label("東の見込み回収率（%）")).to_have_value("80")
    page.get_by_role("button", name="設計を保存").click()

    page.get_by_role("link", name="4. 調査票").click()
    page.get_by_role("link", name="設問を足す").click()
    page.get_by_label("設問", exact=True).fill("お住まいの地域は安全だと思いますか。")
    page.get_by_label("選択肢（一行に一つ）").fill("はい\nいいえ\nわからない")
    page.get_by_role("button", name="保存する", exact=True).click()
    page.get_by_label("指標に数える").first.check()
    page.get_by_label("数える選択肢の割合を数値として使う").check()
    page.get_by_role("button", name="保存する", exact=True).click()
    page.get_by_role("button", name="この版を確定する").click()

    page.get_by_role("link", name="3. 標本").click()
    page.get_by_label("名簿（CSV・xlsx）").set_input_files(listed)
    page.get_by_label("番号の列の見出し").fill("番号")
    with page.expect_download() as download:
        page.get_by_role("button", name="抽出して発送用ファイルを受け取る").click()
    download.value.save_as(tmp_path / "mailing.xlsx")
    mailing = openpyxl.load_workbook(tmp_path / "mailing.xlsx").active
    page.goto(home)
    expect(page.get_by_text(f"{mailing.max_row - 1} 人を抽出")).to_be_visible()
    page.get_by_role("button", name="受付を始める").click()
    expect(page.get_by_text("回答受付中")).to_be_visible()
    for viewport in (PHONE, DESKTOP):
        look_at_every_page(new_page(sato, viewport=viewport), home)


def look_at_every_page(page, home):
    """Scripts are needed to look, not to use: no page is broken, none is wider than the screen."""
    for part in ("", "population/", "design/", "sample/", "questionnaire/", "questions/q1/", "questionnaire/preview/"):
        page.goto(home + part)
        assert violations(page) == [], part
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), part

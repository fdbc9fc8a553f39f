"""Whole texts of governments that do not exist: other years, level names and forms, ordered and scrambled."""

import pytest

from hoshin.core.plan.document import PlanDocument
from tests.unit.assembly.reading import codes_of_problems, read, read_file, tree

SHEET = {
    "1-1": {
        "title": "自ら備える地域",
        "indicators": ["個別避難計画を作成した要支援者の割合 >= 40 % 2024"],
    },
    "1-1-1": {
        "title": "個別避難計画の作成支援",
        "indicators": ["① 研修を受けて「計画を書ける」と答えた人の割合 >= 80 %", "② 作成会の開催 >= 1 回"],
        "activities": ["ケアマネジャーへの研修", "基礎編", "実践編", "町会ごとの作成会"],
        "budget": "5310000",
    },
    "1-1-2": {
        "title": "備蓄の見直し",
        "indicators": ["区民アンケートで3日分の水を備えていると答えた区民の割合 >= % fiscal:2021"],
        "activities": ["備蓄品の入替え"],
        "budget": "in 1-1-1",
    },
}
SCRAMBLED = {
    "3-1": {"title": "にぎわいが戻った商店街", "indicators": ["商店街の歩行者数 >= 2400 人 2021 !"]},
    "3-1-1": {
        "title": "空き店舗の活用",
        "indicators": [
            "① 見学会に参加した人のうち出店を考えた人の割合 >= 20 %",
            "② 空き店舗で開いた試し営業の件数 >= 15 件",
        ],
        "activities": ["見学会（年3回）", "試し営業の家賃補助"],
        "budget": "6040000",
    },
    "3-1-2": {
        "title": "商店街のイベント支援",
        "indicators": ["① イベントの来場者のうち「また来たい」と答えた人の割合 >= 85 % !"],
        "activities": ["夏と冬の催しへの補助", "広報"],
        "budget": "2200000",
    },
    "3-1-3": {
        "title": "商品券の発行",
        "indicators": ["① 商品券の換金率 >= % previous_fiscal_year"],
        "activities": ["プレミアム付商品券の発行"],
        "budget": "in 3-1-2",
    },
    "3-2": {
        "title": "働く人を支えるまち",
        "indicators": ["区内の事業所で働く人のうち「続けられる」と答えた人の割合 >= 75 % 2022"],
    },
    "3-2-1": {
        "title": "駅前相談窓口の開設",
        "indicators": ["相談した人のうち「役に立った」と答えた人の割合 >= 90 %"],
        "activities": ["窓口の開設", "夜間の相談員の配置"],
        "budget": "none",
    },
}
BUREAU = {
    "2-2": {
        "title": "漏水のない水道",
        "indicators": ["① 配水管の漏水率 <= 3 % 2028", "② 管路の耐震化率 >= 45 % 2028"],
    },
    "2-2-1": {
        "title": "老朽管の更新",
        "indicators": ["更新延長 >= 25 km"],
        "activities": ["更新工事", "漏水調査"],
        "budget": None,
    },
    "2-2-3": {
        "title": "漏水の見張り",
        "indicators": ["センサーを設置した地点の数 >= 100 か所 !"],
        "activities": ["センサーの設置"],
        "budget": None,
    },
}
SHORT = {
    "outcome:1/1": {
        "title": None,
        "indicators": [
            "子育ての相談先を知っている保護者の割合 >= 70 % 2025",
            "子育てに不安を感じる保護者の割合 <= 20 % 2025",
        ],
    },
    "outcome:2/1": {"title": None, "indicators": ["放置自転車の台数 decrease 10 % previous_fiscal_year"]},
}
POLICY = {
    "2-1": {"title": "読書のまちづくり", "indicators": ["月に1冊以上読む市民の割合 >= 55 % 2029"]},
    "2-1-1": {
        "title": "学校図書館の充実",
        "indicators": ["学校司書を配置した学校の割合 >= 100 %"],
        "activities": ["学校司書の配置", "団体貸出し"],
        "budget": "62000000",
    },
    "2-1-2": {
        "title": "移動図書館",
        "indicators": ["巡回の回数 >= 48 回"],
        "activities": ["車両の巡回"],
        "budget": "3400000",
    },
}
TWO_LEVELS = {
    "1": {"title": "物流を止めない港", "indicators": []},
    "1-1": {
        "title": "ゲートの電子化",
        "indicators": ["予約の利用率 >= 60 %"],
        "activities": ["予約の仕組みの導入"],
        "budget": "12000000",
    },
    "1-2": {
        "title": "夜間照明の更新",
        "indicators": ["LEDに替えた灯数 >= 300 灯"],
        "activities": ["LED化"],
        "budget": "none",
    },
    "2": {"title": "海を学ぶ", "indicators": []},
    "2-1": {"title": "出前講座", "indicators": ["受講者の満足度 >= 90 %"], "activities": [], "budget": "450000"},
}
NO_BLANK_LINES = {
    "1-1": {"title": "みどりのまち", "indicators": ["公園の手入れに加わった区民の割合 >= 15.5 % 2023"]},
    "1-1-1": {
        "title": "手入れの会の立上げ",
        "indicators": ["会ができた公園の数 >= 8 か所"],
        "activities": ["説明会の開催", "道具の貸出し"],
        "budget": "1200000",
    },
    "1-1-2": {
        "title": "花いっぱい運動",
        "indicators": ["花壇を育てた学校の数 >= 20 校"],
        "activities": ["苗の配布"],
        "budget": "in 1-1-1",
    },
    "2-1": {"title": "静かな夜のまち", "indicators": ["騒音の苦情件数 <= 件 previous_fiscal_year"]},
    "2-1-1": {
        "title": "夜間の見回り",
        "indicators": ["見回りの回数 >= 24 回"],
        "activities": ["警察との合同の見回り"],
        "budget": "unread 約３百万円",
    },
}
FOUR_LEVELS = {
    "1-1-1": {"title": "運動の習慣", "indicators": ["週に2日以上運動する市民の割合 >= 45 % 2028"]},
    "1-1-1-1": {
        "title": "歩こう会",
        "indicators": ["参加者数 >= 1200 人"],
        "activities": ["毎月の歩こう会"],
        "budget": "800000",
    },
    "1-1-1-2": {
        "title": "体操の動画",
        "indicators": ["再生回数 >= 100000 回"],
        "activities": ["動画の制作"],
        "budget": "0",
    },
}
WITHOUT_CODES = {
    "防災力の向上": {"title": "防災力の向上", "indicators": ["訓練に参加した町民の割合 >= 50 % 2027"]},
    "避難訓練": {
        "title": "避難訓練",
        "indicators": ["参加者数 >= 600 人"],
        "activities": ["年2回の訓練"],
        "budget": "1050000",
    },
    "備蓄": {
        "title": "備蓄",
        "indicators": ["備蓄の充足率 >= 100 %"],
        "activities": ["水と食料の購入"],
        "budget": "3300000",
    },
}
TARGETS_APART = {
    "1-1": {"title": None, "indicators": ["近所に知り合いがいると答えた区民の割合 >= 70 % 2024"]},
    "1-1-1": {
        "title": "集いの場づくり",
        "indicators": ["① 集いの場に来た人のうち知り合いができた人の割合 >= 60 %", "② 集いの場の数 >= 20 か所"],
        "activities": ["場所の確保", "運営の支援"],
        "budget": "3000000",
    },
    "1-1-2": {
        "title": "あいさつ運動",
        "indicators": ["① あいさつ運動に参加した学校の割合 >= 100 %"],
        "activities": ["のぼりの配布"],
        "budget": "none",
    },
}
CASES = [
    ("targets_apart.txt", "栄区", 2022, TARGETS_APART),
    ("ordered_sheet.txt", "大樹区", 2022, SHEET),
    ("scrambled_slides.md", None, 2019, SCRAMBLED),
    ("bureau_without_budgets.txt", "水と緑の局", 2024, BUREAU),
    ("short_form.txt", "若潮区", 2023, SHORT),
    ("policy_measures.md", "汐路市", 2027, POLICY),
    ("two_levels.txt", "みなと局", 2025, TWO_LEVELS),
    ("no_blank_lines.txt", "緑川区", 2021, NO_BLANK_LINES),
    ("four_levels.txt", "ひばり市", 2026, FOUR_LEVELS),
    ("without_codes.txt", "朝霧町", 2025, WITHOUT_CODES),
]


@pytest.mark.parametrize(("name", "organisation", "year", "expected"), CASES)
def test_the_whole_tree_is_read(name, organisation, year, expected):
    plan, _ = read_file(name)
    assert (plan.organisation, plan.fiscal_year) == (organisation, year)
    assert tree(plan) == expected


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_ids_are_unique_and_nothing_is_left_over(name):
    plan, _ = read_file(name)
    ids = [i.id for i in plan.issues] + [o.id for o in plan.outcomes]
    ids += [i.id for o in plan.outcomes for i in o.initiatives]
    ids += [i.id for o in plan.outcomes for holder in (o, *o.initiatives) for i in holder.indicators]
    assert len(ids) == len(set(ids))
    assert [p.found for p in plan.problems if p.code == "text_not_placed"] == []


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_places_are_the_printed_characters(name):
    plan, text = read_file(name)
    sources = [i.source for o in plan.outcomes for holder in (o, *o.initiatives) for i in holder.indicators]
    sources += [i.budget.source for o in plan.outcomes for i in o.initiatives if i.budget]
    sources += [s for o in plan.outcomes for holder in (o, *o.initiatives) for s in holder.sources.values()]
    assert sources
    for source in sources:
        assert source is not None
        assert source.line is not None
        if source.start is not None:
            assert text[source.start : source.end] == source.text


def sheet() -> PlanDocument:
    return read_file("ordered_sheet.txt")[0]


def test_the_sheet_keeps_its_head_and_its_issue():
    plan = sheet()
    assert plan.edition == "案"
    assert plan.goal == "だれもが声をかけあい、安心して年を重ねられる区をめざす。"
    assert plan.mission == "区民に最も近い役所として、地域の力を引き出す。"
    assert plan.approach == "限られた財源を、こどもと防災に重点的に配分する。"
    (issue,) = plan.issues
    assert (issue.code, issue.title) == ("1", "災害に負けないまちをつくる")
    assert issue.future_vision == "大きな地震のあとも、全員が避難できるまち。"
    assert issue.current_state == "避難行動要支援者のうち個別計画がある人は12.4%（令和3年3月）。"
    assert issue.cause_analysis == "担い手となる町会の役員が高齢化している。"
    assert issue.challenge == "支援者を町会の外からも募る必要がある。"
    assert plan.outcomes[0].issue == issue.id
    assert [(label.level, label.label) for label in plan.levels] == [
        ("issue", "経営課題"),
        ("outcome", "めざす成果及び戦略"),
        ("initiative", "具体的取組"),
    ]


def test_the_sheet_keeps_what_stands_beside_the_targets():
    first, second = sheet().outcomes[0].initiatives
    lines = [(line.kind, line.fiscal_year, line.budget.amount_yen) for line in first.budget_lines]
    assert lines == [("settled", 2020, 3_204_000), ("budget", 2021, 4_100_000), ("subsidy", 2022, 2_000_000)]
    assert [c.printed for c in first.exit_criteria] == ["①が60%未満であれば、研修の内容を再構築する。"]
    assert first.past_results == "研修 元年度3回、2年度4回（延べ62人）"
    assert (first.marks, second.marks) == (("新規",), ("再掲",))
    mid_year, year_end = first.reviews
    assert mid_year.texts == {
        "actions_taken": "研修を2回行った。",
        "challenges": "②の会場が足りない。",
        "improvements": "学校の会議室を借りる。",
    }
    assert year_end.texts["actions_taken"] == "研修を4回、作成会を17回行った。"
    assert [[r.printed for r in i.results] for i in first.indicators] == [["①83.1%"], ["②17町会中17町会"]]
    assert [a.depth for a in first.activities] == [0, 1, 1, 0]


def test_the_sheet_keeps_its_history():
    (entry,) = sheet().revision_history
    assert entry.on is not None
    assert (entry.on.isoformat(), entry.item, entry.old, entry.new) == ("2022-10-03", "1-1-1", "70%以上", "80%以上")
    assert entry.reason == "研修の申込みが増えたため"


def test_a_scrambled_text_says_what_it_inferred():
    plan, _ = read_file("scrambled_slides.md")
    codes = [code for code, _ in codes_of_problems(plan)]
    assert codes.count("placed_by_order") == 3
    assert "texts_share_headings" in codes
    assert "stamp_floats" in codes
    assert [s.certain for s in plan.stamps] == [True, True, False]
    outcome = plan.outcomes[1]
    assert outcome.goal_state == "区内で働く人が、介護や育児をしながら仕事を続けられている。"
    assert outcome.strategy == "相談窓口を駅前に移し、夜間も開ける。"


def test_an_ordered_text_infers_nothing():
    for name in ("ordered_sheet.txt", "short_form.txt"):
        plan, _ = read_file(name)
        assert codes_of_problems(plan) == [], name


def test_absent_numbers_are_asked_about():
    plan, _ = read_file("bureau_without_budgets.txt")
    assert {found for code, found in codes_of_problems(plan) if code == "part_absent"} == {"1-x", "2-1", "2-2-2"}
    assert plan.outcomes[0].initiatives[1].indicators[0].note == "※令和5年度末の設置数は64か所"


def test_a_short_page_holds_its_strategy_and_results():
    plan, _ = read_file("short_form.txt")
    first = plan.outcomes[0]
    assert first.strategy == "・窓口を一つにまとめる。\n・出張相談を行う。"
    assert [str(r.value) for i in first.indicators for r in i.results] == ["54.0", "31.5"]
    assert first.reviews[0].texts == {"assessment": "出張相談は好評であった。", "policy": "開催する曜日を増やす。"}
    assert plan.issues[0].challenge is not None
    assert "48.2%" in plan.issues[0].challenge


def test_struck_text_is_left_out_with_a_note():
    plan, _ = read_file("policy_measures.md")
    assert [p.found for p in plan.problems if p.code == "struck_text_left_out"] == ["年40回以上"]
    assert plan.outcomes[0].initiatives[1].marks == ("再掲",)


def test_targets_and_titles_apart_are_asked_about():
    plan, text = read_file("targets_apart.txt")
    codes = [code for code, _ in codes_of_problems(plan)]
    assert {"targets_apart", "title_apart", "title_missing", "placed_by_order"} <= set(codes)
    source = plan.outcomes[0].indicators[0].source
    assert source is not None
    assert text[source.start : source.end] == "近所に知り合いがいると答えた区民の割合\n\n令和6年度までに70%以上"


def test_a_wards_name_on_a_line_of_its_own_and_what_is_no_plan():
    plan, _ = read_file("organisation_on_its_own_line.txt")
    assert (plan.organisation, plan.fiscal_year) == ("大正区", 2022)
    assert [p.found for p in plan.problems] == ["地域協働課"]


def test_a_files_name_is_asked_about_when_nothing_printed_says_it():
    plan = read("めざす成果及び戦略1-1　川\nめざす状態\n川がきれい。\n", "港区_令和4年度運営方針.txt")
    assert (plan.organisation, plan.fiscal_year) == ("港区", 2022)
    assert {"organisation_inferred", "fiscal_year_inferred"} <= {code for code, _ in codes_of_problems(plan)}


def test_a_title_before_its_code():
    text = "施策2-1\n学びのまち\n\n図書館の充実\n\n2-1-1\n\n活動指標\n\n貸出冊数：500冊以上\n"
    plan = read(text)
    assert plan.outcomes[0].initiatives[0].title == "図書館の充実"
    assert ("title_apart", "2-1-1") in codes_of_problems(plan)


def test_the_same_code_with_another_title_is_asked_about():
    text = "施策2-1　学び\n2-1-1　図書館\n活動指標\n冊数：5冊以上\n2-1-1　公民館\n活動指標\n人数：5人以上\n"
    plan = read(text)
    assert [i.title for i in plan.outcomes[0].initiatives] == ["図書館"]
    assert ("titles_differ", "2-1-1") in codes_of_problems(plan)


def test_what_is_printed_under_an_outcome_stays_there():
    plan, _ = read_file("two_levels.txt")
    assert plan.outcomes[0].current_state == "夜間の荷役が増えた。"
    assert plan.issues == ()


def test_the_upper_levels_of_four_are_issues():
    plan, _ = read_file("four_levels.txt")
    assert [(i.code, i.title) for i in plan.issues] == [("1", "健やかに暮らす"), ("1-1", "健康づくり")]
    assert plan.outcomes[0].issue == "issue:1-1"

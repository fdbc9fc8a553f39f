"""What a document's title says: whose plan it is, of which year, in which edition."""

import pytest

from hoshin.exchange.assembly.title import organisation_in, read_title

TITLES = {
    "汐風区　第3次総合計画　令和6年度実施計画": ("汐風区", 2024, None),
    "若葉市こども未来局　第3次総合計画　令和6年度実施計画": ("若葉市こども未来局", 2024, None),
    "緑野町 第3次総合計画 実施計画": ("緑野町", None, None),
    "緑野町第3次総合計画実施計画": ("緑野町", None, None),
    "令和6年度版 さくら村総合計画 実施計画": ("さくら村", 2024, None),
    "水都市汐風区運営方針": ("水都市汐風区", None, None),
    "令和6年度 水都市汐風区 運営方針": ("水都市汐風区", 2024, None),
    "R7 汐風区運営方針": ("汐風区", 2025, None),
    "令和6年度 汐風区役所運営方針": ("汐風区役所", 2024, None),
    "令和6年度当初 汐風区運営方針": ("汐風区", 2024, None),
    "令和6年度 環境局運営方針（案）": ("環境局", 2024, "案"),
    "平成30年度　水都市水道局運営方針（素案）": ("水都市水道局", 2018, "素案"),
    "水道局経営計画 令和5年度": ("水道局", 2023, None),
    "令和7年度 消防局 経営方針": ("消防局", 2025, None),
    "令和5年度　水道部運営方針": ("水道部", 2023, None),
    "令和4年度危機管理室運営方針": ("危機管理室", 2022, None),
    "市長公室運営方針 令和4年度": ("市長公室", 2022, None),
    "令和7年度 教育委員会 運営方針": ("教育委員会", 2025, None),
    "教育委員会事務局運営方針 令和6年度": ("教育委員会事務局", 2024, None),
    "選挙管理委員会事務局 令和5年度運営方針": ("選挙管理委員会事務局", 2023, None),
    "令和6年度 福祉課事業計画": ("福祉課", 2024, None),
    "青波県 令和6年度 施策評価シート": ("青波県", 2024, None),
    "青波府 令和6年度 施策評価シート": ("青波府", 2024, None),
    "四方市市水道局 令和６年度経営方針": ("四方市市水道局", 2024, None),
    "令和6年度 町川市 総合計画": ("町川市", 2024, None),
}
WITHOUT_ORGANISATION = [
    "令和6年度 各区運営方針",
    "令和6年度 全部局運営方針",
    "令和6年度 政府実施計画",
    "令和6年度 区の運営方針",
    "地区計画 令和6年度 実施計画",
    "第3次総合計画 令和6年度実施計画",
    "区政会議 令和3年度 運営方針",
]


@pytest.mark.parametrize(("text", "expected"), TITLES.items(), ids=TITLES.keys())
def test_a_title_names_organisation_year_and_edition(text, expected):
    title = read_title(text)
    assert title is not None
    assert (title.organisation, title.fiscal_year, title.edition) == expected


@pytest.mark.parametrize("text", WITHOUT_ORGANISATION)
def test_no_organisation_is_made_up(text):
    title = read_title(text)
    assert title is not None
    assert title.organisation is None


@pytest.mark.parametrize("text", ["経営課題", "実行委員会", "各課", "令和6年度"])
def test_other_words_are_no_organisation(text):
    assert organisation_in(text) is None

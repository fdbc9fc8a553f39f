"""Charts as markup: no inline style or script, names for those who hear them, a table beside each."""

import dataclasses
import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.utils import translation

from hoshin.core.charts.bars import BarRow
from tests.unit.charts.gallery import FRAUD, GALLERY, HIDDEN, RUNNING, SURVEY

ROWS = [
    BarRow("<b>18〜29歳</b>", Fraction(38), "38%（27〜49%）", Fraction(27), Fraction(49)),
    BarRow("70歳以上", None, "秘匿"),
]


def drawn(found, language="ja"):
    with translation.override(language):
        return engines["django"].from_string("{% load charts %}{% interval_chart found %}").render({"found": found})


def bars(rows, **more):
    template = "{% load charts %}{% bar_chart rows title=title target=target %}"
    with translation.override("ja"):
        return engines["django"].from_string(template).render({"rows": rows, "title": "年齢別", **more})


def pictures(html):
    return [ElementTree.fromstring(svg) for svg in re.findall(r'<svg class="chart-picture.*?</svg>', html, re.DOTALL)]


@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_chart_keeps_the_content_policy_and_has_a_name(name, language):
    html = drawn(GALLERY[name], language)
    assert not re.search(r"\sstyle=|<script|\son\w+=", html)
    for svg in pictures(html):
        assert svg.get("role") == "img" and svg.find("title").text and svg.find("desc").text
        ids = svg.get("aria-labelledby").split()
        assert [svg.find("title").get("id"), svg.find("desc").get("id")] == ids
        assert all(float(v) == float(v) for v in svg.get("viewBox").split())
    if name != "nothing":
        assert len(pictures(html)) == 2 and "<details" in html


def test_ids_are_unique_on_a_page():
    template = engines["django"].from_string("{% load charts %}{% interval_chart a %}{% interval_chart b %}")
    ids = re.findall(r'id="([^"]+)"', template.render({"a": SURVEY, "b": FRAUD}))
    assert len(ids) == len(set(ids)) == 10


def test_the_finding_is_the_heading_and_the_target_has_its_words():
    html = drawn(SURVEY)
    assert "2025年度（令和7年度）は49.2%（95%信頼区間 46.2〜52.2%）です。" in html
    assert "目標の値は区間の中にあり" in html and "49.4%以上" in html and "令和7年度 区民アンケート" in html
    assert "2026年3月31日" in html


def test_a_cut_a_gap_and_the_coming_year_are_said_in_words_too():
    html = drawn(SURVEY)
    description = pictures(html)[0].find("desc").text
    assert "2023: 測定なし" in description and "ここから測り方が変わりました" in description
    assert "chart-cut" in html and "比べられません" in html and "まだ" in html


def test_a_target_that_leans_on_last_year_is_its_number_and_judges_no_earlier_year():
    html = drawn(FRAUD)
    assert "目標の値" not in html and "chart-target" in html and "前年認知件数以下" in html
    assert "chart-hollow" in html and "速報値" in html and "2025年は52件（速報）です。" in html


def test_a_count_of_a_part_of_a_year_says_until_when_and_is_compared_with_no_target():
    html = drawn(RUNNING)
    assert "2026年は、10月末までに40件（速報）です。" in html
    assert "目標の値より" not in html and "1年分の目標とはまだ比べていません" in html and "chart-target" in html
    assert "期間の長さが違うため" in html and "測り方が変わりました" not in html
    assert "calendar year 2026 it was 40 件 to the end of October (provisional)." in drawn(RUNNING, "en")


def test_a_figure_of_other_people_is_compared_with_no_target():
    *earlier, latest = SURVEY.measurements
    of_others = dataclasses.replace(latest, flags=("population_differs",))
    html = drawn(dataclasses.replace(SURVEY, measurements=(*earlier, of_others)))
    assert "目標の値" not in html and "chart-target" in html


def test_a_withheld_year_shows_its_word_and_no_number():
    html = drawn(HIDDEN)
    assert "秘匿" in html and pictures(html)[0].find("desc").text.count("50.0%") == 1


def test_without_a_figure_it_says_so():
    assert "まだグラフにする値がありません" in drawn(GALLERY["nothing"])
    assert "まだグラフにする値がありません" in bars([BarRow("a", None, "秘匿")])


def test_bars_have_names_that_are_text_and_a_target():
    html = bars(ROWS, target=Fraction(494, 10))
    assert "<b>18〜29歳</b>" not in html and "&lt;b&gt;" in html
    assert html.count("chart-mark") >= 2 and "秘匿" in html and not re.search(r"\sstyle=", html)

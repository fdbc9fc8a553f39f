"""Laws of the target reader: wordings read back, ways of writing do not matter, nothing breaks it."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from hoshin.core.periods import era_year
from hoshin.core.plan.document import Target
from hoshin.core.targets import is_target_like, read_phrase, wording
from hoshin.core.targets.words import words
from hoshin.core.text import even
from hoshin.core.values import number_at

YEARS = st.integers(2010, 2045)
UNITS = st.sampled_from(["%", "件", "人", "回", "か所", "団体", "円", "日", "ポイント", "校", "世帯", "km", "‰"])
VALUES = (
    st.decimals(0, 10**9, places=2, allow_nan=False)
    .map(lambda v: Decimal(f"{v:f}").normalize())
    .map(lambda v: v.quantize(Decimal(1)) if v == v.to_integral_value() else v)
)
BASELINES = st.one_of(
    st.sampled_from(["previous_fiscal_year", "previous_calendar_year", "national_average", "city_average"]),
    YEARS.map(lambda year: f"fiscal:{year}"),
)
PERS = st.sampled_from([None, None, "地域", "年", "月", "校・年", "施設"])


@st.composite
def deadlines(draw):
    kind = draw(st.sampled_from(["none", "year", "day", "term"]))
    year = draw(YEARS)
    if kind == "year":
        return {"due_fiscal_year": year}
    if kind == "day":
        return {"due_date": draw(st.dates(date(2019, 5, 1), date(2045, 12, 31)))}
    if kind == "term":
        return {"due_fiscal_year": year, "since_fiscal_year": year - draw(st.integers(1, 9)), "cumulative": True}
    return {"cumulative": draw(st.booleans())}


@st.composite
def sayable_targets(draw):
    """Targets that words can carry without loss."""
    form = draw(st.sampled_from(["level", "range", "change", "against", "maintain"]))
    due = draw(deadlines())
    unit = draw(UNITS)
    if form == "level":
        comparator = draw(st.sampled_from([">=", "<=", ">", "<", "="]))
        return Target(comparator, draw(VALUES), unit=unit, per=draw(PERS), **due)
    if form == "range":
        low, high = sorted((draw(VALUES), draw(VALUES)))
        assume(low < high)
        return Target("between", low, high, unit=unit, per=draw(PERS), **due)
    due.pop("cumulative", None)
    due.pop("since_fiscal_year", None)
    if form == "change":
        comparator = draw(st.sampled_from(["increase", "decrease"]))
        assume(unit != "か所")
        value = draw(VALUES)
        baseline = draw(st.one_of(st.none(), BASELINES.filter(lambda b: not b.endswith("average"))))
        return Target(comparator, value, unit=unit, baseline=baseline, **due)
    if form == "against":
        comparator = draw(st.sampled_from([">=", "<=", ">", "<"]))
        counted = draw(st.sampled_from([None, "%", "件", "人", "回"]))
        return Target(comparator, unit=counted, baseline=draw(BASELINES), **due)
    return Target("maintain", draw(VALUES), unit=unit, **due)


@given(sayable_targets(), st.sampled_from(["見守りのねらい", "地域のささえあい", "まちの手入れ"]))
@settings(max_examples=300, deadline=None)
def test_a_wording_reads_back_to_the_target(target, measure):
    said = f"{measure}：{wording(target)}"
    reading = read_phrase(said)
    assert [read.target for read in reading.targets] == [target], said
    assert reading.measure == measure


@given(sayable_targets())
@settings(max_examples=50, deadline=None)
def test_the_english_wording_names_the_number_and_the_year(target):
    said = wording(target, "en")
    if target.value is not None:
        assert f"{target.value:,f}" in said
    if target.due_fiscal_year is not None:
        assert str(target.due_fiscal_year) in said


FULL = str.maketrans("0123456789%.,:~", "０１２３４５６７８９％．，：〜")


def in_kanji(number: int) -> str:
    digits, said = "〇一二三四五六七八九", ""
    for power, sign in ((10**8, "億"), (10**4, "万"), (1, "")):
        section = number // power % 10**4
        for small, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = section // small % 10
            said += ("" if digit == 1 and name else digits[digit]) + name if digit else ""
        said += sign if section else ""
    return said


@given(st.integers(1, 10**9), st.sampled_from(["人", "件", "回", "団体", "冊"]), st.integers(2019, 2045))
@settings(max_examples=200, deadline=None)
def test_the_way_of_writing_changes_nothing(number, unit, year):
    plain = f"見守りの数:{year}年度までに{number}{unit}以上"
    ways = [
        plain.translate(FULL),
        f"見守りの数：{era_year(year)}年度までに{number:,}{unit}以上",
        f"見守りの数：R{year - 2018}年度末までに{number}{unit} 以上",
        f"見守りの数　{era_year(year)}（{year}）年度までに{in_kanji(number)}{unit}以上",
        f"見守りの数：**{era_year(year)}年度までに{number:,}{unit}以上**",
    ]
    (expected,) = read_phrase(plain).targets
    for way in ways:
        assert [read.target for read in read_phrase(way).targets] == [expected.target], way


@given(st.integers(1, 10**12))
def test_a_kanji_numeral_is_its_number(number):
    text = in_kanji(number % 10**12 or 1)
    read = number_at(text, 0)
    assert (read.value, read.end, read.malformed) == (number % 10**12 or 1, len(text), False)


PIECES = st.sampled_from(
    [
        *words(
            """
            令和5年度 R5 2025年 12月末 までに 末 まで ： : 、 。 （ ） 「 」 → ※ ① (2) ・ / ～ 〜 - ▲ △ ± ＋
            70 ７０ 1,23,4 6千2百万 三百七十 〇 % ％ 割 分 件 人 円 千円 か所 回 位 倍 以上 以下 未満 超 を超える
            を下回る 前年度 前年 全国平均 大阪市平均 比 減 増 削減 向上 維持 半減 ゼロ 約 程度 それぞれ 延べ 累計
            合計 各地域 1校あたり 年 毎月 ごとに または かつ 実績 現状 目標値 の を に が は で と 割合 児童 区民
            回答 感じる する とする を目指す した である 検討中 場合 ○○ ** R2年度自己評価を踏まえ変更 から 3分の2
            10人に7人 ㍻ ㎡ 𠮷 ﾊﾟ ｱ é é ‐ ー
            """
        ),
        *" 　\n\t",
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@given(ANY_TEXT, st.one_of(st.none(), st.integers(1990, 2060)))
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("（" * 50 + "70%以上", None)
@example("「" * 30 + "」" * 30, None)
@example("70%以上" * 60, None)
@example("令和5年度~" * 40, 2020)
def test_no_text_breaks_the_reader_and_places_are_true(text, fiscal_year):
    reading = read_phrase(text, fiscal_year=fiscal_year)
    assert reading.text == text
    for read in reading.targets:
        assert 0 <= read.start <= read.end <= len(text)
        assert text[read.start : read.end] == read.printed
        assert wording(read.target) and wording(read.target, "en")
    assert is_target_like(text) in (True, False)


@given(ANY_TEXT)
def test_even_text_knows_where_each_character_stood(text):
    evened = even(text)
    assert len(evened.starts) == len(evened.ends) == len(evened.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(evened.starts, evened.ends, strict=True))
    assert list(evened.starts) == sorted(evened.starts)
    assert even(evened.text).text == evened.text


HARD = [
    "1%以上の",
    "令和5年度~",
    "（",
    "）",
    "「",
    "前年度比",
    "1,",
    "各",
    "、",
    "：",
    "から",
    "70%以上 ",
    "六",
    "○",
    "あ",
    "a",
]


@pytest.mark.parametrize("piece", HARD)
def test_a_long_phrase_is_read_or_refused_in_a_moment(piece):
    for length in (2_900, 100_000):
        text = piece * (length // len(piece))
        begun = time.perf_counter()
        reading = read_phrase(text)
        is_target_like(text)
        assert time.perf_counter() - begun < 5, f"{length} characters of {piece!r}"
        assert length < 3_000 or reading.problems[0].code == "phrase_too_long"

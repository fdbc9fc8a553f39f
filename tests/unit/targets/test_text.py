"""Evened text and its way back."""

import pytest

from hoshin.core.text import even


@pytest.mark.parametrize(
    ("printed", "evened"),
    [
        ("７０．５％", "70.5%"),
        ("７０〜８０", "70~80"),
        ("割合：", "割合:"),
        ("**41.5%**", "41.5%"),
        ("△5", "▲5"),
        ("①②", "①②"),
        ("10²㎡", "10²㎡"),
        ("ﾎﾟﾝﾄ", "ポント"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("a\u200bb", "ab"),
        ("ﾞ", "ﾞ"),
        ("≥5 ⇒ 6", "≧5 → 6"),
        ("髙 﨑 𠮷", "髙 﨑 𠮷"),
    ],
)
def test_only_what_carries_no_meaning_is_evened(printed, evened):
    assert even(printed).text == evened


def test_a_span_goes_back_to_what_was_printed():
    printed = "率：**７０％** ﾊﾟ"
    evened = even(printed)
    at = evened.text.index("70")
    start, end = evened.printed_span(at, at + 3)
    assert printed[start:end] == "７０％"
    kana = evened.text.index("パ")
    assert printed[slice(*evened.printed_span(kana, kana + 1))] == "ﾊﾟ"


def test_an_empty_span_stays_empty():
    evened = even("**率**")
    for at in range(len(evened.text) + 1):
        start, end = evened.printed_span(at, at)
        assert start == end
    assert even("").printed_span(0, 0) == (0, 0)

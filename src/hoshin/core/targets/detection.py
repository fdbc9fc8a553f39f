"""Whether a line of a document prints a target, for readers that tell indicators from other lines."""

import re

from hoshin.core.targets.doubts import is_question
from hoshin.core.targets.reading import LONGEST_PHRASE, read_phrase
from hoshin.core.targets.words import words

_FIGURES = frozenset("0123456789０１２３４５６７８９〇一二三四五六七八九十百千万億○●")
_WORDS = words(
    """
        前年 昨年 平均 ゼロ 現状 維持 増 減 検討中 未定 半減 倍 年度以上 年度以下
        """
)
_FOREIGN = re.compile(r"</?[a-z]+[ >]|[{};]\s*$|==|:=|\d{1,3}(?:\.\d{1,3}){3}|https?://|^\s*[\w.]+\(", re.I)
"""Markup, code, addresses and hours of the day: figures of other kinds of text."""
_PRICE = re.compile(
    r"(?:価格|料金|金額|送料|残高|代金|入場料|定価|番号|容量|面積|時間|人口|世帯数)[:：][^:：]*$|\d{1,2}[:：]\d{2}"
)
"""What is told with a bare figure on receipts, in profiles and on labels; a target among them would say a direction."""
_OPEN_QUESTIONS = frozenset(
    (
        "target_number_missing",
        "target_undecided",
        "target_approximate",
        "target_direction_unknown",
        "target_contradictory",
        "baseline_not_known",
        "target_number_malformed",
    )
)


def _is_japanese(sign: str) -> bool:
    return "ぁ" <= sign <= "ヿ" or "一" <= sign <= "鿿"


def is_target_like(text: str) -> bool:
    """Whether the line sets a target that can be measured, or leaves only its number or direction open.

    A target in words alone (「…を推進する」) is not enough, since any sentence of a strategy would be one; behind a
    colon (「利用者数：増加」) it is.

    >>> is_target_like("助産師への相談利用者の満足度：90%以上"), is_target_like("65歳以上の高齢者の割合")
    (True, False)
    >>> is_target_like("地域の見守りを推進する。"), is_target_like("利用者数：増加")
    (False, True)
    """
    if len(text) > LONGEST_PHRASE or not (_FIGURES.intersection(text) or any(word in text for word in _WORDS)):
        return False
    if not any(map(_is_japanese, text)) or _FOREIGN.search(text):
        return False
    reading = read_phrase(text)
    if reading.targets:
        behind_colon = any(mark in text for mark in ":：")
        return any(
            t.target.value is not None
            or t.target.baseline is not None
            or (behind_colon and t.target.comparator != "qualitative")
            for t in reading.targets
        )
    if _PRICE.search(text):
        return False
    return bool(reading.measure) and any(is_question(p) and p.code in _OPEN_QUESTIONS for p in reading.problems)

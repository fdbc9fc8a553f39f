"""Whether a line of a document prints a target, for readers that tell indicators from other lines."""

import re
from enum import IntEnum

from hoshin.core.targets.doubts import is_question
from hoshin.core.targets.reading import LONGEST_PHRASE, ReadTarget, read_phrase
from hoshin.core.targets.vocabulary import CEILING, CHANGE, COMPARE, FLOOR, MULTIPLE, SAME, SYMBOL, ZERO
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
_COLON = re.compile("[:：]")
_HINT = re.compile(
    "|".join(map(re.escape, sorted({*COMPARE, *SYMBOL, *CHANGE, *SAME, *MULTIPLE, *FLOOR, *CEILING, *ZERO}, key=len)))
    + "|[%％﹪㌫‰割半倍≧≦≥≤⩾⩽＜＞＝±▲△＋+○●◯〇Xx]|パーセント|ポイント|平均|過半|分の|検討|未定|調整中|程度|前後|約|[ｦ-ﾟ]"
)
_ENDS = re.compile(
    r"[」』\s*]*(?:[をにとがへで]?(?:す|な|し|なり|させ|でき)?(?:る|ます|た状態|目指す?|めざす?|目標|達成|維持|確保|継続|実現|到達)*"
    r"(?:とする|する|します|る)?(?:こと)?[。\s]*)?(?:[(（\[【〔〈<＜][^()（）]*[)）\]】〕〉>＞]\s*|[※＊*][^\n]*)*",
)
"""What may follow a target that ends its line: a verb that sets it, remarks in brackets, a note. A deed may not:
「年12回以上開催」 is more often what is done than what it is measured by."""
_OPEN_QUESTIONS = frozenset(
    (
        "target_number_missing",
        "target_undecided",
        "target_approximate",
        "target_direction_unknown",
        "target_contradictory",
        "baseline_not_known",
        "target_number_malformed",
        "target_conditional",
        "target_two_figures",
        "target_alternatives",
        "target_ratio_of_baseline",
        "target_fraction",
        "target_share_in_words",
        "target_range_with_threshold",
    )
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_CONDITION = re.compile(r"(?:場合|とき|時)(?:は|に|、|$)")
"""A figure of a condition (「50%未満の場合は」) is asked about and is no target; in brackets it goes with one."""


class Likeness(IntEnum):
    """How much a text looks like an indicator: a colon before the target is the surest sign."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def _is_japanese(sign: str) -> bool:
    return "ぁ" <= sign <= "ヿ" or "一" <= sign <= "鿿"


def is_target_like(text: str) -> bool:
    """Whether the line prints a target that can be measured, or leaves only its number or direction open.

    >>> is_target_like("助産師への相談利用者の満足度：90%以上"), is_target_like("65歳以上の高齢者の割合")
    (True, False)
    """
    return likeness(text) > Likeness.NONE


def likeness(text: str) -> Likeness:
    """How surely a line of a document prints a target; the one rule by which readers tell indicators from other lines.

    Behind a colon any measurable target is sure, a direction alone (「利用者数：増加」) included. Without one only a
    level that says how it is compared, or a share, is likely: 「防犯教室 年12回」 may as well be a deed. A sentence
    (「…90%以上とする。」) is a text, whatever it demands; a target in words alone (「…を推進する」) is none.

    >>> likeness("満足度：90%以上").name, likeness("町会加入率 60%以上").name, likeness("防犯教室 年12回").name
    ('STRONG', 'WEAK', 'NONE')
    >>> is_target_like("地域の見守りを推進する。"), is_target_like("利用者数：増加")
    (False, True)
    """
    if not _may_print_target(text):
        return Likeness.NONE
    reading = read_phrase(text)
    if reading.targets:
        return max(_likeness_of(target, text) for target in reading.targets)
    behind_colon = _COLON.search(text) is not None
    open_ones = _OPEN_QUESTIONS if behind_colon else _OPEN_QUESTIONS - {"target_direction_unknown"}
    asks = any(is_question(p) and p.code in open_ones for p in reading.problems)
    if not asks or not reading.measure or _PRICE.search(text) or _CONDITION.search(_BRACKETED.sub("", text)):
        return Likeness.NONE
    return Likeness.STRONG if behind_colon else Likeness.WEAK


def hints_at_target(text: str, start: int = 0) -> bool:
    """Whether a word or sign stands behind `start` without which a line has no target, unless it has a colon.

    A look and no reading: many texts that hint at one have none.

    >>> hints_at_target("町会加入率 60％以上"), hints_at_target("防犯教室 年12回"), hints_at_target("60%以上の方", 5)
    (True, False, False)
    """
    return _HINT.search(text, start) is not None


def _may_print_target(text: str) -> bool:
    """A quick look: no sentence and no other kind of text, and a colon or a word that compares."""
    if len(text) > LONGEST_PHRASE or text.rstrip().endswith("。") or not (_COLON.search(text) or hints_at_target(text)):
        return False
    if not (_FIGURES.intersection(text) or any(word in text for word in _WORDS)):
        return False
    return any(map(_is_japanese, text)) and not _FOREIGN.search(text)


def _likeness_of(read: ReadTarget, text: str) -> Likeness:
    target = read.target
    measurable = target.value is not None or target.baseline is not None
    dated = target.due_date is not None or target.due_fiscal_year is not None
    if _COLON.search(text, 0, read.end) and (measurable or dated or target.comparator != "qualitative"):
        return Likeness.STRONG
    implied = target.comparator_implied and target.unit != "%"
    return Likeness.WEAK if measurable and not implied and _ENDS.fullmatch(text, read.end) else Likeness.NONE

"""Budget cells: 「77,153千円」「一 円」「－」「4-2-1を含む」「6千2百万円」, and money of other years beside them."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hoshin.core.plan.document import Budget
from hoshin.exchange.assembly.codes import codes_in
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.sections import Fragment

_SCALES = {"": 1, "千": 1_000, "百万": 1_000_000, "万": 10_000, "億": 100_000_000, "十万": 100_000, "兆": 10**12}
_LEAD = r"(?:(?:当初|補正後?)?(?:予算|決算|事業費|見込)(?:額|案)?:?|約|計|合計|総額|金|¥|\\|\[|\(|【)*"
_SIGN = r"(?P<sign>[△▲-]?)"
_PLAIN = re.compile(
    rf"^{_LEAD}{_SIGN}(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>億|百万|十万|万|千|)(?P<unit>円?)[)】\]]*(?:\(.*\))?$"
)
_MIXED = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>億|千万|百万|十万|万|千|百|)")
_MIXED_WHOLE = re.compile(
    rf"^{_LEAD}(?P<all>(?:\d[\d,]*(?:\.\d+)?(?:億|千万|百万|十万|万|千|百))+(?:\d[\d,]*)?)円[)】\]]*$"
)
_MIXED_SCALES = {**_SCALES, "千万": 10_000_000, "百": 100}
_NONE = re.compile(
    rf"^{_LEAD}(?:[-一ー]+(?:千円|百万円|円)?|(?:予算)?(?:なし|無し|該当なし|措置なし)|ゼロ予算|未計上|予算(?:措置)?(?:なし|無し))[)】\]]*$"
)
_CODE = r"[【\[(]?\d{1,2}(?:[-.]\(?\d{1,2}\)?|-[①-⑳]|\(\d{1,2}\)){1,3}[】\])]?"
_REMEMBERED = 32_768
_LONGEST = 80
_INCLUDED = re.compile(
    rf"[(【\[※]*(?:(?:具体的)?取組|(?:事務)?事業|施策|予算額?は?|上記|番号)?{_CODE}(?:(?:、|,|・|及び|と){_CODE})*(?:の?(?:事業費?|予算額?|取組))?"
    r"(?:(?:を|に)含(?:む|める|みます|まれる|んでいる)?|の?内数|に(?:一括)?計上|と一体|とあわせて計上)(?:[^\d、。]{0,10})[)】\]]*"
)


def read_budget(fragment: Fragment, unit: str | None = None) -> Budget:
    """The meaning of a budget cell; kind `unread` when it is not understood, never a guess.

    `unit` is the unit that a header announced (「単位：千円」), for cells that print a bare number.
    """
    printed = visible(fragment.text)
    read = _amount(printed, unit) or _other(printed)
    return read or Budget("unread", printed, source=fragment.source)


@lru_cache(maxsize=_REMEMBERED)
def is_budget(text: str) -> bool:
    """Whether a text standing alone is a budget cell: an amount of yen, a dash before 円, or a reference.

    >>> [is_budget(t) for t in ("2,607千円", "一 円", "4-2-1を含む", "370件以上", "－", "1,234")]
    [True, True, True, False, False, False]
    """
    folded = fold(visible(text)).text if len(text) <= _LONGEST else ""
    if not folded or re.fullmatch(r"[-一ー]+", folded):
        return False
    if _INCLUDED.fullmatch(folded):
        return True
    plain = _PLAIN.match(folded)
    return bool((plain and plain["unit"]) or _MIXED_WHOLE.match(folded) or _NONE.match(folded))


def budget_of(text: str, unit: str | None = None) -> Budget | None:
    """What a budget text says, None when it is not understood.

    >>> budget_of("77,153千円").amount_yen, budget_of("6千2百万円").amount_yen
    (77153000, 62000000)
    >>> budget_of("一 円").kind, budget_of("(1-2-1に含む)").included_in, budget_of("約百円")
    ('none', '1-2-1', None)
    """
    return _amount(text, unit) or _other(text)


def budget_behind(text: str) -> int | None:
    """Where a budget in brackets begins that stands behind a title; None when there is none.

    >>> budget_behind("見守りの強化（19,808千円）"), budget_behind("学校（小・中）")
    (6, None)
    """
    for found in re.finditer(r"[（(【\[［]", text):
        inner = text[found.end() :].rstrip(" \u3000\n）)】]］")
        behind = text[found.start() :].rstrip()
        if found.start() and behind.endswith(("）", ")", "】", "]", "］")) and _is_bracketed_budget(inner):
            return found.start()
    return None


def _is_bracketed_budget(inner: str) -> bool:
    folded = fold(visible(inner)).text
    return bool(is_budget(inner) or re.fullmatch(r"(?:予算額?:?)?(?:[-一ー]+円?|[\d,]+(?:千|百万|万)?円)", folded))


def _other(printed: str) -> Budget | None:
    folded = fold(printed).text
    if _INCLUDED.fullmatch(folded):
        codes = codes_in(folded)
        return Budget("included_in", printed, included_in=codes[0]) if len(codes) == 1 else None
    return Budget("none", printed) if _NONE.match(folded) else None


def _amount(printed: str, unit: str | None) -> Budget | None:
    folded = fold(printed).text
    plain = _PLAIN.match(folded)
    if plain and (plain["unit"] or unit):
        if "約" in folded:
            return None
        scale = _SCALES[plain["scale"]] if plain["unit"] or plain["scale"] else _unit_in_yen(unit or "")
        return _yen(printed, plain["sign"], plain["number"], scale)
    mixed = _MIXED_WHOLE.match(folded)
    if not mixed or "約" in folded:
        return None
    parts = [(m["number"], m["scale"]) for m in _MIXED.finditer(_spelled_out(mixed["all"]))]
    total = sum((_number(n) or Decimal(0)) * _MIXED_SCALES[s] for n, s in parts)
    smallest = min(_MIXED_SCALES[s] for _, s in parts)
    return Budget("amount", printed, amount_yen=int(total), rounding_yen=smallest)


def _spelled_out(folded: str) -> str:
    """「6千2百万」 is six thousand and two hundred ten-thousands: the 万 at the end belongs to both."""
    found = re.fullmatch(r"(?P<thousands>\d+)千(?P<hundreds>\d+)百万", folded)
    return f"{found['thousands']}千万{found['hundreds']}百万" if found else folded


def _unit_in_yen(unit: str) -> int:
    found = re.search("億|百万|十万|万|千", fold(unit).text)
    return _SCALES[found.group()] if found else 1


def _yen(printed: str, sign: str, digits: str, scale: int) -> Budget | None:
    number = _number(digits)
    if number is None:
        return None
    yen = number * scale
    if yen != yen.to_integral_value():
        return None
    rounding = scale if number == number.to_integral_value() else max(1, scale // 10)
    return Budget("amount", printed, amount_yen=int(-yen if sign else yen), rounding_yen=rounding)


def _number(digits: str) -> Decimal | None:
    """The number if its thousands separators stand where they belong; 「1,23」 is a misprint."""
    if "," in digits and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return None
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None

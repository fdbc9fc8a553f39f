"""A figure as people type or paste it, with the signs that official statistics print where there is no figure.

「…」 is a figure that is not known, 「x」「χ」 one that exists and is withheld, 「***」 one that could not be obtained.
「-」 is the dangerous one: in some tables it is nought, in others it means that the thing cannot occur. It is never
taken for either until a person says which.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.text import even
from hoshin.core.values import number_at

Absence = Literal["unknown", "withheld", "not_obtained", "not_applicable"]
"""Why there is no figure: 「…」, 「x」, 「***」, and 「-」 where it stands for 該当なし."""
State = Literal["provisional", "final"]
"""速報（暫定値）、確定値."""
DashMeans = Literal["zero", "not_applicable"]

_DASH = re.compile(r"[-ー─━―—‐]+")
_UNKNOWN = re.compile(r"…+|\.{2,}|・{2,}|‥+|\?+|不詳|不明|n/?a", re.IGNORECASE)
_WITHHELD = re.compile(r"[xχ×]|秘匿", re.IGNORECASE)
_NOT_OBTAINED = re.compile(r"[*＊]+")
_MARKED = re.compile(
    r"(?P<before>[pr]\s*|(?:速報|暫定|確定|改定)値?\s*)?"
    r"(?P<rest>.*?)"
    r"(?P<after>\s*[pr]|\s*\((?:速報|暫定|確定|改定)値?\)|\s*(?:速報|暫定|確定|改定)値?)?$",
    re.DOTALL | re.IGNORECASE,
)
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?=\D|$)")
_EARLY = ("p", "速報", "暫定")


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A figure, or why there is none. `state` when a mark beside the figure says so (「p 38」「38（速報）」)."""

    value: Decimal | None = None
    absence: Absence | None = None
    state: State | None = None


def typed_value(text: str, unit: str = "", *, dash: DashMeans | None = None) -> TypedValue | Problem | None:
    """What was typed; None for an empty cell, a problem for what cannot be read with certainty.

    `dash` is what the person said that 「-」 stands for in this table.

    >>> typed_value("１，２３４件", "件").value, typed_value("△5").value
    (Decimal('1234'), Decimal('-5'))
    >>> typed_value("…").absence, typed_value("χ").absence, typed_value("-", dash="zero").value
    ('unknown', 'withheld', Decimal('0'))
    >>> typed_value("－").code, typed_value("1,23").code
    ('series_dash_unclear', 'series_value_not_read')
    """
    printed = text.strip()
    even_text = _stars_kept(printed)
    if not even_text:
        return None
    if _DASH.fullmatch(even_text):
        return _of_dash(printed, dash)
    for sign, absence in _SIGNS:
        if sign.fullmatch(even_text):
            return TypedValue(absence=absence)
    marked = _MARKED.match(even_text)
    assert marked is not None, "the pattern matches every text"
    state = _state(marked["before"] or "", marked["after"] or "")
    number = _number(marked["rest"].strip(), unit)
    if number is None:
        return Problem("series_value_not_read", found=printed[:60], severity="error", values={"unit": unit or "1"})
    return TypedValue(number, state=state)


_SIGNS: tuple[tuple[re.Pattern[str], Absence], ...] = (
    (_UNKNOWN, "unknown"),
    (_WITHHELD, "withheld"),
    (_NOT_OBTAINED, "not_obtained"),
)


def _stars_kept(printed: str) -> str:
    """Evened out; stars by themselves are a sign here, elsewhere they are Markdown."""
    return "*" if _NOT_OBTAINED.fullmatch(printed) else even(printed).text.strip()


def _of_dash(printed: str, dash: DashMeans | None) -> TypedValue | Problem:
    if dash is None:
        return Problem("series_dash_unclear", found=printed)
    return TypedValue(Decimal(0)) if dash == "zero" else TypedValue(absence="not_applicable")


def _state(before: str, after: str) -> State | None:
    marks = (before + after).lower()
    if not marks.strip():
        return None
    return "provisional" if any(mark in marks for mark in _EARLY) else "final"


def _number(text: str, unit: str) -> Decimal | None:
    """The exact number, its own unit behind it allowed; None when anything else stands there."""
    sign = -1 if text[:1] in ("▲", "-", "−") else 1
    text = text.lstrip("▲-−+").strip() if text[:1] in ("▲", "-", "−", "+") else text
    spaced = _SPACED.match(text)
    if spaced:
        text = spaced.group().replace(" ", "") + text[spaced.end() :]
    number = number_at(text, 0)
    if number is None or number.malformed:
        return None
    rest = text[number.end :].strip()
    if rest and rest != even(unit).text.strip():
        return None
    return sign * number.value

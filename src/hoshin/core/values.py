"""Exact numbers as they are printed: figures, kanji numerals and both mixed (6千2百万).

Nothing here is rounded, and nothing is guessed: a numeral that is written against its own rules (「1,23,4」) is
returned as malformed, so that whoever needs the number must ask.
"""

from dataclasses import dataclass
from decimal import Decimal

_KANJI_DIGITS = {c: d for d, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_FIGURES = frozenset("0123456789")
_MOST_FIGURES = 30


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A numeral and where it ends. `kanji` when no figure is in it, `malformed` when its value cannot be trusted."""

    value: Decimal
    end: int
    kanji: bool = False
    malformed: bool = False


def number_at(text: str, at: int) -> PrintedNumber | None:
    """The numeral that begins at `at` in evened text, or None.

    >>> number_at("6千2百万円", 0).value
    Decimal('62000000')
    >>> number_at("三百七十件", 0).value, number_at("1,250.5kWh", 0).value
    (Decimal('370'), Decimal('1250.5'))
    >>> number_at("1,23,4件", 0).malformed
    True
    """
    total, section, current = Decimal(0), Decimal(0), None
    small_below, large_below = 10**4, 10**16
    kanji, malformed, started = True, False, at
    while at < len(text):
        sign = text[at]
        if sign in _FIGURES and current is None:
            current, at, malformed = _figures(text, at)
            kanji = False
        elif sign in _KANJI_DIGITS and kanji and (current is None or text[at - 1] in _KANJI_DIGITS):
            current = (current or Decimal(0)) * 10 + _KANJI_DIGITS[sign]
            at += 1
        elif sign in _SMALL and _SMALL[sign] < small_below:
            section += (Decimal(1) if current is None else current) * _SMALL[sign]
            small_below, current, at = _SMALL[sign], None, at + 1
        elif sign in _LARGE and _LARGE[sign] < large_below and (section or current):
            total += (section + (current or 0)) * _LARGE[sign]
            section, current, small_below, large_below, at = Decimal(0), None, 10**4, _LARGE[sign], at + 1
        elif sign == " " and current is not None and not kanji and text[at + 1 : at + 2] in _LARGE:
            at += 1
        else:
            break
        if malformed or at - started > _MOST_FIGURES:
            break
    if at == started:
        return None
    return PrintedNumber(total + section + (current or 0), at, kanji, malformed or at - started > _MOST_FIGURES)


def _figures(text: str, at: int) -> tuple[Decimal, int, bool]:
    """Figures with thousands and a point; malformed when commas or points do not stand where they may."""
    end = at
    while end < len(text) and (text[end] in _FIGURES or (text[end] in ",." and text[end + 1 : end + 2].isdecimal())):
        if end - at > 2 * _MOST_FIGURES:
            return Decimal(0), end, True
        end += 1
    printed = text[at:end]
    whole, *fractions = printed.split(".")
    first, *groups = whole.split(",")
    well = len(fractions) <= 1 and "," not in "".join(fractions) and not (groups and not 1 <= len(first) <= 3)
    if not well or any(len(group) != 3 for group in groups) or not printed.isascii():
        return Decimal(0), end, True
    return Decimal(printed.replace(",", "")), end, False


def in_figures(value: Decimal) -> str:
    """The number as people print it.

    >>> in_figures(Decimal("62000000")), in_figures(Decimal("69.10"))
    ('62,000,000', '69.1')
    """
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain

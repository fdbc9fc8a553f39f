"""Numbers that Word prints before a paragraph and does not store: 「①」「1-1」「(1)」, counted as Word counts them."""

import re
from dataclasses import dataclass, field

from lxml import etree

from hoshin.exchange.xml_names import attribute

_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_KANJI = "〇一二三四五六七八九"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list prints: the numeral style, the text with %1 … %9, where it starts."""

    style: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counter_of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def next_label(self, number_id: str | None, level_text: str | None) -> str:
        """The printed number of the next paragraph of a list; "" for no list, `・` for any bullet."""
        level_at = int(level_text) if level_text and level_text.isdigit() and int(level_text) < _LEVELS else 0
        levels = self.levels.get(number_id or "", {})
        level = levels.get(level_at)
        if number_id in (None, "0") or level is None:
            return ""
        counts = self._counts.setdefault(self.counter_of[number_id or ""], [None] * _LEVELS)
        current = counts[level_at]
        counts[level_at] = level.start if current is None else current + 1
        counts[level_at + 1 :] = [None] * (_LEVELS - level_at - 1)
        if level.style == "bullet":
            return "・"
        if level.style == "none":
            return ""
        return re.sub(r"%([1-9])", lambda m: _shown(levels, counts, int(m[1]) - 1), level.text)


def read_numbering(root: etree._Element) -> Numbering:
    """The lists of `numbering.xml`."""
    abstract = {attribute(a, "abstractNumId") or "": _levels(a) for a in root.iterfind("{*}abstractNum")}
    numbering = Numbering()
    for element in root.iterfind("{*}num"):
        number_id = attribute(element, "numId") or ""
        reference = element.find("{*}abstractNumId")
        abstract_id = "" if reference is None else attribute(reference, "val") or ""
        levels = dict(abstract.get(abstract_id, {}))
        overrides = _overrides(element, levels)
        numbering.levels[number_id] = levels | overrides
        numbering.counter_of[number_id] = f"num {number_id}" if overrides else f"abstract {abstract_id}"
    return numbering


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for level in element.iterfind("{*}lvl"):
        at = attribute(level, "ilvl") or "0"
        if at.isdigit() and int(at) < _LEVELS:
            found[int(at)] = _level(level)
    return found


def _level(element: etree._Element) -> Level:
    start, style, text = (element.find(f"{{*}}{name}") for name in ("start", "numFmt", "lvlText"))
    begin = "1" if start is None else attribute(start, "val") or "1"
    return Level(
        "decimal" if style is None else attribute(style, "val") or "decimal",
        "" if text is None else attribute(text, "val") or "",
        int(begin) if begin.isdigit() else 1,
    )


def _overrides(element: etree._Element, levels: dict[int, Level]) -> dict[int, Level]:
    found = {}
    for override in element.iterfind("{*}lvlOverride"):
        at = attribute(override, "ilvl") or "0"
        if not at.isdigit() or int(at) not in levels:
            continue
        own, start = override.find("{*}lvl"), override.find("{*}startOverride")
        level = levels[int(at)] if own is None else _level(own)
        begin = None if start is None else attribute(start, "val")
        found[int(at)] = Level(level.style, level.text, int(begin) if begin and begin.isdigit() else level.start)
    return found


def _shown(levels: dict[int, Level], counts: list[int | None], at: int) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    count = counts[at]
    return numeral(level.start if count is None else count, level.style)


def numeral(number: int, style: str) -> str:
    """A number in one of Word's numeral styles; digits for a style that is not known.

    >>> numeral(3, "decimalEnclosedCircle"), numeral(4, "lowerRoman"), numeral(12, "japaneseCounting")
    ('③', 'iv', '十二')
    """
    match style:
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(ord("①") + number - 1)
        case "decimalEnclosedParen" if 1 <= number <= 20:
            return chr(ord("⑴") + number - 1)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord("０") + int(d)) for d in str(number))
        case "aiueo" | "aiueoFullWidth" if 1 <= number <= len(_AIUEO):
            return _AIUEO[number - 1]
        case "iroha" | "irohaFullWidth" if 1 <= number <= len(_IROHA):
            return _IROHA[number - 1]
        case "japaneseCounting" | "japaneseDigitalTenThousand" | "chineseCounting" if 1 <= number < 100:
            return _counted(number)
        case "upperLetter" | "lowerLetter" if 1 <= number <= 26:
            return chr((ord("A") if style == "upperLetter" else ord("a")) + number - 1)
        case "upperRoman" | "lowerRoman" if 1 <= number < 40:
            roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
            return roman if style == "upperRoman" else roman.lower()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _KANJI[tens]) + ("十" if tens else "") + ("" if not ones else _KANJI[ones])

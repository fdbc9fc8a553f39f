"""A phrase cut into tokens with their places. The tokenizer decides what a word is, the grammar what it does."""

from dataclasses import dataclass
from decimal import Decimal

from hoshin.core.periods import Period, period_at
from hoshin.core.targets.baselines import PrintedBaseline, baseline_at
from hoshin.core.targets.vocabulary import (
    CHANGE,
    CLOSING,
    FIRST_SIGNS,
    LONGEST_UNIT,
    LONGEST_WORD,
    NOT_NUMBERS,
    NOT_UNITS,
    OPENING,
    UNITS,
    WORDS,
    Role,
)
from hoshin.core.values import PrintedNumber, number_at

_LONGEST_FREE_UNIT = 8
_LONGEST_BARE_UNIT = 4
_CIRCLED = frozenset(
    map(chr, (*range(0x2460, 0x2474), *range(0x2474, 0x249C), *range(0x24EA, 0x2500), *range(0x2776, 0x2794)))
)
_PARTICLES = ("の", "を", "が", "は", "に", "で", "と", "へ", "、", "も")
_ITEMS = "アイウエオカキクケコⅰⅱⅲⅳⅴⅠⅡⅢⅣⅤabcdeABCDE"
_HOLDERS = "○●◯〇◎□■△▲×xX*＊_"
_LEVELS = (
    "とする",
    "にする",
    "とし、",
    "にし、",
    "となる",
    "になる",
    "を目指",
    "を達成",
    "まで増",
    "まで減",
    "まで引",
    "に増",
    "に減",
    "に引",
    "に拡",
    "に削",
    "に向上",
    "に高め",
)
_COMPARES = ("以上", "以下", "以内", "未満", "超", "を超", "を上回", "を下回")
_PLAIN = frozenset(map(chr, range(0x3041, 0x3097))) - FIRST_SIGNS
"""Hiragana with which no word of the tables begins: the most frequent signs, and never more than text."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `sense` is the word's meaning; numbers, periods and baselines carry their value.

    `bound` marks a number that is part of a name or code (第3回, G7, 3-2) or of a misprint.
    """

    role: Role
    start: int
    end: int
    sense: str = ""
    number: Decimal = Decimal(0)
    kanji: bool = False
    bound: bool = False
    malformed: bool = False
    period: Period | None = None
    baseline: PrintedBaseline | None = None


def tokenize(text: str, fiscal_year: int | None = None) -> list[Token]:
    """Every character of evened text, in tokens without a gap.

    >>> [(t.role.value, t.start, t.end) for t in tokenize("率:70%以上")]
    [('text', 0, 1), ('colon', 1, 2), ('number', 2, 4), ('unit', 4, 5), ('compare', 5, 7)]
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        before = tokens[-1] if tokens else None
        if text[at] in _PLAIN and not (before is not None and before.role is Role.NUMBER):
            token = Token(Role.TEXT, at, _plain_end(text, at))
        else:
            token = _token(text, at, fiscal_year, before)
        if (
            token.role is Role.TEXT
            and not token.sense
            and tokens
            and tokens[-1].role is Role.TEXT
            and _flows(text, token.start)
        ):
            tokens[-1] = Token(Role.TEXT, tokens[-1].start, token.end)
        else:
            tokens.append(token)
        at = token.end
    return tokens


def _plain_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text) and text[end] in _PLAIN:
        end += 1
    return end


def _token(text: str, at: int, fiscal_year: int | None, before: Token | None) -> Token:
    if before is not None and before.role is Role.NUMBER:
        unit = _unit(text, at, before)
        if unit is not None:
            return unit
    period = period_at(text, at, fiscal_year)
    if period is not None:
        return Token(Role.PERIOD, at, period.end, period=period)
    baseline = baseline_at(text, at)
    if baseline is not None:
        return Token(Role.BASELINE, at, baseline.end, sense=baseline.baseline, baseline=baseline)
    return (
        _blank(text, at)
        or _number(text, at)
        or _mark(text, at)
        or _word(text, at)
        or _holder(text, at)
        or Token(Role.TEXT, at, at + 1)
    )


def _number(text: str, at: int) -> Token | None:
    number = number_at(text, at)
    if number is None or (number.kanji and text.startswith(NOT_NUMBERS, at)):
        return None
    before = text[at - 1 : at] if at else ""
    misprint = before in ("l", "I", "O") and not (at >= 2 and text[at - 2].isascii() and text[at - 2].isalpha())
    bound = (_names(before) and not misprint) or (before == "-" and at >= 2 and (text[at - 2].isalnum()))
    bound = bound or _begins_code(text, number.end) or _is_month(text, number)
    end, malformed = number.end, number.malformed or misprint
    if not number.kanji and text[end : end + 1] in ("O", "o", "l") and text[end - 1].isdecimal():
        end, malformed = end + 1, True
    return Token(Role.NUMBER, at, end, number=number.value, kanji=number.kanji, bound=bound, malformed=malformed)


def _is_month(text: str, number: PrintedNumber) -> bool:
    """「8月に開催」, but not 「8月間」, 「10月以内」 or 「6.5月を維持」."""
    whole = "." not in text[number.end - 2 : number.end] and 1 <= number.value <= 12
    behind = number.end + 1
    return whole and text.startswith("月", number.end) and not text.startswith((*_COMPARES, "間", "分", "を"), behind)


def _begins_code(text: str, end: int) -> bool:
    """「2-1-1」 and 「3-2」, but not the range 「8.0-9.5%」."""
    if text[end : end + 1] != "-" or not text[end + 1 : end + 2].isdecimal():
        return False
    behind = end + 1
    while behind < len(text) and (text[behind].isdecimal() or text[behind] in ".,"):
        behind += 1
    return text[behind : behind + 1] == "-" or _known_unit(text, behind) is None


def _names(before: str) -> bool:
    return (
        before in tuple("〇一二三四五六七八九十百千万億")
        or before == "第"
        or (before.isascii() and before.isalpha())
        or before in ("#", "№", "〒")
    )


def _unit(text: str, at: int, number: Token) -> Token | None:
    """The unit behind a number, with 割 and 千円 left to the grammar by their sense."""
    skip = at + (text[at : at + 1] == " " and not number.kanji)
    if text.startswith("割", skip) and not text.startswith("割合", skip):
        return Token(Role.UNIT, at, skip + 1, sense="割")
    known = _known_unit(text, skip)
    free = None if number.kanji else _free_unit(text, at)
    if known is None or (free is not None and free.end > known.end):
        return free
    behind = text[known.end : known.end + 1]
    return known if skip == at or not "一" <= behind <= "鿿" or text.startswith(_COMPARES, known.end) else None


def _known_unit(text: str, at: int) -> Token | None:
    for length in range(min(LONGEST_UNIT, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in UNITS and not _goes_on(text, at + length, word):
            return Token(Role.UNIT, at, at + length, sense=UNITS[word])
    return None


def _goes_on(text: str, end: int, unit: str) -> bool:
    """Whether the word goes on, so that it was no unit (「5点満点」「3歳児」「10分の1」「m」 in 「mm」)."""
    behind = text[end : end + 1]
    if unit.isascii() and unit[-1].isalpha():
        return behind.isascii() and (behind.isalpha() or behind.isdecimal())
    return text.startswith(NOT_UNITS, end - len(unit)) and not text.startswith(("目指", "目標"), end)


def _free_unit(text: str, at: int) -> Token | None:
    """A unit that no table holds, certain because a comparator follows it (「25手続以上」「5.2km/h以下」)."""
    end = at
    while end < len(text) and end - at <= _LONGEST_FREE_UNIT and _may_be_unit(text[end]):
        if end > at and text.startswith(_COMPARES, end):
            break
        end += 1
    certain = text.startswith(_COMPARES, end) or (end - at <= _LONGEST_BARE_UNIT and text.startswith(_LEVELS, end))
    if (
        end == at
        or not certain
        or end - at > _LONGEST_FREE_UNIT
        or text[at:end].endswith(("程度", "前後", "台", "規模", "増", "減", "増加", "減少", "超過"))
    ):
        return None
    return Token(Role.UNIT, at, end, sense=text[at:end])


def _may_be_unit(sign: str) -> bool:
    return sign.isalpha() and not "ぁ" <= sign <= "ゖ" and sign not in "以未超"


def _mark(text: str, at: int) -> Token | None:
    sign = text[at]
    if sign in _ITEMS and text[at - 1 : at] == "(" and text[at + 1 : at + 2] == ")":
        return Token(Role.TEXT, at, at + 1, sense="item")
    if sign in _CIRCLED:
        return Token(Role.LABEL, at, at + 1)
    if sign in " \t":
        end = at
        while end < len(text) and text[end] in " \t":
            end += 1
        return Token(Role.COLON if "\t" in text[at:end] else Role.SPACE, at, end)
    if sign in "\n。;":
        return Token(Role.STOP, at, at + 1, sense="line" if sign == "\n" else "")
    if sign in "、,":
        return Token(Role.COMMA, at, at + 1)
    if sign == ":":
        clock = text[at - 1 : at].isdecimal() and text[at + 1 : at + 3].isdecimal() and len(text[at + 1 : at + 3]) == 2
        return Token(
            Role.TEXT if clock and at and text[at - 1].isdecimal() and "%" not in text[at : at + 6] else Role.COLON,
            at,
            at + 1,
        )
    if sign == "→":
        return Token(Role.ARROW, at, at + 1)
    if sign == "~":
        return Token(Role.RANGE, at, at + 1)
    if sign == "/":
        return Token(Role.TEXT, at, at + 1, sense="/")
    if sign in OPENING and not text.startswith((">=", "<=", "(注", "(参考", "(備考", "[参考", "【参考"), at):
        return _angle(text, at) or Token(Role.OPEN, at, at + 1, sense=sign)
    if sign in CLOSING and not text.startswith(">=", at):
        return _angle(text, at) or Token(Role.CLOSE, at, at + 1, sense=sign)
    if sign == "-" and text[at + 1 : at + 2].isdecimal() and not text[at - 1 : at].isalnum():
        return Token(Role.SIGN, at, at + 1, sense="-")
    return None


def _angle(text: str, at: int) -> Token | None:
    if text[at] in "<>" and text[at + 1 : at + 2].isdecimal():
        return Token(Role.SYMBOL, at, at + 1, sense=text[at])
    return None


def _word(text: str, at: int) -> Token | None:
    if text[at] not in FIRST_SIGNS:
        return None
    for length in range(min(LONGEST_WORD, len(text) - at), 0, -1):
        known = WORDS.get(text[at : at + length])
        if known is not None and not (known[0] is Role.NOTE and _refers(text, at + length)):
            return Token(known[0], at, at + length, sense=known[1])
    return None


def _refers(text: str, end: int) -> bool:
    """Whether 「※」 is a mark on the word before it (「課題※の解決」) and the sentence goes on."""
    while end < len(text) and (text[end].isdecimal() or text[end] == " "):
        end += 1
    return text.startswith(_PARTICLES, end) or any(text.startswith(word + "する", end) for word in CHANGE)


def _holder(text: str, at: int) -> Token | None:
    """A placeholder for a number (「○○％」「XX件」)."""
    end = at
    while end < len(text) and text[end] in _HOLDERS and end - at < 6:
        end += 1
    if end == at or (at and text[at - 1].isascii() and text[at - 1].isalpha()):
        return None
    unit = _known_unit(text, end)
    if unit is None or (end - at == 1 and not text.startswith(_COMPARES, unit.end)):
        return None
    return Token(Role.HOLDER, at, end)


def _blank(text: str, at: int) -> Token | None:
    """A dash or empty brackets where the number should stand (「-件以上」「【 】%以上」)."""
    end = at
    if text[at] in "-―—ー" and not text[at - 1 : at].isalnum():
        end = at + 1
    elif text[at] in "([【":
        closed = at + 1
        while closed < len(text) and text[closed] == " " and closed - at < 8:
            closed += 1
        end = closed + 1 if text[closed : closed + 1] in tuple(")]】") else at
    unit = _known_unit(text, end) if end > at else None
    if unit is None or not text.startswith(_COMPARES, unit.end):
        return None
    return Token(Role.HOLDER, at, end)


def _flows(text: str, at: int) -> bool:
    """Whether the character before belongs to the same run: kanji, kana and Latin letters do not mix."""
    return _script(text[at - 1]) == _script(text[at]) != ""


def _script(sign: str) -> str:
    if "ぁ" <= sign <= "ゟ":
        return "hiragana"
    if "ァ" <= sign <= "ヿ":
        return "katakana"
    if "一" <= sign <= "鿿" or sign == "々":
        return "kanji"
    return "latin" if sign.isascii() and sign.isalpha() else ""

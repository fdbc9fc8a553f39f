"""A phrase cut into the parts that may each hold one target: at commas, list labels, arrows, かつ and sentence ends.

Brackets and quotations are never cut. Labels at the head and stamps anywhere are set aside first.
"""

from dataclasses import dataclass

from hoshin.core.targets.tokens import Token
from hoshin.core.targets.vocabulary import PAIRS, Role
from hoshin.core.targets.words import words

_STAMP_STARTS = words(
    """
        自己評価を踏まえ 評価を踏まえ 自己評価により 評価により 振り返りを踏まえ 中間振り返りを踏まえ
        の自己評価を踏まえ の評価を踏まえ 自己評価結果を踏まえ 評価結果を踏まえ
        """
)
_STAMP_ENDS = ("変更", "修正", "見直し", "追加", "新設", "設定")
_STAMP_LONGEST = 30
_COLUMNS = words("目標値 実績値 実績: 達成率 達成度 現状値 基準値 結果:")
"""Heads of columns that stand side by side in one line: 「目標値：75%　実績値：71.2%　達成率：94.9%」."""
_ITEMS = "アイウエオカキクケコ"
_LABEL_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """The tokens `start` to `end`. `parted_by` is the token that ended it; `sentence` counts its sentence."""

    start: int
    end: int
    sentence: int
    parted_by: Role | None = None


def bracket_pairs(tokens: list[Token]) -> dict[int, int]:
    """Which bracket closes which, both ways. A bracket without its partner is a plain character."""
    pairs: dict[int, int] = {}
    open_ones: list[int] = []
    for i, token in enumerate(tokens):
        if token.role is Role.OPEN:
            open_ones.append(i)
        elif token.role is Role.CLOSE:
            for depth in range(len(open_ones) - 1, max(-1, len(open_ones) - 4), -1):
                if PAIRS[tokens[open_ones[depth]].sense] == token.sense:
                    pairs[open_ones[depth]], pairs[i] = i, open_ones[depth]
                    del open_ones[depth:]
                    break
    return pairs


def label_end(text: str) -> tuple[str | None, int]:
    """The label at the head of an evened text and where it ends: ①, ②-1, (1), ア, ・.

    >>> label_end("②-1 対象者"), label_end("・防災"), label_end("3歳児健診")
    (('②-1', 4), ('・', 1), (None, 0))
    """
    at = 0
    while at < len(text) and text[at] in " \t\n#>":
        at += 1
    begun, bullet = at, False
    while (
        at < len(text)
        and (text[at] in "・●○◆◇■□▪•◎*" or text.startswith("- ", at))
        and not text[at + 1 : at + 2].isdecimal()
        and not _holds_place(text, at)
    ):
        at, bullet = at + 1, True
        while at < len(text) and text[at] in " \t":
            at += 1
    end = _circled_end(text, at) or _bracketed_end(text, at) or _item_end(text, at)
    if end is None:
        return (text[begun:at].strip() if bullet else None), at if bullet else 0
    label = text[begun if not bullet else at : end].strip().rstrip(".:、")
    while end < len(text) and text[end] in " \t":
        end += 1
    return label, end


def _holds_place(text: str, at: int) -> bool:
    return text[at] in "○●◯□" and (text[at + 1 : at + 2] in ("○", "●", "%", "件", "人", "回"))


def _circled_end(text: str, at: int) -> int | None:
    sign = text[at : at + 1]
    if not sign or not (
        0x2460 <= ord(sign) <= 0x2473 or 0x2474 <= ord(sign) <= 0x249B or 0x2776 <= ord(sign) <= 0x2793
    ):
        return None
    end = at + 1
    if text[end : end + 1] in ("-", "ー", "・") and text[end + 1 : end + 2].isdecimal():
        end += 2
    return end + (text[end : end + 1] in ".:") if text[end : end + 1] else end


def _bracketed_end(text: str, at: int) -> int | None:
    end = at + (text[at : at + 1] == "(")
    begun = end
    while end < len(text) and end - begun < 2 and (text[end].isdecimal() or text[end] in _ITEMS + "ⅰⅱⅲⅳⅴⅠⅡⅢⅣⅤabcABC"):
        end += 1
    if end == begun or text[end : end + 1] != ")":
        return None
    return end + 1


def _item_end(text: str, at: int) -> int | None:
    """「ア　」「1.」「1 」: an item sign that a space or a point sets apart."""
    if text[at : at + 1] and text[at] in _ITEMS and text[at + 1 : at + 2] in (" ", ".", "\t"):
        return at + 2
    end = at
    while end < len(text) and end - at < 2 and text[end].isdecimal():
        end += 1
    if end > at and text[end : end + 1] == "." and not text[end + 1 : end + 2].isdecimal() and text[end + 1 : end + 2]:
        return end + 1
    return None


def stamps(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Printed marks such as 「R2年度自己評価を踏まえ変更」, as spans of the evened text."""
    found = []
    for token in tokens:
        if token.role is not Role.PERIOD:
            continue
        at = token.end
        near = text[at : at + _STAMP_LONGEST].replace("\n", "").replace(" ", "")
        if not near.startswith(_STAMP_STARTS):
            continue
        ends = [
            text.find(word, at, at + _STAMP_LONGEST) + len(word)
            for word in _STAMP_ENDS
            if text.find(word, at, at + _STAMP_LONGEST) >= 0
        ]
        if ends:
            end = min(ends)
            opened = token.start - 1 if token.start and text[token.start - 1] in "([【<" else token.start
            found.append((opened, end + (opened < token.start and text[end : end + 1] in tuple(")]】>"))))
    return found


def cut(text: str, tokens: list[Token], pairs: dict[int, int], low: int, high: int) -> list[Part]:
    """The parts between the offsets `low` and `high`, without the remark that ※ begins."""
    parts: list[Part] = []
    sentence, begun, i = 0, None, 0
    while i < len(tokens):
        token = tokens[i]
        if token.start < low:
            i += 1
            continue
        if token.start >= high:
            break
        if begun is None:
            begun = i
        if token.role is Role.OPEN and i in pairs and not _numbered(tokens, i, pairs):
            i = pairs[i] + 1
            continue
        if token.role is Role.NOTE:
            if i > begun:
                parts.append(Part(begun, i, sentence, Role.NOTE))
            begun, i = None, _behind_note(tokens, i)
            sentence += 1
            continue
        parting = _parting(text, tokens, i, pairs)
        if parting is not None:
            if i > begun:
                parts.append(Part(begun, i, sentence, parting))
            sentence += parting is Role.STOP
            begun = None
            i = pairs[i] if parting is Role.LABEL and token.role is Role.OPEN else i
        i += 1
    if begun is not None:
        end = next((k for k in range(begun, len(tokens)) if tokens[k].start >= high), len(tokens))
        if end > begun:
            parts.append(Part(begun, end, sentence))
    return parts


def _numbered(tokens: list[Token], i: int, pairs: dict[int, int]) -> bool:
    """「(2)」 or 「(イ)」 between two items of a list."""
    if tokens[i].sense != "(" or pairs[i] != i + 2:
        return False
    inside = tokens[i + 1]
    number = inside.role is Role.NUMBER and inside.number < 20 and not inside.kanji
    return number or (inside.end - inside.start == 1 and inside.sense == "item")


def _behind_note(tokens: list[Token], i: int) -> int:
    """A remark lasts to the end of its line."""
    while i < len(tokens) and not (
        tokens[i].role is Role.STOP and tokens[i].end - tokens[i].start == 1 and tokens[i].sense == "line"
    ):
        i += 1
    return i


def _parting(text: str, tokens: list[Token], i: int, pairs: dict[int, int]) -> Role | None:
    token = tokens[i]
    if token.role is Role.ALL_OF and token.sense == "list":
        return Role.ALL_OF if i and tokens[i - 1].role is Role.COMPARE else None
    if token.role in (Role.COMMA, Role.STOP, Role.ALL_OF, Role.ANY_OF, Role.ARROW, Role.LABEL):
        return token.role
    if token.role is Role.OPEN and i in pairs and _numbered(tokens, i, pairs):
        return Role.LABEL
    if token.role is Role.SPACE and text.startswith(_COLUMNS, token.end):
        return Role.COMMA
    return None

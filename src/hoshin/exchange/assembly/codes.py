"""Codes of a plan's levels: 「1-1-1」 in the many ways they are printed.

A code's depth is the level, whatever a government calls that level. What merely looks like one (a date, a decimal
number, a range, 「4-2-1を含む」) is not a code.
"""

import re
from dataclasses import dataclass

from hoshin.exchange.assembly.folding import DASHES, fold_width

_CIRCLED = {chr(0x2460 + n): str(n + 1) for n in range(20)}
_ROMAN = {chr(0x2160 + n): str(n + 1) for n in range(12)}
_PART = rf"(?:\d{{1,2}}|[{''.join(_ROMAN)}])"
_LATER = rf"(?:\({_PART}\)|{_PART}|[{''.join(_CIRCLED)}])"
_SEPARATOR = r"\s?(?:-|ー|\.)\s?"
CODE = rf"(?<![\d.,-]){_PART}(?:(?:{_SEPARATOR}){_LATER}|\({_PART}\)){{0,4}}(?![\d,]|[.-]\d)"
"""One code in width-folded text, of any depth. Dots and a single part need more evidence: see `Code.is_sure`."""
_CODE = re.compile(CODE)
_PIECE = re.compile(rf"{_PART}|[{''.join(_CIRCLED)}]")
_REFERENCE = re.compile(
    r"\s*(?:を含む|に含む|に含め|の内数|に計上|と同じ|を?参照|の?再掲分|から|、|,|及び|および|・|と|~)"
)
_QUANTITY = re.compile(
    r"(?:年度?|代|か月|ヶ月|月|日|時間?|分|秒|人|名|件|回|校|箇所|か所|円|%|倍|点|台|団体|世帯|歳|地域|億|万|千)(?![一-鿿])"
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as ASCII with dashes, where it stood, and whether its form alone makes it one."""

    text: str
    start: int
    end: int
    is_sure: bool

    @property
    def depth(self) -> int:
        """1 for an issue, 2 for an outcome, 3 for an initiative."""
        return self.text.count("-") + 1


def read_code(text: str, at: int = 0) -> Code | None:
    """The code that stands at `at`, brackets around it included in its place.

    >>> read_code("１－(1)－① 見守り").text
    '1-1-1'
    >>> read_code("【1-1】まち"), read_code("4-2-1を含む")
    (Code(text='1-1', start=0, end=5, is_sure=True), None)
    """
    folded = fold_width(text)
    opening = re.compile(r"\s*([【\[(<「]?)\s*").match(folded, at)
    assert opening
    found = _CODE.match(folded, opening.end())
    if not found:
        return None
    end = found.end()
    if opening.group(1):
        closing = re.compile(r"\s*[】\])>」]").match(folded, end)
        if not closing:
            return None
        end = closing.end()
    normal = normal_code(found.group())
    if normal is None or _REFERENCE.match(folded, end):
        return None
    if normal.count("-") < 2 and _QUANTITY.match(folded, end):
        return None
    start = opening.start(1) if opening.group(1) else found.start()
    return Code(normal, start, end, _is_sure(found.group(), normal))


def normal_code(text: str) -> str | None:
    """The code as ASCII numbers joined by dashes; None when a part is zero, which numbers have and codes have not.

    >>> normal_code("Ⅱ－３"), normal_code("1.0")
    ('2-3', None)
    """
    pieces = _PIECE.findall(fold_width(text))
    numbers = [int(_ROMAN.get(p) or _CIRCLED.get(p) or p) for p in pieces]
    if not numbers or 0 in numbers:
        return None
    return "-".join(map(str, numbers))


def codes_in(text: str) -> tuple[str, ...]:
    """Every code of at least two parts that the text names: 「1-2-1、1-2-2に含む」.

    >>> codes_in("１－２－１及び1-2-3に含む")
    ('1-2-1', '1-2-3')
    """
    found = (normal_code(m.group()) for m in _CODE.finditer(fold_width(text)))
    return tuple(code for code in found if code and "-" in code)


def parent_of(code: str) -> str | None:
    """The code one level up, None at the top.

    >>> parent_of("4-2-1")
    '4-2'
    """
    return code.rpartition("-")[0] or None


def code_order(code: str) -> tuple[int, ...]:
    """A sort key: 10-1 comes after 9-1."""
    return tuple(int(part) for part in code.split("-"))


def _is_sure(printed: str, normal: str) -> bool:
    """A dash between parts makes a code; dots do from three parts on, since 「1.1」 is a number too."""
    depth = normal.count("-") + 1
    has_dash = bool(re.search(rf"[{re.escape(DASHES)}ー(]", printed))
    return depth >= 3 if not has_dash else depth >= 2

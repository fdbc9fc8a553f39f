"""A number format (`#,##0"千円"`, `[$-411]ggge"年"`) cut into sections and tokens; `number_formats` prints them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "ge.m.d", 28: 'ggge"年"m"月"d"日"', 29: 'ggge"年"m"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: "ge.m.d",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: '"¥"#,##0;"¥"-#,##0;"¥"-', 43: "#,##0.00;-#,##0.00;-",
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: "ge.m.d", 51: 'ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: "ge.m.d", 58: 'ggge"年"m"月"d"日"',
}  # fmt: skip
"""The formats that a file names by number only, as a Japanese Excel shows them."""

TokenKind = Literal["literal", "digits", "point", "comma", "percent", "exponent", "date", "text", "general", "unknown"]

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<skip>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/標準)
    | (?P<exponent>E[+-]0+)
    | (?P<ampm>AM/PM|A/P|午前/午後)
    | (?P<date>y{1,4}|m{1,5}|d{1,4}|h{1,2}|s{1,2}|g{1,3}|e{1,2}|a{3,4}|r{1,2})
    | (?P<digits>[0\#?]+)
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-.*)?")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOURS = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黒|青|水|緑|紫|赤|白|黄|色 ?\d+)", re.I
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One element of a section."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format, with the condition that chooses it."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    numeral_style: int = 0

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return any(t.kind == "date" for t in self.tokens)

    @property
    def is_known(self) -> bool:
        """Whether everything in it is understood."""
        return all(t.kind != "unknown" for t in self.tokens) and self.numeral_style in (0, 3)


@cache
def parse_format(code: str) -> tuple[Section, ...]:
    """The sections of a format code.

    >>> [token.text for token in parse_format('#,##0"千円"')[0].tokens]
    ['#', ',', '##0', '千円']
    >>> len(parse_format('#,##0;"▲"#,##0;"－";@'))
    4
    """
    return tuple(_section(part) for part in _split(code))


def _split(code: str) -> list[str]:
    """Cuts at semicolons that stand outside of quotes, brackets and escapes."""
    parts, current = [], ""
    for matched in re.finditer(r'"[^"]*"?|\\.|\[[^\]]*\]|;|.', code, re.DOTALL):
        piece = matched.group()
        if piece == ";":
            parts.append(current)
            current = ""
        else:
            current += piece
    return [*parts, current]


def _section(code: str) -> Section:
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    style = 0
    for matched in _TOKEN.finditer(code):
        kind, text = matched.lastgroup or "other", matched.group(matched.lastgroup or 0)
        if kind == "bracket":
            token, condition, style = _bracket(text, condition, style)
            tokens += token
        elif kind not in ("fill",):
            tokens.append(_token(kind, text))
    return Section(tuple(_settle_minutes(tokens)), condition, style)


_PLAIN: dict[str, TokenKind] = {
    "general": "general", "exponent": "exponent", "date": "date", "digits": "digits",
    "point": "point", "comma": "comma", "percent": "percent", "text": "text",
}  # fmt: skip


def _token(kind: str, text: str) -> Token:
    if kind == "skip":
        return Token("literal", " ")
    if kind == "ampm":
        return Token("date", "AM/PM")
    if kind in _PLAIN:
        return Token(_PLAIN[kind], text.lower() if kind == "date" else text)
    if kind == "other" and text == "/":
        return Token("literal", "/")
    return Token("literal", text)


def _bracket(
    text: str, condition: tuple[str, float] | None, style: int
) -> tuple[list[Token], tuple[str, float] | None, int]:
    """What stands in square brackets: a condition, a currency, a numeral style, elapsed hours, a colour."""
    if matched := _CONDITION.fullmatch(text.strip()):
        return [], (matched[1], float(matched[2])), style
    if text.startswith("$"):
        currency = _CURRENCY.fullmatch(text)
        return ([Token("literal", currency[1])] if currency and currency[1] else []), condition, style
    if matched := re.fullmatch(r"DBNum(\d)", text, re.IGNORECASE):
        return [], condition, int(matched[1])
    if _ELAPSED.fullmatch(text):
        return [Token("date", f"[{text[0].lower()}]")], condition, style
    if _COLOURS.fullmatch(text):
        return [], condition, style
    return [Token("unknown", text)], condition, style


def _settle_minutes(tokens: list[Token]) -> list[Token]:
    """An `m` next to hours or seconds is minutes, written `n` from here on."""
    places = [i for i, token in enumerate(tokens) if token.kind == "date"]
    settled = list(tokens)
    for at, i in enumerate(places):
        if not tokens[i].text.startswith("m") or len(tokens[i].text) > 2:
            continue
        before = tokens[places[at - 1]].text if at else ""
        after = tokens[places[at + 1]].text if at + 1 < len(places) else ""
        if before.startswith(("h", "[h")) or after.startswith(("s", "[s")):
            settled[i] = Token("date", "n" * len(tokens[i].text))
    return settled

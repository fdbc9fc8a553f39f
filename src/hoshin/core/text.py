r"""Printed text with its widths evened out, and the way back to the printed characters.

Only what never carries meaning is evened out: full and half width, kinds of dashes, tildes, colons and spaces, Markdown
emphasis, invisible characters. ① stays ①, ² stays ² and ㎡ stays ㎡: NFKC would turn them into figures.
"""

import bisect
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys("‐‑‒–−－﹣", "-"),
        **dict.fromkeys("〜～∼˜", "~"),
        **dict.fromkeys("：︓∶﹕", ":"),
        **dict.fromkeys("　\u00a0\u2002\u2003\u2009\u202f\v\f", " "),
        **dict.fromkeys("≥⩾", "≧"),
        **dict.fromkeys("≤⩽", "≦"),
        **dict.fromkeys("→⇒➡⟶▶", "→"),
        **dict.fromkeys("〔［", "["),
        **dict.fromkeys("〕］", "]"),
        **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
        "△": "▲",
        "﹪": "%",
        "㌫": "%",
        "｡": "。",
        "｢": "「",
        "｣": "」",
        "､": "、",
        "･": "・",
    }
)
_HALF_KANA = dict(
    zip(
        "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ",
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン",
        strict=True,
    )
)
_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホウ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", strict=True)
)
_HALF_VOICED = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))
_DROPPED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class EvenText:
    """`text` evened out; `starts[i]` and `ends[i]` are where `text[i]` stood in the printed text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open printed span of the half-open evened span; empty spans stay empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def even_offset(self, printed: int) -> int:
        """The first evened character that stands at or behind a printed offset."""
        return bisect.bisect_left(self.starts, printed)


def even(text: str) -> EvenText:
    """The text with its widths evened out.

    >>> even("７０．５％～８０％").text
    '70.5%~80%'
    >>> even("**41.5%** ①").text
    '41.5% ①'
    >>> even("ﾊﾟﾄﾛｰﾙ").text, even("ﾊﾟﾄﾛｰﾙ").printed_span(0, 1)
    ('パトロール', (0, 2))
    """
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, printed in enumerate(text):
        if printed in _DROPPED or (printed == "*" and "*" in (text[at - 1 : at], text[at + 1 : at + 2])):
            continue
        if printed in "ﾞﾟ" and kept and ends[-1] == at:
            table = _VOICED if printed == "ﾞ" else _HALF_VOICED
            if kept[-1] in table:
                kept[-1], ends[-1] = table[kept[-1]], at + 1
                continue
        kept.append(_HALF_KANA.get(printed) or printed.translate(_SAME))
        starts.append(at)
        ends.append(at + 1)
    return EvenText("".join(kept), tuple(starts), tuple(ends))

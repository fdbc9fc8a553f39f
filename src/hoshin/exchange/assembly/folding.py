"""Printed text folded for comparison, with the way back to the printed characters.

Width, kinds of brackets and dashes, spaces, line breaks and Markdown emphasis do not tell one heading from another, so
they are folded away. Circled numbers stay what they are, since ① is not 1. The printed text itself is never changed.
"""

from functools import lru_cache

DASHES = "-‐‑‒–—―−－ｰ─━"
_SAME = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys("〜～∼˜", "~"),
        **dict.fromkeys("〔［", "["),
        **dict.fromkeys("〕］", "]"),
        **dict.fromkeys("〈＜≪《", "<"),
        **dict.fromkeys("〉＞≫》", ">"),
        **dict.fromkeys("｢『", "「"),
        **dict.fromkeys("｣』", "」"),
        **dict.fromkeys("･‧∙", "・"),
        "︓": ":",
        "∶": ":",
        "，": ",",
        "．": ".",
    }
)
_SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]
_DROPPED = frozenset([*_SPACES, *"*\u200b\u200c\u200d\u2060\ufeff\u00ad"])
_FOLDED = _SAME | dict.fromkeys(map(ord, _DROPPED))
_REMEMBERED = 32_768


class Folded:
    """`text` is the printed text without spaces and widths; `start` and `end` lead back to the printed characters."""

    __slots__ = ("_offsets", "_printed", "text")

    def __init__(self, printed: str) -> None:
        self.text = printed.translate(_FOLDED)
        self._printed = printed
        self._offsets: list[int] | None = None

    def start(self, at: int) -> int:
        """The printed offset of the folded character `at`; of the end, the printed text's length."""
        offsets = self._places()
        return offsets[at] if at < len(offsets) else len(self._printed)

    def end(self, at: int) -> int:
        """The printed offset just behind the folded character before `at`."""
        return self._places()[at - 1] + 1 if at else 0

    def _places(self) -> list[int]:
        if self._offsets is None:
            self._offsets = [i for i, c in enumerate(self._printed) if c not in _DROPPED]
        return self._offsets


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> Folded:
    r"""The text as headings are compared.

    >>> fold("プロセス\n（過程） 指標").text
    'プロセス(過程)指標'
    >>> fold("２－１－１").text
    '2-1-1'
    """
    return Folded(text)


def fold_width(text: str) -> str:
    r"""The text with widths, dashes and brackets folded and every character in its place, spaces included.

    >>> fold_width("予算額　１，２３４千円")
    '予算額\u30001,234千円'
    """
    return text.translate(_SAME)

"""How wide words are, how they part into lines, and where labels stand so that none covers another."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NARROW = 0.56
"""Of the size of the letters: the widest Latin letters and figures of the site's faces."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3)), Box(0, 0, 2, 2).meets(Box(2, 0, 3, 2))
        (True, False)
        """
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        """Whether it lies wholly in the other."""
        return (
            other.left <= self.left and self.right <= other.right and other.top <= self.top
        ) and self.bottom <= other.bottom


def text_width(text: str, size: float) -> float:
    """About how wide a text is: Japanese signs are as wide as high, others a little more than half.

    >>> text_width("目標", 14), round(text_width("60.3", 14), 1)
    (28, 31.4)
    """
    return sum(size if unicodedata.east_asian_width(sign) in "WFA" else size * _NARROW for sign in text)


def in_lines(text: str, width: float, size: float, most: int = 2) -> tuple[str, ...]:
    """A text in lines that fit; what does not fit into `most` lines ends in 「…」.

    >>> in_lines("地域の防犯意識が高まっている", 112, 14), in_lines("とても長い名前です", 42, 14)
    (('地域の防犯意識が', '高まっている'), ('とても', '長い…'))
    """
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        fits = _fitting(rest, width, size)
        lines.append(rest[:fits].rstrip())
        rest = rest[fits:].lstrip()
    if rest:
        last = lines[-1]
        while last and text_width(last + "…", size) > width:
            last = last[:-1]
        lines[-1] = last + "…"
    return tuple(lines)


def _fitting(text: str, width: float, size: float) -> int:
    """How many signs fit, at least one; Latin words are kept whole where they can be."""
    total, fits = 0.0, 0
    for sign in text:
        total += text_width(sign, size)
        if total > width and fits:
            break
        fits += 1
    if fits < len(text) and text[fits].isascii() and text[fits].isalnum():
        blank = text.rfind(" ", 0, fits)
        fits = blank if blank > 0 else fits
    return fits


def separated(wanted: Sequence[float], height: float, low: float, high: float) -> tuple[float, ...]:
    """The wanted places moved as little as may be so that labels of this height do not overlap, between two bounds.

    The order is kept. When they do not all fit, they are spread evenly.

    >>> separated([10, 12, 40], 10, 0, 100)
    (6.0, 16.0, 40)
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    if len(wanted) > 1 and height * (len(wanted) - 1) > high - low:
        height = (high - low) / (len(wanted) - 1)
    groups: list[tuple[list[int], float]] = []
    for n in order:
        groups.append(([n], min(max(wanted[n], low), high)))
        while len(groups) > 1 and _bottom(groups[-2], height) > groups[-1][1] - height:
            joined = groups[-2][0] + groups[-1][0]
            del groups[-2:]
            groups.append((joined, _first(joined, wanted, height, low, high)))
    places = [0.0] * len(wanted)
    for members, first in groups:
        for number, n in enumerate(members):
            places[n] = first + number * height
    return tuple(places)


def _first(members: list[int], wanted: Sequence[float], height: float, low: float, high: float) -> float:
    mean = sum(wanted[n] - number * height for number, n in enumerate(members)) / len(members)
    return min(max(mean, low), high - height * (len(members) - 1))


def _bottom(group: tuple[list[int], float], height: float) -> float:
    return group[1] + height * (len(group[0]) - 1)


def first_free(candidates: Iterable[Box], taken: Iterable[Box], within: Box) -> Box | None:
    """The first candidate that meets nothing taken and lies within the bounds; None when all do."""
    held = tuple(taken)
    return next((c for c in candidates if c.inside(within) and not any(c.meets(t) for t in held)), None)

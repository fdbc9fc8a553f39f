"""A figure for each year with its interval, a target and last year's level: where everything stands.

A cut in the way of measuring parts the line, a year without a figure leaves a gap with its word, and no label covers
another: one that finds no place is left out, since the table beside the chart holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hoshin.core.charts.labels import Box, first_free, separated, text_width
from hoshin.core.charts.scales import Scale, nice_range, tick_texts

_HUNDRED = Fraction(100)
Segment = tuple[float, float, float, float]
"""A straight line: x and y of its two ends."""


@dataclass(frozen=True, slots=True)
class YearMark:
    """One year: its heading, its figure with the ends of its interval, or the `word` that stands in its gap.

    `broken` when it was measured in another way than the year before.
    """

    heading: tuple[str, ...]
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    text: str = ""
    word: tuple[str, ...] = ()
    is_provisional: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A line across all years: the target, or last year's figure."""

    name: str
    value: Fraction
    kind: str = "target"


@dataclass(frozen=True, slots=True)
class Paper:
    """The size that a chart is drawn for, in pixels, and the size of its letters."""

    width: float
    height: float
    letters: float
    ticks: int = 5


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A drawn figure. `label` is the box of its number, None where there was no place for it."""

    x: float
    y: float
    low: float | None
    high: float | None
    is_provisional: bool
    text: str
    label: Box | None


@dataclass(frozen=True, slots=True)
class PlacedLevel:
    """A drawn line with the place of its name in the margin."""

    y: float
    name: str
    label_y: float
    kind: str


@dataclass(frozen=True, slots=True)
class IntervalDrawing:
    """Everything that is drawn. `headings` are left out where columns are too narrow for all of them."""

    paper: Paper
    plot: Box
    ticks: tuple[tuple[float, str], ...]
    headings: tuple[tuple[float, tuple[str, ...]], ...]
    points: tuple[PlacedPoint, ...]
    lines: tuple[Segment, ...]
    cuts: tuple[float, ...]
    gaps: tuple[tuple[float, float, tuple[str, ...]], ...]
    levels: tuple[PlacedLevel, ...]


def draw_intervals(
    marks: Sequence[YearMark], levels: Sequence[Level], paper: Paper, *, is_share: bool = False
) -> IntervalDrawing | None:
    """The drawing; None when no year has a figure. `is_share`: values are percentages, 0 to 100."""
    values = [v for m in marks for v in (m.value, m.low, m.high) if v is not None and m.value is not None]
    if not values:
        return None
    values += [level.value for level in levels]
    ticks = _ticks(values, paper.ticks, is_share=is_share)
    texts = tick_texts(ticks)
    plot = _plot(paper, texts, levels, max(len(m.heading) for m in marks))
    scale = Scale(ticks[0], ticks[-1], plot.bottom, plot.top)
    column = (plot.right - plot.left) / len(marks)
    middles = [round(plot.left + column * (n + 0.5), 1) for n in range(len(marks))]
    return IntervalDrawing(
        paper=paper,
        plot=plot,
        ticks=tuple((scale(t), text) for t, text in zip(ticks, texts, strict=True)),
        headings=_headings(marks, middles, column, paper),
        points=_points(marks, middles, scale, plot, paper.letters),
        lines=_lines(marks, middles, scale),
        cuts=tuple(round((middles[n - 1] + middles[n]) / 2, 1) for n, m in enumerate(marks) if n and m.broken),
        gaps=tuple((x, round(column, 1), m.word) for x, m in zip(middles, marks, strict=True) if m.value is None),
        levels=_levels(levels, scale, plot, paper),
    )


def _ticks(values: Sequence[Fraction], most: int, *, is_share: bool) -> tuple[Fraction, ...]:
    """Room above and below; nought is shown where the figures come near to it."""
    low, high = min(values), max(values)
    room = (high - low) / 6 or abs(high) / 10 or Fraction(1)
    begin = Fraction(0) if 0 <= low <= high / 2 else low - room
    floor = Fraction(0) if low >= 0 else None
    ceiling = _HUNDRED if is_share and high <= _HUNDRED else None
    return nice_range(
        max(begin, floor) if floor is not None else begin, high + room, most, floor=floor, ceiling=ceiling
    )


def _plot(paper: Paper, texts: Sequence[str], levels: Sequence[Level], lines: int) -> Box:
    left = max(text_width(text, paper.letters) for text in texts) + 10
    right = max((text_width(level.name, paper.letters) for level in levels), default=0) + (8 if levels else 4)
    bottom = paper.letters * 1.35 * lines + 8
    return Box(round(left, 1), paper.letters * 1.6, round(paper.width - right, 1), round(paper.height - bottom, 1))


def _headings(
    marks: Sequence[YearMark], middles: Sequence[float], column: float, paper: Paper
) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """Every heading, or every second or third one, counted from the last year back."""
    widest = max(text_width(line, paper.letters) for m in marks for line in m.heading)
    every = 1
    while column * every < widest + 4:
        every += 1
    last = len(marks) - 1
    return tuple((middles[n], m.heading) for n, m in enumerate(marks) if (last - n) % every == 0)


def _points(
    marks: Sequence[YearMark], middles: Sequence[float], scale: Scale, plot: Box, letters: float
) -> tuple[PlacedPoint, ...]:
    """The marks with their numbers, placed from the last year back: beside lines where there is room, else on them."""
    bare = [
        (x, m, scale(m.value), _maybe(scale, m.low), _maybe(scale, m.high))
        for x, m in zip(middles, marks, strict=True)
        if m.value is not None
    ]
    taken = [Box(x - 6, min(y, high or y) - 5, x + 6, max(y, low or y) + 5) for x, _, y, low, high in bare]
    beside = [piece for line in _lines(marks, middles, scale) for piece in _pieces(line)]
    within = Box(plot.left, 0, plot.right, plot.bottom)
    labels: dict[int, Box] = {}
    for n in reversed(range(len(bare))):
        candidates = _around(taken[n], bare[n][1].text, letters)
        held = [*taken, *labels.values()]
        box = first_free(candidates, [*held, *beside], within) or first_free(candidates, held, within)
        if box is not None:
            labels[n] = box
    return tuple(
        PlacedPoint(x, y, low, high, m.is_provisional, m.text, labels.get(n))
        for n, (x, m, y, low, high) in enumerate(bare)
    )


def _pieces(line: Segment) -> list[Box]:
    """A slanting line as small boxes, since boxes are what is compared."""
    x, y, other_x, other_y = line
    count = max(2, int(max(abs(other_x - x), abs(other_y - y)) // 3))
    places = [(x + (other_x - x) * n / count, y + (other_y - y) * n / count) for n in range(count + 1)]
    return [Box(px - 1.5, py - 1.5, px + 1.5, py + 1.5) for px, py in places]


def _maybe(scale: Scale, value: Fraction | None) -> float | None:
    return None if value is None else scale(value)


def _around(mark: Box, text: str, letters: float) -> tuple[Box, ...]:
    """Above the mark, below it, a little aside of both, to its right, to its left."""
    wide, high = text_width(text, letters) / 2, letters * 1.2
    x, middle = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    return (
        Box(x - wide, mark.top - high, x + wide, mark.top),
        Box(x - wide, mark.bottom, x + wide, mark.bottom + high),
        Box(x - 1.6 * wide, mark.top - high, x + 0.4 * wide, mark.top),
        Box(x - 0.4 * wide, mark.bottom, x + 1.6 * wide, mark.bottom + high),
        Box(mark.right, middle - high / 2, mark.right + 2 * wide, middle + high / 2),
        Box(mark.left - 2 * wide, middle - high / 2, mark.left, middle + high / 2),
    )


def _lines(marks: Sequence[YearMark], middles: Sequence[float], scale: Scale) -> tuple[Segment, ...]:
    """Between neighbours that may be joined."""
    pairs = pairwise(zip(middles, marks, strict=True))
    return tuple(
        (x, scale(one.value), other_x, scale(other.value))
        for (x, one), (other_x, other) in pairs
        if one.value is not None and other.value is not None and not other.broken
    )


def _levels(levels: Sequence[Level], scale: Scale, plot: Box, paper: Paper) -> tuple[PlacedLevel, ...]:
    places = [scale(level.value) for level in levels]
    apart = separated(places, paper.letters * 1.2, plot.top, plot.bottom)
    return tuple(
        PlacedLevel(y, level.name, round(label, 1), level.kind)
        for level, y, label in zip(levels, places, apart, strict=True)
    )

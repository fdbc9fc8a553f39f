"""Groups beside one another, one bar each with its interval: the name above its bar, so that long names have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hoshin.core.charts.labels import in_lines, text_width
from hoshin.core.charts.scales import Scale, nice_range, tick_texts

_BAR = 14.0
_LINE = 1.4
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class BarRow:
    """One group. `text` is its figure in words; without a value, why there is none."""

    name: str
    value: Fraction | None
    text: str
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A drawn group: the base lines of its name, its figure at the right end, its bar and its interval."""

    name: tuple[tuple[float, str], ...]
    text: str
    text_y: float
    top: float
    height: float
    end: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """Everything that is drawn. Bars begin at `nought`, which lies within the plot when a figure is below it."""

    width: float
    height: float
    letters: float
    nought: float
    top: float
    bottom: float
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[PlacedBar, ...]
    target: float | None


def draw_bars(
    rows: Sequence[BarRow], *, width: float, letters: float, target: Fraction | None = None, is_share: bool = False
) -> BarDrawing | None:
    """The drawing, from the first group down; None when no group has a figure. Bars begin at nought, always."""
    known = [v for r in rows for v in (r.value, r.high) if r.value is not None and v is not None]
    if not known:
        return None
    lows = [v for r in rows for v in (r.value, r.low) if r.value is not None and v is not None]
    most = max([*known, *([target] if target is not None else []), Fraction(0)])
    least = min([*lows, Fraction(0)])
    ceiling = Fraction(100) if is_share and most <= 100 else None
    ticks = nice_range(least, most or Fraction(1), 5, ceiling=ceiling)
    texts = tick_texts(ticks)
    edge = max(text_width(texts[0], letters), text_width(texts[-1], letters)) / 2 + 2
    scale = Scale(ticks[0], ticks[-1], round(edge, 1), round(width - edge, 1))
    bars: list[PlacedBar] = []
    y = letters * 0.3
    for row in rows:
        bar, y = _bar(row, scale, y, width, letters)
        bars.append(bar)
    return BarDrawing(
        width=width,
        height=round(y + letters * 1.6, 1),
        letters=letters,
        nought=scale(Fraction(0)),
        top=bars[0].top - 3,
        bottom=round(y, 1),
        ticks=tuple((scale(t), text) for t, text in zip(ticks, texts, strict=True)),
        bars=tuple(bars),
        target=None if target is None else scale(target),
    )


def _bar(row: BarRow, scale: Scale, y: float, width: float, letters: float) -> tuple[PlacedBar, float]:
    """A group below `y`, and where it ends."""
    room = width - text_width(row.text, letters) - 12
    lines = in_lines(row.name, max(room, letters * 3), letters, _MOST_LINES) or ("",)
    bases = tuple((round(y + letters * _LINE * (n + 0.75), 1), line) for n, line in enumerate(lines))
    top = round(y + letters * _LINE * len(lines) + 2, 1)
    known = row.value is not None
    placed = PlacedBar(
        name=bases,
        text=row.text,
        text_y=bases[-1][0],
        top=top,
        height=_BAR,
        end=scale(row.value) if row.value is not None else None,
        low=scale(row.low) if known and row.low is not None else None,
        high=scale(row.high) if known and row.high is not None else None,
    )
    return placed, top + _BAR + letters * 0.9

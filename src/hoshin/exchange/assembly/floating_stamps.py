"""Which value a floating stamp stands on: the one it covers most, else the nearest.

In a text of several lines the stamp marks the line at its own height, so it is put behind that line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from hoshin.core.sources import Source
from hoshin.exchange.assembly.content import label_of
from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.grid_blocks import INDICATOR_KEYS, Block, Placed
from hoshin.exchange.assembly.sections import Fragment, Key, Section

Rectangle = tuple[float, float, float, float]
_CHARACTER_POINTS = 10.0
_OTHERS_ARE_FARTHER = 1.5
_AS_NEAR_POINTS = 4.0
_WHOLLY = 0.9
_TOUCHING = 0.5
"""Of the stamp's height."""
_FIELD_WORDS = {
    Key.BUDGET: "budget",
    Key.BUDGET_LINE: "budget",
    Key.ACTIVITIES: "activities",
    Key.OUTCOME_INDICATORS: "indicators",
    Key.PROCESS_INDICATORS: "indicators",
}


def put_stamps(blocks: Sequence[Block], stamps: Sequence[Fragment]) -> tuple[Section, ...]:
    """Puts each stamp with the value it marks; one that is as near to another value stays floating beside it.

    A stamp that lies wholly on one value that is no indicator is certain to mark that value's field.

    The answer holds the stamps that have nothing to stand on.
    """
    left = []
    for stamp in stamps:
        ranked = _ranked(blocks, stamp.source)
        if not ranked:
            left.append(Section(Key.STAMP, "", (stamp,), stamp.source, blocks[-1].code, "title"))
            continue
        upper = _upper_row(ranked, stamp.source)
        best = upper or ranked[0]
        if best.placed.key in INDICATOR_KEYS and upper is None and not _is_open(ranked):
            _insert(best.placed, stamp)
        else:
            word, is_certain = field_word(best.placed.key), _lies_wholly_on(ranked)
            beside = best.placed.square if upper else None
            marked = Placed(best.placed.square, Key.STAMP, word, beside, [stamp], is_certain=is_certain)
            best.block.placed.append(marked)
    return tuple(left)


def field_word(key: Key) -> str:
    """The field of an item that a key fills, as stamps name it."""
    return _FIELD_WORDS.get(key, key.value)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value, the share of the stamp that lies on it, and how far away it is."""

    block: Block
    placed: Placed
    covered: float
    gap: float

    @property
    def rank(self) -> tuple[float, float]:
        """The largest share first, then the nearest; stamps are about targets, so other values count as farther."""
        farther = 1.0 if self.placed.key in INDICATOR_KEYS else _OTHERS_ARE_FARTHER
        return -round(self.covered, 1), self.gap * farther


def _ranked(blocks: Sequence[Block], stamp: Source) -> list[_Candidate]:
    """The values that the stamp may mark, the likeliest first."""
    if stamp.box is None:
        return []
    found = []
    for block in blocks:
        for placed in block.placed:
            box = placed.square.cell.source.box
            if box is not None and placed.key is not Key.STAMP:
                found.append(_Candidate(block, placed, _covered(stamp.box, box), _gap(stamp.box, box)))
    return sorted(found, key=lambda c: c.rank)


def _is_open(ranked: list[_Candidate]) -> bool:
    """Whether a stamp that lies on nothing has another value nearly as near."""
    if len(ranked) < 2 or ranked[0].covered > 0:
        return False
    return ranked[1].rank[1] - ranked[0].rank[1] < _AS_NEAR_POINTS


def _upper_row(ranked: list[_Candidate], stamp: Source) -> _Candidate | None:
    """The value above a stamp that stands free between two rows; None when it all but touches the nearest.

    Being nearer to the lower row is then no answer: a printed box ends with its text, so the stamp may have stood at
    the foot of the upper one.
    """
    mark, below = stamp.box, ranked[0].placed.square.cell.source.box
    if mark is None or below is None or below[1] - mark[3] < _TOUCHING * (mark[3] - mark[1]):
        return None
    for candidate in ranked[1:]:
        box = candidate.placed.square.cell.source.box
        is_above = box is not None and box[3] <= mark[1] and box[0] < below[2] and below[0] < box[2]
        if is_above and candidate.placed.key in INDICATOR_KEYS and candidate.block is not ranked[0].block:
            return candidate
    return None


def _lies_wholly_on(ranked: list[_Candidate]) -> bool:
    """Whether the stamp lies on the first value and on no other."""
    return ranked[0].covered > _WHOLLY and all(c.covered < 1 - _WHOLLY for c in ranked[1:])


def _covered(stamp: Rectangle, box: Rectangle) -> float:
    """The share of the stamp that lies on the box."""
    width = min(stamp[2], box[2]) - max(stamp[0], box[0])
    height = min(stamp[3], box[3]) - max(stamp[1], box[1])
    area = (stamp[2] - stamp[0]) * (stamp[3] - stamp[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


def _gap(stamp: Rectangle, box: Rectangle) -> float:
    """The distance between two rectangles, 0 when they touch."""
    across = max(box[0] - stamp[2], stamp[0] - box[2], 0.0)
    down = max(box[1] - stamp[3], stamp[1] - box[3], 0.0)
    return hypot(across, down)


def _insert(placed: Placed, stamp: Fragment) -> None:
    """Behind the line at the stamp's height; further lines of the same item stay before it."""
    box, mark = placed.square.cell.source.box, stamp.source.box
    fragment = placed.fragments[0]
    if len(placed.fragments) > 1 or "\n" not in fragment.text.strip() or box is None or mark is None:
        placed.fragments.append(stamp)
        return
    edges = _item_edges(fragment.text)
    heights = _printed_lines(fragment.text, edges, box[2] - box[0])
    share = ((mark[1] + mark[3]) / 2 - box[1]) / max(box[3] - box[1], 1.0)
    at, total, passed = len(edges) - 1, sum(heights), 0.0
    for number, height in enumerate(heights):
        passed += height
        if passed / total >= share:
            at = number
            break
    end = edges[at + 1] if at + 1 < len(edges) else len(fragment.text)
    before, behind = cut(fragment, 0, end), cut(fragment, end, len(fragment.text))
    placed.fragments = [before, stamp, *([behind] if behind.text else [])]


def _item_edges(text: str) -> list[int]:
    """Where each item of a text begins: at labels (①, (2)) if there are any, else at every line."""
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n" and at + 1 < len(text):
            starts.append(at + 1)
    labelled = [at for at in starts if label_of(text[at:])[0] is not None]
    return ([0, *labelled[1:]] if labelled[0] == 0 else [0, *labelled]) if labelled else starts


def _printed_lines(text: str, edges: list[int], width: float) -> list[float]:
    """How many lines each item takes in a box of this width, roughly: full-width characters of ten points."""
    per_line = max(width / _CHARACTER_POINTS, 1.0)
    counts = []
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        lines = text[start:end].rstrip("\n").split("\n")
        counts.append(sum(max(1.0, -(-len(line) // per_line)) for line in lines))
    return counts

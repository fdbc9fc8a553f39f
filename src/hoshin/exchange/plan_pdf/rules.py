"""Straight pieces made whole: dashes joined, doubled lines laid together, rectangles told apart.

A rectangle is either part of a table (its sides continue or meet other lines) or it floats: a stamp that lies across
a table's lines must not cut the table's cells. `tidy` decides which.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from hoshin.exchange.plan_pdf.marks import Edge, Frame, Marks
from hoshin.exchange.plan_pdf.paper import Rectangle

TOLERANCE = 2.6
"""Points: how far apart doubled lines and imprecise ends may lie and still be one."""
_DASH_GAP = 4.0
_LONGEST_DASH = 15.0
_SHORTEST = 5.0
_MOST_EDGES = 8_000
_MOST_COMPARED = 400


@dataclass(slots=True)
class Rules:
    """Whole lines, the frames that float above them, and the coloured areas that may or may not bound cells.

    `alone` are the frames and areas that touch nothing: each is a frame of its own, as nearly all of a slide's are.
    """

    horizontal: list[Edge]
    vertical: list[Edge]
    floating: list[Frame]
    fills: list[Frame]
    alone: list[Frame]


def tidy(marks: Marks, page: Rectangle) -> Rules:
    """The page's lines with the sides of stroked frames; what floats and what is only coloured stands apart."""
    frames = _without_copies([f for f in marks.frames if not _is_page(f.area, page)])[: _MOST_EDGES // 4]
    horizontal, vertical = marks.horizontal[:_MOST_EDGES], marks.vertical[:_MOST_EDGES]
    touching = _touching_others(frames, horizontal, vertical)
    alone = [f for n, f in enumerate(frames) if n not in touching]
    rest = [f for n, f in enumerate(frames) if n in touching]
    floating = _add_sides(horizontal, vertical, [f for f in rest if f.is_stroked])
    fills = [f for f in rest if not f.is_stroked]
    return Rules(join_pieces(horizontal), join_pieces(vertical), floating, fills, alone)


def _touching_others(frames: list[Frame], horizontal: list[Edge], vertical: list[Edge]) -> set[int]:
    """The numbers of the frames whose outline meets another frame or a line; what lies well inside does not."""
    if not frames or len(frames) > _MOST_COMPARED:
        return set(range(len(frames)))
    areas = [(*f.area, number) for number, f in enumerate(frames)]
    areas += ((e.start, e.at, e.end, e.at, -1) for e in horizontal)
    areas += ((e.at, e.start, e.at, e.end, -1) for e in vertical)
    areas.sort()
    found = {-1}
    for at, (ax0, ay0, ax1, ay1, number) in enumerate(areas, start=1):
        low, high, end = ay0 - TOLERANCE, ay1 + TOLERANCE, ax1 + TOLERANCE
        inner = (ax0 + TOLERANCE, ay0 + TOLERANCE, ax1 - TOLERANCE, ay1 - TOLERANCE)
        for bx0, by0, bx1, by1, its_number in areas[at:]:
            if bx0 > end:
                break
            if by0 > high or by1 < low or (number in found and its_number in found):
                continue
            if bx0 > inner[0] and by0 > inner[1] and bx1 < inner[2] and by1 < inner[3]:
                continue
            found.add(number)
            found.add(its_number)
    return found - {-1}


def with_fills(rules: Rules, fills: list[Frame]) -> Rules:
    """The lines together with the sides of coloured areas."""
    horizontal, vertical = list(rules.horizontal), list(rules.vertical)
    floating = _add_sides(horizontal, vertical, fills)
    return Rules(join_pieces(horizontal), join_pieces(vertical), [*rules.floating, *floating], [], rules.alone)


def _add_sides(horizontal: list[Edge], vertical: list[Edge], frames: list[Frame]) -> list[Frame]:
    """Adds the frames' sides to the lines and hands back the frames that float instead."""
    if not frames:
        return []
    floating = []
    crossings = _Crossings(horizontal, vertical, frames)
    for number, frame in enumerate(frames):
        if crossings.floats(number, frame):
            floating.append(frame)
            continue
        x0, y0, x1, y1 = frame.area
        fill = not frame.is_stroked
        horizontal += (Edge(y0, x0, x1, number, fill), Edge(y1, x0, x1, number, fill))
        vertical += (Edge(x0, y0, y1, number, fill), Edge(x1, y0, y1, number, fill))
    return floating


def _is_page(area: Rectangle, page: Rectangle) -> bool:
    """Whether a frame is the page's own background."""
    return area[2] - area[0] > 0.97 * (page[2] - page[0]) and area[3] - area[1] > 0.97 * (page[3] - page[1])


def _without_copies(frames: list[Frame]) -> list[Frame]:
    """Each rectangle once: a shape is often filled first and stroked after."""
    found: dict[tuple[int, ...], Frame] = {}
    for frame in frames:
        key = tuple(round(v / 1.5) for v in frame.area)
        known = found.get(key)
        if known is None or frame.is_stroked:
            found[key] = frame
    return list(found.values())


def join_pieces(edges: list[Edge]) -> list[Edge]:
    """Collinear pieces that touch or overlap, and dashes, joined; what stays shorter than a letter is dropped."""
    if not edges:
        return []
    edges.sort(key=lambda e: e.at)
    whole: list[Edge] = []
    level: list[Edge] = [edges[0]]
    first = edges[0].at
    for edge in edges[1:]:
        if edge.at - first > TOLERANCE:
            _join_level(level, whole)
            level, first = [], edge.at
        level.append(edge)
    _join_level(level, whole)
    return whole


def _join_level(level: list[Edge], whole: list[Edge]) -> None:
    at = level[0].at if len(level) == 1 else sum(e.at for e in level) / len(level)
    level.sort(key=lambda e: e.start)
    open_edge = Edge(at, level[0].start, level[0].end, is_fill=level[0].is_fill)
    for edge in level[1:]:
        gap = edge.start - open_edge.end
        if gap > TOLERANCE and not (gap <= _DASH_GAP and edge.end - edge.start <= _LONGEST_DASH):
            if open_edge.end - open_edge.start >= _SHORTEST:
                whole.append(open_edge)
            open_edge = Edge(at, edge.start, edge.end, is_fill=edge.is_fill)
        else:
            open_edge.end = max(open_edge.end, edge.end)
            open_edge.is_fill = open_edge.is_fill and edge.is_fill
    if open_edge.end - open_edge.start >= _SHORTEST:
        whole.append(open_edge)


class _Crossings:
    """Answers whether a rectangle lies across lines that do not end at it and that it does not continue."""

    def __init__(self, horizontal: list[Edge], vertical: list[Edge], frames: list[Frame]) -> None:
        self._horizontal = self._sorted(horizontal, frames, 1)
        self._vertical = self._sorted(vertical, frames, 0)
        self._rows = [e.at for e in self._horizontal]
        self._columns = [e.at for e in self._vertical]

    @staticmethod
    def _sorted(edges: list[Edge], frames: list[Frame], axis: int) -> list[Edge]:
        sides = [
            Edge(f.area[k], f.area[1 - axis], f.area[3 - axis], number)
            for number, f in enumerate(frames)
            for k in (axis, axis + 2)
        ]
        return sorted([*edges, *sides], key=lambda e: e.at)

    def floats(self, number: int, frame: Frame) -> bool:
        """Whether the rectangle is a stamp or note that was laid over lines of something else."""
        x0, y0, x1, y1 = frame.area
        rows = self._horizontal[bisect_right(self._rows, y0 + TOLERANCE) : bisect_left(self._rows, y1 - TOLERANCE)]
        columns = self._vertical[
            bisect_right(self._columns, x0 + TOLERANCE) : bisect_left(self._columns, x1 - TOLERANCE)
        ]
        if not (_pass_through(rows, x0, x1) or _pass_through(columns, y0, y1)):
            return False
        return not (
            any(_lie_along(self._near_row(y), x0, x1, number) for y in (y0, y1))
            or any(_lie_along(self._near_column(x), y0, y1, number) for x in (x0, x1))
        )

    def _near_row(self, y: float) -> list[Edge]:
        return self._horizontal[bisect_left(self._rows, y - TOLERANCE) : bisect_right(self._rows, y + TOLERANCE)]

    def _near_column(self, x: float) -> list[Edge]:
        return self._vertical[bisect_left(self._columns, x - TOLERANCE) : bisect_right(self._columns, x + TOLERANCE)]


def _pass_through(edges: list[Edge], start: float, end: float) -> bool:
    """Whether a line goes on beyond one of the two sides that it meets."""
    return any(e.start < side - TOLERANCE and e.end > side + TOLERANCE for e in edges for side in (start, end))


def _lie_along(edges: list[Edge], start: float, end: float, number: int) -> bool:
    """Whether a line that is not the rectangle's own side goes the same way: then it is a cell or a table's border."""
    for edge in edges:
        shared = min(edge.end, end) - max(edge.start, start)
        if edge.frame != number and shared >= 0.5 * min(end - start, edge.end - edge.start):
            return True
    return False

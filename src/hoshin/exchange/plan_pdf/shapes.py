"""Paths to marks. Rules come in many shapes: stroked lines, thin filled rectangles, one path for a whole grid, a frame
for each cell. All of them become straight pieces and rectangles here; what they enclose is decided by `grid`.
"""

from itertools import pairwise

from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.marks import WHITE, Colour, Edge, Frame, Marks, Shown
from hoshin.exchange.plan_pdf.paper import Place, Rectangle, bounds_of, is_turned, through_matrix
from hoshin.exchange.plan_pdf.pdfium import ALPHA, BLUE, FLOAT_1, FLOAT_2, FLOATS, GREEN, INT_1, INT_2, RED

MAX_SEGMENTS = 20_000
THIN = 3.2
"""Points: the thickest rule. A taller filled area is a background."""
NEARLY_CLEAR = 24
"""Opacity, of 255, below which nothing is seen."""
_STRAIGHT = 0.6
_SMALL = 4.0
_LINE, _CURVE, _MOVE = 0, 1, 2
_MOST_CORNERS = 8
_CORNERS = 5
_RECTANGLE = [_MOVE, _LINE, _LINE, _LINE, _LINE]
_ROUNDED = {17, 18}
_ROUNDED_BEGINNINGS = ([_MOVE, _LINE, _CURVE, _CURVE, _CURVE, _LINE], [_MOVE, _CURVE, _CURVE, _CURVE, _LINE, _CURVE])

Point = tuple[float, float]


def take_path(marks: Marks, handle: int, layer: int, place: Place) -> None:
    """Adds the rules, frames and covering areas that one path draws."""
    pdfium.draw_mode(handle, INT_1, INT_2)
    is_filled, is_stroked = pdfium.INTS[:]
    fill = _colour(pdfium.object_fill, handle) if is_filled else None
    stroke = _colour(pdfium.object_stroke, handle) if is_stroked else None
    if fill is None and stroke is None:
        return
    area = bounds_of(handle, place)
    is_seen = fill not in (None, WHITE) or stroke not in (None, WHITE)
    if area[2] - area[0] <= THIN or area[3] - area[1] <= THIN:
        if is_seen:
            _take_thin(marks, area)
        return
    if fill is not None and not pdfium.is_transparent(handle):
        marks.shown.append(Shown(layer, area, fill))
    is_drawn = stroke is not None and stroke != WHITE
    if _is_rounded_rectangle(handle):
        marks.frames.append(Frame(area, is_drawn, fill, layer))
        return
    if stroke is None and _is_upright_rectangle(marks, handle):
        marks.frames.append(Frame(area, is_drawn, fill, layer))
        return
    for points, has_curve in _subpaths(marks, handle):
        _take_subpath(marks, points, through_matrix(handle, place), _Ink(is_drawn, fill, layer, has_curve))


def _is_rounded_rectangle(handle: int) -> bool:
    """Whether the path has as many pieces as a rectangle with four round corners and begins with a side of it.

    Its points need not be asked for: its bounds are the frame.
    """
    if pdfium.count_segments(handle) not in _ROUNDED:
        return False
    kind_of, get = pdfium.segment_type, pdfium.get_segment
    kinds = [kind_of(get(handle, index)) for index in range(6)]
    return kinds in _ROUNDED_BEGINNINGS


def _is_upright_rectangle(marks: Marks, handle: int) -> bool:
    """Whether the path is one rectangle along the axes, as most are: then its bounds are the frame.

    Only for areas without a line around them: the width of a line would count in the bounds.
    """
    if pdfium.count_segments(handle) != _CORNERS or marks.segments + _CORNERS > MAX_SEGMENTS:
        return False
    get, kind_of, point_of, floats = pdfium.get_segment, pdfium.segment_type, pdfium.segment_point, pdfium.floats
    segments = [get(handle, index) for index in range(_CORNERS)]
    if list(map(kind_of, segments)) != _RECTANGLE:
        return False
    xs, ys = [], []
    for segment in segments[:4]:
        point_of(segment, FLOAT_1, FLOAT_2)
        x, y, _, _ = floats()
        xs.append(x)
        ys.append(y)
    across = xs[0] == xs[3] and xs[1] == xs[2] and ys[0] == ys[1] and ys[2] == ys[3]
    upright = across or (xs[0] == xs[1] and xs[2] == xs[3] and ys[0] == ys[3] and ys[1] == ys[2])
    if not upright or is_turned(handle):
        return False
    marks.segments += _CORNERS
    return True


class _Ink:
    """How a subpath is drawn."""

    __slots__ = ("fill", "has_curve", "is_stroked", "layer")

    def __init__(self, is_stroked: bool, fill: Colour | None, layer: int, has_curve: bool) -> None:
        self.is_stroked, self.fill, self.layer, self.has_curve = is_stroked, fill, layer, has_curve


def _colour(ask: pdfium.Function, handle: int) -> Colour | None:
    """The colour, None when it is (nearly) transparent; near-white counts as white."""
    if not ask(handle, RED, GREEN, BLUE, ALPHA):
        return (0, 0, 0)
    red, green, blue, alpha = pdfium.colour()
    if alpha < NEARLY_CLEAR:
        return None
    return WHITE if red + green + blue > 3 * 250 else (red, green, blue)


def _take_thin(marks: Marks, area: Rectangle) -> None:
    """A rule. A dot of a dotted rule is both directions until its neighbours are known."""
    x0, y0, x1, y1 = area
    if y1 - y0 <= THIN and x1 - x0 >= (y1 - y0) * 0.9:
        marks.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
    if x1 - x0 <= THIN and y1 - y0 >= (x1 - x0) * 0.9:
        marks.vertical.append(Edge((x0 + x1) / 2, y0, y1))


def _subpaths(marks: Marks, handle: int) -> list[tuple[list[Point], bool]]:
    """The points of each subpath in the path's own coordinates, and whether it has curves."""
    count = pdfium.count_segments(handle)
    marks.segments += count
    if marks.segments > MAX_SEGMENTS:
        marks.has_more = True
        return []
    get, kind_of, point_of = pdfium.get_segment, pdfium.segment_type, pdfium.segment_point
    found: list[tuple[list[Point], bool]] = []
    points: list[Point] = []
    has_curve = False
    for index in range(count):
        segment = get(handle, index)
        kind = kind_of(segment)
        if kind == _MOVE and points:
            found.append((points, has_curve))
            points, has_curve = [], False
        elif kind == _CURVE:
            has_curve = True
        point_of(segment, FLOAT_1, FLOAT_2)
        points.append((FLOATS[0], FLOATS[1]))
    found.append((points, has_curve))
    return found


def _take_subpath(marks: Marks, points: list[Point], place: Place, ink: _Ink) -> None:
    if len(points) < 2:
        return
    xs, ys = zip(*points, strict=True)
    own = (min(xs), min(ys), max(xs), max(ys))
    area = place(*own)
    if min(area[2] - area[0], area[3] - area[1]) <= THIN:
        if ink.is_stroked or ink.fill not in (None, WHITE):
            _take_thin(marks, area)
    elif _is_rectangle(points, own, ink.has_curve):
        marks.frames.append(Frame(area, ink.is_stroked, ink.fill, ink.layer))
    elif ink.is_stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            _take_line(marks, place(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _take_line(marks: Marks, area: Rectangle) -> None:
    x0, y0, x1, y1 = area
    if y1 - y0 < _STRAIGHT:
        marks.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
    elif x1 - x0 < _STRAIGHT:
        marks.vertical.append(Edge((x0 + x1) / 2, y0, y1))


def _is_rectangle(points: list[Point], own: Rectangle, has_curve: bool) -> bool:
    """Whether the outline follows its bounding box, rounded corners allowed."""
    x0, y0, x1, y1 = own
    width, height = x1 - x0, y1 - y0
    if min(width, height) <= 0 or (len(points) > _MOST_CORNERS and not has_curve):
        return False
    slack_x, slack_y = 0.01 * width, 0.01 * height
    if not has_curve and 4 <= len(points) <= 5:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
        first = abs(ax - bx) + abs(cx - dx) < slack_x and abs(by - cy) + abs(dy - ay) < slack_y
        return first or (abs(bx - cx) + abs(dx - ax) < slack_x and abs(ay - by) + abs(cy - dy) < slack_y)
    left = right = top = bottom = 0.0
    ax, ay = points[-1]
    for bx, by in points:
        if abs(ax - bx) < slack_x:
            if abs(ax - x0) < slack_x:
                left += abs(ay - by)
            elif abs(ax - x1) < slack_x:
                right += abs(ay - by)
        elif abs(ay - by) < slack_y:
            if abs(ay - y0) < slack_y:
                bottom += abs(ax - bx)
            elif abs(ay - y1) < slack_y:
                top += abs(ax - bx)
        ax, ay = bx, by
    needed = 0.35 if has_curve else 0.95
    return min(left, right) >= needed * height and min(top, bottom) >= needed * width

"""Texts that are in the file and cannot be seen: in the colour of what lies behind them, or under something opaque.

They are taken off the page in memory before it is read in earnest, because pdfium drops a letter that stands where
another one stands: the new figure written over a whited-out old one would lose its digits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.left_out import LeftOut
from hoshin.exchange.plan_pdf.marks import WHITE, Colour, Shown
from hoshin.exchange.plan_pdf.paper import Rectangle, bounds_of
from hoshin.exchange.plan_pdf.runs import PageText, Run
from hoshin.exchange.plan_pdf.scan import DARKEST, Hidden, Scan, TextObject

_NEAR_COLOUR = 24
_SLACK = 0.5


def concealed_texts(scan: Scan, page: PageText, lines: Sequence[Run]) -> list[Hidden]:
    """Every text object of the page that nobody can see, with the reason."""
    found = list(scan.hidden)
    found += _in_colour_of_background(scan)
    gone = {hidden.text.handle for hidden in found}
    found += (h for h in _covered(scan, page, lines) if h.text.handle not in gone)
    return found


def take_away(page: int, text: PageText, hidden: Sequence[Hidden], out: LeftOut) -> None:
    """Names what the hidden texts say and removes them from the page in memory."""
    reasons = {h.text.handle: h.reason for h in hidden}
    said: dict[int, list[str]] = {}
    for index, character in enumerate(text.text):
        handle = pdfium.text_object(text.handle, index)
        if handle in reasons:
            said.setdefault(handle, []).append(character)
    for handle, characters in said.items():
        out.add(reasons[handle], "".join(characters).replace("\r\n", ""))
    for one in hidden:
        handle, form = one.text.handle, one.text.form
        if pdfium.remove_form_object(form, handle) if form else pdfium.remove_object(page, handle):
            pdfium.destroy_object(handle)


def _in_colour_of_background(scan: Scan) -> list[Hidden]:
    shown = scan.marks.shown
    backgrounds = {WHITE} | {s.colour for s in shown if s.colour is not None}
    tints = {colour for _, colour in scan.tinted}
    like_background = {colour for colour in tints if any(_is_near(colour, b) for b in backgrounds)}
    doubtful = [(text, colour) for text, colour in scan.tinted if colour in like_background]
    if any(max(b) < DARKEST + _NEAR_COLOUR for b in backgrounds):
        tinted = {text.handle for text, _ in scan.tinted}
        black: Colour = (DARKEST // 2,) * 3
        doubtful += ((text, black) for text in scan.text_objects() if text.handle not in tinted)
    return [
        Hidden(text, "colour")
        for text, colour in doubtful
        if _is_near(colour, _background(shown, text.layer, bounds_of(text.handle, text.place)))
    ]


def _background(shown: Sequence[Shown], layer: int, area: Rectangle) -> Colour | None:
    """The colour behind the middle of an area; None where a picture or a shading lies there."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    found: Colour | None = WHITE
    for below in shown:
        if below.layer >= layer:
            break
        x0, y0, x1, y1 = below.area
        if x0 <= x <= x1 and y0 <= y <= y1:
            found = below.colour
    return found


def _is_near(colour: Colour, other: Colour | None) -> bool:
    return other is not None and all(abs(a - b) < _NEAR_COLOUR for a, b in zip(colour, other, strict=True))


def _covered(scan: Scan, page: PageText, lines: Sequence[Run]) -> list[Hidden]:
    """Texts below an area of plain colour that was drawn after them."""
    first = next(iter(scan.texts.values()))[0] if scan.texts else 0
    covers = [s for s in scan.marks.shown if s.layer > first and s.colour is not None]
    if not covers:
        return []
    ordered = sorted(lines, key=lambda r: r.y0 + r.y1)
    middles = [(r.y0 + r.y1) / 2 for r in ordered]
    found: dict[int, Hidden] = {}
    for cover in covers:
        x0, y0, x1, y1 = cover.area
        for line in ordered[bisect_left(middles, y0) : bisect_right(middles, y1)]:
            if line.x0 < x1 and line.x1 > x0 and _is_partly_below(page, line, scan, cover.layer):
                found |= _below(page, line, scan, cover)
    return list(found.values())


def _is_partly_below(page: PageText, line: Run, scan: Scan, layer: int) -> bool:
    """A line whose ends were both drawn after the area lies above it."""
    for index in (line.start, line.end - 1):
        text = scan.texts.get(pdfium.text_object(page.handle, index))
        if text is None or text[0] < layer:
            return True
    return False


def _below(page: PageText, line: Run, scan: Scan, cover: Shown) -> dict[int, Hidden]:
    """The line's text objects that were drawn before the area and lie within it."""
    handles = {pdfium.text_object(page.handle, index) for index in range(line.start, line.end)}
    found = (TextObject(known[0], handle, *known[1:]) for handle in handles if (known := scan.texts.get(handle)))
    return {
        text.handle: Hidden(text, "covered")
        for text in found
        if text.layer < cover.layer and _contains(cover.area, bounds_of(text.handle, text.place))
    }


def _contains(outer: Rectangle, inner: Rectangle) -> bool:
    return (
        outer[0] <= inner[0] + _SLACK
        and outer[1] <= inner[1] + _SLACK
        and outer[2] >= inner[2] - _SLACK
        and outer[3] >= inner[3] - _SLACK
    )

"""A presentation as printed: one region a visible slide, its texts in reading order."""

import unicodedata
from collections.abc import Sequence

from lxml import etree

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.collector import without_collector
from hoshin.exchange.drawing_text import body_text
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.package import Package, relation_id
from hoshin.exchange.guard.refusal import not_readable, refused
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_pptx.geometry import Rectangle, number, to_points
from hoshin.exchange.plan_pptx.placeholders import Layouts
from hoshin.exchange.plan_pptx.shapes import PlacedShape, shapes_of
from hoshin.exchange.plan_pptx.tables import read_table
from hoshin.exchange.printed import Box, Item, Printed, Region, Table
from hoshin.exchange.reading_order import in_reading_order

_FOOT = 0.12
"""Of the slide's height."""
_DEFAULT_SIZE = (9_144_000.0, 6_858_000.0)


@without_collector()
def read_pptx(data: bytes, name: str) -> Printed:
    """The texts of all visible slides. Hidden slides, notes and shapes off the slide stand among the problems."""
    package = Package(data, name)
    main = package.main_part()
    root = package.xml(main)
    slides = _slides(package, main, root)
    if len(slides) > limits.MAX_SLIDES:
        raise refused("too_many_cells", name, place="スライドの数 (slides)", limit=f"{limits.MAX_SLIDES:,}")
    layouts = Layouts(package)
    size = _size(root)
    regions: list[Region] = []
    problems: list[Problem] = []
    characters = 0
    for number_of_slide, part in enumerate(slides, start=1):
        reader = _SlideReader(package, layouts, size, part, number_of_slide)
        region = reader.read()
        problems += reader.notes.problems
        regions += [region] if region else []
        characters += reader.characters
        if characters > limits.MAX_TEXT_CHARACTERS:
            raise refused("too_many_cells", name, place=f"slide {number_of_slide}", limit="10 MB")
    return Printed(name, tuple(regions), tuple(problems))


def _slides(package: Package, main: str, root: etree._Element) -> list[str]:
    relations = package.relations(main)
    targets = [relations.get(relation_id(element)) for element in root.iterfind("{*}sldIdLst/{*}sldId")]
    return [r.target for r in targets if r and r.kind == "slide" and r.target in package.parts]


def _size(root: etree._Element) -> tuple[float, float]:
    size = root.find("{*}sldSz")
    if size is None:
        return _DEFAULT_SIZE
    return number(size.get("cx")) or _DEFAULT_SIZE[0], number(size.get("cy")) or _DEFAULT_SIZE[1]


class _SlideReader:
    """Reads one slide and gathers what it leaves out."""

    def __init__(
        self, package: Package, layouts: Layouts, size: tuple[float, float], part: str, number_of_slide: int
    ) -> None:
        self.package = package
        self.layouts = layouts
        self.size = size
        self.part = part
        self.number = number_of_slide
        self.notes = Notes()
        self.characters = 0

    def read(self) -> Region | None:
        """The slide's region; None for a hidden slide."""
        root = self.package.xml(self.part)
        tree = root.find("{*}cSld/{*}spTree")
        if tree is None:
            raise not_readable("file_broken", self.package.name, reason=self.part)
        shapes = list(shapes_of(tree, self.part, self.layouts))
        if root.get("show") in ("0", "false"):
            self.notes.note("hidden_slide_left_out", _beginning(shapes), self._source(""))
            return None
        self._presenter_notes()
        items = [item for shape in shapes for item in self._items(shape)]
        pictures = sum(s.is_picture and not s.is_hidden for s in shapes)
        if pictures:
            self.notes.note("picture_not_read", str(pictures), self._source(""))
        width, height = self.size[0], self.size[1]
        _, _, right, bottom = to_points((0, 0, width, height))
        return Region("slide", str(self.number), tuple(in_reading_order(items)), right, bottom)

    def _items(self, shape: PlacedShape) -> Sequence[Item]:
        place = self._source("", shape.name, shape.rectangle)
        if shape.text.struck.strip():
            self.notes.note("struck_text_left_out", shape.text.struck, place)
        if shape.table is not None:
            return self._table(shape, place)
        text = self._diagram_text(shape.diagram) if shape.diagram else shape.text.live
        self.characters += len(text)
        if not text.strip():
            return []
        if shape.is_hidden:
            self.notes.note("hidden_shape_left_out", text, place)
            return []
        if shape.rectangle is not None and self._is_off_slide(shape.rectangle):
            self.notes.note("off_slide_left_out", text, place)
            return []
        if self._is_slide_number(text, shape.rectangle):
            self.notes.note("page_header_left_out", text, place)
            return []
        return [Box(text, self._source(text, shape.name, shape.rectangle))]

    def _table(self, shape: PlacedShape, place: Source) -> Sequence[Table]:
        assert shape.table is not None
        read = read_table(shape.table, shape.rectangle, place)
        for struck in read.struck:
            self.notes.note("struck_text_left_out", struck, place)
        begin = " / ".join(cell.text for cell in read.table.cells[:5])
        self.characters += sum(len(cell.text) for cell in read.table.cells)
        if not read.table.cells:
            return []
        if shape.is_hidden:
            self.notes.note("hidden_shape_left_out", begin, place)
            return []
        if shape.rectangle is not None and self._is_off_slide(shape.rectangle):
            self.notes.note("off_slide_left_out", begin, place)
            return []
        return [read.table]

    def _is_slide_number(self, text: str, rectangle: Rectangle | None) -> bool:
        """The slide's own number, typed into a box at the slide's foot."""
        at_foot = rectangle is not None and rectangle[1] > self.size[1] * (1 - _FOOT)
        return at_foot and unicodedata.normalize("NFKC", text).strip(" -\n") == str(self.number)

    def _is_off_slide(self, rectangle: Rectangle) -> bool:
        """Wholly beside the slide: an area where people park old texts."""
        x0, y0, x1, y1 = rectangle
        return x1 <= 0 or y1 <= 0 or x0 >= self.size[0] or y0 >= self.size[1]

    def _diagram_text(self, relation: str) -> str:
        """The texts of a diagram (SmartArt), one point a line."""
        found = self.package.relations(self.part).get(relation)
        if found is None or found.is_external or found.target not in self.package.parts:
            return ""
        points = self.package.xml(found.target).iterfind("{*}ptLst/{*}pt")
        texts = [body_text(body).live for point in points for body in point.iterfind("{*}t")]
        return "\n".join(text for text in texts if text.strip())

    def _presenter_notes(self) -> None:
        for part in self.package.related(self.part, "notesSlide"):
            tree = self.package.xml(part).find("{*}cSld/{*}spTree")
            text = "" if tree is None else _beginning(list(shapes_of(tree, part, self.layouts)))
            if text:
                self.notes.note("presenter_notes_left_out", text, self._source(""))

    def _source(self, text: str, shape: str | None = None, rectangle: Rectangle | None = None) -> Source:
        box = to_points(rectangle) if rectangle else None
        return Source(self.package.name, text, slide=self.number, cell=shape or None, box=box)


def _beginning(shapes: Sequence[PlacedShape]) -> str:
    return " / ".join(shape.text.live for shape in shapes if shape.text.live.strip())

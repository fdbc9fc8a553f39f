"""A Word document as printed: one region, its paragraphs and tables in document order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from hoshin.core.sources import Source
from hoshin.exchange.assembly.title import read_title
from hoshin.exchange.collector import without_collector
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.package import Package
from hoshin.exchange.guard.refusal import not_readable, refused
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_docx.inline import Inline, read_inline
from hoshin.exchange.plan_docx.numbering import Numbering, read_numbering
from hoshin.exchange.plan_docx.shading import Grounds
from hoshin.exchange.plan_docx.styles import Styles, numbering_of, read_styles
from hoshin.exchange.plan_docx.tables import Grid, TableCell, grid_of
from hoshin.exchange.printed import Box, Cell, Item, Line, Printed, Region, Table
from hoshin.exchange.xml_names import Properties, attribute, local_name, properties_of

_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
_REMOVED = {"del", "moveFrom", "Fallback"}
_PARTED_BY_BLANKS = 0.25
"""The share of blank paragraphs from which on they are what parts a document."""


@without_collector()
def read_docx(data: bytes, name: str) -> Printed:
    """The body's live text. Deleted, struck and hidden text, headers and comments stand among the problems."""
    package = Package(data, name)
    main = package.main_part()
    body = package.xml(main).find("{*}body")
    if body is None:
        raise not_readable("file_broken", name, reason=main)
    reader = _Reader(package, main)
    items = [*reader.titles(), *reader.body(body)]
    reader.finish()
    return Printed(name, (Region("page", name, tuple(items)),), tuple(reader.notes.problems))


class _Reader:
    """Walks the document once; lists count on, tables are numbered, and what is left out is noted."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self.notes = Notes()
        self.grounds = Grounds()
        self.styles = self._styles()
        self.numbering = self._numbering()
        self.footnotes = self._footnotes()
        self.table_count = 0
        self.characters = 0
        self.cells = 0
        self.pictures = 0
        self.title_texts: set[str] = set()

    # Parts

    def _styles(self) -> Styles:
        parts = self.package.related(self.main, "styles")
        return read_styles(self.package.xml(parts[0])) if parts else Styles()

    def _numbering(self) -> Numbering:
        parts = self.package.related(self.main, "numbering")
        return read_numbering(self.package.xml(parts[0])) if parts else Numbering()

    def _footnotes(self) -> dict[str, str]:
        """The texts of foot- and endnotes by kind and id."""
        found: dict[str, str] = {}
        for kind in ("footnote", "endnote"):
            for part in self.package.related(self.main, f"{kind}s"):
                for note in self.package.xml(part).iterfind(f"{{*}}{kind}"):
                    if attribute(note, "type") in (None, "normal"):
                        texts = [read_inline(p, self.styles, self.grounds).live for p in note.iterfind("{*}p")]
                        found[f"{kind} {attribute(note, 'id')}"] = "\n".join(texts).strip()
        return found

    def titles(self) -> Iterator[Line]:
        """A page header that is the document's title is the plan's: organisation and year often stand only there."""
        for part in self.package.related(self.main, "header"):
            for paragraph in self.package.xml(part).iterfind(".//{*}p"):
                text = read_inline(paragraph, self.styles, self.grounds).live.strip()
                if text and text not in self.title_texts and read_title(text):
                    self.title_texts.add(text)
                    yield Line(text, Source(self.package.name, text, cell="header"))

    def finish(self) -> None:
        """Notes about the document as a whole."""
        for kind in ("header", "footer"):
            texts = {self._whole_text(part) for part in self.package.related(self.main, kind)} - {""}
            texts -= self.title_texts
            if texts:
                self.notes.note("page_header_left_out", " / ".join(sorted(texts)), Source(self.package.name))
        for part in self.package.related(self.main, "comments"):
            text = self._whole_text(part)
            if text:
                self.notes.note("comments_left_out", text, Source(self.package.name))
        if self.pictures:
            self.notes.note("picture_not_read", str(self.pictures), Source(self.package.name))

    def _whole_text(self, part: str) -> str:
        paragraphs = self.package.xml(part).iterfind(".//{*}p")
        return " ".join(read_inline(p, self.styles, self.grounds).live.strip() for p in paragraphs).strip()

    # The body

    def body(self, body: etree._Element) -> list[Item]:
        """All items. In a document whose blocks are parted by blank paragraphs, a paragraph's end alone parts nothing.

        There each line keeps its number, as in a plain text, so that blocks can be told.
        """
        found: list[tuple[Item, int]] = []
        blanks = paragraphs = 0
        for child in body:
            items = list(self.items((child,)))
            is_paragraph = local_name(child) == "p"
            paragraphs += is_paragraph
            blanks += is_paragraph and not items
            found += [(item, paragraphs) for item in items]
        if blanks < _PARTED_BY_BLANKS * paragraphs:
            return [item for item, _ in found]
        return [_with_number(item, number) for item, number in found]

    def items(self, parent: Iterable[etree._Element]) -> Iterator[Item]:
        """Lines, boxes and tables of a body or a text box, in order."""
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _TRANSPARENT:
                yield from self.items(child)
            elif name in _REMOVED:
                deleted = "".join(t.text or "" for t in child.iter("{*}t", "{*}delText"))
                if deleted.strip():
                    self.notes.note("deleted_text_left_out", deleted, Source(self.package.name))

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Item]:
        inline = read_inline(paragraph, self.styles, self.grounds)
        text = self._labelled(inline)
        self._account(inline)
        if text.strip():
            yield Line(text, Source(self.package.name, text), self._emphasis(inline.properties))
        for note in inline.footnotes:
            if self.footnotes.get(note):
                yield Line(f"※{self.footnotes[note]}", Source(self.package.name, self.footnotes[note]))
        for box in inline.boxes:
            yield from self._box(box)

    def _box(self, content: etree._Element) -> Iterator[Item]:
        """A text box: its lines as one box, its tables as tables."""
        items = list(self.items(content))
        lines = [item.text for item in items if isinstance(item, Line)]
        if lines:
            text = "\n".join(lines)
            yield Box(text, Source(self.package.name, text))
        yield from (item for item in items if not isinstance(item, Line))

    def _labelled(self, inline: Inline) -> str:
        """The live text behind the number that Word prints before it."""
        properties = inline.properties
        if "del" in properties_of(properties.get("rPr")) and not inline.live.strip():
            return ""
        number_id, level = numbering_of(properties)
        if number_id is None:
            style_number, style_level = self.styles.numbering(attribute(properties.get("pStyle"), "val"))
            number_id, level = style_number, level or style_level
        label = self.numbering.next_label(number_id, level) if inline.live.strip() else ""
        return f"{label}{'' if label in ('', '・') else ' '}{inline.live}" if label else inline.live

    def _emphasis(self, properties: Properties) -> int:
        level = attribute(properties.get("outlineLvl"), "val")
        if level and level.isdigit() and int(level) < 9:
            return int(level) + 1
        return self.styles.heading_level(attribute(properties.get("pStyle"), "val"))

    def _account(self, inline: Inline) -> None:
        """Notes what a paragraph leaves out and counts what it holds."""
        for code, text in (
            ("struck_text_left_out", inline.struck),
            ("deleted_text_left_out", inline.deleted),
            ("hidden_text_left_out", inline.hidden),
        ):
            if text.strip():
                self.notes.note(code, text, Source(self.package.name))
        self.pictures += inline.pictures
        self.characters += len(inline.live)
        if self.characters > limits.MAX_TEXT_CHARACTERS:
            raise refused("too_many_cells", self.package.name, place=self.main, limit="10 MB")

    # Tables

    def _table(self, element: etree._Element) -> Iterator[Item]:
        """A table, then the tables that stand in its cells."""
        self.table_count += 1
        number = self.table_count
        grid = grid_of(element)
        self._check_size(grid)
        cells: list[Cell] = []
        inner: list[Item] = []
        for cell in grid.cells:
            address = f"table {number} row {cell.row + 1} column {cell.column + 1}"
            text, others = self._cell_text(cell, address)
            inner += others
            if text.strip():
                source = Source(self.package.name, text, cell=address)
                cells.append(Cell(text, cell.row, cell.column, source, cell.row_span, cell.column_span))
        if cells:
            yield Table(tuple(cells), Source(self.package.name, cell=f"table {number}"))
        yield from inner

    def _check_size(self, grid: Grid) -> None:
        self.cells += len(grid.cells)
        if self.cells > limits.MAX_CELLS:
            raise refused("too_many_cells", self.package.name, place=self.main, limit=f"{limits.MAX_CELLS:,}")

    def _cell_text(self, cell: TableCell, address: str) -> tuple[str, list[Item]]:
        """A cell's lines and boxes as one text; tables inside it stand for themselves."""
        lines: list[str] = []
        others: list[Item] = []
        for content in cell.contents:
            for item in self._addressed(content, address):
                if isinstance(item, Line | Box):
                    lines.append(item.text)
                else:
                    others.append(item)
        return "\n".join(lines).strip("\n"), others

    def _addressed(self, content: etree._Element, address: str) -> Iterator[Item]:
        before = len(self.notes.problems)
        yield from self.items(content)
        if len(self.notes.problems) > before:
            self.notes.relocate(before, Source(self.package.name, cell=address))


def _with_number(item: Item, number: int) -> Item:
    return replace(item, source=replace(item.source, line=number)) if isinstance(item, Line) else item

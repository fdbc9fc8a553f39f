"""Write a plan that does not exist into each file format, with the traps that real files hold.

Struck-through and deleted words, a hidden row, a hidden sheet, presenter notes and white text carry `DECOY` figures or
old words: none of them is the plan.
"""

import math
import random
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import pptx
import typst
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from tests.builders.unseen_forms import Form
from tests.builders.unseen_grids import Cell, Grid, columns_grid, date_words, document_title, outcome_pages
from tests.builders.unseen_lines import marked_lines, ordered_lines, scrambled_lines, slide_boxes, slide_cards

DECOY = "旧案で検討した取組に満足した区民の割合：99.9%以上"
FONT = "BIZ UDGothic"
READINGS = {"災害": "さいがい", "高齢者": "こうれいしゃ", "読書": "どくしょ", "安全": "あんぜん", "信頼": "しんらい"}

Plan = dict[str, Any]


def pieces(cell: Cell, at: int) -> list[tuple[str, bool]]:
    """A line cut into (text, is struck) where it also shows its old words."""
    line = cell.lines[at]
    if at not in cell.struck:
        return [(line, False)]
    old, new = cell.struck[at]
    head, _, tail = line.rpartition(new)
    return [(head, False), (old, True), (new + tail, False)]


# --- text ---------------------------------------------------------------------------------------


def write_text(form: Form, plan: Plan, seed: int, path: Path) -> None:
    out = []
    for depth, line in ordered_lines(form, plan):
        if 0 < depth <= 3:
            out.append("")
        out.append(line)
    text = "\n".join(out) + "\n"
    if seed % 3 == 2:
        path.write_bytes(text.replace("\n", "\r\n").encode("cp932"))
    else:
        path.write_text(text, encoding="utf-8")


def write_scrambled(form: Form, plan: Plan, seed: int, path: Path) -> None:
    path.write_text("\n".join(scrambled_lines(form, plan, random.Random(seed))), encoding="utf-8")


def write_markdown(form: Form, plan: Plan, seed: int, path: Path) -> None:
    if form.layout == "columns" and seed % 2:
        path.write_text(_markdown_tables(form, plan), encoding="utf-8")
        return
    out = []
    for depth, line in ordered_lines(form, plan):
        if depth:
            out += ["", "#" * depth + " " + line, ""]
        elif line.startswith("・"):
            out.append("- " + line[1:])
        else:
            out += [line, ""]
    path.write_text("\n".join(out), encoding="utf-8")


def _markdown_tables(form: Form, plan: Plan) -> str:
    out = [f"# {document_title(form, plan)}", ""]
    for outcome in plan["outcomes"]:
        cells = sorted(columns_grid(form, plan, outcome).cells, key=lambda c: (c.row, c.col))
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        for number, row in enumerate(rows.values()):
            if number == 0:
                out += [f"## {row[0].text}", ""]
            elif len(row) == 2:
                body = "\n\n".join(row[1].lines_with_stamps())
                out += [f"**{row[0].text}**", "", body, ""]
            else:
                out.append("| " + " | ".join("<br>".join(cell.lines_with_stamps()) for cell in row) + " |")
                if row[0].kind == "head":
                    out.append("|" + " --- |" * len(row))
        out.append("")
    for row in plan["revision_history"]:
        out += ["## 改訂履歴", "", "| 改訂日 | 取組 | 改訂前 | 改訂後 | 改訂理由 |", "|---|---|---|---|---|"]
        out.append(f"| {date_words(row['on'])} | {row['code']} | {row['old']} | {row['new']} | {row['reason']} |")
    return "\n".join(out)


def write_text_marked(form: Form, plan: Plan, seed: int, path: Path) -> None:
    path.write_text("\n".join(marked_lines(form, plan)) + "\n", encoding="utf-8")


# --- Excel --------------------------------------------------------------------------------------

KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "bg_color": "#BDD7EE", "font_size": 11},
    "head": {"bg_color": "#DDEBF7", "align": "center"},
    "body": {},
    "money": {"align": "right"},
    "vertical": {"align": "center", "bg_color": "#FFF2CC"},
}


class _Book:
    """One workbook being written, with its formats and where each sheet has come to."""

    def __init__(self, path: Path, seed: int) -> None:
        self.book = xlsxwriter.Workbook(path)
        base = {"border": 1, "text_wrap": True, "valign": "top", "font_name": FONT, "font_size": 9}
        self.formats = {kind: self.book.add_format(base | more) for kind, more in KINDS.items()}
        self.thousand = self.book.add_format(base | {"align": "right", "num_format": '#,##0"千円"'})
        self.number = self.book.add_format(base | {"align": "right", "num_format": "#,##0"})
        self.rotated = self.book.add_format(base | {"align": "center", "valign": "vcenter", "rotation": 270})
        self.strike = self.book.add_format(
            {"font_strikeout": True, "font_name": FONT, "font_size": 9, "font_color": "red"}
        )
        self.plain = self.book.add_format({"font_name": FONT, "font_size": 9})
        self.seed = seed

    def sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 23, 4.4)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def grid(self, sheet: Any, grid: Grid, top: int, *, wide_digits: bool) -> int:
        for cell in grid.cells:
            self._cell(sheet, cell, top, wide_digits=wide_digits)
        for row in range(grid.row):
            sheet.set_row(top + row, _row_points(grid, row), None, {"hidden": row in grid.decoy_rows})
        return top + grid.row + 1

    def _cell(self, sheet: Any, cell: Cell, top: int, *, wide_digits: bool) -> None:
        shape, row = self.formats[cell.kind], top + cell.row
        value: Any = "\n".join(cell.lines) if self.seed % 2 else cell.text
        if cell.kind == "vertical":
            shape, value = (self.rotated, value) if self.seed % 2 else (shape, "\n".join(value))
        if cell.yen is not None and not wide_digits:
            in_words = cell.lines[0].endswith("千円")
            shape, value = self.thousand if in_words else self.number, cell.yen // 1000
        if cell.rows > 1 or cell.cols > 1:
            sheet.merge_range(row, cell.col, row + cell.rows - 1, cell.col + cell.cols - 1, "", shape)
        if cell.struck:
            sheet.write_rich_string(row, cell.col, *self._rich(cell), shape)
        elif isinstance(value, int):
            sheet.write_number(row, cell.col, value, shape)
        else:
            sheet.write_string(row, cell.col, value, shape)
        if self.seed % 2:
            for at, text in cell.stamps:
                place = {"x_offset": cell.cols * 36 - 215, "y_offset": 17 * (at + 1), "width": 205, "height": 20}
                font = {"size": 8, "color": "red"}
                sheet.insert_textbox(row, cell.col, text, place | {"font": font, "line": {"color": "red"}})

    def _rich(self, cell: Cell) -> list[Any]:
        out: list[Any] = []
        for at in range(len(cell.lines)):
            for text, struck in pieces(cell, at):
                out += [self.strike if struck else self.plain, text] if text else []
            inline = [] if self.seed % 2 else [text for line, text in cell.stamps if line == at]
            tail = "".join(f"\n{text}" for text in inline) + ("\n" if at < len(cell.lines) - 1 else "")
            out += [self.plain, tail] if tail else []
        return out


def _row_points(grid: Grid, row: int) -> float:
    """Tall enough for what stands in the row, with room for floating stamps."""
    need = 1.0
    for cell in grid.cells:
        if cell.row <= row < cell.row + cell.rows and cell.kind != "vertical":
            per_line = max(1, int(cell.cols * 2.6))
            lines = sum(math.ceil(max(1, len(line)) / per_line) for line in cell.lines) + 1.5 * len(cell.stamps)
            need = max(need, lines / cell.rows)
    return 13.5 * need + 3


def write_xlsx_sheets(form: Form, plan: Plan, seed: int, path: Path) -> None:
    book = _Book(path, seed)
    for name, grid in outcome_pages(form, plan):
        _hide_a_row(grid)
        sheet = book.sheet(name)
        if form.layout in ("columns", "figures", "page"):
            sheet.write_string(0, 0, document_title(form, plan))
        book.grid(sheet, grid, 1, wide_digits=plan["manner"].wide)
    _hidden_sheet(book)


def write_xlsx_single(form: Form, plan: Plan, seed: int, path: Path) -> None:
    book = _Book(path, seed)
    front = form.layout in ("sheet", "labels")
    sheet, top = book.sheet("様式2" if front else "一覧"), 0
    if not front:
        sheet.write_string(0, 0, document_title(form, plan), book.formats["body"])
        top = 2
    for _, grid in outcome_pages(form, plan):
        _hide_a_row(grid)
        top = book.grid(sheet, grid, top, wide_digits=plan["manner"].wide)
    _hidden_sheet(book)


def _hide_a_row(grid: Grid) -> None:
    grid.decoy(DECOY)


def _hidden_sheet(book: _Book) -> None:
    sheet = book.book.add_worksheet("旧案")
    sheet.write_string(0, 0, "具体的取組9-9-9　旧案の取組")
    sheet.write_string(1, 0, "プロセス指標")
    sheet.write_string(2, 0, DECOY)
    sheet.hide()
    book.book.close()


# --- tables for Word, slides and PDF: only the columns where a cell begins -----------------------


def edges(grid: Grid) -> list[int]:
    return sorted({0, grid.columns} | {c.col for c in grid.cells} | {c.col + c.cols for c in grid.cells})


def _w(text: str) -> str:
    return f'<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word_line(cell: Cell, at: int, number: list[int]) -> str:
    out = ""
    for text, struck in pieces(cell, at):
        number[0] += 1
        marks = f'w:id="{number[0]}" w:author="planner" w:date="2020-03-31T09:00:00Z"'
        if struck and number[0] % 2:
            out += f'<w:del {marks}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'
        elif struck:
            out += f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{escape(text)}</w:t></w:r>"
        elif at in cell.struck and text == pieces(cell, at)[-1][0]:
            out += f"<w:ins {marks}>{_w(text)}</w:ins>"
        else:
            out += _ruby(text) if cell.kind in ("title", "body") else _w(text)
    return out


def _ruby(text: str) -> str:
    for word, reading in READINGS.items():
        head, found, tail = text.partition(word)
        if found and len(text) < 60:
            return (
                f'{_w(head)}<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="9"/>'
                f'<w:hpsRaise w:val="16"/><w:hpsBaseText w:val="17"/>'
                f'<w:lid w:val="ja-JP"/></w:rubyPr><w:rt>{_w(reading)}</w:rt>'
                f"<w:rubyBase>{_w(word)}</w:rubyBase></w:ruby></w:r>{_w(tail)}"
            )
    return _w(text)


def _word_cell(cell: Cell, span: int, merge: str, number: list[int]) -> str:
    fill = {"title": "BDD7EE", "head": "DDEBF7", "vertical": "FFF2CC"}.get(cell.kind)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    way = '<w:textDirection w:val="tbRlV"/>' if cell.kind == "vertical" else ""
    paragraphs = "<w:p/>"
    if merge != "continue":
        body = [
            f"<w:p>{_word_line(cell, at, number)}</w:p>"
            + "".join(f"<w:p>{_w(t)}</w:p>" for line, t in cell.stamps if line == at)
            for at in range(len(cell.lines))
        ]
        paragraphs = "".join(body)
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}{shade}{way}</w:tcPr>{paragraphs}</w:tc>'


def _word_table(grid: Grid, number: list[int]) -> Any:
    cuts = edges(grid)
    rows = []
    for row in range(grid.row):
        cells = sorted((c for c in grid.cells if c.row <= row < c.row + c.rows), key=lambda c: c.col)
        line, at = "", 0
        for cell in cells:
            if cell.col > at:
                line += f'<w:tc><w:tcPr><w:gridSpan w:val="{_span(cuts, at, cell.col)}"/></w:tcPr><w:p/></w:tc>'
            merge = "" if cell.rows == 1 else ("restart" if cell.row == row else "continue")
            line += _word_cell(cell, _span(cuts, cell.col, cell.col + cell.cols), merge, number)
            at = cell.col + cell.cols
        rows.append(f"<w:tr>{line}</w:tr>")
    widths = "".join(f'<w:gridCol w:w="{(b - a) * 600}"/>' for a, b in pairwise(cuts))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f'<w:tbl xmlns:w="{space}"><w:tblPr><w:tblW w:w="14400" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{widths}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _span(cuts: list[int], start: int, end: int) -> int:
    return cuts.index(end) - cuts.index(start)


def write_docx(form: Form, plan: Plan, seed: int, path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.footer.paragraphs[0].text = f"{plan['organisation']}　総務課"
    if form.layout not in ("sheet", "labels"):
        document.add_heading(document_title(form, plan), 0)
    number = [seed]
    for _, grid in outcome_pages(form, plan):
        document.element.body.insert(len(document.element.body) - 1, _word_table(grid, number))
        document.add_paragraph("")
    hidden = document.add_paragraph().add_run(DECOY)
    hidden.font.hidden = True
    document.save(str(path))


def write_docx_prose(form: Form, plan: Plan, seed: int, path: Path) -> None:
    """Headings and paragraphs, no table."""
    document = docx.Document()
    for depth, line in ordered_lines(form, plan):
        if depth and seed % 2:
            document.add_heading(line, depth)
        else:
            run = document.add_paragraph().add_run(line)
            run.bold = depth > 0
    document.save(str(path))


# --- slides -------------------------------------------------------------------------------------


def _say(frame: Any, lines: list[str], points: float, *, bold: bool = False, red: bool = False) -> None:
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(points), bold, FONT
        if red:
            run.font.color.rgb = RGBColor(0xCE, 0, 0)


def _blank_slide(deck: Any) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.notes_slide.notes_text_frame.text = f"説明用メモ　{DECOY}"
    return slide


def _deck() -> Any:
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    return deck


def _title_slide(deck: Any, form: Form, plan: Plan) -> None:
    slide = _blank_slide(deck)
    _say(
        slide.shapes.add_textbox(Pt(80), Pt(200), Pt(800), Pt(80)).text_frame,
        [document_title(form, plan)],
        28,
        bold=True,
    )


def write_pptx_tables(form: Form, plan: Plan, seed: int, path: Path) -> None:
    deck = _deck()
    _title_slide(deck, form, plan)
    for number, (_, grid) in enumerate(outcome_pages(form, plan), 2):
        slide = _blank_slide(deck)
        _slide_table(slide, grid, floating=seed % 2 == 1)
        _say(slide.shapes.add_textbox(Pt(900), Pt(515), Pt(50), Pt(20)).text_frame, [str(number)], 9)
    deck.save(str(path))


def _slide_table(slide: Any, grid: Grid, *, floating: bool) -> None:
    cuts = edges(grid)
    scale = 920 / grid.columns
    table = slide.shapes.add_table(grid.row, len(cuts) - 1, Pt(20), Pt(12), Pt(920), Pt(30 * grid.row)).table
    for place, (a, b) in enumerate(pairwise(cuts)):
        table.columns[place].width = Pt((b - a) * scale)
    heights = [_row_points(grid, row) * 0.98 + 5 for row in range(grid.row)]
    for row, height in enumerate(heights):
        table.rows[row].height = Pt(height)
    for cell in grid.cells:
        first = table.cell(cell.row, cuts.index(cell.col))
        if cell.rows > 1 or cell.cols > 1:
            first.merge(table.cell(cell.row + cell.rows - 1, cuts.index(cell.col + cell.cols) - 1))
        first.margin_top = first.margin_bottom = Pt(1)
        first.vertical_anchor = MSO_ANCHOR.TOP
        _say(first.text_frame, cell.lines if floating else cell.lines_with_stamps(), 9, bold=cell.kind == "title")
        for _, text in cell.stamps if floating else ():
            x = 20 + (cell.col + cell.cols) * scale - 140
            y = 12 + sum(heights[: cell.row + cell.rows]) - 20
            _say(slide.shapes.add_textbox(Pt(x), Pt(y), Pt(136), Pt(17)).text_frame, [text], 8, red=True)


def write_pptx_boxes(form: Form, plan: Plan, seed: int, path: Path) -> None:
    rng, deck = random.Random(seed), _deck()
    _title_slide(deck, form, plan)
    for outcome in plan["outcomes"]:
        slide = _blank_slide(deck)
        boxes = slide_boxes(form, plan, outcome)
        rng.shuffle(boxes)
        for box in boxes:
            shape = slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
            shape.line.color.rgb = RGBColor(0x60, 0x60, 0x60)
            frame = shape.text_frame
            frame.margin_top = frame.margin_bottom = Pt(2)
            size = {"title": 16, "head": 10.5, "stamp": 8}.get(box.kind, 11.5)
            _say(frame, box.text.split("\n"), size, bold=box.kind in ("title", "head"), red=box.kind == "stamp")
    deck.save(str(path))


def write_pptx_cards(form: Form, plan: Plan, seed: int, path: Path) -> None:
    """Boxes that hold label and text together, some of them grouped."""
    rng, deck = random.Random(seed), _deck()
    _title_slide(deck, form, plan)
    for outcome in plan["outcomes"]:
        slide = _blank_slide(deck)
        boxes = slide_cards(form, plan, outcome)
        rng.shuffle(boxes)
        for box in boxes:
            shapes = slide.shapes.add_group_shape().shapes if box.kind == "card" and seed % 2 else slide.shapes
            shape = shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
            _say(shape.text_frame, box.text.split("\n"), 16 if box.kind == "title" else 11)
    deck.save(str(path))


# --- PDF ----------------------------------------------------------------------------------------


def _typst_text(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_lines(cell: Cell) -> str:
    if cell.kind == "vertical":
        return "#linebreak()".join(_typst_text(letter) for letter in cell.lines[0])
    out = []
    for at in range(len(cell.lines)):
        out.append(
            "".join(f"#strike[{_typst_text(t)}]" if struck else _typst_text(t) for t, struck in pieces(cell, at) if t)
        )
        out += [f"#text(fill: red, size: 7pt)[{_typst_text(text)}]" for line, text in cell.stamps if line == at]
    return "#linebreak()".join(out)


def _typst_table(grid: Grid) -> str:
    cuts = edges(grid)
    widths = ", ".join(f"{b - a}fr" for a, b in pairwise(cuts))
    cells = []
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        fill = {"title": 'rgb("#bdd7ee")', "head": 'rgb("#ddebf7")', "vertical": 'rgb("#fff2cc")'}.get(
            cell.kind, "none"
        )
        wide = _span(cuts, cell.col, cell.col + cell.cols)
        cells.append(
            f"table.cell(x: {cuts.index(cell.col)}, y: {cell.row}, colspan: {wide}, "
            f"rowspan: {cell.rows}, fill: {fill})[{_typst_lines(cell)}],"
        )
    return f"#table(columns: ({widths}), inset: 4pt, stroke: 0.5pt,\n" + "\n".join(cells) + ")\n"


def write_pdf_ruled(form: Form, plan: Plan, seed: int, path: Path) -> None:
    footer = _typst_text(f"{plan['organisation']}運営方針")
    source = [
        f'#set page("a4", flipped: {"false" if seed % 3 == 0 else "true"}, margin: 14mm,',
        f"footer: [{footer} #h(1fr) #context counter(page).display()])",
        f'#set text(font: "{FONT}", size: 8.5pt, lang: "ja")',
    ]
    if form.layout not in ("sheet", "labels"):
        source.append(f"#text(size: 16pt)[{_typst_text(document_title(form, plan))}]\n")
    for number, (_, grid) in enumerate(outcome_pages(form, plan)):
        if number and seed % 2:
            source.append("#pagebreak()")
        source.append(_typst_table(grid))
    source.append(f"#text(fill: white, size: 6pt)[{_typst_text(DECOY)}]")
    path.write_bytes(_compiled("\n".join(source)))


def write_pdf_prose(form: Form, plan: Plan, seed: int, path: Path) -> None:
    """Running text with larger headings, no rules."""
    source = [
        '#set page("a4", margin: 20mm, footer: [#h(1fr) #context counter(page).display() #h(1fr)])',
        f'#set text(font: "{FONT}", size: 10pt, lang: "ja")',
    ]
    for depth, line in ordered_lines(form, plan):
        size = {0: 10, 1: 18, 2: 14, 3: 13, 4: 11, 5: 10}[depth]
        weight = ', weight: "bold"' if depth else ""
        source.append(f"#text(size: {size}pt{weight})[{_typst_text(line)}]\n")
    path.write_bytes(_compiled("\n".join(source)))


def write_pdf_slides(form: Form, plan: Plan, seed: int, path: Path) -> None:
    rng = random.Random(seed)
    source = [
        "#set page(width: 960pt, height: 540pt, margin: 0pt)",
        f'#set text(font: "{FONT}", size: 9pt, lang: "ja")',
        f"#place(dx: 80pt, dy: 200pt, text(size: 28pt)[{_typst_text(document_title(form, plan))}])",
    ]
    for outcome in plan["outcomes"]:
        source.append("#pagebreak()")
        boxes = slide_boxes(form, plan, outcome)
        rng.shuffle(boxes)
        for box in boxes:
            size = {"title": 16, "head": 10, "stamp": 8}.get(box.kind, 11.5)
            colour = ", fill: red" if box.kind == "stamp" else ""
            body = "#linebreak()".join(_typst_text(line) for line in box.text.split("\n"))
            size_of_box = f"width: {box.w}pt, height: {box.h}pt, inset: 3pt, stroke: 0.5pt"
            source.append(
                f"#place(dx: {box.x}pt, dy: {box.y}pt, box({size_of_box})[#text(size: {size}pt{colour})[{body}]])"
            )
    path.write_bytes(_compiled("\n".join(source)))


def _compiled(source: str) -> bytes:
    written = typst.compile(source.encode(), format="pdf")
    assert isinstance(written, bytes)
    return written


def write_pdf_printed(form: Form, plan: Plan, seed: int, path: Path) -> None:
    """Slides printed to PDF by LibreOffice: what wards publish."""
    slides = path.with_suffix(".pptx")
    (write_pptx_boxes if seed % 2 else write_pptx_tables)(form, plan, seed, slides)
    print_to_pdf(slides)
    slides.unlink()


def print_to_pdf(document: Path) -> Path:
    profile = f"-env:UserInstallation=file://{document.parent}/soffice-profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return document.with_suffix(".pdf")


Writer = Callable[[Form, Plan, int, Path], None]
WRITERS: dict[str, tuple[str, Writer]] = {
    "text": ("txt", write_text),
    "scrambled": ("txt", write_scrambled),
    "markdown": ("md", write_markdown),
    "text_marked": ("txt", write_text_marked),
    "docx_prose": ("docx", write_docx_prose),
    "pptx_cards": ("pptx", write_pptx_cards),
    "pdf_prose": ("pdf", write_pdf_prose),
    "xlsx_sheets": ("xlsx", write_xlsx_sheets),
    "xlsx_single": ("xlsx", write_xlsx_single),
    "docx": ("docx", write_docx),
    "pptx_tables": ("pptx", write_pptx_tables),
    "pptx_boxes": ("pptx", write_pptx_boxes),
    "pdf_ruled": ("pdf", write_pdf_ruled),
    "pdf_slides": ("pdf", write_pdf_slides),
    "pdf_printed": ("pdf", write_pdf_printed),
}

"""The whole plan in Word: headings for the tree, and a table for each management issue, outcome and initiative."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from examples.shiomi import wording
from examples.shiomi.packing import write_fixed
from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument

FONT = "BIZ UDゴシック"
MADE = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
WIDTH = 180
"""Of the text, in millimetres: A4 with margins of 15."""
RED, GREY = RGBColor(0xC0, 0, 0), "F2F2F2"
_SHADES = {1: "1F3864", 2: "D9E2F3", 3: "F2F2F2"}


def write_plan_docx(plan: PlanDocument, path: Path) -> None:
    """Write the document."""
    document = Document()
    _page(document, plan)
    title = document.add_paragraph(style="Title")
    title.paragraph_format.space_after = Pt(10)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, plan.title or "", size=18, bold=True)
    _rows(document, [(heading, text) for heading, text in wording.front_parts(plan)])
    for number, issue in enumerate(plan.issues):
        _heading(document, f"{wording.issue_code(issue)}　{issue.title}", 1, new_page=number > 0)
        _issue(document, plan, issue)
    _heading(document, wording.REVISION_HISTORY, 1)
    _history(document, plan)
    written = io.BytesIO()
    document.save(written)
    write_fixed(written.getvalue(), path)


def _page(document: Any, plan: PlanDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    core = document.core_properties
    core.title, core.author, core.language = plan.title, plan.organisation, "ja-JP"
    core.created = core.modified = MADE.replace(tzinfo=None)
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        _style(document.styles[style])
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(footer)


def _style(style: Any) -> None:
    """The example's face for Latin and Japanese, black, with little space around paragraphs."""
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), FONT)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)
    borders = (
        style.element.find(qn("w:pPr")).find(qn("w:pBdr")) if style.element.find(qn("w:pPr")) is not None else None
    )
    if borders is not None:
        borders.getparent().remove(borders)


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind or "")
        run._r.append(element)


def _issue(document: Any, plan: PlanDocument, issue: Issue) -> None:
    _rows(document, wording.issue_parts(issue))
    for outcome in plan.outcomes:
        if outcome.issue == issue.id:
            _outcome(document, plan, outcome)


def _outcome(document: Any, plan: PlanDocument, outcome: Outcome) -> None:
    _heading(document, f"{wording.outcome_code(outcome)}　{outcome.title}", 2)
    table = _rows(
        document,
        [
            (wording.GOAL_STATE, outcome.goal_state or ""),
            (wording.OUTCOME_INDICATORS, ""),
            (wording.STRATEGY, outcome.strategy or ""),
        ],
    )
    _write_indicators(table.cell(1, 1), plan, outcome.indicators)
    for initiative in outcome.initiatives:
        _heading(document, f"{wording.initiative_code(initiative)}　{initiative.title}", 3)
        _initiative(document, plan, initiative)


def _initiative(document: Any, plan: PlanDocument, initiative: Initiative) -> None:
    """A column for each sum of money: money in the first row, then each field beside its label over all of them."""
    money = wording.budget_rows(initiative)
    table = _table(document, (38, *_money_widths(len(money))))
    head, amounts = table.add_row(), table.add_row()
    label = head.cells[0].merge(amounts.cells[0])
    _label(label, "予算")
    for column, (name, amount) in enumerate(money, 1):
        _label(head.cells[column], name, align=WD_ALIGN_PARAGRAPH.CENTER)
        _write(amounts.cells[column], amount, align=WD_ALIGN_PARAGRAPH.CENTER)
    stamp = wording.stamp_of(plan, initiative.id, "activities")
    activities = _wide_row(table, wording.ACTIVITIES)
    _write(activities, "\n".join(wording.activity_lines(initiative.activities)))
    if stamp:
        _run(activities.add_paragraph(), f"（{stamp}）", bold=True, red=True)
    _write_indicators(_wide_row(table, wording.PROCESS_INDICATORS), plan, initiative.indicators)
    _write(_wide_row(table, wording.EXIT_CRITERIA), "\n".join(wording.exit_lines(initiative)))
    _write(_wide_row(table, wording.PAST_RESULTS), initiative.past_results or "")
    for row in table.rows[:-1]:
        for cell in row.cells:
            _keep_with_next(cell)


def _money_widths(columns: int) -> tuple[float, ...]:
    return tuple([(WIDTH - 38) / columns] * columns)


def _wide_row(table: Any, heading: str) -> Any:
    """A new row whose label stands in the first column; the merged rest of it."""
    row = table.add_row()
    _no_split(row)
    _label(row.cells[0], heading)
    return row.cells[1].merge(row.cells[-1])


def _rows(document: Any, parts: Sequence[tuple[str, str]]) -> Any:
    """A table of two columns: a heading and its text."""
    table = _table(document, (38, WIDTH - 38))
    for heading, text in parts:
        row = table.add_row()
        _no_split(row)
        _label(row.cells[0], heading)
        _write(row.cells[1], text)
    return table


def _history(document: Any, plan: PlanDocument) -> None:
    table = _table(document, (34, 38, 25, 31, 52))
    head = table.add_row()
    for cell, name in zip(head.cells, wording.HISTORY_COLUMNS, strict=True):
        _label(cell, name)
    for entry in plan.revision_history:
        row = table.add_row()
        texts = (wording.day_in_words(entry.on), wording.revised_place(entry), entry.old, entry.new, entry.reason)
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, text or "")


def _table(document: Any, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _padding(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _padding(table: Any) -> None:
    """A little room around the texts of all cells."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _keep_with_next(cell: Any) -> None:
    """Keep the row on the page of the row below it."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _heading(document: Any, text: str, level: int, *, new_page: bool = False) -> None:
    paragraph = document.add_heading(level=level)
    paragraph.paragraph_format.space_before = Pt({1: 18, 2: 12, 3: 10}[level])
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.page_break_before = new_page
    paragraph.paragraph_format.line_spacing = 1.4
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _SHADES[level])
    paragraph._p.get_or_add_pPr().append(shade)
    run = _run(paragraph, text, size={1: 14, 2: 12, 3: 11}[level], bold=True)
    if level == 1:
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _write_indicators(cell: Any, plan: PlanDocument, indicators: tuple[Indicator, ...]) -> None:
    """An indicator a paragraph, the target in bold; a stamp stands in red behind what it marks."""
    for number, indicator in enumerate(wording.printed_once(indicators)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        stamp = wording.stamp_of(plan, indicator.id, "target")
        bullet = "" if indicator.label or len(indicators) == 1 else "・"
        _run(paragraph, bullet + wording.before_target(indicator))
        _run(paragraph, indicator.target_printed or "", bold=True, red=bool(stamp))
        if stamp:
            _run(paragraph, f"（{stamp}）", red=True, size=9)


def _label(cell: Any, text: str, *, align: Any = WD_ALIGN_PARAGRAPH.LEFT) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), GREY)
    cell._tc.get_or_add_tcPr().append(shade)
    _write(cell, text, size=9, align=align)


def _write(cell: Any, text: str, *, size: float = 10, align: Any = WD_ALIGN_PARAGRAPH.LEFT) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = align
        _run(paragraph, line, size=size)


def _run(paragraph: Any, text: str, *, size: float = 10, bold: bool = False, red: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    if red:
        run.font.color.rgb = RED
    return run


def _no_split(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

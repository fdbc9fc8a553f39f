"""The digest (概要版) on slides: one outcome a slide, the panel at the left, the initiatives in a table at the right.

Stamps float over the table as boxes of their own, as on real slides.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from examples.shiomi import wording
from examples.shiomi.fitting import height_of
from examples.shiomi.packing import write_fixed
from examples.shiomi.slide_shapes import (
    HEIGHT,
    RED,
    WIDTH,
    cell_look,
    plain_style,
    rectangle,
    slide_number,
    write_indicator,
    write_lines,
)
from hoshin.core.plan.document import Indicator, Initiative, Outcome, PlanDocument

MADE = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NAVY, TEAL, PALE, WHITE = "1F3864", "2E75B6", "DEEAF6", "FFFFFF"
_COLUMNS = (118, 236, 208, 78)
_TABLE_LEFT, _TABLE_TOP = 306, 66
_HEAD_HEIGHT = 30
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_PANEL_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
"""Sizes of type, largest first: the first that lets everything fit is taken."""
_STAMP = (104, 25)
_HEADS = ("具体的取組", "プロセス（過程）指標\n（単年度目標）", "取組内容", "令和8年度\n予算額")


def write_digest_pptx(plan: PlanDocument, path: Path) -> None:
    """Write the slides."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    core = presentation.core_properties
    core.title, core.author, core.last_modified_by = f"{plan.title} 概要版", plan.organisation or "", ""
    core.created = core.modified = MADE.replace(tzinfo=None)
    core.revision = 1
    blank = presentation.slide_layouts[6]
    _cover(presentation.slides.add_slide(blank), plan)
    for number, outcome in enumerate(plan.outcomes, 2):
        slide = presentation.slides.add_slide(blank)
        _strip(slide, outcome)
        _panel(slide, plan, outcome)
        _Table(slide, plan, outcome).draw()
        slide_number(slide, number)
    written = io.BytesIO()
    presentation.save(written)
    write_fixed(written.getvalue(), path)


def _cover(slide: Any, plan: PlanDocument) -> None:
    rectangle(slide, (0, 0, WIDTH, 18), "", fill=NAVY)
    rectangle(slide, (60, 70, WIDTH - 120, 44), plan.title or "", size=26, bold=True, align=PP_ALIGN.CENTER)
    rectangle(slide, (60, 116, WIDTH - 120, 28), "概要版", size=16, align=PP_ALIGN.CENTER)
    top = 170.0
    for heading, text in wording.front_parts(plan):
        height = max(34, height_of(text, WIDTH - 340, 12.5))
        rectangle(slide, (80, top, 180, height), heading, size=13, bold=True, fill=TEAL, colour=WHITE, middle=True)
        rectangle(slide, (264, top, WIDTH - 340, height), text, size=12.5, line=TEAL, middle=True)
        top += height + 14


def _strip(slide: Any, outcome: Outcome) -> None:
    code = f"めざす成果\n及び戦略{outcome.code}"
    rectangle(
        slide, (14, 12, 112, 42), code, size=12, bold=True, fill=WHITE, line=NAVY, align=PP_ALIGN.CENTER, middle=True
    )
    title = outcome.title or ""
    rectangle(slide, (130, 12, WIDTH - 144, 42), title, size=19, bold=True, fill=NAVY, colour=WHITE, middle=True)


def _panel(slide: Any, plan: PlanDocument, outcome: Outcome) -> None:
    """The left panel: the wanted state, its indicators and the strategy, each under its label."""
    left, width, top = 38, 258, float(_TABLE_TOP)
    rectangle(
        slide,
        (14, top, 20, HEIGHT - top - 26),
        "計\n画",
        size=12,
        bold=True,
        fill=PALE,
        middle=True,
        align=PP_ALIGN.CENTER,
    )
    (indicator,) = wording.printed_once(outcome.indicators)
    stamp = wording.stamp_of(plan, indicator.id, "target")
    texts = (
        (wording.GOAL_STATE, outcome.goal_state or "", 0),
        ("アウトカム指標", wording.indicator_text(indicator), _STAMP[1] + 4 if stamp else 0),
        ("戦略", outcome.strategy or "", 0),
    )
    room = HEIGHT - 26 - top - 26 * len(texts)
    size = next(s for s in _PANEL_SIZES if sum(height_of(t, width, s) + more for _, t, more in texts) <= room)
    spare = (room - sum(height_of(t, width, size) + more for _, t, more in texts)) / len(texts)
    for heading, text, more in texts:
        rectangle(slide, (left, top, width, 18), heading, size=10, bold=True, fill=TEAL, colour=WHITE, middle=True)
        height = height_of(text, width, size) + more + spare
        box = rectangle(slide, (left, top + 18, width, height), "", size=size, line=TEAL)
        if text == wording.indicator_text(indicator):
            write_indicator(box.text_frame, indicator, size, revised=bool(stamp))
            if stamp:
                _stamp(slide, stamp, (left + width - _STAMP[0] - 4, top + 18 + height_of(text, width, size)))
        else:
            write_lines(box.text_frame, text, size)
        top += 18 + height + 8


@dataclass(frozen=True)
class _Block:
    """One initiative's rows in the table: an indicator a row, and how high each is."""

    initiative: Initiative
    indicators: tuple[Indicator, ...]
    heights: tuple[float, ...]


class _Table:
    """The slide's table of initiatives with its floating stamps."""

    def __init__(self, slide: Any, plan: PlanDocument, outcome: Outcome) -> None:
        self.slide, self.plan = slide, plan
        room = HEIGHT - 26 - _TABLE_TOP - _HEAD_HEIGHT
        tried = ((size, [_block(plan, i, size) for i in outcome.initiatives]) for size in _SIZES)
        self.size, blocks = next((size, blocks) for size, blocks in tried if _height(blocks) <= room)
        self.blocks = _filled(blocks, room)

    def draw(self) -> None:
        """Draw the grid, then what stands in it, then the stamps above it."""
        rows = 1 + sum(len(block.indicators) for block in self.blocks)
        place = (Pt(_TABLE_LEFT), Pt(_TABLE_TOP), Pt(sum(_COLUMNS)), Pt(100))
        frame = self.slide.shapes.add_table(rows, len(_COLUMNS), *place)
        table = frame.table
        plain_style(frame)
        for column, width in enumerate(_COLUMNS):
            table.columns[column].width = Pt(width)
        self._head(table)
        row, top = 1, float(_TABLE_TOP + _HEAD_HEIGHT)
        for block in self.blocks:
            self._block(table, block, row, top)
            row, top = row + len(block.indicators), top + sum(block.heights)

    def _head(self, table: Any) -> None:
        table.rows[0].height = Pt(_HEAD_HEIGHT)
        for column, words in enumerate(_HEADS):
            cell = table.cell(0, column)
            cell_look(cell, fill=NAVY)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            write_lines(cell.text_frame, words, 9.5, bold=True, colour=WHITE, align=PP_ALIGN.CENTER)

    def _block(self, table: Any, block: _Block, row: int, top: float) -> None:
        last = row + len(block.indicators) - 1
        for column in (0, 2, 3):
            if last > row:
                table.cell(row, column).merge(table.cell(last, column))
        initiative = block.initiative
        title, activities, money = (table.cell(row, column) for column in (0, 2, 3))
        write_lines(title.text_frame, f"{initiative.code}\n{initiative.title}", self.size, bold=True)
        write_lines(activities.text_frame, "\n".join(wording.activity_lines(initiative.activities)), self.size)
        printed = initiative.budget.printed if initiative.budget else ""
        write_lines(money.text_frame, printed, 10, align=PP_ALIGN.RIGHT)
        money.vertical_anchor = MSO_ANCHOR.MIDDLE
        for cell, fill in ((title, PALE), (activities, WHITE), (money, WHITE)):
            cell_look(cell, fill=fill)
        self._activities_stamp(block, top)
        for offset, (indicator, height) in enumerate(zip(block.indicators, block.heights, strict=True)):
            table.rows[row + offset].height = Pt(height)
            self._indicator(table.cell(row + offset, 1), indicator, top)
            top += height

    def _indicator(self, cell: Any, indicator: Indicator, top: float) -> None:
        cell_look(cell, fill=WHITE)
        stamp = wording.stamp_of(self.plan, indicator.id, "target")
        write_indicator(cell.text_frame, indicator, self.size, revised=bool(stamp))
        if stamp:
            right = _TABLE_LEFT + _COLUMNS[0] + _COLUMNS[1]
            text = height_of(wording.indicator_text(indicator), _COLUMNS[1] - 8, self.size, padding=9)
            _stamp(self.slide, stamp, (right - _STAMP[0] - 4, top + text - 2))

    def _activities_stamp(self, block: _Block, top: float) -> None:
        stamp = wording.stamp_of(self.plan, block.initiative.id, "activities")
        if stamp:
            right = _TABLE_LEFT + sum(_COLUMNS[:3])
            _stamp(self.slide, stamp, (right - _STAMP[0] - 4, top + sum(block.heights) - _STAMP[1] - 4))


def _block(plan: PlanDocument, initiative: Initiative, size: float) -> _Block:
    indicators = wording.printed_once(initiative.indicators)
    heights = [
        height_of(wording.indicator_text(i), _COLUMNS[1] - 8, size, padding=9)
        + (_STAMP[1] + 2 if wording.stamp_of(plan, i.id, "target") else 0)
        for i in indicators
    ]
    activities = height_of("\n".join(wording.activity_lines(initiative.activities)), _COLUMNS[2] - 8, size, padding=9)
    activities += _STAMP[1] + 2 if wording.stamp_of(plan, initiative.id, "activities") else 0
    title = height_of(f"{initiative.code}\n{initiative.title}", _COLUMNS[0] - 8, size, padding=9)
    missing = max(0.0, max(activities, title) - sum(heights)) / len(heights)
    return _Block(initiative, indicators, tuple(h + missing for h in heights))


def _height(blocks: list[_Block]) -> float:
    return sum(sum(block.heights) for block in blocks)


def _filled(blocks: list[_Block], room: float) -> list[_Block]:
    """The blocks, taller in equal parts, so that the table reaches the slide's foot or nearly."""
    extra = (room - _height(blocks)) / sum(len(block.heights) for block in blocks)
    return [_Block(b.initiative, b.indicators, tuple(h + min(extra, 40) for h in b.heights)) for b in blocks]


def _stamp(slide: Any, text: str, corner: tuple[float, float]) -> None:
    """A floating red box with two short lines."""
    at = text.index("を踏まえ")
    words = f"{text[:at]}\n{text[at:]}"
    box = (*corner, *_STAMP)
    rectangle(
        slide, box, words, size=8, bold=True, fill=WHITE, line=RED, colour=RED, align=PP_ALIGN.CENTER, middle=True
    )

"""The plan on the official kind of form: 様式1 with the ward's aims, one 様式2 a management issue, and the history.

Everything stands in merged cells of a fine grid, as on real forms. Stamps are text boxes over what they mark, or red
words in the cell. In two cells the old target is struck through beside the new one.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from examples.shiomi import wording
from examples.shiomi.form_sheet import COLUMN_PIXELS, COLUMNS, FONT, RED, SIZE, Cell, Sheet, cell_height, sheet_styles
from hoshin.core.plan.document import Budget, Indicator, Initiative, Issue, Outcome, PlanDocument

MADE = datetime(2026, 10, 1, 9, 0, tzinfo=UTC).replace(tzinfo=None)
"""Excel keeps times without a zone."""
_STAMP_PIXELS = (184, 19)


def write_form2(plan: PlanDocument, path: Path) -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(path), {"default_format_properties": {"font_name": FONT, "font_size": SIZE}})
    book.set_properties({"title": plan.title, "author": plan.organisation, "created": MADE})
    styles = sheet_styles(book)
    _front_sheet(Sheet(book, "様式1", plan, styles))
    for issue in plan.issues:
        _issue_sheet(Sheet(book, f"様式2（{wording.issue_code(issue)}）", plan, styles), issue)
    _history_sheet(Sheet(book, wording.REVISION_HISTORY, plan, styles))
    book.close()


def _front_sheet(sheet: Sheet) -> None:
    sheet.line((0, COLUMNS - 1, Cell(sheet.plan.title or "", "title")), least=34)
    for heading, text in wording.front_parts(sheet.plan):
        sheet.line((0, COLUMNS - 1, Cell(heading, "outcome")), least=22)
        sheet.line((0, COLUMNS - 1, Cell(text)), least=40)
    sheet.finish()


def _issue_sheet(sheet: Sheet, issue: Issue) -> None:
    sheet.begin_block()
    sheet.line((0, COLUMNS - 1, Cell("様式2", "unit")))
    sheet.line((0, 4, Cell(wording.issue_code(issue), "issue")), (5, 23, Cell(f"【{issue.title}】", "issue")), least=26)
    parts = [Cell(text, "text") for _, text in wording.issue_parts(issue)]
    labels = [Cell(heading, "label") for heading, _ in wording.issue_parts(issue)]
    top = sheet.row
    sheet.line((1, 23, labels[0]))
    sheet.line((1, 23, parts[0]))
    sheet.line((1, 12, labels[1]), (13, 23, labels[2]))
    sheet.line((1, 12, parts[1]), (13, 23, parts[2]))
    sheet.line((1, 23, labels[3]))
    sheet.line((1, 23, parts[3]))
    sheet.fill(top, 0, sheet.row - 1, 0, Cell("計画", "side"))
    for outcome in sheet.plan.outcomes:
        if outcome.issue == issue.id:
            _outcome_block(sheet, outcome)
            for initiative in outcome.initiatives:
                _initiative_block(sheet, initiative)
    sheet.finish()


def _outcome_block(sheet: Sheet, outcome: Outcome) -> None:
    sheet.begin_block()
    sheet.line(
        (0, 6, Cell(wording.outcome_code(outcome), "outcome")),
        (7, 23, Cell(f"【{outcome.title}】", "outcome")),
        least=24,
    )
    top = sheet.line((1, 12, Cell(wording.GOAL_STATE, "label")), (13, 23, Cell(wording.STRATEGY, "label")))
    sheet.line((1, 12, Cell(outcome.goal_state or "")))
    sheet.line((1, 12, Cell(wording.OUTCOME_INDICATORS, "label")))
    for indicator in wording.printed_once(outcome.indicators):
        sheet.line((1, 12, _indicator_cell(sheet.plan, indicator, boxed=True)))
    bottom = sheet.row - 1
    strategy = Cell(outcome.strategy or "")
    sheet.grow(top + 1, bottom, cell_height(strategy, 13, 23))
    sheet.fill(top + 1, 13, bottom, 23, strategy)
    sheet.fill(top, 0, bottom, 0, Cell("計画", "side"))


def _initiative_block(sheet: Sheet, initiative: Initiative) -> None:
    sheet.begin_block()
    sheet.line(
        (0, 6, Cell(wording.initiative_code(initiative), "initiative")),
        (7, 23, Cell(f"【{initiative.title}】", "initiative")),
        least=22,
    )
    _money_line(sheet, initiative)
    top = sheet.line((1, 11, Cell(wording.ACTIVITIES, "label")), (12, 23, Cell(wording.PROCESS_INDICATORS, "label")))
    boxed = len(initiative.indicators) <= 2
    for indicator in wording.printed_once(initiative.indicators):
        sheet.line((12, 23, _indicator_cell(sheet.plan, indicator, boxed=boxed)))
    sheet.line((12, 23, Cell(wording.EXIT_CRITERIA, "label")))
    sheet.line((12, 23, Cell("\n".join(wording.exit_lines(initiative)))))
    bottom = sheet.row - 1
    stamp = wording.stamp_of(sheet.plan, initiative.id, "activities")
    activities = Cell("\n".join(wording.activity_lines(initiative.activities)), extra_points=18 if stamp else 0)
    sheet.grow(top + 1, bottom, cell_height(activities, 1, 11))
    sheet.fill(top + 1, 1, bottom, 11, activities)
    if stamp:
        _stamp_box(sheet, bottom, 11, stamp)
    sheet.line((1, 23, Cell(wording.PAST_RESULTS, "label")))
    sheet.line((1, 23, Cell(initiative.past_results or "")))
    sheet.fill(top, 0, sheet.row - 1, 0, Cell("計画", "side"))


def _money_line(sheet: Sheet, initiative: Initiative) -> None:
    """決算額, 予算額 and subsidies, each label beside its amount."""
    assert initiative.budget is not None
    lines = [(line.label, line.budget) for line in initiative.budget_lines]
    own = ("令和8年度予算額", initiative.budget)
    money = [*lines[:2], own, *lines[2:]]
    widths = (4, 3) if len(money) == 3 else (3, 3)
    parts: list[tuple[int, int, Cell]] = []
    at = 0
    for label, budget in money:
        parts.append((at, at + widths[0] - 1, Cell(label, "small")))
        at += widths[0]
        last = at + widths[1] - 1 if len(money) == 4 or (label, budget) != money[-1] else COLUMNS - 1
        parts.append((at, last, _money_cell(budget)))
        at = last + 1
    sheet.line(*parts, least=20)


def _money_cell(budget: Budget) -> Cell:
    if budget.kind != "amount" or budget.amount_yen is None:
        return Cell(budget.printed, "centre")
    thousands = budget.amount_yen // 1000
    return Cell(
        budget.printed,
        "money",
        lambda sheet, row, column: _ignore(sheet.sheet.write_number(row, column, thousands, sheet.styles["money"])),
    )


def _indicator_cell(plan: PlanDocument, indicator: Indicator, *, boxed: bool) -> Cell:
    """The indicator with its bold target; a stamp floats in a box or stands as red words on a line of its own."""
    stamp = wording.stamp_of(plan, indicator.id, "target")
    old = _old_target(plan, indicator)
    before = wording.before_target(indicator)
    words = "\n" + f"（{stamp}）" if stamp and not boxed else ""
    text = before + (old + " " if old else "") + (indicator.target_printed or "") + words

    def write(sheet: Sheet, row: int, column: int) -> None:
        styles = sheet.styles
        target = indicator.target_printed
        runs = [styles["plain"], before]
        runs += [styles["struck"], old, styles["plain"], " "] if old else []
        runs += [styles["red" if stamp else "bold"], target]
        runs += [styles["red"], words] if words else []
        _ignore(sheet.sheet.write_rich_string(row, column, *runs, styles["text"]))
        if stamp and boxed:
            _stamp_box(sheet, row, column + 11, stamp)

    return Cell(text, write=write, extra_points=18 if stamp and boxed else 0)


def _old_target(plan: PlanDocument, indicator: Indicator) -> str | None:
    """The target that this year's history replaced here, which the form still shows struck through."""
    for entry in plan.revision_history:
        if (
            entry.new == indicator.target_printed
            and entry.item
            and entry.item.removeprefix("initiative-") in indicator.id
        ):
            return entry.old
    return None


def _stamp_box(sheet: Sheet, row: int, right: int, stamp: str) -> None:
    """A red box in the lower right corner of the cell that ends at this column."""
    width, height = _STAMP_PIXELS
    top = sheet.heights[row] / 0.75 - height - 2
    left = (right + 1) * COLUMN_PIXELS - width - 4
    column, offset = divmod(left, COLUMN_PIXELS)
    options = {
        "x_offset": offset,
        "y_offset": top,
        "width": width,
        "height": height,
        "object_position": 2,
        "align": {"vertical": "middle", "horizontal": "center"},
        "font": {"name": FONT, "size": 8, "bold": True, "color": RED},
        "line": {"color": RED, "width": 1.25},
        "fill": {"color": "#FFFFFF"},
    }
    sheet.sheet.insert_textbox(row, column, stamp, options)


def _history_sheet(sheet: Sheet) -> None:
    sheet.line((0, COLUMNS - 1, Cell(f"{wording.REVISION_HISTORY}", "title")), least=34)
    spans = ((0, 3), (4, 8), (9, 12), (13, 16), (17, 23))
    sheet.line(*((a, b, Cell(name, "label")) for (a, b), name in zip(spans, wording.HISTORY_COLUMNS, strict=True)))
    for entry in sheet.plan.revision_history:
        assert entry.on is not None
        texts = [wording.revised_place(entry), entry.old or "", entry.new or "", entry.reason or ""]
        cells = [_day_cell(entry.on), *(Cell(text) for text in texts)]
        sheet.line(*((a, b, cell) for (a, b), cell in zip(spans, cells, strict=True)), least=30)
    sheet.finish()


def _day_cell(day: date) -> Cell:
    """A real date that Excel shows in the Japanese era."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    return Cell(
        wording.day_in_words(day),
        "day",
        lambda sheet, row, column: _ignore(sheet.sheet.write_datetime(row, column, moment, sheet.styles["day"])),
    )


def _ignore(written: object) -> None:
    """XlsxWriter answers with a negative number when it refused a value; that is our own bug."""
    assert written == 0, written

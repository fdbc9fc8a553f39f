"""Saving an item's whole sheet: its texts and the table of its indicators, all of it or nothing."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hoshin.core.permissions import Actor, check_can_edit_plan
from hoshin.core.plan.document import Indicator, PlanDocument
from hoshin.core.plan.edit import EditError, add_item, item_of, remove_item, reorder, set_fields
from hoshin.core.plan.flat import FlatItem
from hoshin.core.problems.record import Problem
from hoshin.server.plans.actions.changing import change_item, signature
from hoshin.server.plans.actions.editing import EditConflict, check_version
from hoshin.server.plans.actions.indicators import IndicatorForm, typed_values
from hoshin.server.plans.documents import StoredPlan
from hoshin.server.plans.entering import as_typed, entered
from hoshin.server.plans.queries.standing import standing_of
from hoshin.server.plans.storing import replace_problems


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the table as typed. `item` is None for a new indicator; a row with nothing in it takes one away."""

    label: str
    measure: str
    target: str
    item: str | None = None
    version: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not (self.label.strip() or self.measure.strip() or self.target.strip())


class SheetConflict(Exception):
    """Parts of the sheet were changed since it was opened, so nothing was stored. One `EditConflict` for each item."""

    def __init__(self, conflicts: tuple[EditConflict, ...]) -> None:
        super().__init__(", ".join(str(c) for c in conflicts))
        self.conflicts = conflicts


class SheetError(ValueError):
    """Entries that cannot be taken, so nothing was stored: (row from 0, or None for the texts; problem)."""

    def __init__(self, refused: tuple[tuple[int | None, Problem], ...]) -> None:
        super().__init__(", ".join(problem.code for _, problem in refused))
        self.refused = refused


@dataclass(slots=True)
class _Sheet:
    """A sheet being laid onto the plan, with everything that stands against it."""

    stored: StoredPlan
    document: PlanDocument
    conflicts: list[EditConflict] = field(default_factory=list)
    refused: list[tuple[int | None, Problem]] = field(default_factory=list)
    reread: dict[str, list[Problem]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def lay(self, row: int | None, found: FlatItem, values: Mapping[str, Any], version: int) -> None:
        """Put values into an item, or note who was there first."""
        try:
            check_version(self.stored, found.id, values, version)
            self.document = set_fields(self.document, found.id, values)
        except EditConflict as conflict:
            self.conflicts.append(conflict)
        except EditError as error:
            self.refused.append((row, error.problem))


def save_sheet(
    *,
    plan: int,
    item: str,
    texts: Mapping[str, str],
    version: int,
    rows: Sequence[SheetRow],
    by: Actor,
    on: date,
    reason: str = "",
    is_reordered: bool = False,
) -> None:
    """Store texts and rows as typed; raises `SheetError` or `SheetConflict` with everything at once, storing nothing.

    Indicators that no row mentions stay. With `is_reordered` they are put in the order of the rows. Taking one away and
    putting them in order change the plan's structure, so both need a planner.
    """
    reread: dict[str, list[Problem]] = {}

    def edit(stored: StoredPlan) -> PlanDocument:
        sheet = _Sheet(stored, stored.document, reread=reread)
        _lay_texts(sheet, item, texts, version)
        for number, row in enumerate(rows):
            _lay_row(sheet, item, number, row, by)
        if sheet.refused:
            raise SheetError(tuple(sheet.refused))
        if sheet.conflicts:
            raise SheetConflict(tuple(sheet.conflicts))
        if is_reordered:
            _put_in_order(sheet, by)
        return sheet.document

    def keep_problems(stored: StoredPlan) -> None:
        for key, problems in reread.items():
            replace_problems(stored, key, "target", tuple(problems), signature(by, on, reason))

    change_item(
        plan=plan,
        item=item,
        by=by,
        on=on,
        reason=reason,
        action="sheet_saved",
        edit=edit,
        detail={"rows": len(rows)},
        after=keep_problems,
    )


def _lay_texts(sheet: _Sheet, item: str, texts: Mapping[str, str], version: int) -> None:
    found = item_of(sheet.document, item)
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if text.replace("\r\n", "\n") == as_typed(found, name):
            continue
        try:
            values |= entered(found, name, text)
        except EditError as error:
            sheet.refused.append((None, error.problem))
    sheet.lay(None, found, values, version)


def _lay_row(sheet: _Sheet, item: str, number: int, row: SheetRow, by: Actor) -> None:
    if row.item is None:
        if not row.is_empty:
            _add_row(sheet, item, number, row)
    elif row.is_empty:
        check_can_edit_plan(by, standing_of(sheet.stored.row))
        sheet.document = remove_item(sheet.document, row.item)
    else:
        _change_row(sheet, number, row, row.item)


def _put_in_order(sheet: _Sheet, by: Actor) -> None:
    """The indicators in the order of the rows; those that no row mentions come after them."""
    check_can_edit_plan(by, standing_of(sheet.stored.row))
    for place, key in enumerate(sheet.order):
        sheet.document = reorder(sheet.document, key, place)


def _change_row(sheet: _Sheet, number: int, row: SheetRow, key: str) -> None:
    problems: list[Problem] = []
    sheet.order.append(key)
    try:
        found = item_of(sheet.document, key)
        form = IndicatorForm(row.label, row.measure, row.target)
        values = typed_values(found, form, problems, sheet.stored.row.fiscal_year)
    except EditError as error:
        sheet.refused.append((number, error.problem))
        return
    if "target" in values or "target_printed" in values:
        sheet.reread[key] = problems
    sheet.lay(number, found, values, row.version or 0)


def _add_row(sheet: _Sheet, item: str, number: int, row: SheetRow) -> None:
    key = f"indicator-{secrets.token_hex(6)}"
    problems: list[Problem] = []
    measure = row.measure.strip()
    record = Indicator(key, measure=measure, printed=measure, label=row.label.strip() or None)
    try:
        document = add_item(sheet.document, record, level="indicator", parent=item)
        form = IndicatorForm(target=row.target)
        values = typed_values(item_of(document, key), form, problems, sheet.stored.row.fiscal_year)
        sheet.document = set_fields(document, key, values)
        sheet.reread[key] = problems
        sheet.order.append(key)
    except EditError as error:
        sheet.refused.append((number, error.problem))

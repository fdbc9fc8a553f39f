"""Editing indicators: one by its form, many by a block pasted from Excel."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hoshin.core.permissions import Actor, check_can_edit_item
from hoshin.core.plan.document import Indicator, PlanDocument
from hoshin.core.plan.edit import add_item, item_of, set_fields
from hoshin.core.plan.flat import FlatItem
from hoshin.core.problems.record import Problem
from hoshin.server.plans.actions.changing import change, change_item, signature
from hoshin.server.plans.actions.editing import check_version
from hoshin.server.plans.documents import StoredPlan
from hoshin.server.plans.entering import about, entered, read_target
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.pasting import PastePreview, PasteRow, preview_of
from hoshin.server.plans.queries.standing import item_standing
from hoshin.server.plans.storing import replace_problems


@dataclass(frozen=True, slots=True)
class IndicatorForm:
    """What the form of an indicator holds, as typed. None leaves a field as it is."""

    label: str | None = None
    measure: str | None = None
    target: str | None = None
    note: str | None = None


def edit_indicator(
    *, plan: int, item: str, form: IndicatorForm, version: int, by: Actor, on: date, reason: str = ""
) -> int:
    """Change an indicator as typed and return its new version; the phrase is read anew, its doubts become problems.

    Raises `EditConflict` as `edit_item` does, and `EditError` when an entry cannot be taken.
    """
    problems: list[Problem] = []

    def edit(stored: StoredPlan) -> PlanDocument:
        values = typed_values(item_of(stored.document, item), form, problems, stored.row.fiscal_year)
        check_version(stored, item, values, version)
        return set_fields(stored.document, item, values)

    stored = change_item(
        plan=plan,
        item=item,
        by=by,
        on=on,
        reason=reason,
        action="indicator_edited",
        edit=edit,
        after=lambda stored: (
            replace_problems(stored, item, "target", tuple(problems), signature(by, on, reason))
            if form.target is not None
            else None
        ),
    )
    return stored.version_of(item)


def typed_values(
    found: FlatItem, form: IndicatorForm, problems: list[Problem], fiscal_year: int | None = None
) -> dict[str, Any]:
    """The fields of an indicator that a form changes, with their new values; doubts of its phrase join `problems`."""
    record = found.record
    assert isinstance(record, Indicator), found.id
    values: dict[str, Any] = {}
    for field in ("label", "measure", "note"):
        typed = getattr(form, field)
        if typed is not None:
            values |= entered(found, field, typed)
    measure = values.get("measure", record.measure)
    phrase = (form.target if form.target is not None else record.target_printed or "").strip()
    if phrase != (record.target_printed or "") or (measure != record.measure and phrase):
        entry = read_target(measure, phrase, fiscal_year)
        values |= entry.as_printed(measure)
        problems += about(entry.problems, found.id)
    elif measure != record.measure:
        values["printed"] = measure
    return {f: v for f, v in values.items() if getattr(record, f) != v}


def paste_indicators(*, plan: int, parent: str, block: str, by: Actor, on: date, reason: str = "") -> PastePreview:
    """Store a block copied from Excel: a row whose measure is there already changes that one, every other row is added.

    Raises `NotStorableError` with the problem of every row that cannot be stored; then nothing is. Nothing is removed.
    """
    shown: list[PastePreview] = []

    def edit(stored: StoredPlan) -> PlanDocument:
        preview = preview_of(stored, parent, block)
        errors = [p for row in preview.rows for p in row.problems if p.severity == "error"]
        if errors:
            raise NotStorableError(*errors)
        document = stored.document
        rows = []
        for row in preview.rows:
            placed = replace(row, item=row.item or f"indicator-{secrets.token_hex(6)}")
            document = _with_row(document, parent, placed, is_new=row.item is None)
            rows.append(placed)
        shown.append(replace(preview, rows=tuple(rows)))
        return document

    def keep_problems(stored: StoredPlan) -> None:
        for row in shown[0].rows:
            assert row.item is not None
            replace_problems(stored, row.item, "target", about(row.problems, row.item), signature(by, on, reason))

    change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action="indicators_pasted",
        check=lambda stored: check_can_edit_item(by, item_standing(stored, parent)),
        edit=edit,
        detail={"parent": parent},
        after=keep_problems,
    )
    return shown[0]


def _with_row(plan: PlanDocument, parent: str, row: PasteRow, *, is_new: bool) -> PlanDocument:
    assert row.item is not None
    assert row.measure is not None
    if is_new:
        record = Indicator(
            row.item,
            measure=row.measure,
            printed=row.printed,
            label=row.label,
            target=row.target,
            target_printed=row.phrase,
            note=row.note,
        )
        return add_item(plan, record, level="indicator", parent=parent)
    old = item_of(plan, row.item).record
    assert isinstance(old, Indicator)
    values: dict[str, Any] = {"label": row.label or old.label, "note": row.note or old.note}
    if (row.phrase or None) != old.target_printed:
        values |= {"target": row.target, "target_printed": row.phrase, "printed": row.printed}
    return set_fields(plan, row.item, {f: v for f, v in values.items() if getattr(old, f) != v})

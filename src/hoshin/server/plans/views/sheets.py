"""An item's sheet: its texts, its table of indicators, its budget. What was typed comes back on every way out."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoshin.core.plan.document import Indicator
from hoshin.core.plan.flat import THE_PLAN
from hoshin.core.plan.pasting import indicators_of
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.exchange.assembly.budgets import budget_of
from hoshin.server.accounts.access import staff
from hoshin.server.plans.actions.sheets import SheetConflict, SheetError, SheetRow, save_sheet
from hoshin.server.plans.forms import (
    FORMS,
    ROWS,
    SPARE_ROWS,
    IndicatorRows,
    ItemForm,
    budget_fields,
    rows_typed,
    same_budget,
    table_of,
)
from hoshin.server.plans.queries import meaning, pages
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.pages import EditableItem, IndicatorView
from hoshin.server.plans.queries.problems import problems as problems_of
from hoshin.server.plans.views.conflicts import Settlement, settle
from hoshin.server.plans.views.desk import reason_of, today
from hoshin.server.plans.views.frame import LEVEL_LABELS, Address, address_of, of_a_plan, title_of, viewer_of
from hoshin.server.ui.language import page_language

ROWS_AT_ONCE = 5
HOLDERS = ("outcome", "initiative")
"""The levels whose items hold indicators."""


@staff
@of_a_plan
def sheet(request: HttpRequest, plan: int, item: str = THE_PLAN) -> HttpResponse:
    editable = pages.editable_item(plan, item, viewer_of(request), page_language())
    if editable.level == "indicator":
        owner = pages.indicator_page(plan, item, viewer_of(request)).owner
        return redirect("plans:desk_item", address_of(editable.header), owner.id)
    if request.method != "POST":
        return _fresh(request, plan, editable)
    step = request.POST.get("step", "save")
    if step in ("preview", "rows", "block") or step.startswith(("up-", "down-")):
        return _again(request, plan, editable, step)
    return _save(request, plan, editable, _chosen(request.POST) if step == "merge" else request.POST)


def _fresh(request: HttpRequest, plan: int, editable: EditableItem) -> HttpResponse:
    """The sheet as it is stored."""
    form = FORMS[editable.level](initial=_initial(request, plan, editable), needs_reason=editable.needs_reason)
    rows = [_row(view) for view in editable.indicators]
    table = table_of(rows) if editable.level in HOLDERS else None
    for row, view in zip(table or (), editable.indicators, strict=False):
        row.reading = _stored_reading(view, editable)
    return _page(request, plan, editable, form, table)


def _initial(request: HttpRequest, plan: int, editable: EditableItem) -> dict[str, Any]:
    shown: dict[str, Any] = {**editable.fields, "version": editable.version, "reason": reason_of(request, plan)}
    if "budget" in shown:
        printed = shown.pop("budget")
        budget = budget_of(printed) if printed else None
        kind = budget.kind if budget else ("unread" if printed else None)
        shown |= budget_fields(kind, printed, budget.included_in if budget else None)
    return shown


def _row(view: IndicatorView) -> dict[str, Any]:
    shown = view.indicator
    return {
        "id": shown.id,
        "version": view.version,
        "label": shown.label or "",
        "measure": shown.measure,
        "target": shown.target_printed or "",
    }


def _stored_reading(view: IndicatorView, editable: EditableItem) -> dict[str, Any]:
    warnings = [problem for key, problem in editable.warnings if key == view.indicator.id]
    return {"meanings": [view.wording] if view.wording else [], "problems": [], "warnings": warnings}


def _again(request: HttpRequest, plan: int, editable: EditableItem, step: str) -> HttpResponse:
    """The sheet as typed, with what the step adds; nothing is stored."""
    typed = request.POST.dict()
    rows = rows_typed(typed)
    spare = ROWS_AT_ONCE if step == "rows" else SPARE_ROWS
    while rows and not any(rows[-1].values()):
        rows.pop()
    if step.startswith(("up-", "down-")):
        rows = _moved(rows, step)
    if step == "block":
        rows += [_pasted_row(p.label, p.measure, p.phrase) for p in indicators_of(typed.pop("block", ""))]
    form = FORMS[editable.level](initial=typed, needs_reason=editable.needs_reason)
    table = table_of(rows, spare=spare)
    _read_rows(table, rows, editable)
    return _page(request, plan, editable, form, table)


def _moved(rows: list[dict[str, str]], step: str) -> list[dict[str, str]]:
    """The rows with one of them a place higher or lower; at either end nothing moves."""
    direction, _dash, number = step.partition("-")
    here = int(number) if number.isascii() and number.isdigit() else -1
    there = here - 1 if direction == "up" else here + 1
    if 0 <= here < len(rows) and 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    return rows


def _read_rows(table: Any, rows: list[dict[str, str]], editable: EditableItem) -> None:
    """Say beside each typed row how it is understood."""
    for row, typed in zip(table or (), rows, strict=False):
        row.reading = reading_of(typed["measure"], typed["target"], editable.level, editable.header.fiscal_year)


def _pasted_row(label: str | None, measure: str | None, phrase: str | None) -> dict[str, str]:
    return {"id": "", "version": "", "label": label or "", "measure": measure or "", "target": phrase or ""}


def reading_of(measure: str, phrase: str, level: str, fiscal_year: int) -> dict[str, Any]:
    """How a typed target phrase is understood, and what is weak about it."""
    if not phrase.strip():
        return {}
    preview = meaning.preview_target(measure, phrase, page_language(), fiscal_year)
    warnings: tuple[Problem, ...] = ()
    if preview.target is not None:
        printed = f"{measure} {phrase}"
        shown = Indicator("typed", measure, printed, target=preview.target, target_printed=phrase)
        warnings = meaning.warnings_of(shown, level)
    return {
        "meanings": [preview.wording] if preview.wording else [],
        "problems": preview.problems,
        "warnings": warnings,
    }


@staff
@require_POST
def preview_target(request: HttpRequest, address: Address) -> HttpResponse:
    """The meaning of a phrase while it is being typed."""
    row = request.GET.get("row", "")
    level = request.GET.get("level", "")
    reading = reading_of(
        request.POST.get(f"{row}measure", ""),
        request.POST.get(f"{row}target", ""),
        level if level in HOLDERS else "initiative",
        address[1],
    )
    return render(request, "plans/desk/_reading.html", {"reading": reading})


def _chosen(data: QueryDict) -> QueryDict:
    """The sheet with the other person's words wherever they were chosen."""
    merged = data.copy()
    for name in list(merged):
        if name.startswith("choose-") and merged[name] == "theirs":
            field = name.removeprefix("choose-")
            put(merged, field, merged.get(f"theirs-{field}", ""))
    return merged


def put(data: QueryDict, field: str, text: str) -> None:
    """Put a text into the form's field; a budget cell has three."""
    if field != "budget":
        data[field] = text
        return
    budget = budget_of(text) if text else None
    kind = budget.kind if budget else ("unread" if text else None)
    for name, value in budget_fields(kind, text, budget.included_in if budget else None).items():
        data[name] = value


def _save(request: HttpRequest, plan: int, editable: EditableItem, data: QueryDict, *, tries: int = 3) -> HttpResponse:
    form = FORMS[editable.level](data, needs_reason=editable.needs_reason)
    table = IndicatorRows(data, prefix=ROWS) if editable.level in HOLDERS else None
    _read_rows(table, rows_typed(data.dict()), editable)
    if not _is_valid(form, table, editable):
        return _page(request, plan, editable, form, table, status=422)
    try:
        save_sheet(
            plan=plan,
            item=editable.item,
            texts=_texts(form, editable),
            version=form.cleaned_data["version"],
            rows=[_sheet_row(row) for row in table or ()],
            is_reordered=_is_reordered(data),
            by=viewer_of(request),
            on=today(),
            reason=form.cleaned_data["reason"],
        )
    except SheetConflict as conflict:
        settlement = settle(conflict, data, put)
        if not settlement.fields and tries:
            return _save(request, plan, editable, settlement.data, tries=tries - 1)
        return _conflict(request, editable, settlement)
    except SheetError as error:
        return _refused(request, plan, editable, form, table, error=error)
    except NotStorableError as error:
        for problem in error.problems:
            form.add_error("reason" if problem.field == "reason" else None, sentence(problem, page_language()))
        return _page(request, plan, editable, form, table, status=422)
    messages.success(request, _("“%(name)s” was saved.") % {"name": editable.name or title_of(editable.header)})
    goal = reverse("plans:desk_plan", args=[address_of(editable.header)])
    return redirect(f"{goal}#row-{editable.item}" if editable.item else goal)


def _texts(form: ItemForm, editable: EditableItem) -> dict[str, str]:
    """The texts as typed; a budget cell that says the same as before stays as it was printed."""
    texts = form.typed()
    printed = editable.fields.get("budget")
    if printed is not None and same_budget(texts["budget"], printed):
        texts["budget"] = printed
    return texts


def _is_reordered(data: QueryDict) -> bool:
    """Whether this person moved rows, as against somebody else since the sheet was opened."""
    sent = [row["id"] for row in rows_typed(data.dict()) if row["id"]]
    opened = [key for key in data.get("order", "").splitlines() if key in sent]
    return "order" in data and sent != opened


def _is_valid(form: ItemForm, table: Any, editable: EditableItem) -> bool:
    fits = form.is_valid()
    if table is None:
        return fits
    fits = table.is_valid() and fits
    for row in table if not editable.may_restructure else ():
        if row.is_valid() and row.cleaned_data.get("id") and row.is_empty:
            row.add_error("measure", _("Only a planner may take an indicator away. Ask one, or write it in again."))
            fits = False
    return fits


def _sheet_row(row: Any) -> SheetRow:
    given = row.cleaned_data
    item = given.get("id") or None
    return SheetRow(
        given.get("label", ""), given.get("measure", ""), given.get("target", ""), item, given.get("version")
    )


def _refused(
    request: HttpRequest, plan: int, editable: EditableItem, form: ItemForm, table: Any, *, error: SheetError
) -> HttpResponse:
    """Say at each field what cannot be taken. A row that somebody removed meanwhile would be added anew."""
    gone = False
    for number, problem in error.refused:
        words = sentence(problem, page_language())
        if number is None:
            field = {"budget": "budget_amount"}.get(problem.field or "", problem.field or "")
            form.add_error(field if field in form.fields else None, words)
        elif problem.code == "no_such_item":
            gone = True
            table.data = table.data.copy()
            table.data[f"{ROWS}-{number}-id"] = table.data[f"{ROWS}-{number}-version"] = ""
        else:
            table.forms[number].add_error("target" if problem.field != "measure" else "measure", words)
    if gone:
        table = IndicatorRows(table.data, prefix=ROWS)
        table.is_valid()
        form.add_error(
            None, _("Someone removed an indicator of this table meanwhile. If you save again, it is added anew.")
        )
    return _page(request, plan, editable, form, table, status=422)


def _conflict(request: HttpRequest, editable: EditableItem, settlement: Settlement) -> HttpResponse:
    shown = {
        "address": address_of(editable.header),
        "title": title_of(editable.header),
        "item_id": editable.item,
        "item_title": editable.name or title_of(editable.header),
        "fields": settlement.fields,
        "carried": settlement.carried(),
        "who": settlement.who,
        "by_self": settlement.names == {viewer_of(request).name},
        "section": "desk",
    }
    return render(request, "plans/desk/conflict.html", shown, status=409)


def _page(
    request: HttpRequest,
    plan: int,
    editable: EditableItem,
    form: ItemForm,
    table: Any,
    *,
    status: int = 200,
) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    kin = {editable.item, *(view.indicator.id for view in editable.indicators)}
    waiting = [p for p in problems_of(plan, viewer, state="open", language=language) if p.item in kin]
    labels: Mapping[str, str] = LEVEL_LABELS[language]
    shown = {
        "header": editable.header,
        "address": address_of(editable.header),
        "title": title_of(editable.header),
        "editable": editable,
        "level": editable.level,
        "level_label": labels.get(editable.level, _("Plan")),
        "item_title": editable.name or title_of(editable.header),
        "form": form,
        "indicators": table,
        "problems": waiting,
        "order": (request.POST.get("order") or "\n".join(view.indicator.id for view in editable.indicators)),
        "reason": reason_of(request, plan),
        "section": "desk",
    }
    return render(request, "plans/desk/item.html", shown, status=status)

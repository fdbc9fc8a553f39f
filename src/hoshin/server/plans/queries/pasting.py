"""What a pasted block would do to the indicators of an item, row by row, without doing it."""

from dataclasses import dataclass

from hoshin.core.permissions import Actor, check_can_edit_item
from hoshin.core.plan.document import Indicator, Target
from hoshin.core.plan.edit import EditError
from hoshin.core.plan.flat import flatten
from hoshin.core.plan.pasting import PastedIndicator, indicators_of
from hoshin.core.plan.search import fold
from hoshin.core.problems.record import Problem
from hoshin.server.plans.documents import StoredPlan
from hoshin.server.plans.entering import TargetEntry, read_target
from hoshin.server.plans.queries.standing import item_standing, readable_plan


@dataclass(frozen=True, slots=True)
class PasteRow:
    """One row: what it says, and the indicator that it changes (`item`), None when it is a new one."""

    row: int
    label: str | None
    measure: str | None
    phrase: str | None
    note: str | None
    printed: str
    target: Target | None
    problems: tuple[Problem, ...]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class PastePreview:
    """All rows of a block. It can be stored when no row has an error; questions become problems of the indicators."""

    parent: str
    rows: tuple[PasteRow, ...]

    @property
    def can_be_stored(self) -> bool:
        """Whether there is a row, and none with an error."""
        return bool(self.rows) and not any(p.severity == "error" for r in self.rows for p in r.problems)


def preview_paste(plan: int, parent: str, block: str, viewer: Actor) -> PastePreview:
    """What `paste_indicators` would store. Four queries."""
    stored = readable_plan(plan, viewer)
    check_can_edit_item(viewer, item_standing(stored, parent))
    return preview_of(stored, parent, block)


def preview_of(stored: StoredPlan, parent: str, block: str) -> PastePreview:
    """The same on a plan at hand; raises `EditError` when `parent` cannot hold indicators."""
    items = flatten(stored.document)
    if parent not in items or items[parent].level not in ("outcome", "initiative"):
        raise EditError(Problem("no_such_item", found=parent, severity="error"))
    known = [i.record for i in items.values() if i.parent == parent and isinstance(i.record, Indicator)]
    rows: list[PasteRow] = []
    for pasted in indicators_of(block):
        free = [i for i in known if i.id not in {r.item for r in rows}]
        rows.append(_row(pasted, free, stored.row.fiscal_year))
    return PastePreview(parent, tuple(rows))


def _row(pasted: PastedIndicator, known: list[Indicator], fiscal_year: int) -> PasteRow:
    entry, problems = _entry(pasted, fiscal_year)
    measure = pasted.measure or entry.measure
    phrase = pasted.phrase or None
    if not measure:
        problems.append(Problem("pasted_measure_missing", values={"row": str(pasted.row)}, severity="error"))
    if pasted.surplus:
        found = "、".join(pasted.surplus)
        problems.append(Problem("pasted_cells_left", found=found, values={"row": str(pasted.row)}))
    return PasteRow(
        pasted.row,
        pasted.label,
        measure,
        phrase,
        pasted.note,
        " ".join(part for part in (pasted.measure, phrase) if part),
        entry.target,
        tuple(problems),
        _same_measure(measure, pasted.label, known),
    )


def _entry(pasted: PastedIndicator, fiscal_year: int) -> tuple[TargetEntry, list[Problem]]:
    try:
        entry = read_target(pasted.measure or "", pasted.phrase or "", fiscal_year)
    except EditError as refused:
        return TargetEntry(pasted.phrase or "", None, (), pasted.measure), [refused.problem]
    return entry, list(entry.problems)


def _same_measure(measure: str | None, label: str | None, known: list[Indicator]) -> str | None:
    if not measure:
        return None
    same = [i for i in known if fold(i.measure) == fold(measure)]
    if len(same) > 1 and label:
        same = [i for i in same if fold(i.label or "") == fold(label)] or same
    return same[0].id if same else None

"""Two people changed the same item: what each wrote, field by field, and what needs no question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from hoshin.core.change_wording import FIELD_NAMES, name_in
from hoshin.core.plan.flat import name_of
from hoshin.server.accounts.queries import display_names
from hoshin.server.plans.actions.editing import EditConflict
from hoshin.server.plans.actions.sheets import SheetConflict
from hoshin.server.plans.entering import TARGET_FIELDS, as_typed
from hoshin.server.plans.forms import ROWS, budget_text, rows_typed, same_budget
from hoshin.server.ui.language import page_language

NOT_CARRIED = ("csrfmiddlewaretoken", "step")


@dataclass(frozen=True, slots=True)
class Choice:
    """One field on which the two differ. `name` is the form field that takes the chosen words."""

    name: str
    label: str
    mine: str
    theirs: str
    base: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """The sheet with everything settled that only one person changed, and the fields that need a decision."""

    data: QueryDict
    fields: tuple[Choice, ...]
    who: str
    names: frozenset[str]
    """Whose versions they are: names to show, and account names."""

    def carried(self) -> list[tuple[str, str]]:
        """Everything that was typed, so that nothing is lost while the choice is made."""
        skipped = ("choose-", "theirs-")
        return [
            (name, value)
            for name, values in self.data.lists()
            for value in values
            if name not in NOT_CARRIED and not name.startswith(skipped)
        ]


def settle(conflict: SheetConflict, sent: QueryDict, put: Callable[[QueryDict, str, str], None]) -> Settlement:
    """Take over what only the other person changed, keep what only this one changed, and list the rest."""
    data = sent.copy()
    rows = {row["id"]: number for number, row in enumerate(rows_typed(data.dict())) if row["id"]}
    choices = []
    for found in conflict.conflicts:
        number = rows.get(found.item.id)
        data["version" if number is None else f"{ROWS}-{number}-version"] = str(found.version)
        for choice in _choices(found, data, number):
            if _agree(choice, choice.mine):
                put(data, choice.name, choice.theirs)
            elif not _agree(choice, choice.theirs):
                choices.append(choice)
    names = {c.changed_by for c in conflict.conflicts if c.changed_by}
    who = "、".join(display_names(names).get(name, name) for name in sorted(names))
    return Settlement(data, tuple(choices), who, frozenset(names))


def _choices(found: EditConflict, data: QueryDict, row: int | None) -> list[Choice]:
    record: Any = found.item.record
    before = replace(found.item, record=replace(record, **found.base))
    fields = dict.fromkeys("target" if f in TARGET_FIELDS and row is not None else f for f in found.theirs)
    choices = []
    for field in fields:
        name = field if row is None else f"{ROWS}-{row}-{field}"
        mine, theirs = _mine(data, field, name), as_typed(found.item, field)
        if not (_same(mine, theirs) or (field == "budget" and same_budget(mine, theirs))):
            choices.append(Choice(name, _label(found, field, row), mine, theirs, as_typed(before, field)))
    return choices


def _mine(data: QueryDict, field: str, name: str) -> str:
    if field == "budget":
        parts = (data.get(f"budget_{part}", "") for part in ("kind", "amount", "included_in"))
        return budget_text(*parts)
    return data.get(name, "")


def _label(found: EditConflict, field: str, row: int | None) -> str:
    label = name_in(FIELD_NAMES, "target_printed" if field == "target" else field, page_language())
    return label if row is None else f"{name_of(found.item.record)}: {label}"


def _agree(choice: Choice, text: str) -> bool:
    """Whether a text says what stood there when both began."""
    return _same(text, choice.base) or (choice.name == "budget" and same_budget(text, choice.base))


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()

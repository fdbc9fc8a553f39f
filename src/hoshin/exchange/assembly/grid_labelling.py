"""What a labelled value is: its key and detail, and in an indicator's row which part of the indicator it holds."""

from hoshin.exchange.assembly.grid_blocks import Placed
from hoshin.exchange.assembly.grid_position import Claimed, Position
from hoshin.exchange.assembly.grid_roles import Role, money_unit, staged
from hoshin.exchange.assembly.lattice import Square
from hoshin.exchange.assembly.sections import Fragment, Key

_PARTS_OF_INDICATORS = ("measure_column", "target_column", "due_column", "unit_column")


def labelled(square: Square, claimed: Claimed, fragment: Fragment, here: Position, unit: str | None) -> Placed:
    """A value with its label. In an indicator's row the head over it says which part of the indicator it is.

    `unit` is what the grid announces for all amounts; it is added to a heading of money that names none.
    """
    label, role, head = claimed.label, claimed.role, claimed.head
    column = role.detail if is_column(role) else None
    if claimed.is_beside and head and is_column(head.role):
        column = head.role.detail
        if head.role.key is Key.RESULT:
            label, role = head.square, head.role
    met_in = head.stage if head and head.square is label else None
    key, detail = staged(role, met_in or here.stage(square))
    group = here.groups[square.left]
    if key is Key.REVISION_HISTORY:
        detail = None
    elif key is Key.DECORATION and column in _PARTS_OF_INDICATORS and group:
        key, detail = group, None
    heading = (head.square.text if head and column else label.text).strip()
    if key in (Key.BUDGET, Key.BUDGET_LINE) and unit and not money_unit(heading):
        heading = f"{heading}（{unit}）"
    return Placed(square, key, detail, label, [fragment], column, heading)


def is_column(role: Role) -> bool:
    """Whether a head refines a row instead of naming a field of its own."""
    if role.key in (Key.DECORATION, Key.REVISION_HISTORY):
        return role.detail is not None
    return role.key is Key.RESULT

"""Which way a label claims its values: to its right, below it, or as a frame around other labels.

`Claim.BESIDE`: 「予算額 | 12,345千円」. `Claim.BELOW`: a column's head. `Claim.FRAME`: 「自己評価」 left of labelled
rows or over labelled columns. `Claim.NOTHING`: an empty field of the form.
"""

from enum import Enum, auto

from hoshin.exchange.assembly.grid_roles import LEVELS, Kind, Role
from hoshin.exchange.assembly.lattice import Lattice, Square
from hoshin.exchange.assembly.sections import Key

_LONGEST_HEAD = 24
_CODE_HEADS = ("code_column", "measure_column", "section_column")


class Claim(Enum):
    """Where a label's values stand."""

    BESIDE = auto()
    BELOW = auto()
    FRAME = auto()
    NOTHING = auto()


def claims_of(lattice: Lattice, roles: dict[Square, Role]) -> dict[Square, Claim]:
    """The claim of every label and stage of the grid."""
    return {s: _claim(s, lattice, roles) for s in lattice.squares if roles[s].is_heading}


def _claim(label: Square, lattice: Lattice, roles: dict[Square, Role]) -> Claim:
    if roles[label].kind is Kind.STAGE and _frames(label, lattice, roles):
        return Claim.FRAME
    beside, below = lattice.next_to(label), lattice.below(label) or _under_heads(label, lattice, roles)
    has_beside = beside is not None and lattice.begins_beside(label, beside) and _can_hold(label, beside, roles)
    has_below = below is not None and _can_hold(label, below, roles)
    if beside is not None and has_beside and below is not None and has_below:
        is_head = _is_head_row(label, lattice, roles) or lattice.prefers_below(label, beside, below)
        return Claim.BELOW if is_head else Claim.BESIDE
    if has_beside:
        return Claim.BESIDE
    return Claim.BELOW if has_below else Claim.NOTHING


def _frames(label: Square, lattice: Lattice, roles: dict[Square, Role]) -> bool:
    """Whether other labels stand in its band to the right, or directly under it."""
    band = [s for s in lattice.right_of(label) if label.top <= s.top and s.bottom <= label.bottom]
    if any(roles[s].kind in (Kind.LABEL, Kind.LABELLED, Kind.LEVEL) for s in band):
        return True
    beside, below = lattice.next_to(label), lattice.below(label)
    if beside is not None and lattice.begins_beside(label, beside) and roles[beside].kind is Kind.VALUE:
        return False
    return below is not None and roles[below].kind in (Kind.LABEL, Kind.LABELLED)


def _under_heads(label: Square, lattice: Lattice, roles: dict[Square, Role]) -> Square | None:
    """What stands under the blank below a head whose neighbours are divided: heads of two rows without a merge."""
    row = lattice.row(label.bottom)
    if not any(roles[s].kind is Kind.LABEL for s in row):
        return None
    return next((s for s in lattice.row(label.bottom + 1) if s.shares_columns(label)), None)


def _can_hold(label: Square, neighbour: Square, roles: dict[Square, Role]) -> bool:
    """Whether the neighbour can be a value of the label."""
    of_label, of_neighbour = roles[label], roles[neighbour]
    match of_neighbour.kind:
        case Kind.VALUE | Kind.MARKER:
            return True
        case Kind.LEVEL:
            return of_label.key in (*LEVELS, Key.REVISION_HISTORY) or of_label.detail in _CODE_HEADS
        case Kind.LABELLED:
            return of_neighbour.key is of_label.key or {of_neighbour.key, of_label.key} == {
                Key.BUDGET,
                Key.BUDGET_LINE,
            }
        case _:
            return False


def _is_head_row(label: Square, lattice: Lattice, roles: dict[Square, Role]) -> bool:
    """Whether the label stands in a row of heads, some of which are not known words.

    In such a row at least three short cells stand side by side, each over a cell of the same width, and labels do not
    take turns with values.
    """
    row = [s for s in lattice.row(label.top) if s.top == label.top]
    if len(row) < 3 or any(len(s.text.strip()) > _LONGEST_HEAD for s in row):
        return False
    labels = [roles[s].is_heading for s in row]
    takes_turns = labels == [i % 2 == 0 for i in range(len(row))]
    under = [lattice.below(s) for s in row]
    aligned = [b is not None and (b.left, b.right) == (s.left, s.right) for s, b in zip(row, under, strict=True)]
    return not takes_turns and sum(labels) >= 2 and sum(aligned) >= 0.6 * len(row)

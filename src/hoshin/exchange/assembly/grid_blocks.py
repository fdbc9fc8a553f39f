"""The levels found in a grid, each with what belongs to it, and the sections that come of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hoshin.core.sources import Source
from hoshin.exchange.assembly.codes import parent_of
from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.grid_roles import Role
from hoshin.exchange.assembly.lattice import Square
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.sections import Fragment, Key, Section

INDICATOR_KEYS = (Key.OUTCOME_INDICATORS, Key.PROCESS_INDICATORS)
_OUTCOME_KEYS = (Key.GOAL_STATE, Key.OUTCOME_INDICATORS)


@dataclass(slots=True, eq=False)
class Placed:
    """A value with the label that claims it. `column` refines an indicator's row: `target_column`, `previous`, …"""

    square: Square
    key: Key
    detail: str | None
    label: Square | None
    fragments: list[Fragment]
    column: str | None = None
    heading: str = ""
    is_certain: bool = False

    @property
    def text(self) -> str:
        """All that is printed in it."""
        return "\n".join(f.text for f in self.fragments)


@dataclass(slots=True, eq=False)
class Block:
    """A level of the plan and what stands under or beside it; the first block of a grid has no level."""

    key: Key | None = None
    code: str | None = None
    square: Square | None = None
    heading: str = ""
    label: str | None = None
    title: list[Fragment] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    @property
    def needs_title(self) -> bool:
        """Whether only the code of a level was printed so far."""
        return self.key is not None and not self.title


def block_of_level(square: Square, role: Role, levels: Levels) -> Block:
    """The block that a level's cell opens; what stands behind the code in the same cell is its title."""
    assert role.match is not None
    match, text = role.match, square.text
    whole = Fragment(text, square.cell.source)
    has_title = match.rest.strip() and text.endswith(match.rest)
    title = [cut(whole, len(text) - len(match.rest), len(text))] if has_title else []
    key = levels.key(match.code) if match.code else role.key
    return Block(key, match.code, square, text[match.start : match.end].strip(), match.label, title)


def home_of(block: Block, key: Key, blocks: Sequence[Block]) -> Block:
    """Where a value found at `block` belongs: an outcome's field beside an initiative belongs to its outcome."""
    if key not in _OUTCOME_KEYS or block.key is not Key.INITIATIVE:
        return block
    parent = parent_of(block.code) if block.code else None
    for candidate in reversed(blocks):
        if candidate.key in (Key.OUTCOME, Key.ISSUE) and (parent is None or candidate.code == parent):
            return candidate
    return block


def sections_of_blocks(blocks: Iterable[Block]) -> Iterator[Section]:
    """Each level followed by its own sections, so that the order alone would also say what belongs where."""
    for block in blocks:
        if block.key is not None and block.square is not None:
            source = block.square.cell.source
            yield Section(block.key, block.heading, tuple(block.title), source, block.code, block.label)
        yield from _sections(block)


def _sections(block: Block) -> Iterator[Section]:
    """Values of one label become one section; a label's values in other rows stay in order."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for placed in block.placed:
        label = id(placed.label) if placed.label is not None else id(placed)
        groups.setdefault((placed.key, placed.detail, label), []).append(placed)
    for members in groups.values():
        first = members[0]
        label_source = first.label.cell.source if first.label is not None else None
        fragments = tuple(_joined_column(members))
        yield Section(first.key, first.heading, fragments, label_source, block.code, first.detail, first.is_certain)


def _joined_column(members: list[Placed]) -> Iterator[Fragment]:
    """Lines that people typed into one row each are one text; a gap or another column begins a new one."""
    current: list[Fragment] = []
    before: Placed | None = None
    for placed in members:
        goes_on = before is not None and _continues(before, placed)
        if current and not goes_on:
            yield united_fragments(current, "\n")
            current = []
        if len(placed.fragments) == 1:
            current += placed.fragments
        else:
            yield from ([united_fragments(current, "\n")] if current else [])
            yield from placed.fragments
            current = []
        before = placed
    if current:
        yield united_fragments(current, "\n")


def _continues(before: Placed, placed: Placed) -> bool:
    """Only sheets are filled line by line; a row of any other table is a text of its own."""
    upper, lower = before.square.cell, placed.square.cell
    return upper.source.sheet is not None and lower.row == upper.row + upper.row_span and lower.column == upper.column


def united_fragments(fragments: Sequence[Fragment], between: str) -> Fragment:
    """Several cells read as one text, whose place holds them all."""
    if len(fragments) == 1:
        return fragments[0]
    text = between.join(f.text for f in fragments)
    return Fragment(text, _united_source([f.source for f in fragments], text))


def _united_source(sources: list[Source], text: str) -> Source:
    """The place of several cells: the first one's, with a cell range and a rectangle that hold them all."""
    first, last = sources[0], sources[-1]
    cell = first.cell
    if first.cell and last.cell and first.sheet and first.cell != last.cell:
        cell = f"{first.cell.partition(':')[0]}:{last.cell.rpartition(':')[2]}"
    boxes = [s.box for s in sources if s.box]
    box = (
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else None
    )
    return replace(first, text=text, cell=cell, box=box, start=None, end=None)

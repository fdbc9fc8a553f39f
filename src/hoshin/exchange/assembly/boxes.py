"""A region's items to sections: tables as grids, boxes as grids of their own, stamps where they lie."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from hoshin.core.plan.document import LevelLabel
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.assembly.box_lattice import lattice_of_boxes
from hoshin.exchange.assembly.cell_parts import holds_a_tree
from hoshin.exchange.assembly.flow import sections_of_lines
from hoshin.exchange.assembly.grid import Carried, read_grid
from hoshin.exchange.assembly.grid_roles import opening_heading
from hoshin.exchange.assembly.headings import HeadingMatch
from hoshin.exchange.assembly.lattice import Lattice
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.plan_signs import left_unplaced, names_a_plan
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.stamps import is_stamp
from hoshin.exchange.assembly.tokens import tokens_of
from hoshin.exchange.printed import Box, Item, Line, Printed, Region, Table


def sections_of_printed(printed: Printed) -> tuple[list[Section], list[Problem], Levels]:
    """The sections of a whole document in its order, what was inferred on the way, and what its levels are.

    A document whose headings are no plan's has its texts left unplaced.
    """
    matches = list(_matches(printed))
    sections, problems, levels = _laid_out(printed, matches)
    if not names_a_plan(matches):
        return list(left_unplaced(sections)), [], levels
    return sections, problems, levels


def sections_of_part(printed: Printed) -> list[Section]:
    """The sections of a part of a plan, which need not name a plan by itself."""
    return _laid_out(printed, list(_matches(printed)))[0]


def _laid_out(printed: Printed, matches: Sequence[HeadingMatch]) -> tuple[list[Section], list[Problem], Levels]:
    levels = Levels.of_matches(matches)
    reader = _Reader(levels)
    for items in _runs(printed.regions):
        reader.read(items)
    return reader.sections, reader.problems, _named(levels, reader.sections)


def _named(levels: Levels, sections: list[Section]) -> Levels:
    """Names of levels that only the head of a column tells, for levels whose codes carry none."""
    known = {label.level for label in levels.labels}
    labels = list(levels.labels)
    for key in (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE):
        names = Counter(s.detail for s in sections if s.key is key and s.detail and s.owner)
        if names and key.value not in known:
            labels.append(LevelLabel(_LEVEL_WORDS[key], names.most_common(1)[0][0]))
    return replace(levels, labels=tuple(labels))


def _runs(regions: Sequence[Region]) -> Iterator[list[Item]]:
    """Regions of running text alone are one text, however many pages it takes; others are read one by one."""
    for is_text, group in groupby(regions, key=lambda r: all(isinstance(i, Line) for i in r.items)):
        if is_text:
            yield [item for region in group for item in region.items]
        else:
            for region in group:
                yield list(region.items)


def _matches(printed: Printed) -> Iterator[HeadingMatch]:
    """Every heading of the document, wherever it stands."""
    for region in printed.regions:
        lines = [item for item in region.items if isinstance(item, Line)]
        yield from (token.match for token in tokens_of(lines) if token.match)
        for item in region.items:
            texts = [cell.text for cell in item.cells] if isinstance(item, Table) else []
            texts += [item.text] if isinstance(item, Box) else []
            yield from (match for text in texts if (match := opening_heading(text)))


_MOST_PLACED_BOXES = 800
"""Of one slide or page; more are words scattered over a drawing, and are read in their order."""
_LEVEL_WORDS: dict[Key, Literal["issue", "outcome", "initiative"]] = {
    Key.ISSUE: "issue",
    Key.OUTCOME: "outcome",
    Key.INITIATIVE: "initiative",
}


class _Reader:
    """Reads one region after the other; an open table goes on from one to the next."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.carried = Carried()

    def read(self, items: list[Item]) -> None:
        """Adds the sections of one region's items."""
        stamps = [Fragment(i.text, i.source) for i in items if isinstance(i, Box) and is_stamp(i.text)]
        rest = [i for i in items if not (isinstance(i, Box) and is_stamp(i.text))]
        groups = [(kind, list(members)) for kind, members in groupby(rest, key=_way)]
        shares = _shared_out(stamps, [members for _, members in groups])
        for (kind, members), share in zip(groups, shares, strict=True):
            self._read_group(kind, members, share)
        if not groups:
            self._boxes([], stamps)

    def _read_group(self, kind: str, members: list[Item], stamps: list[Fragment]) -> None:
        if kind == "lines":
            lines = [item for item in members if isinstance(item, Line)]
            sections, problems = sections_of_lines(lines, self.levels)
            self.sections += sections
            self.problems += problems
        elif kind == "boxes":
            self._boxes(members, stamps)
        else:
            for number, table in enumerate(members):
                assert isinstance(table, Table)
                own = stamps if number == len(members) - 1 else []
                grid = read_grid(Lattice(table), self.levels, own, self.carried)
                self.sections += grid.sections
                self.carried = grid.carried

    def _boxes(self, members: Iterable[Item], stamps: list[Fragment]) -> None:
        """Boxes with a place go by geometry, those without one are running text."""
        boxes = [item for item in members if isinstance(item, Box)]
        placed = [(box.text, box.source) for box in boxes if box.source.box and not holds_a_tree(box.text)]
        if len(placed) > _MOST_PLACED_BOXES:
            placed = []
        self.sections += read_grid(lattice_of_boxes(placed), self.levels, stamps).sections
        by_place = {id(source) for _, source in placed}
        loose = [line for box in boxes if id(box.source) not in by_place for line in _lines_of(box)]
        if loose:
            sections, problems = sections_of_lines(loose, self.levels)
            self.sections += sections
            self.problems += problems


def _lines_of(box: Box) -> Iterator[Line]:
    """A box's lines, each with its place in the box's text."""
    for number, match in enumerate(re.finditer(r"[^\n]+", box.text), start=1):
        text = match.group()
        yield Line(text, replace(box.source, text=text, line=number, start=match.start(), end=match.end()))


def _way(item: Item) -> str:
    match item:
        case Line():
            return "lines"
        case Box():
            return "boxes"
        case Table():
            return f"table {id(item)}"


def _shared_out(stamps: list[Fragment], groups: list[list[Item]]) -> list[list[Fragment]]:
    """Each stamp to the group whose contents it lies on or nearest to; without a place, to the last."""
    shares: list[list[Fragment]] = [[] for _ in groups]
    for stamp in stamps:
        distances = [_distance(stamp, group) for group in groups]
        if distances:
            nearest = min(range(len(groups)), key=lambda i: distances[i])
            shares[nearest if min(distances) < float("inf") else -1].append(stamp)
    return shares


def _distance(stamp: Fragment, group: list[Item]) -> float:
    """How far the stamp lies from the nearest text of the group, centre to rectangle."""
    box = stamp.source.box
    if box is None:
        return float("inf")
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    places = [source.box for item in group for source in _sources(item) if source.box]
    return min(
        (max(p[0] - x, x - p[2], 0.0) + max(p[1] - y, y - p[3], 0.0) for p in places),
        default=float("inf"),
    )


def _sources(item: Item) -> list[Source]:
    return [cell.source for cell in item.cells] if isinstance(item, Table) else [item.source]

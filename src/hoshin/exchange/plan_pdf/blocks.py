"""Free text of a page as blocks: lines of about the same size that lie close below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.exchange.plan_pdf.cell_text import lines_from
from hoshin.exchange.plan_pdf.paper import Rectangle
from hoshin.exchange.plan_pdf.runs import Run

_LINE_GAP = 0.95
"""Of the letters' size: a wider gap below a line ends its block."""
_SIZE_RATIO = 1.35
_LOOKED_BACK = 12


@dataclass(slots=True)
class Block:
    """Lines that belong together, in reading order; `order` is the place of the first in the file's order."""

    lines: list[Run]
    area: Rectangle
    order: int


def blocks_of(runs: Sequence[Run], column_gap: float) -> list[Block]:
    """The blocks in the order in which the file begins them. Lines of two columns may come in turns.

    `column_gap` is, in letters, how far apart two texts on one line may stand and still be one.
    """
    found: list[tuple[list[Run], list[float]]] = []
    for run in runs:
        for members, area in reversed(found[-_LOOKED_BACK:]):
            if _belongs(members[-1], area, run, column_gap):
                members.append(run)
                area[0], area[1] = min(area[0], run.x0), min(area[1], run.y0)
                area[2], area[3] = max(area[2], run.x1), max(area[3], run.y1)
                break
        else:
            found.append(([run], [run.x0, run.y0, run.x1, run.y1]))
    blocks = []
    for members, (x0, y0, x1, y1) in found:
        order = members[0].start
        blocks.append(Block(lines_from(members), (x0, y0, x1, y1), order))
    return blocks


def _belongs(last: Run, area: list[float], run: Run, column_gap: float) -> bool:
    """Whether a run continues a block: on its last line, or on the next line below with letters of its size."""
    high, own = last.y1 - last.y0, run.y1 - run.y0
    size = max(min(high, last.x1 - last.x0), min(own, run.x1 - run.x0), 1.0)
    if min(last.y1, run.y1) - max(last.y0, run.y0) > 0.5 * min(high, own):
        return -0.5 * size <= run.x0 - last.x1 <= column_gap * size
    gap = run.y0 - last.y1
    if not -0.3 * size <= gap <= _LINE_GAP * size:
        return False
    if max(high, own) > _SIZE_RATIO * min(high, own) and min(len(last.text), len(run.text)) > 2:
        return False
    return min(area[2], run.x1) - max(area[0], run.x0) > 0

"""Running text to sections, whatever order a converter left it in."""

from collections.abc import Sequence

from hoshin.core.problems.record import Problem
from hoshin.exchange.assembly.flow_pool import Placed, distribute
from hoshin.exchange.assembly.flow_reading import Reading
from hoshin.exchange.assembly.flow_sections import sections_of_tree
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.sections import Key, Section
from hoshin.exchange.assembly.tokens import tokens_of
from hoshin.exchange.printed import Line

_KIND_WORDS = {"indicators": "プロセス指標", "activities": "取組内容", "budget": "予算"}
_PREVIEW = 80


def sections_of_lines(lines: Sequence[Line], levels: Levels | None = None) -> tuple[list[Section], list[Problem]]:
    """The sections that running text holds, in the plan's order, and a question for all that was inferred on the way.

    Texts that no heading and no order can place come as one section with the key `unknown`.
    """
    tokens = tokens_of(lines)
    reading = Reading(tokens, levels or Levels.of_matches(t.match for t in tokens if t.match))
    reading.read()
    questions = [_inferred(placed) for chunk in reading.tree.chunks for placed in distribute(chunk)]
    questions += [problem for shared in reading.waiting.shared if (problem := shared.problem())]
    questions += [*reading.titles.problems(), *reading.entries.pairs.problems()]
    sections = list(sections_of_tree(reading.tree))
    if reading.unplaced:
        sections.append(Section(Key.UNKNOWN, "", tuple(reading.unplaced)))
    return sections, questions


def _inferred(placed: Placed) -> Problem:
    """The question about entries that were given out by order."""
    first = placed.entries[0].fragment
    codes = "、".join(node.code or "？" for node in placed.nodes)
    return Problem(
        "placed_by_order" if placed.fits else "order_not_clear",
        where=first.source,
        found=visible(first.text)[:_PREVIEW],
        proposal=codes if placed.fits else placed.nodes[-1].code,
        field=placed.kind,
        values={"what": _KIND_WORDS[placed.kind], "count": str(len(placed.entries)), "codes": codes},
    )

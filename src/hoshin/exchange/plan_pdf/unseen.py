"""Characters that are in the file and not in the plan: struck through, invisible, printed twice, reading aids."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hoshin.exchange.plan_pdf.left_out import LeftOut
from hoshin.exchange.plan_pdf.marks import SPECK, Edge, Marks
from hoshin.exchange.plan_pdf.paper import Paper
from hoshin.exchange.plan_pdf.runs import PageText, Run, words_of

_MIDDLE = 0.26
"""A line between this share of the height and its mirror strikes letters; an underline lies lower."""
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_RUBY_SIZE = 0.68


@dataclass(frozen=True, slots=True)
class Strikes:
    """Horizontal lines that may strike letters through, sorted by place."""

    edges: list[Edge]
    places: list[float]


def visible(page: PageText, runs: Sequence[Run], paper: Paper, marks: Marks, out: LeftOut) -> list[Run]:
    """The runs that a reader sees. Lines that only strike letters through are taken out of the marks."""
    edges = sorted(marks.horizontal, key=lambda e: e.at)
    strikes = Strikes(edges, [e.at for e in edges])
    kept: list[Run] = []
    used: set[int] = set()
    seen: dict[str, list[Run]] = {}
    for run in _on_paper(page, runs, paper, out):
        if _is_overprint(run, seen):
            continue
        gone: dict[int, str] = {}
        numbers = _crossing(run, strikes)
        if numbers:
            _mark_struck(page, run, [strikes.edges[n] for n in numbers], gone)
            used.update(numbers)
        if gone:
            kept.extend(_remainder(page, run, gone, out))
        else:
            kept.append(run)
    if used:
        marks.horizontal = [edge for number, edge in enumerate(edges) if number not in used]
    return _without_ruby(page, kept, out)


def _on_paper(page: PageText, runs: Sequence[Run], paper: Paper, out: LeftOut) -> Iterator[Run]:
    """The runs on the page, of a size to be read. A line that sticks out is looked at word by word."""
    width, height = paper.width, paper.height
    for run in runs:
        if run.x0 >= 0 and run.y0 >= 0 and run.x1 <= width and run.y1 <= height and run.y1 - run.y0 >= SPECK:
            yield run
            continue
        for word in words_of(page, run):
            x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
            if not (0 <= x <= width and 0 <= y <= height):
                out.add("outside", word.text)
            elif _is_speck(page, word):
                out.add("speck", word.text)
            else:
                yield word


def _is_speck(page: PageText, run: Run) -> bool:
    if run.y1 - run.y0 >= SPECK:
        return False
    x0, y0, x1, y1 = page.box(run.start)
    return y1 - y0 < SPECK and x1 - x0 < SPECK


def _is_overprint(run: Run, seen: dict[str, list[Run]]) -> bool:
    """Whether the same words stand at the same place already: bold or a shadow made by printing twice."""
    others = seen.setdefault(run.text, [])
    reach = 0.2 * min(run.y1 - run.y0, 12.0) + 0.3
    for other in others:
        if abs(other.x0 - run.x0) <= reach and abs(other.y0 - run.y0) <= reach:
            return True
    others.append(run)
    return False


def _crossing(run: Run, strikes: Strikes) -> list[int]:
    """The lines through the middle of the run that begin and end with its letters, as a table's rule would not."""
    height = run.y1 - run.y0
    margin = _MIDDLE * height
    if height < 3.0:
        return []
    found = []
    for number in range(bisect_left(strikes.places, run.y0 + margin), bisect_right(strikes.places, run.y1 - margin)):
        edge = strikes.edges[number]
        if edge.end - edge.start < 0.4 * height:
            continue
        if edge.start >= run.x0 - 0.7 * height and edge.end <= run.x1 + 0.7 * height:
            found.append(number)
    return found


def _mark_struck(page: PageText, run: Run, edges: list[Edge], gone: dict[int, str]) -> None:
    for index in range(run.start, run.end):
        x0, _, x1, _ = page.box(index)
        middle = (x0 + x1) / 2
        if any(edge.start - 0.5 <= middle <= edge.end + 0.5 for edge in edges):
            gone[index] = "struck"


def _remainder(page: PageText, run: Run, gone: dict[int, str], out: LeftOut) -> list[Run]:
    """The pieces of the run between the characters that are gone; those are noted with their reason."""
    pieces: list[Run] = []
    start = run.start
    for index in range(run.start, run.end + 1):
        reason = gone.get(index) if index < run.end else None
        before = gone.get(start)
        is_space = index < run.end and page.text[index] in " \u3000"
        if index < run.end and (reason == before or (is_space and before is not None)):
            continue
        text = page.text[start:index]
        if before is not None:
            out.add(before, text)
        elif text.strip():
            lead = len(text) - len(text.lstrip())
            pieces.append(page.run(start + lead, start + lead + len(text.strip())))
        start = index
    return pieces


def _without_ruby(page: PageText, runs: list[Run], out: LeftOut) -> list[Run]:
    """The runs without furigana: small kana right above larger letters."""
    if not runs:
        return runs
    heights = sorted(r.y1 - r.y0 for r in runs)
    usual = heights[len(heights) // 2]
    kept = []
    for run in runs:
        if run.y1 - run.y0 < 0.75 * usual and _KANA.fullmatch(run.text) and _has_base(page, run, runs):
            out.add("ruby", run.text)
        else:
            kept.append(run)
    return kept


def _has_base(page: PageText, ruby: Run, runs: list[Run]) -> bool:
    _, top, _, bottom = page.box(ruby.start)
    size = bottom - top
    for base in runs:
        gap = base.y0 - ruby.y1
        if base is ruby or not -0.7 * size <= gap <= 0.8 * size:
            continue
        if min(base.x1, ruby.x1) - max(base.x0, ruby.x0) < 0.5 * (ruby.x1 - ruby.x0):
            continue
        _, base_top, _, base_bottom = page.box(base.start)
        if size <= _RUBY_SIZE * (base_bottom - base_top):
            return True
    return False

"""Indicators printed over several columns: 「指標名 | 単位 | 現状値 | 目標値（R7）」 becomes one phrase a target.

The phrase is put together from the row's own cells (「満足度：令和7年度までに70%」), and its place covers them all.
Results in the row stay apart, so that no result is ever read as a target.
"""

import re
from itertools import groupby

from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.grid_blocks import INDICATOR_KEYS, Block, Placed, united_fragments
from hoshin.exchange.assembly.revision_history import ROW
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.years import YEAR

_UNIT_IN_HEAD = re.compile(r"\((?:単位:?)?([^()\d年]{1,6})\)")
_BARE_NUMBER = re.compile(r"[△▲-]?\d[\d,]*(?:\.\d+)?(?:以上|以下|未満)?")
_DASH = re.compile(r"[-ー一]+|なし|無し|該当なし")
_BARE_YEAR = re.compile(r"(?:R|H|令和|平成)?(?:元|\d{1,4})")
_LEFT_OVER = ("section_column", "code_column", "total")


def compose_rows(blocks: list[Block]) -> None:
    """Joins each row that has a target's column, and turns stray columns into what their heads say."""
    for block in blocks:
        rows = groupby(sorted(block.placed, key=_reading_order), key=lambda p: p.square.top)
        composed: list[Placed] = []
        for _, members in rows:
            composed += _compose(list(members), block)
        block.placed = composed


def _is_part(placed: Placed) -> bool:
    """Whether a cell only says more of its row's indicator."""
    return placed.column in ("target_column", "unit_column", "due_column")


def _reading_order(placed: Placed) -> tuple[int, int]:
    return placed.square.top, placed.square.left


def _compose(row: list[Placed], block: Block) -> list[Placed]:
    changes = [p for p in row if p.key is Key.REVISION_HISTORY and p.column]
    if changes:
        return [_change(changes), *(p for p in row if p not in changes)]
    targets = [p for p in row if p.column == "target_column"]
    name = next((p for p in row if p.column == "measure_column"), None)
    name = name or next((p for p in row if p.key in INDICATOR_KEYS and p.column is None), None)
    if name is not None and targets and _DASH.fullmatch(fold(name.text).text):
        row = [p for p in row if p is not name and not (_is_part(p) and _DASH.fullmatch(fold(p.text).text))]
        name = None
    if not targets or name is None:
        return [_plain(p, block) for p in _with_markers_joined(row)]
    unit = next((p.text.strip() for p in row if p.column == "unit_column"), "")
    due = next((p.text.strip() for p in row if p.column == "due_column"), "")
    key = _indicator_key(row, name, block)
    used = {id(p) for p in targets} | {id(name)} | {id(p) for p in row if p.column in ("unit_column", "due_column")}
    results = [_plain(p, block) for p in row if id(p) not in used]
    for result in results:
        result.label = None
    phrases = [
        Placed(
            target.square,
            key,
            None,
            None if results else name.label,
            [_phrase(name, target, unit, due)],
            None,
            name.heading if name.column is None else "",
        )
        for target in targets
    ]
    return phrases + results


def _change(cells: list[Placed]) -> Placed:
    """One row of a table of changes: a fragment for each cell, its detail says which column each stands in."""
    columns = ROW + ",".join(p.column or "text" for p in cells)
    parts = [united_fragments(p.fragments, "\n") for p in cells]
    return Placed(cells[0].square, cells[0].key, columns, None, parts, None, "")


def _phrase(name: Placed, target: Placed, unit: str, due: str) -> Fragment:
    printed = target.text.strip()
    unit = unit or _unit_of_head(target.heading)
    bare = _BARE_NUMBER.fullmatch(fold(printed).text)
    if bare and unit:
        number = re.match(r"[^以未]*", printed)
        assert number
        printed = number.group() + unit + printed[number.end() :]
    when = _when(due) or _when_of_head(target.heading)
    tail = Fragment(f"{when}{printed}", target.fragments[0].source)
    return united_fragments([*name.fragments, tail], "：")


def _when(due: str) -> str:
    if not due:
        return ""
    folded = fold(due).text
    year = f"{due}年度" if _BARE_YEAR.fullmatch(folded) else due
    return f"{year}までに"


def _when_of_head(heading: str) -> str:
    found = re.search(YEAR, fold(heading).text)
    if not found:
        return ""
    year = found.group().rstrip("年度")
    return f"{year}年度までに"


def _unit_of_head(heading: str) -> str:
    found = _UNIT_IN_HEAD.search(fold(heading).text)
    return found.group(1) if found and not re.search(YEAR, found.group(1)) else ""


def _indicator_key(row: list[Placed], name: Placed, block: Block) -> Key:
    for placed in (name, *row):
        if placed.key in INDICATOR_KEYS:
            return placed.key
    return Key.PROCESS_INDICATORS if block.key is Key.INITIATIVE else Key.OUTCOME_INDICATORS


def _plain(placed: Placed, block: Block) -> Placed:
    """A value in a column of its own: a name without target is an indicator all the same, a side note is unknown."""
    if placed.key is not Key.DECORATION:
        return placed
    if placed.column == "measure_column":
        placed.key, placed.detail = _indicator_key([], placed, block), None
    elif placed.column in _LEFT_OVER or placed.column is None:
        placed.key, placed.detail = Key.DECORATION, placed.column
    else:
        placed.key, placed.detail = Key.UNKNOWN, placed.column
    return placed


_MARK_ALONE = re.compile(r"[①-⑳●○■□◆◇・▪▶※★☆*-]|[①-⑳]-\d{1,2}|\((?:\d{1,2}|[ア-ン])\)|\d{1,2}[.)]")


def _with_markers_joined(row: list[Placed]) -> list[Placed]:
    """A cell that holds only 「①」 or 「・」 belongs to the text at its right under the same label."""
    joined: list[Placed] = []
    for placed in row:
        before = joined[-1] if joined else None
        if before and before.label is placed.label and before.label and _MARK_ALONE.fullmatch(fold(before.text).text):
            before.fragments = [united_fragments([*before.fragments, *placed.fragments], " ")]
        elif before and _is_figure_beside_its_name(before, placed):
            before.fragments = [united_fragments([*before.fragments, *placed.fragments], "：")]
        else:
            joined.append(placed)
    return joined


_FIGURE = re.compile(r"(?:.{0,14}までに)?(?:前年度?(?:比|実績)?)?\d[\d,]*(?:\.\d+)?[^\d。]{0,12}")


def _is_figure_beside_its_name(name: Placed, figure: Placed) -> bool:
    """Two cells of one row under one indicator label: what is counted, and the figure it should reach."""
    if name.label is None or name.label is not figure.label or name.key not in INDICATOR_KEYS or name.column:
        return False
    text = fold(name.text).text
    return bool(_FIGURE.fullmatch(fold(figure.text).text)) and ":" not in text and not _FIGURE.fullmatch(text)

r"""The runs of one cell or block as one text.

A line that ends because the next word would not have fitted is joined to the next, Japanese without a space; a line
that ends earlier was ended by the writer and keeps its "\n", as does a line before a bullet or a number.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from hoshin.exchange.plan_pdf.paper import Rectangle
from hoshin.exchange.plan_pdf.runs import Run, is_wide

_LABEL = re.compile(
    r"\s*(?:[・●○◎■□◆◇▼▽△▲※★☆➢✓❖➔⇨◯〇＊*•‣▪▫►▶－–—]"
    r"|[①-⓿❶-➓㈠-㉃㊀-㊉Ⓐ-ⓩ]"
    r"|[(（〔［\[【＜<][^)）〕］\]】＞>\n]{1,12}[)）〕］\]】＞>]"
    r"|[-‐‑−ー]\s*[^\s\d０-９]"
    r"|[0-9０-９]{1,2}\s*[.．)）、](?![0-9０-９])"
    r"|[ア-ンｱ-ﾝa-zA-Z]\s*[.．)）](?![0-9０-９])"
    r"|[ⅰ-ⅿⅠ-Ⅿ])"
)
_CANNOT_START = "、。，．,.)）」』】〕］〉》％%！？!?：；・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ千円"
_WORD = re.compile(r"[0-9A-Za-z０-９,.%％+\-/]+")
# Japanese line-breaking rules push up to two characters to the next line.
_SLACK = 1.6
_WIDEST_MARGIN = 1.2
_USUAL_MARGIN = 0.6
_LABEL_LETTERS = 5.5


def lines_from(runs: Sequence[Run]) -> list[Run]:
    """Runs side by side as one line, in the file's order; lines that jump about are put in order by place."""
    if len(runs) == 1:
        return list(runs)
    last = runs[0]
    lines = [last]
    for run in runs[1:]:
        if run.y0 < last.y1 and _is_same_line(last, run):
            _append(last, run)
        else:
            lines.append(run)
            last = run
    if len(lines) > 1 and not _descends(lines):
        lines = _in_order(lines)
    return lines


def _is_same_line(line: Run, run: Run) -> bool:
    overlap = min(line.y1, run.y1) - max(line.y0, run.y0)
    return overlap > 0.5 * min(line.y1 - line.y0, run.y1 - run.y0) and run.x0 >= line.x1 - 0.5 * (run.y1 - run.y0)


def _append(line: Run, run: Run) -> None:
    gap = run.x0 - line.x1
    size = max(line.y1 - line.y0, run.y1 - run.y0)
    narrow = 0.6 if is_wide(line.text[-1:] or "a") or is_wide(run.text[:1] or "a") else 0.2
    line.text += run.text if gap < narrow * size else f" {run.text}"
    line.x1 = max(line.x1, run.x1)
    line.y0, line.y1 = min(line.y0, run.y0), max(line.y1, run.y1)


def _descends(lines: list[Run]) -> bool:
    """Whether each line lies below the one before, or this is vertical writing, whose columns the file has in order."""
    if all(b.y0 + b.y1 >= a.y0 + a.y1 - 1.0 for a, b in pairwise(lines)):
        return True
    return sum(len(line.text.strip()) <= 1 for line in lines) * 2 > len(lines)


def _in_order(lines: list[Run]) -> list[Run]:
    rows: list[list[Run]] = []
    for line in sorted(lines, key=lambda t: t.y0 + t.y1):
        if rows and min(rows[-1][0].y1, line.y1) - max(rows[-1][0].y0, line.y0) > 0.5 * min(
            line.y1 - line.y0, rows[-1][0].y1 - rows[-1][0].y0
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered: list[Run] = []
    for row in rows:
        row.sort(key=lambda t: t.x0)
        first = row[0]
        for line in row[1:]:
            _append(first, line)
        ordered.append(first)
    return ordered


def starts_with_label(text: str) -> bool:
    """Whether a text begins with a bullet, a bracketed word or a number."""
    return _LABEL.match(text) is not None


def joined(lines: Sequence[Run], cell: Rectangle | None = None) -> str:
    """The lines as one text. `cell` is where they are printed; without it the longest line shows the room there was."""
    if len(lines) == 1:
        return lines[0].text
    if not lines:
        return ""
    room = _room_in(cell, lines) if cell is not None else _room_shown_by(lines)
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        parts.append(_joint(before, line, room))
        parts.append(line.text)
    return "".join(parts)


def _room_in(cell: Rectangle, lines: Sequence[Run]) -> float:
    """The width that a line of the cell could have taken, whichever way its text is aligned."""
    size = _size(lines[0])
    margin = min(min(line.x0 for line in lines) - cell[0], cell[2] - max(line.x1 for line in lines))
    if margin > _WIDEST_MARGIN * size:
        margin = _USUAL_MARGIN * size
    return cell[2] - cell[0] - 2 * margin


def _room_shown_by(lines: Sequence[Run]) -> float:
    """The longest line's width; more when the last line is as long as all others, which wrapped text rarely is."""
    widths = [line.x1 - line.x0 for line in lines]
    longest, size = max(widths), _size(lines[0])
    if min(widths) > longest - 0.3 * size and longest > _LABEL_LETTERS * size:
        return 2 * longest
    return longest


def _joint(before: Run, line: Run, room: float) -> str:
    if len(before.text) == len(line.text) == 1 and is_wide(line.text):
        return ""
    if _LABEL.match(line.text) and not _is_word_cut(before.text, line.text):
        return "\n"
    size = max(min(_size(before), _size(line)), 1.0)
    free = room - (before.x1 - before.x0) - _SLACK * size
    if free > 0.5 * size and free > first_word_width(line.text, size):
        return "\n"
    end, start = before.text[-1:], line.text[:1]
    if end.isascii() and start.isascii() and end.isalpha() and start.isalpha():
        return " "
    return ""


def _size(line: Run) -> float:
    """The size of the letters, whichever way they run."""
    return min(line.y1 - line.y0, max(line.x1 - line.x0, 4.0))


def _is_word_cut(before: str, line: str) -> bool:
    """Whether a bracket at the line's start closes or continues what the line before opened."""
    return line[:1] in "－—–ー" and is_wide(before[-1:] or "a") and not before.endswith(("。", "円"))


def first_word_width(text: str, size: float) -> float:
    """The room that a line's first word would have needed on the line before, with what may not start a line."""
    match = _WORD.match(text)
    if match:
        word, rest = match.group(), text[match.end() :]
        width = sum(size if is_wide(c) else 0.55 * size for c in word)
    else:
        width, rest = size, text[1:]
    for character in rest:
        if character not in _CANNOT_START:
            break
        width += size
    return width

"""Markdown's marks in a text, blanked without moving anything: what is left are the printed words.

Bold stars and heading signs are no words. Struck-through text and comments are not the plan: they are blanked too, each
with a note. Every blanked character is replaced by one that prints nothing, so that offsets still count in the file.
"""

import re
from collections.abc import Iterator

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.assembly.fragments import BLANK

_STRUCK = re.compile(r"~~(?=[^\s~])([^~]{1,2000}?)(?<=[^\s~])~~")
_STRUCK_TAG = re.compile(r"<(del|s|strike)>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|</?(?:b|strong|em|u|mark|ins)>", re.IGNORECASE)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})(?=\s)", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)
_LONGEST_PASSAGE = 5000
_PREVIEW = 60
Span = tuple[int, int]
"""Where a passage begins and ends, marks included."""


def blank_markup(text: str, file: str) -> tuple[str, tuple[Problem, ...]]:
    r"""The text with its marks blanked, of the same length, and a note for each passage that was left out.

    >>> blanked, problems = blank_markup("割合：~~60%~~**70%**", "plan.md")
    >>> blanked.replace("\u2060", ""), [p.found for p in problems]
    ('割合：70%', ['60%'])
    """
    struck = [m.span() for m in _STRUCK.finditer(text)] + list(_tagged(text))
    comments = list(_comments(text))
    problems = [_note("struck_text_left_out", text, span, file) for span in struck]
    problems += [
        _note("hidden_text_left_out", text, span, file) for span in comments if text[span[0] + 4 : span[1] - 3].strip()
    ]
    blanked = _blank_spans(text, [*struck, *comments])
    if any(mark in blanked for mark in ("**", "__", "<")):
        blanked = _BOLD.sub(_blank, blanked)
    if ">" in blanked:
        blanked = _QUOTE.sub(_blank, blanked)
    blanked = _LINE_BREAK.sub(lambda m: "\n" + BLANK * (len(m.group()) - 1), blanked)
    return blanked, tuple(sorted(problems, key=lambda p: (p.where.start or 0) if p.where else 0))


def heading_level(line: str) -> int:
    """How many signs make this line a Markdown heading; 0 for a plain line.

    >>> heading_level("## 経営課題１"), heading_level("#1")
    (2, 0)
    """
    found = _HEADING.match(line)
    return len(found.group(1)) if found else 0


def blank_heading(line: str) -> str:
    """The line with its heading signs blanked."""
    return _HEADING.sub(_blank, line)


def _comments(text: str) -> Iterator[Span]:
    """`<!-- … -->`; searched by hand, since a pattern would look for the end again from every beginning."""
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at)
        if end < 0:
            return
        if end - at <= _LONGEST_PASSAGE:
            yield at, end + 3
        at = text.find("<!--", end)


def _tagged(text: str) -> Iterator[Span]:
    """`<del>…</del>`, `<s>…</s>`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return
    at = 0
    while opening := _STRUCK_TAG.search(text, at):
        end = lowered.find(f"</{opening.group(1).lower()}>", opening.end())
        if end < 0:
            return
        at = end + len(opening.group()) + 1
        if end - opening.start() <= _LONGEST_PASSAGE:
            yield opening.start(), at


def _blank_spans(text: str, spans: list[Span]) -> str:
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [text[at:start], _blanked(text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def _blank(match: "re.Match[str]") -> str:
    return _blanked(match.group())


def _blanked(text: str) -> str:
    """Nothing but line ends."""
    return re.sub(r"[^\r\n]", BLANK, text)


def _note(code: str, text: str, span: Span, file: str) -> Problem:
    start, end = span
    line = text.count("\n", 0, start) + 1
    found = re.sub(r"^(?:~~|<!--|<\w+>)\s*|\s*(?:~~|-->|</\w+>)$", "", text[start:end])
    shown = found if len(found) <= _PREVIEW else found[: _PREVIEW - 1] + "…"
    values = {"reason": "HTML comment"} if code == "hidden_text_left_out" else {}
    where = Source(file, text[start:end], line=line, start=start, end=end)
    return Problem(code, where=where, found=shown, severity="note", values=values)

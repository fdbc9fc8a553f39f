"""Running text cut into tokens: headings, stamps, budgets, indicators, activities and plain paragraphs.

Lines that a page broke are put together again; what belongs to which item is decided later (`flow`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from hoshin.core.sources import Source
from hoshin.core.targets import Likeness, hints_at_target
from hoshin.exchange.assembly.budgets import is_budget
from hoshin.exchange.assembly.content import indicator_likeness, is_bulleted, is_result
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import cut, join_lines, joined_text, trimmed, visible, whole
from hoshin.exchange.assembly.headings import HeadingMatch, match_heading
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.stamps import find_stamps, is_stamp
from hoshin.exchange.printed import Line

_MOST_LINES_OF_A_HEADING = 4
_MOST_LINES_OF_A_PARAGRAPH = 40
_LONGEST_BROKEN_HEADING = 60
_FEWEST_LINES_OF_A_PAGE = 5
_GAPS_SEPARATE = 0.3
_LONGEST_INDICATOR = 200
_LONGEST_END = 120
_PAGE_NUMBER = re.compile(
    r"[-－―]\s?\d{1,3}\s?[-－―]|\d{1,3}\s?[/／]\s?\d{1,3}|[PpＰｐ][.．]?\s?\d{1,3}|\d{1,3}\s?ページ"
)
_OPEN_END = re.compile(r"[、,（(「『・のをにがとはでやへもるいたなし及び又は＋+]$|から$|より$")
_STAMP_ENDS = frozenset(")）】]］>＞。更正し定訂加設規止たし直部容標値")
_INDENT = " \t\u3000"


class Kind(StrEnum):
    """What a token is."""

    HEADING = "heading"
    STAMP = "stamp"
    BUDGET = "budget"
    DASH = "dash"
    INDICATOR = "indicator"
    RESULT = "result"
    ACTIVITY = "activity"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Token:
    """One heading or paragraph. `match` and `rest_follows` are a heading's; `likeness` is how sure an indicator is."""

    kind: Kind
    fragment: Fragment
    match: HeadingMatch | None = None
    likeness: Likeness = Likeness.NONE
    gap_before: bool = True
    rest_follows: bool = False
    is_rest: bool = False


def tokens_of(lines: Sequence[Line]) -> tuple[Token, ...]:
    """The tokens of running text, in its own order; blank lines only tell where paragraphs end.

    Page numbers (「- 3 -」「3/12」, and bare numbers that count the pages) are no part of the text.
    """
    return _tokens_of(tuple(lines))


@lru_cache(maxsize=2)
def _tokens_of(lines: tuple[Line, ...]) -> tuple[Token, ...]:
    """Remembered, since levels are told from the tokens before the same text is read."""
    printed = [line for line in lines if visible(line.text) and not _PAGE_NUMBER.fullmatch(visible(line.text))]
    numbers = _page_numbers(printed)
    kept = [line for at, line in enumerate(printed) if at not in numbers] if numbers else printed
    return tuple(_cut(kept, _separated_by_gaps(kept), _usual_width(kept)))


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Where bare numbers stand if all of them count on by one, several lines apart, as pages do."""
    found = [(at, int(text)) for at, line in enumerate(lines) if (text := visible(line.text)).isdecimal()]
    counts_on = all(
        b[1] == a[1] + 1 and b[0] - a[0] > _FEWEST_LINES_OF_A_PAGE and _is_gap(lines[b[0] - 1], lines[b[0]])
        for a, b in pairwise(found)
    )
    return frozenset(at for at, _ in found) if counts_on and len(found) > 1 else frozenset()


def _cut(lines: Sequence[Line], by_gaps: bool, width: int) -> Iterator[Token]:
    at, awaits_title, lists_items = 0, False, False
    while at < len(lines):
        gap = at == 0 or _is_gap(lines[at - 1], lines[at])
        taken = _stamp(lines, at, gap) or _heading(lines, at, gap, (by_gaps, width))
        if taken:
            yield from taken[0]
            match = taken[0][0].match
            lists_items = match is not None and match.key is Key.ACTIVITIES
            awaits_title = len(taken[0]) == 1 and match is not None and match.code is not None
            at = taken[1]
            continue
        is_wrapped = by_gaps and not lists_items
        end = (_end_of_title if awaits_title else _end_of_paragraph)(lines, at, is_wrapped, width)
        awaits_title = False
        paragraph = join_lines(lines[at:end])
        yield _indented(classify(whole(paragraph), gap), paragraph)
        at = end


def _indented(token: Token, paragraph: Fragment) -> Token:
    """A bulleted line keeps the blanks before it, which say how deep it stands in its list."""
    blanks = len(paragraph.text) - len(paragraph.text.lstrip(_INDENT))
    if token.kind is not Kind.ACTIVITY or not blanks:
        return token
    end = blanks + len(token.fragment.text)
    source, printed = paragraph.source, paragraph.source.text
    if source.start is None or len(printed) != len(paragraph.text):
        return token
    kept = replace(source, text=printed[:end], end=source.start + end)
    return replace(token, fragment=Fragment(paragraph.text[:end], kept))


def tokens_in(fragment: Fragment) -> tuple[Token, ...]:
    """The tokens inside one fragment: a cell that holds several indicators, each on its lines.

    A line without a target is carried on by the next until a target ends it, since columns are narrow.
    """
    if "\n" not in fragment.text:
        return (classify(whole(fragment)),) if visible(fragment.text) else ()
    pieces = []
    for number, match in enumerate(re.finditer(r"[^\r\n]+", fragment.text)):
        source = Source(fragment.source.file, match.group(), line=number, start=match.start(), end=match.end())
        pieces.append(Line(match.group(), source))
    found = []
    for token in _cut([line for line in pieces if visible(line.text)], False, 0):
        start, end = token.fragment.source.start or 0, token.fragment.source.end or 0
        found.append(replace(token, fragment=cut(fragment, start, end)))
    return tuple(found)


def classify(fragment: Fragment, gap_before: bool = True) -> Token:
    """A paragraph's kind by its words."""
    text = fragment.text
    if is_stamp(text):
        return Token(Kind.STAMP, fragment, gap_before=gap_before)
    if is_budget(text):
        return Token(Kind.BUDGET, fragment, gap_before=gap_before)
    if re.fullmatch(r"[-一ー]+", fold(visible(text)).text):
        return Token(Kind.DASH, fragment, gap_before=gap_before)
    if is_result(text):
        return Token(Kind.RESULT, fragment, gap_before=gap_before)
    likeness = indicator_likeness(text)
    if likeness is Likeness.STRONG or (likeness is Likeness.WEAK and len(visible(text)) <= 150):
        return Token(Kind.INDICATOR, fragment, likeness=likeness, gap_before=gap_before)
    kind = Kind.ACTIVITY if is_bulleted(text) else Kind.TEXT
    return Token(kind, fragment, gap_before=gap_before)


def _run(lines: Sequence[Line], at: int, most: int) -> int:
    """How many lines from `at` on follow each other without a blank line, at most `most`."""
    count = 1
    while count < most and at + count < len(lines) and not _is_gap(lines[at + count - 1], lines[at + count]):
        count += 1
    return count


def _stamp(lines: Sequence[Line], at: int, gap: bool) -> tuple[list[Token], int] | None:
    for count in range(_run(lines, at, 3), 0, -1):
        if is_stamp(joined_text(lines[at : at + count])):
            fragment = whole(join_lines(lines[at : at + count]))
            return [Token(Kind.STAMP, fragment, gap_before=gap)], at + count
    return None


def _heading(
    lines: Sequence[Line], at: int, gap: bool, layout: tuple[bool, int] | None = None
) -> tuple[list[Token], int] | None:
    """A heading of up to four lines; with `layout` its rest is taken to the end of the paragraph."""
    for count in range(_run(lines, at, _MOST_LINES_OF_A_HEADING), 0, -1):
        if count > 1 and _is_too_long(lines, at, count):
            continue
        text = trimmed(joined_text(lines[at : at + count]))
        match = _match(text, count)
        if match is None:
            stamped = _stamped_heading(text, lines[at : at + count], gap)
            if stamped:
                return stamped, at + count
            continue
        fragment = whole(join_lines(lines[at : at + count]))
        end = at + count
        rest = bool(visible(match.rest)) and match.key is not Key.TITLE
        heading = Token(Kind.HEADING, cut(fragment, match.start, match.end), match, gap_before=gap, rest_follows=rest)
        if not rest or layout is None:
            return [heading], end
        end = (_end_of_title if match.is_level else _end_of_paragraph)(lines, at, *layout)
        behind = classify(_rest(join_lines(lines[at:end]), fragment, match), gap_before=False)
        return [heading, replace(behind, is_rest=True)], end
    return None


def _is_too_long(lines: Sequence[Line], at: int, count: int) -> bool:
    """Whether these lines together are too long for a heading, told without joining them."""
    printed = sum(len(lines[i].text) for i in range(at, at + count))
    if printed <= _LONGEST_BROKEN_HEADING:
        return False
    return sum(len(trimmed(lines[i].text)) for i in range(at, at + count)) > _LONGEST_BROKEN_HEADING


def _stamped_heading(text: str, lines: Sequence[Line], gap: bool) -> list[Token] | None:
    """「取組内容（R2年度自己評価を踏まえ変更）」: a heading, and the stamp that its line ends with."""
    stamps = find_stamps(text) if text[-1:] in _STAMP_ENDS else ()
    if not stamps or not stamps[-1].start or stamps[-1].end < len(text):
        return None
    match = _match(trimmed(text[: stamps[-1].start]), len(lines))
    if match is None or visible(match.rest):
        return None
    fragment = whole(join_lines(lines))
    heading = Token(Kind.HEADING, cut(fragment, match.start, match.end), match, gap_before=gap, rest_follows=True)
    stamp = Token(Kind.STAMP, cut(fragment, stamps[-1].start, stamps[-1].end), gap_before=False, is_rest=True)
    return [heading, stamp]


def _match(text: str, count: int) -> HeadingMatch | None:
    """The heading; over several lines only if it fills them all, since a line of its own is the surer sign."""
    if count > 1 and len(text) > _LONGEST_BROKEN_HEADING:
        return None
    match = match_heading(text)
    if match is None or (match.is_level and _only_a_list_number(match)):
        return None
    if count > 1 and (visible(match.rest) or match.key is Key.TITLE or _ends_in_a_level(text, match)):
        return None
    return match


def _ends_in_a_level(text: str, match: HeadingMatch) -> bool:
    """Whether the last line is a level's heading by itself, so that the lines before it are something else."""
    last = match_heading(text.rsplit("\n", 1)[-1].strip())
    return match.code is not None and last is not None and last.code is not None


def _only_a_list_number(match: HeadingMatch) -> bool:
    """A bare code of four parts numbers an activity, not a level."""
    return match.label is None and match.code is not None and match.code.count("-") >= 3


def _rest(paragraph: Fragment, line: Fragment, match: HeadingMatch) -> Fragment:
    start = match.end + (line.source.start or 0) - (paragraph.source.start or 0)
    if line.source.start is None:
        start = paragraph.text.index(line.text) + match.end
    while start < len(paragraph.text) and paragraph.text[start] in " \u3000\t:：\u2060|｜":
        start += 1
    return cut(paragraph, start, len(paragraph.text))


def _end_of_paragraph(lines: Sequence[Line], at: int, by_gaps: bool, width: int) -> int:
    end = at + 1
    most = at + _run(lines, at, _MOST_LINES_OF_A_PARAGRAPH)
    while end < most and _continues(lines[at:end], lines[end], by_gaps, width) and not _begins(lines, end):
        end += 1
    return end


def _end_of_title(lines: Sequence[Line], at: int, by_gaps: bool, width: int) -> int:
    """Where a title ends that a narrow column may have broken: before a sentence and before an indicator."""
    end = _end_of_paragraph(lines, at, by_gaps, width)
    for stop in range(at + 1, end):
        text = visible(lines[stop].text)
        if text.endswith("。") or indicator_likeness(text) > Likeness.NONE:
            return stop
    return end


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a new token begins here by its own words."""
    text = lines[at].text
    return bool(
        lines[at].emphasis
        or is_bulleted(text)
        or is_budget(text)
        or is_result(text)
        or text.lstrip().startswith("※")
        or _stamp(lines, at, False)
        or _heading(lines, at, False)
    )


def _continues(so_far: Sequence[Line], following: Line, by_gaps: bool, width: int) -> bool:
    """Whether the page merely broke a line here."""
    if so_far[-1].emphasis or following.source.line is None:
        return False
    text = visible(so_far[-1].text)
    if _is_in_brackets(so_far):
        return True
    if not by_gaps and len(text) < width * 0.5:
        return False
    if text.endswith(("。", "！", "？")) or _ends_in_target(so_far) or is_budget(text):
        return False
    if by_gaps:
        return True
    return (bool(_OPEN_END.search(text)) and len(text) >= width * 0.5) or len(text) >= width * 0.9


def _ends_in_target(lines: Sequence[Line]) -> bool:
    """Whether a target ends with these lines; only the last few are read, so that a long paragraph costs no more."""
    first, length = len(lines) - 1, len(lines[-1].text)
    while first > 0 and length < _LONGEST_INDICATOR:
        first -= 1
        length += len(lines[first].text)
    text = joined_text(lines[first:])
    hints = hints_at_target(text, max(0, len(text) - _LONGEST_END))
    return hints and indicator_likeness(text) > Likeness.NONE


def _is_in_brackets(lines: Sequence[Line]) -> bool:
    """Whether a bracket is still open at the end of these lines."""
    texts = [line.text for line in lines]
    opened = sum(text.count("（") + text.count("(") for text in texts)
    return opened > 0 and opened > sum(text.count("）") + text.count(")") for text in texts)


def _is_gap(before: Line, line: Line) -> bool:
    """Whether a blank line, or a paragraph's end where a format has paragraphs, stands between two lines."""
    if before.source.line is None or line.source.line is None:
        return True
    return line.source.line - before.source.line > 1 or before.source.page != line.source.page


def _separated_by_gaps(lines: Sequence[Line]) -> bool:
    """Whether this text separates its paragraphs by blank lines, so that a line end alone means nothing."""
    gaps = sum(_is_gap(a, b) for a, b in pairwise(lines))
    return gaps > _GAPS_SEPARATE * len(lines)


def _usual_width(lines: Sequence[Line]) -> int:
    """How long a full line is here: only a line as long as that can have been broken by the page."""
    lengths = sorted(len(visible(line.text)) for line in lines)
    return max(20, lengths[int(len(lengths) * 0.9)] if lengths else 0)

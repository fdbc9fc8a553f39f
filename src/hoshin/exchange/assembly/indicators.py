"""Indicators and exit criteria from the texts under their headings: what is measured, and what it should reach.

One text may hold several phrases, a stamp, a result of last year, a note; one phrase may hold several targets
(「それぞれ60%以上」). The target itself is read by `hoshin.core.targets`; what it doubts is passed on with the place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from hoshin.core.plan.document import ExitCriterion, Indicator, Result, RevisionStamp
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.core.targets.reading import PhraseReading, ReadTarget, read_phrase
from hoshin.exchange.assembly.content import has_dot_bullet, is_result, label_of
from hoshin.exchange.assembly.fragments import cut, visible, visible_offsets
from hoshin.exchange.assembly.results import RESULT_ASIDE, read_result
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.assembly.stamps import Stamp, find_marks, find_stamps
from hoshin.exchange.assembly.tokens import Kind, Token, tokens_in

_APART = re.compile(r"(?<![：:\s])\n\s*\n(?=\s*\S)")
"""A blank line inside a phrase parts a measure from its target, as a colon does."""
_NOTE = re.compile(r"^[\s\u2060]*[※＊注]")
_LEAD = re.compile(r"^(?:[\s\u2060]*(?:[-*+・･●○◎■□◆◇▶►▪•][\s\u2060]*))*")


@dataclass(slots=True)
class Indicators:
    """What the texts under one heading gave: indicators, the stamps on them, problems, and what found no place."""

    found: list[Indicator] = field(default_factory=list)
    stamps: list[RevisionStamp] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unplaced: list[Fragment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase without its stamps, marks and asides, with the way back to the printed characters."""

    fragment: Fragment
    label: str | None
    text: str
    offsets: tuple[int, ...]
    stamps: tuple[Stamp, ...]
    marks: tuple[str, ...]
    results: tuple[Fragment, ...]

    def part(self, start: int, end: int) -> Fragment:
        """The printed piece behind two offsets of `text`."""
        return cut(self.fragment, self.offsets[start], self.offsets[end - 1] + 1)


def read_indicators(
    fragments: Iterable[Fragment], owner: str, fiscal_year: int | None, first_number: int
) -> Indicators:
    """The indicators in these texts; ids are `indicator:OWNER/NUMBER` from `first_number` on."""
    read = Indicators()
    for token in _phrases(fragments):
        if token.kind is Kind.STAMP:
            _put_stamp(read, token.fragment)
        elif token.kind is Kind.RESULT:
            _put_result(read, token.fragment, fiscal_year)
        elif _NOTE.match(token.fragment.text) and read.found:
            last = read.found[-1]
            note = visible(token.fragment.text)
            read.found[-1] = replace(last, note=f"{last.note}\n{note}" if last.note else note)
        elif token.kind in (Kind.BUDGET, Kind.DASH, Kind.HEADING):
            if token.kind is not Kind.DASH:
                read.unplaced.append(token.fragment)
        else:
            _put_indicators(read, token.fragment, owner, fiscal_year, first_number)
    return read


def read_exit_criteria(fragments: Iterable[Fragment], fiscal_year: int | None) -> tuple[ExitCriterion, ...]:
    """The criteria at which the work is withdrawn or rebuilt, each with its threshold when it can be read."""
    criteria = []
    for token in _phrases(fragments):
        phrase = _phrase(token.fragment)
        reading = read_phrase(phrase.text, fiscal_year=fiscal_year)
        target = reading.targets[0] if len(reading.targets) == 1 else None
        criteria.append(
            ExitCriterion(
                printed=visible(phrase.fragment.text),
                target=target.target if target else None,
                measure=(target.measure or reading.measure or None) if target else None,
                label=phrase.label,
                source=phrase.fragment.source,
            )
        )
    return tuple(criteria)


def _phrases(fragments: Iterable[Fragment]) -> list[Token]:
    """The phrases of all fragments. A line without a target is carried on by the next, unless that has its own mark."""
    found: list[Token] = []
    for fragment in fragments:
        found += _carried_on(tokens_in(fragment), fragment)
    return found


def _carried_on(tokens: Sequence[Token], fragment: Fragment) -> list[Token]:
    base = fragment.source.start or 0
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if before and _is_open(before) and _may_follow(token):
            start = (before.fragment.source.start or 0) - base
            end = (token.fragment.source.end or 0) - base
            joined[-1] = replace(token, fragment=cut(fragment, start, end))
        else:
            joined.append(token)
    return joined


def _is_open(token: Token) -> bool:
    """A phrase that has not come to its target yet."""
    return token.kind in (Kind.TEXT, Kind.ACTIVITY) and not visible(token.fragment.text).endswith("。")


def _may_follow(token: Token) -> bool:
    text = token.fragment.text
    return (
        token.kind in (Kind.TEXT, Kind.INDICATOR)
        and label_of(text)[0] is None
        and not has_dot_bullet(text)
        and not _NOTE.match(text)
    )


def _put_stamp(read: Indicators, fragment: Fragment) -> None:
    for stamp in find_stamps(fragment.text):
        _mark_last(read, stamp, cut(fragment, stamp.start, stamp.end), certain=True)


def _mark_last(read: Indicators, stamp: Stamp, fragment: Fragment, certain: bool) -> None:
    """A stamp stands on the indicator before it; without one it is kept as floating."""
    item = None
    if read.found:
        group = read.found[-1].group
        item = read.found[-1].id
        read.found = [
            replace(i, revised=True) if i.id == item or (group and i.group == group) else i for i in read.found
        ]
    read.stamps.append(
        RevisionStamp(
            text=visible(fragment.text).replace("\n", ""),
            evaluation_fiscal_year=stamp.evaluation_fiscal_year,
            item=item,
            field="target" if item else None,
            certain=certain and item is not None,
            source=fragment.source,
        )
    )


def _put_result(read: Indicators, fragment: Fragment, fiscal_year: int | None) -> None:
    if not read.found:
        read.unplaced.append(fragment)
        return
    result = read_result(fragment, fiscal_year)
    read.found[-1] = replace(read.found[-1], results=(*read.found[-1].results, result))


def _put_indicators(
    read: Indicators, fragment: Fragment, owner: str, fiscal_year: int | None, first_number: int
) -> None:
    phrase = _phrase(fragment)
    if not phrase.text:
        read.unplaced.append(fragment)
        return
    reading = read_phrase(phrase.text, fiscal_year=fiscal_year)
    number = first_number + len(read.found)
    ids = [f"indicator:{owner}/{number + i}" for i in range(max(1, len(reading.targets)))]
    made = _indicators(phrase, reading, ids, tuple(read_result(f, fiscal_year) for f in phrase.results))
    read.found += made
    read.problems += [_placed(p, phrase, ids[0]) for p in reading.problems]
    if not reading.targets and not any(p.severity != "note" for p in reading.problems):
        read.problems.append(
            Problem(
                "target_not_found", phrase.fragment.source, visible(phrase.fragment.text), item=ids[0], field="target"
            )
        )
    for stamp in phrase.stamps:
        _mark_last(read, stamp, cut(phrase.fragment, stamp.start, stamp.end), certain=True)


def _indicators(
    phrase: _Phrase, reading: PhraseReading, ids: list[str], results: tuple[Result, ...]
) -> list[Indicator]:
    printed, source = visible(phrase.fragment.text), phrase.fragment.source
    common = Indicator(
        id=ids[0],
        measure=_measure(reading.measure, phrase),
        printed=re.sub(r"\n\s*\n", "\u3000", printed).replace("\n", ""),
        label=phrase.label or reading.label,
        marks=phrase.marks,
        results=results,
        source=source,
    )
    if not reading.targets:
        return [common]
    group = ids[0] if len(reading.targets) > 1 else None
    return [
        replace(
            common,
            id=id_,
            measure=_measure(found.measure or reading.measure, phrase),
            target=found.target,
            target_printed=found.printed,
            group=group,
            sources=_sources(phrase, found),
        )
        for id_, found in zip(ids, reading.targets, strict=True)
    ]


def _measure(measure: str | None, phrase: _Phrase) -> str:
    return (measure or phrase.text).strip()


def _sources(phrase: _Phrase, found: ReadTarget) -> dict[str, Source]:
    if not 0 <= found.start < found.end <= len(phrase.offsets):
        return {}
    return {"target": phrase.part(found.start, found.end).source}


def _placed(problem: Problem, phrase: _Phrase, item: str) -> Problem:
    return replace(problem, where=phrase.fragment.source, item=item, field=problem.field or "target")


def _phrase(fragment: Fragment) -> _Phrase:
    """The phrase to be read: bullets, label, stamps, marks, results in brackets and line breaks taken out."""
    text = fragment.text
    lead = _LEAD.match(text)
    assert lead
    fragment = cut(fragment, lead.end(), len(text)) if lead.end() < len(text) else fragment
    text = fragment.text
    label, begin = label_of(text)
    stamps, marks = find_stamps(text), find_marks(text)
    asides = [m.span() for m in RESULT_ASIDE.finditer(text) if is_result(m.group())]
    removed = [(0, begin), *((s.start, s.end) for s in stamps), *((a, b) for _, a, b in marks), *asides]
    gone = {i for start, end in removed for i in range(start, end)}
    _, seen = visible_offsets(text)
    kept = [i for i in seen if i not in gone and text[i] not in "\r\n"]
    apart = {m.start() for m in _APART.finditer(text)}
    kept = sorted({*kept, *apart})
    while kept and text[kept[0]].isspace():
        kept.pop(0)
    while kept and text[kept[-1]].isspace():
        kept.pop()
    results = tuple(cut(fragment, start, end) for start, end in asides)
    readable = "".join("：" if i in apart else text[i] for i in kept)
    return _Phrase(fragment, label, readable, tuple(kept), stamps, tuple(m for m, _, _ in marks), results)

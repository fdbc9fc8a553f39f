"""The printed history of changes (改訂履歴): date, item, old and new value, reason."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hoshin.core.plan.document import RevisionEntry
from hoshin.exchange.assembly.codes import codes_in
from hoshin.exchange.assembly.folding import fold, fold_width
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.sections import Fragment, Section
from hoshin.exchange.assembly.years import YEAR, western_year

_DATE = re.compile(
    r"(?:(?P<era>令和|平成|R|H)\.?(?P<of_era>元|\d{1,2})|(?P<western>(?:19|20)\d{2}))(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})日?"
)
_OLD_NEW = re.compile(
    r"(?:変更前|旧|改定前|修正前)[:：]?\s*[「（(]?(?P<old>[^」）)→\n]+?)[」）)]?\s*(?:→|⇒|、|,|\n|\s)\s*(?:変更後|新|改定後|修正後)[:：]?\s*[「（(]?(?P<new>[^」）)\n]+)[」）)]?"
)
_ARROW = re.compile(r"(?P<old>[^\s：:「」、。→⇒]{1,60})\s*(?:→|⇒|➡)\s*(?P<new>[^\s「」、。（(]{1,60})")
_FROM_TO = re.compile(r"「(?P<old>[^」]{1,80})」(?:から|を)「(?P<new>[^」]{1,80})」(?:へ|に)")
_BARE_FROM_TO = re.compile(
    r"(?P<old>[0-9][^\s、。「」]{0,20}?)から(?P<new>[0-9][^\s、。「」]{0,20}?)(?:へ|に)(?:変更|修正|改定|引)"
)
_REASON = re.compile(
    r"(?:理由)[:：]?\s*(?P<reason>[^\n）)]+)|[（(](?!理由)(?P<aside>[^（()）]*(?:ため|による|により|を踏まえ)[^（()）]*)[)）]"
)


_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
"""「36.8%」 is a figure; a code with dots has three parts."""
ROW = "columns:"
"""How the detail of a table's row begins; behind it stand its columns' names in the order of its fragments."""


def history_of(sections: Iterable[Section]) -> tuple[RevisionEntry, ...]:
    """The whole history: each row of a table by its columns, everything else by its words.

    A row under a date that is printed once for several rows has that date.
    """
    entries: list[RevisionEntry] = []
    for section in sections:
        detail = section.detail or ""
        if detail.startswith(ROW):
            names = detail.removeprefix(ROW).split(",")
            entries.append(_row(dict(zip(names, section.fragments, strict=False)), entries[-1] if entries else None))
        else:
            entries += read_history(section.fragments)
    return tuple(entries)


def _row(cells: dict[str, Fragment], before: RevisionEntry | None) -> RevisionEntry:
    """One row of a table of changes: when, what, old → new, why."""
    said = {name: visible(fragment.text) for name, fragment in cells.items() if visible(fragment.text)}
    old, new, reason = said.get("old"), said.get("new"), said.get("reason")
    change = " → ".join(part for part in (old, new) if part)
    rest = [text for name, text in said.items() if name not in ("old", "new", "reason")]
    text = "\u3000".join([*rest, *([change] if change else []), *([f"（理由：{reason}）"] if reason else [])])
    entry = _entry(text, next(iter(cells.values())), None)
    on = entry.on if "date" in said else before.on if before else None
    item = next(iter(_codes(said["item"])), said["item"].replace("\n", "")) if "item" in said else entry.item
    if old or new:
        entry = replace(entry, old=old, new=new)
    return replace(entry, on=on, item=item, reason=reason or entry.reason)


def read_history(fragments: Iterable[Fragment]) -> tuple[RevisionEntry, ...]:
    """One entry for each row or line; a line without a date carries on the one before it.

    >>> from hoshin.core.sources import Source
    >>> printed = "令和3年10月1日　1-1-1の目標を「60%以上」から「50%以上」へ変更（感染拡大のため）"
    >>> row = Fragment(printed, Source("plan.txt"))
    >>> entry = read_history([row])[0]
    >>> entry.on.isoformat(), entry.item, entry.old, entry.new, entry.reason
    ('2021-10-01', '1-1-1', '60%以上', '50%以上', '感染拡大のため')
    """
    entries: list[RevisionEntry] = []
    for fragment in fragments:
        text = visible(fragment.text)
        if not text:
            continue
        if entries and not _DATE.search(fold(text).text) and len(text) < 200 and _only_carries_on(text):
            last = entries[-1]
            entries[-1] = _entry(f"{last.text}\n{text}", fragment, last)
        else:
            entries.append(_entry(text, fragment, None))
    return tuple(entries)


def _only_carries_on(text: str) -> bool:
    return bool(re.match(r"(?:理由|変更|旧|新|修正)", text)) or text.startswith(("（", "(", "→"))


def _entry(text: str, fragment: Fragment, before: RevisionEntry | None) -> RevisionEntry:
    change = (
        _OLD_NEW.search(text) or _FROM_TO.search(text) or _BARE_FROM_TO.search(fold_width(text)) or _ARROW.search(text)
    )
    reason = _REASON.search(text)
    codes = _codes(text[: change.start()] + " " + text[change.end() :] if change else text)
    return RevisionEntry(
        text=text,
        on=_date(text),
        item=codes[0] if codes else None,
        old=change["old"].strip() if change else None,
        new=change["new"].strip() if change else None,
        reason=(reason["reason"] or reason["aside"]).strip() if reason else None,
        source=before.source if before else fragment.source,
    )


def _codes(text: str) -> tuple[str, ...]:
    """The codes that a text names, apart from dates and figures."""
    return codes_in(_DECIMAL.sub(" ", _DATE.sub(" ", fold_width(text))))


def _date(text: str) -> date | None:
    found = _DATE.search(fold(text).text)
    if not found:
        return None
    year_text = re.match(YEAR, found.group())
    assert year_text
    try:
        return date(western_year(year_text), int(found["month"]), int(found["day"]))
    except ValueError:
        return None

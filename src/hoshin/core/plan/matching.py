"""Gives a document that was read anew the ids of the stored items it speaks of.

Readers cannot know our ids. An item is recognised by its parent, id and name together, then by its name, then by id,
then by code, last by a similar name; so an item keeps its id when it is renumbered, renamed, reworded or moved. What
nobody recognises is new, and gets an id that was never used in this plan.
"""

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from hoshin.core.plan.document import Indicator, PlanDocument
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten, rebuild

SIMILAR = 0.6
"""How alike two names must be to be one: the share of characters in common runs."""
COMPARED_PAIRS = 40_000
"""Beyond so many pairs of unknown items, names are not compared letter by letter."""
Key = Callable[[FlatItem, Mapping[str, str]], Hashable]


def adopt_ids(
    stored: PlanDocument,
    incoming: PlanDocument,
    *,
    trust_ids: bool = False,
    taken: Collection[str] = (),
    settled: Collection[str] = (),
) -> PlanDocument:
    """The incoming document with the stored ids in place of its own, in every reference too.

    `trust_ids`: the document came out of this system, so an equal id is proof enough. `taken` are ids that were
    used before (removed items) and must not be given to something new. `settled` are incoming ids that already
    are stable and stay as they are.
    """
    matched = match(stored, incoming, trust_ids=trust_ids, settled=settled)
    used = {*matched.values(), *flatten(stored), *taken}
    for key in flatten(incoming):
        if key not in matched:
            matched[key] = key if key in settled else _unused(key, used)
            used.add(matched[key])
    return _with_ids(incoming, matched, stored.id)


def match(
    stored: PlanDocument, incoming: PlanDocument, *, trust_ids: bool = False, settled: Collection[str] = ()
) -> dict[str, str]:
    """For each incoming id that is recognised, the stored id."""
    old, new = flatten(stored), flatten(incoming)
    matched = {THE_PLAN: THE_PLAN}
    for level in ("issue", "outcome", "initiative", "indicator"):
        theirs = [i for i in old.values() if i.level == level and i.id not in settled]
        ours = [i for i in new.values() if i.level == level and i.id not in settled]
        _match_level(theirs, ours, matched, trust_ids)
        matched |= {key: key for key in settled if key in new and new[key].level == level}
    return matched


def _match_level(old: list[FlatItem], new: list[FlatItem], matched: dict[str, str], trust_ids: bool) -> None:
    passes: tuple[Key, ...] = (
        lambda i, m: (_parent(i, m), i.id, _name(i)),
        lambda i, m: _name(i) and (_parent(i, m), _name(i)),
        lambda i, m: (i.id, _name(i)),
        lambda i, m: _name(i),
        lambda i, m: i.id,
        lambda i, m: _code(i) and (_parent(i, m), _code(i)),
        lambda i, m: i.level != "indicator" and _code(i),
    )
    for key in ((lambda i, m: i.id), *passes) if trust_ids else passes:
        _match_by(key, old, new, matched)
    _match_similar(_left(old, matched.values()), _left(new, matched.keys()), matched)


def _left(items: Iterable[FlatItem], done: Collection[str]) -> list[FlatItem]:
    known = set(done)
    return [item for item in items if item.id not in known]


def _match_by(key: Key, old: list[FlatItem], new: list[FlatItem], matched: dict[str, str]) -> None:
    """Pair what has the same key, unless the key names two things on either side: then it proves nothing."""
    theirs, ours = _left(old, matched.values()), _left(new, matched.keys())
    identity = {i.id: i.id for i in theirs}
    keyed_old = [(key(i, identity | {i.parent: i.parent}), i) for i in theirs]
    keyed_new = [(key(i, matched), i) for i in ours]
    times_old, times_new = Counter(k for k, _ in keyed_old), Counter(k for k, _ in keyed_new)
    by_key = {k: i for k, i in keyed_old if k and times_old[k] == 1}
    for k, item in keyed_new:
        if k in by_key and times_new[k] == 1:
            matched[item.id] = by_key[k].id


def _match_similar(old: list[FlatItem], new: list[FlatItem], matched: dict[str, str]) -> None:
    few = len(old) * len(new) <= COMPARED_PAIRS
    scored = []
    for item in new:
        for other in old:
            at_home = matched.get(item.parent) == other.parent
            if (few or at_home) and (likeness := _likeness(_name(other), _name(item))) >= SIMILAR:
                scored.append((likeness + (0.1 if at_home else 0), other.id, item.id))
    taken: set[str] = set()
    for _, theirs, ours in sorted(scored, reverse=True):
        if ours not in matched and theirs not in taken:
            matched[ours] = theirs
            taken.add(theirs)


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0
    compared = SequenceMatcher(None, one, other, autojunk=False)
    if compared.real_quick_ratio() < SIMILAR or compared.quick_ratio() < SIMILAR:
        return 0
    return compared.ratio()


def _name(item: FlatItem) -> str:
    record = item.record
    name = record.measure if isinstance(record, Indicator) else record.title
    return _folded(name)


def _code(item: FlatItem) -> str:
    record = item.record
    assert not isinstance(record, PlanDocument)
    return _folded(record.label if isinstance(record, Indicator) else record.code)


def _folded(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def _parent(item: FlatItem, matched: Mapping[str, str]) -> str | None:
    return matched.get(item.parent, item.parent)


def _unused(key: str, used: Collection[str]) -> str:
    """The id itself, or with the first number from 2 that makes it new.

    >>> _unused("1-1", {"1-1", "1-1-2"})
    '1-1-3'
    """
    candidate, number = key, 2
    while candidate in used:
        candidate, number = f"{key}-{number}", number + 1
    return candidate


def _with_ids(plan: PlanDocument, ids: Mapping[str, str], plan_id: str) -> PlanDocument:
    known = {**{k: v for k, v in ids.items() if k != THE_PLAN}, plan.id: plan_id}

    def named(key: str | None) -> str | None:
        return known.get(key, key) if key is not None else None

    def pointing(records: Iterable[Any]) -> Any:
        return tuple(dataclasses.replace(r, item=named(r.item)) for r in records)

    renamed = {}
    for item in flatten(plan).values():
        record: Any = item.record
        if item.level == "plan":
            record = dataclasses.replace(
                record,
                id=plan_id,
                stamps=pointing(record.stamps),
                revision_history=pointing(record.revision_history),
                problems=pointing(record.problems),
            )
        else:
            record = dataclasses.replace(record, id=ids[item.id])
        if item.level == "outcome":
            record = dataclasses.replace(record, issue=named(record.issue))
        key = ids[item.id]
        renamed[key] = dataclasses.replace(item, id=key, parent=ids[item.parent], record=record)
    return rebuild(renamed)

"""What was gathered from running text, written as sections in the plan's order."""

from collections.abc import Iterator

from hoshin.exchange.assembly.flow_nodes import Chunk, Entry, Node
from hoshin.exchange.assembly.flow_tree import Tree
from hoshin.exchange.assembly.sections import Key, Section


def sections_of_tree(tree: Tree) -> Iterator[Section]:
    """The plan's own fields, then each issue with its outcomes, each outcome with its initiatives."""
    yield from _fields(tree.plan, None)
    left = list(tree.issues)
    for chunk in tree.chunks:
        if any(chunk.issue is issue for issue in left):
            while left and chunk.issue is not left[0]:
                yield from _issue(left.pop(0))
            yield from _issue(left.pop(0))
        if not chunk.is_empty or chunk.heading or chunk.floating:
            yield from _chunk(chunk)
    for issue in left:
        yield from _issue(issue)


def _issue(node: Node) -> Iterator[Section]:
    if node.code or node.heading:
        yield from _level(node)
    yield from _fields(node, node.code)


def _chunk(chunk: Chunk) -> Iterator[Section]:
    if chunk.is_named or chunk.initiatives:
        yield from _level(chunk)
    yield from _fields(chunk, chunk.code)
    yield from _entries(Key.OUTCOME_INDICATORS, chunk.indicators, chunk.code)
    if not chunk.initiatives:
        yield from _entries(Key.ACTIVITIES, chunk.activities, chunk.code)
        yield from _money(chunk.money, chunk.code)
    for node in chunk.initiatives:
        yield from _level(node)
        yield from _entries(Key.PROCESS_INDICATORS, node.indicators, node.code)
        yield from _entries(Key.ACTIVITIES, node.activities, node.code)
        yield from _money(node.money, node.code)
        yield from _fields(node, node.code)
    for stamp in chunk.floating:
        place = stamp.fragment.source
        yield Section(Key.STAMP, "", (stamp.fragment,), place, stamp.owner, stamp.beside, stamp.is_certain)


def _level(node: Node) -> Iterator[Section]:
    heading = node.heading
    source = heading.source if heading else None
    yield Section(node.key, heading.text if heading else "", tuple(node.title), source, node.code, node.label)
    for again in node.repeated:
        yield Section(node.key, "", (again,), again.source, node.code, node.label)


def _fields(node: Node, owner: str | None) -> Iterator[Section]:
    for field in node.fields:
        heading = field.heading
        source = heading.source if heading else None
        text = heading.text if heading else ""
        yield Section(field.key, text, tuple(field.fragments), source, owner, field.detail)


def _entries(key: Key, entries: list[Entry], owner: str | None) -> Iterator[Section]:
    if entries:
        fragments = [f for e in entries for f in (e.fragment, *e.followers)]
        yield Section(key, "", tuple(fragments), owner=owner)


def _money(entries: list[Entry], owner: str | None) -> Iterator[Section]:
    for entry in entries:
        heading = entry.heading
        source = heading.source if heading else None
        text = heading.text if heading else ""
        yield Section(entry.key or Key.BUDGET, text, (entry.fragment,), source, owner, entry.detail)

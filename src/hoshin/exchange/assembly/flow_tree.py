"""Which item is open while running text is read: issues, outcomes and initiatives by their codes."""

from dataclasses import dataclass, field

from hoshin.exchange.assembly.codes import parent_of
from hoshin.exchange.assembly.flow_nodes import Chunk, Node
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.sections import Fragment, Key


@dataclass(slots=True)
class Tree:
    """Everything opened so far, in the order of its first mention, and what is open now."""

    levels: Levels
    plan: Node = field(default_factory=lambda: Node(Key.TITLE))
    issues: list[Node] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    issue: Node | None = None
    chunk: Chunk | None = None
    _issues: dict[str, Node] = field(default_factory=dict)
    _chunks: dict[str, Chunk] = field(default_factory=dict)
    _initiatives: dict[str, tuple[Chunk, Node]] = field(default_factory=dict)

    def here(self) -> Chunk:
        """The open outcome; a nameless one is opened when the text has not named any."""
        return self.chunk or self.open_chunk(None)

    def open(self, code: str, order: int) -> Node:
        """Open the item with this code, as new or again."""
        key = self.levels.key(code)
        if key is Key.ISSUE:
            return self._open_issue(code)
        return self._open_outcome(code) if key is Key.OUTCOME else self._open_initiative(code, order)

    def open_without_code(self, key: Key, heading: Fragment, order: int) -> Node:
        """Open an item that prints its level's word and a title, but no code."""
        node = Node(key, heading=heading)
        if key is Key.ISSUE:
            self.issues.append(node)
            self.issue, self.chunk = node, None
        elif key is Key.OUTCOME:
            node = self.open_chunk(None)
            node.heading = heading
        else:
            chunk = self.here()
            chunk.initiatives.append(node)
            chunk.mark(order, node)
        return node

    def open_chunk(self, code: str | None) -> Chunk:
        """A new outcome under the open issue."""
        self.chunk = Chunk(Key.OUTCOME, code, issue=self.issue)
        self.chunks.append(self.chunk)
        if code is not None:
            self._chunks[code] = self.chunk
        return self.chunk

    def issue_for_field(self) -> Node:
        """The issue whose field was announced; a nameless one when none was named."""
        if self.issue is None:
            self.issue = Node(Key.ISSUE)
            self.issues.append(self.issue)
        return self.issue

    def _open_issue(self, code: str) -> Node:
        known = self._issues.get(code)
        if known is None:
            known = self._issues[code] = Node(Key.ISSUE, code)
            self.issues.append(known)
        self.issue = known
        if self.chunk is not None and self.chunk.is_empty and not self.chunk.is_named:
            self.chunk.issue = known
        else:
            self.open_chunk(None)
        return known

    def _open_outcome(self, code: str) -> Chunk:
        known = self._chunks.get(code)
        if known is not None:
            self.chunk = known
            return known
        chunk = self.chunk
        if chunk and not chunk.is_named and all(parent_of(i.code or "") in (code, None) for i in chunk.initiatives):
            self._name(chunk, code)
            return chunk
        return self.open_chunk(code)

    def _open_initiative(self, code: str, order: int) -> Node:
        known = self._initiatives.get(code)
        if known is None:
            chunk = self._chunk_of(parent_of(code))
            node = Node(Key.INITIATIVE, code)
            chunk.initiatives.append(node)
            self._initiatives[code] = (chunk, node)
        else:
            chunk, node = known
        self.chunk = chunk
        chunk.mark(order, node)
        return node

    def _chunk_of(self, code: str | None) -> Chunk:
        """The outcome that a code's parent names; a nameless one that is open takes the name."""
        chunk = self.chunk
        if chunk and (chunk.code == code or code is None):
            return chunk
        if code is not None and code in self._chunks:
            return self._chunks[code]
        if chunk and chunk.code is None and not chunk.initiatives:
            self._name(chunk, code)
            return chunk
        return self.open_chunk(code)

    def _name(self, chunk: Chunk, code: str | None) -> None:
        chunk.code = code
        if code is not None:
            self._chunks[code] = chunk

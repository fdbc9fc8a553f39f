"""What running text is gathered into before it becomes sections: outcomes with a pool of entries, and initiatives."""

from collections import Counter
from dataclasses import dataclass, field

from hoshin.core.targets import Likeness
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.tokens import Kind, Token


@dataclass(slots=True, eq=False)
class Field:
    """A heading's texts that belong to one item: a goal state, a strategy, a review."""

    key: Key
    heading: Fragment | None
    detail: str | None = None
    fragments: list[Fragment] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Entry:
    """An indicator, an activity or a budget whose initiative is still to be found.

    `followers` are the stamps and results that stand directly behind it.
    """

    kind: Kind
    fragment: Fragment
    order: int
    gap_before: bool = True
    key: Key | None = None
    detail: str | None = None
    heading: Fragment | None = None
    followers: list[Fragment] = field(default_factory=list)
    likeness: Likeness = Likeness.NONE


@dataclass(slots=True, eq=False)
class Node:
    """An issue, an outcome or an initiative as far as it has been read."""

    key: Key
    code: str | None = None
    label: str | None = None
    heading: Fragment | None = None
    title: list[Fragment] = field(default_factory=list)
    repeated: list[Fragment] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    indicators: list[Entry] = field(default_factory=list)
    activities: list[Entry] = field(default_factory=list)
    money: list[Entry] = field(default_factory=list)

    def has(self, key: Key) -> bool:
        """Whether a text already stands under this key."""
        return any(f.key is key and f.fragments for f in self.fields)


@dataclass(slots=True, eq=False)
class Floating:
    """A stamp that stands on no indicator: beside whose text it stands, and in which field.

    It is certain when it is printed in the line of the heading that it marks.
    """

    fragment: Fragment
    owner: str | None
    beside: str
    is_certain: bool = False


@dataclass(slots=True, eq=False)
class Chunk(Node):
    """An outcome with its initiatives, the marks where their codes stood, and the pool of what lies around them."""

    issue: Node | None = None
    initiatives: list[Node] = field(default_factory=list)
    marks: list[tuple[int, Node]] = field(default_factory=list)
    pool: list[Entry] = field(default_factory=list)
    floating: list[Floating] = field(default_factory=list)
    since_mark: Counter[Kind] = field(default_factory=Counter)
    has_announced_activities: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing of an outcome has been read yet."""
        return not (self.fields or self.indicators or self.initiatives or self.pool)

    @property
    def is_named(self) -> bool:
        """Whether the text has said which outcome this is."""
        return self.code is not None or self.heading is not None

    @property
    def has_outcome_texts(self) -> bool:
        """Whether the outcome's own side is filled, so that another goal state opens another outcome."""
        return self.has(Key.GOAL_STATE) or self.has(Key.STRATEGY)

    def mark(self, order: int, node: Node) -> None:
        """An initiative's code stands here."""
        self.marks.append((order, node))
        self.since_mark.clear()
        self.has_announced_activities = False

    def put(self, entry: Entry) -> None:
        """Into the pool."""
        self.pool.append(entry)
        self.since_mark[entry.kind] += 1


def entry_of(token: Token, order: int, kind: Kind | None = None) -> Entry:
    """The token as an entry of the pool."""
    return Entry(kind or token.kind, token.fragment, order, token.gap_before, likeness=token.likeness)

"""Which item a short text is the title of: behind its code, apart from it, or, when nothing else fits, before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hoshin.core.problems.record import Problem
from hoshin.core.targets import Likeness
from hoshin.exchange.assembly.flow_nodes import Node
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.headings import one_line
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.assembly.tokens import Kind, Token

_LONGEST_TITLE = 100
_LONGEST_TITLE_BEFORE = 60
_MOST_UNTITLED = 20


@dataclass(slots=True)
class Titles:
    """Items whose code has been printed and whose title has not.

    `before` remembers for each item the short text directly before its code, which may be its title.
    """

    waiting: list[Node] = field(default_factory=list)
    before: list[tuple[Node, Fragment]] = field(default_factory=list)
    apart: list[tuple[Node, Fragment]] = field(default_factory=list)

    def opened(self, node: Node, before: Token | None) -> None:
        """A code was printed, with this text directly before it."""
        self.waiting = [*(n for n in self.waiting[-_MOST_UNTITLED:] if n is not node), node]
        if before and not node.title and _can_stand_before(before):
            self.before.append((node, before.fragment))

    def closed(self) -> None:
        """Something that is no title stands here: what waits goes without."""
        self.waiting = []

    def take(self, token: Token) -> Node | None:
        """The item whose title this text is; of several at one level that wait, the first."""
        if not self.waiting:
            return None
        if self.waiting[-1].title:
            return self._take_again(self.waiting.pop(), token)
        if not can_be_title(token):
            self.waiting = self.waiting if token.kind is Kind.TEXT else []
            return None
        level = self.waiting[-1].key
        same = [n for n in self.waiting if n.key is level and not n.title]
        if len(same) > 1:
            self.apart.append((same[0], token.fragment))
        same[0].title.append(token.fragment)
        self.waiting = same[1:]
        return same[0]

    def _take_again(self, node: Node, token: Token) -> Node | None:
        """A page that goes on prints the heading again: behind a code any title, apart from it only the same one."""
        known = one_line("".join(visible(f.text) for f in node.title))
        if not token.is_rest and one_line(visible(token.fragment.text)) != known:
            return None
        node.repeated.append(token.fragment)
        return node

    def taken_from_before(self, loose: list[Fragment]) -> list[Fragment]:
        """Items that ended without a title take the text before their code, if nothing else took it."""
        taken = []
        for node, fragment in self.before:
            if not node.title and any(fragment is f for f in loose):
                node.title.append(fragment)
                taken.append(fragment)
        self.before = [(node, f) for node, f in self.before if any(f is t for t in taken)]
        return taken

    def problems(self) -> Iterator[Problem]:
        """The question about each title that stands apart from its code or before it."""
        for node, fragment in (*self.apart, *self.before):
            values = {"code": node.code or "？"}
            yield Problem("title_apart", fragment.source, visible(fragment.text), field="title", values=values)


def _can_stand_before(token: Token) -> bool:
    is_short = len(visible(token.fragment.text)) <= _LONGEST_TITLE_BEFORE
    return token.kind is Kind.TEXT and is_short and can_be_title(token)


def can_be_title(token: Token) -> bool:
    """Whether the text is short and no sentence; an indicator only directly behind the code on its line."""
    text = visible(token.fragment.text)
    if token.kind is Kind.INDICATOR and (token.likeness is Likeness.STRONG or not token.is_rest):
        return False
    return len(text) <= _LONGEST_TITLE and not text.endswith("。")

"""The walk along the tokens of running text: what each heading opens, and where each text goes.

A text goes to the waiting heading that can take it. What no heading claims goes to the pool of its outcome, from where
`flow_pool` gives it to the initiatives.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from hoshin.exchange.assembly.floating_stamps import field_word
from hoshin.exchange.assembly.flow_entries import INDICATOR_KEYS, Entries, Position, is_bare_amount
from hoshin.exchange.assembly.flow_nodes import Chunk, Entry, Field, Floating, Node, entry_of
from hoshin.exchange.assembly.flow_titles import Titles
from hoshin.exchange.assembly.flow_tree import Tree
from hoshin.exchange.assembly.flow_waiting import (
    ABSORBING,
    ISSUE_FIELDS,
    MONEY,
    OUTCOME_FIELDS,
    PLAN_FIELDS,
    STAGES,
    TEXT_FIELDS,
    Waiting,
)
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.headings import HeadingMatch
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.reviews import is_legend, read_code_alone
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.stamps import find_marks, without
from hoshin.exchange.assembly.title import organisation_in
from hoshin.exchange.assembly.tokens import Kind, Token

_REVIEW_KEYS = (Key.REVIEW, Key.RESULT, Key.CHALLENGE)
_MOST_AMOUNTS = 20
_NOTE = re.compile(r"[※＊]|注[)）0-9０-９:：]")


class Reading:
    """The reading position and everything gathered so far."""

    def __init__(self, tokens: Sequence[Token], levels: Levels) -> None:
        self.tokens = tokens
        self.tree = Tree(levels)
        self.waiting = Waiting()
        self.position = Position(self.tree, self.waiting)
        self.entries = Entries(self.position, tokens)
        self.titles = Titles()
        self.unplaced: list[Fragment] = []
        self.is_aside = False

    def read(self) -> None:
        """Take every token in turn."""
        for order, token in enumerate(self.tokens):
            if token.kind is Kind.HEADING and not self._is_word_of_history(token):
                self._heading(token, order)
            elif token.kind is Kind.STAMP:
                self._stamp(token)
            else:
                self._content(token, order)
        for shared in self.waiting.shared:
            shared.share_out()
        self._give_texts_before_codes()

    def _give_texts_before_codes(self) -> None:
        """A title that stands before its code was taken for an activity or for nothing at first."""
        pooled = [e.fragment for c in self.tree.chunks for e in c.pool if e.kind is Kind.ACTIVITY]
        taken = self.titles.taken_from_before([*self.unplaced, *pooled])
        if taken:
            self.unplaced = [f for f in self.unplaced if not any(f is t for t in taken)]
            for chunk in self.tree.chunks:
                chunk.pool = [e for e in chunk.pool if not any(e.fragment is t for t in taken)]

    # Headings

    def _is_word_of_history(self, token: Token) -> bool:
        """「内容」 in a revision history says what was changed; elsewhere it heads activities."""
        last = self.position.last
        in_history = isinstance(last, Field) and last.key is Key.REVISION_HISTORY
        return in_history and token.match is not None and token.match.key is Key.ACTIVITIES

    def _heading(self, token: Token, order: int) -> None:
        match = token.match
        assert match
        if match.code or (match.is_level and token.rest_follows and not self.tree.levels.has_codes(match.key)):
            self._open(token, match, order)
        elif match.is_level:
            self.waiting.add(token)
        elif match.key is Key.TITLE:
            self.tree.plan.fields.append(Field(Key.TITLE, token.fragment, fragments=[token.fragment]))
        elif match.key is Key.DECORATION:
            self.waiting.close()
            self.is_aside = token.rest_follows
        else:
            self._announce(token, match)

    def _open(self, token: Token, match: HeadingMatch, order: int) -> None:
        self.waiting.clear()
        self.position.stage, self.position.speaks_of_outcome = None, False
        if match.code:
            node = self.tree.open(match.code, order)
        else:
            node = self.tree.open_without_code(match.key, token.fragment, order)
        node.label = node.label or match.label
        node.heading = node.heading or token.fragment
        self.titles.opened(node, self.tokens[order - 1] if order else None)
        if node.key is not Key.INITIATIVE:
            self.entries.pairs.clear()
        self.position.last = node

    def _announce(self, token: Token, match: HeadingMatch) -> None:
        match = self._at_its_level(match)
        if match.key in OUTCOME_FIELDS or match.key is Key.OUTCOME_INDICATORS:
            self._restart(match.key)
            self.position.stage = None
        if match.key is Key.REVIEW:
            stage = (match.detail or "").split(".")[0]
            self.position.stage = stage if stage in STAGES else self.position.stage
        if match.key is Key.RESULT or match.detail == "effectiveness":
            self.position.speaks_of_outcome = match.detail != "process"
        if match.key in _REVIEW_KEYS:
            self.waiting.drop_stage()
        self.waiting.add(replace(token, match=match))

    def _at_its_level(self, match: HeadingMatch) -> HeadingMatch:
        """「めざす姿」 is an issue's future, and an outcome's goal state once an outcome is named."""
        if match.key is Key.FUTURE_VISION and self.tree.chunk and self.tree.chunk.is_named:
            return replace(match, key=Key.GOAL_STATE)
        return match

    def _restart(self, key: Key) -> None:
        """A second goal state opens an outcome that printed no code; so does a second strategy where states are not."""
        chunk = self.tree.chunk
        if chunk is None:
            return
        has_state = self._holds(chunk, Key.GOAL_STATE)
        is_second_strategy = key is Key.STRATEGY and self._holds(chunk, key) and bool(chunk.initiatives)
        if (key is Key.GOAL_STATE and has_state) or (is_second_strategy and not has_state):
            self.tree.open_chunk(None)

    def _holds(self, chunk: Chunk, key: Key) -> bool:
        return any(f.key is key for f in chunk.fields)

    # Stamps

    def _stamp(self, token: Token) -> None:
        """A stamp in a heading's line marks what stands under it, one behind an indicator that; any other floats."""
        if token.is_rest:
            self._stamp_of_heading(token.fragment)
            return
        if isinstance(self.position.last, Entry) and self.position.last.kind is Kind.INDICATOR:
            self.position.last.followers.append(token.fragment)
            return
        beside = "title"
        if isinstance(self.position.last, Entry):
            beside = "budget" if self.position.last.kind is Kind.BUDGET else "activities"
        elif isinstance(self.position.last, Field):
            beside = str(self.position.last.key)
        chunk = self.tree.here()
        of_initiative = bool(chunk.marks) and not isinstance(self.position.last, Field)
        owner = chunk.marks[-1][1].code if of_initiative else chunk.code
        chunk.floating.append(Floating(token.fragment, owner, beside))

    def _stamp_of_heading(self, stamp: Fragment) -> None:
        heading = self.waiting.headings[-1] if self.waiting.headings else None
        if heading and heading.match and not heading.match.is_level:
            key = heading.match.key
            owner = self.tree.here() if key is Key.OUTCOME_INDICATORS else self._node_of(key)
        else:
            owner = self.position.last if isinstance(self.position.last, Node) else self.tree.here()
            key = Key.TITLE
        self.tree.here().floating.append(Floating(stamp, owner.code, field_word(key), is_certain=True))

    # Contents

    def _content(self, token: Token, order: int) -> None:
        if (
            is_legend(token.fragment.text)
            or self._is_aside(token)
            or self._is_mark_of_title(token)
            or self._is_note(token)
        ):
            return
        if self._take_money(token, order) or self._take_title(token) or self._take_text(token):
            return
        if self.waiting.open is None and self.waiting.shared:
            self.waiting.shared[-1].part()
        if self.entries.is_target_of_another(token):
            return
        if token.kind is Kind.INDICATOR or self.entries.is_worded_indicator(token, order):
            self.entries.indicator(token, order)
        elif token.kind is Kind.BUDGET or (self.entries.is_after_activity() and is_bare_amount(token)):
            self.entries.pooled(token, order, Kind.BUDGET)
        elif token.kind is Kind.RESULT:
            self.entries.result(token)
        elif self.entries.may_be_activity(token):
            self.entries.pooled(token, order, Kind.ACTIVITY)
        else:
            self._leave(token)

    def _leave(self, token: Token) -> None:
        """No heading and no order places the text; before any level it may be whose plan this is."""
        self.position.last = None
        name = visible(token.fragment.text).removesuffix("役所")
        if self.tree.chunk is None and self.tree.issue is None and organisation_in(name) == name:
            self.tree.plan.fields.append(Field(Key.ORGANISATION, None, fragments=[token.fragment]))
        else:
            self.unplaced.append(token.fragment)

    def _is_aside(self, token: Token) -> bool:
        """「担当：企画課」「全体 A」: a code is a result of the item, anything else has no place in a plan."""
        if not (self.is_aside and token.is_rest):
            return False
        self.is_aside = False
        if read_code_alone(token.fragment.text):
            self.position.item().fields.append(Field(Key.RESULT, None, self.position.stage, [token.fragment]))
        else:
            self.unplaced.append(token.fragment)
        return True

    def _is_mark_of_title(self, token: Token) -> bool:
        """「【再掲】」 on a line of its own belongs to the title before it."""
        text = visible(token.fragment.text)
        marks = find_marks(text)
        if not marks or without(text, tuple((a, b) for _, a, b in marks)) or not isinstance(self.position.last, Node):
            return False
        self.position.last.title.append(token.fragment)
        return True

    def _is_note(self, token: Token) -> bool:
        """「※…」 belongs to the indicator or activity directly before it; a budget has no place for one."""
        if not _NOTE.match(visible(token.fragment.text)) or not isinstance(self.position.last, Entry):
            return False
        if self.position.last.kind is Kind.BUDGET:
            self.unplaced.append(token.fragment)
        else:
            self.position.last.followers.append(token.fragment)
        return True

    def _take_money(self, token: Token, order: int) -> bool:
        """A budget's heading takes the amount on its line, else the next amount, dash or bare number in turn."""
        headings = self.waiting.of(MONEY)
        if not headings:
            return False
        is_behind = token.is_rest and self.waiting.headings[-1] is headings[-1]
        is_next = is_behind or (token.kind is Kind.TEXT and self.waiting.headings[-1] is headings[0])
        if not (is_next or _is_amount(token)):
            return False
        heading = self._heading_of_money(headings, is_behind, order)
        assert heading.match
        entry = entry_of(token, order, Kind.BUDGET)
        entry.key, entry.detail, entry.heading = heading.match.key, heading.match.detail, heading.fragment
        self.waiting.headings.remove(heading)
        self.waiting.close()
        self.tree.here().put(entry)
        self.position.last = entry
        return True

    def _heading_of_money(self, headings: list[Token], is_behind: bool, order: int) -> Token:
        """The heading that an amount belongs to.

        「予算」 over 「令和6年度決算額」 and 「令和7年度予算額」 has no amount of its own: it goes when the lines have
        their amounts beside them, or when fewer amounts follow than headings wait.
        """
        first = headings[0]
        is_over_others = len(headings) > 1 and first.match and first.match.detail is None
        if is_over_others and (is_behind or self._amounts_from(order) < len(headings)):
            self.waiting.headings.remove(first)
            headings = headings[1:]
        return headings[-1] if is_behind else headings[0]

    def _amounts_from(self, order: int) -> int:
        """How many amounts stand here in a row."""
        following = self.tokens[order : order + _MOST_AMOUNTS]
        return sum(1 for _ in takewhile(_is_amount, following))

    def _take_title(self, token: Token) -> bool:
        """A short text goes to an item that has no title yet, unless a heading waits for a text."""
        if token.kind not in (Kind.TEXT, Kind.INDICATOR) or self.waiting.of(TEXT_FIELDS):
            self.titles.closed()
            return False
        node = self.titles.take(token)
        if node is None:
            return False
        self.position.last = node
        return True

    def _take_text(self, token: Token) -> bool:
        """Give the text to the heading that waits for one, or to the field that is being filled."""
        if self.waiting.headings:
            self._meet(token)
        shared = self.waiting.open
        if shared is None:
            return False
        absorbs = shared.fields[0].key in ABSORBING
        if not absorbs and token.kind in (Kind.INDICATOR, Kind.BUDGET, Kind.DASH):
            shared.part()
            return False
        shared.take(token.fragment)
        self.position.last = shared.fields[0]
        return True

    def _meet(self, token: Token) -> None:
        """Let the waiting headings meet this text: open their fields, or remember what they announced."""
        fields = self.waiting.of(TEXT_FIELDS)
        last = self.waiting.last
        assert last
        takes_any = last.key in ABSORBING
        if fields and (takes_any or token.kind in (Kind.TEXT, Kind.ACTIVITY, Kind.RESULT)) and self._fits(token):
            self.waiting.begin([self._field_of(t.match, t.fragment) for t in fields if t.match])
        elif token.kind in (Kind.TEXT, Kind.ACTIVITY, Kind.INDICATOR):
            self._announced(token, fields)

    def _fits(self, token: Token) -> bool:
        """A bulleted line goes to a text field only when that heading stands directly before it."""
        last = self.waiting.last
        is_direct = bool(last and last.key in TEXT_FIELDS)
        return token.kind is not Kind.ACTIVITY or is_direct or not self.waiting.wants(Key.ACTIVITIES)

    def _announced(self, token: Token, fields: list[Token]) -> None:
        """Remember what the waiting headings announced; those of texts go on waiting behind an indicator."""
        keys = [t.match.key for t in self.waiting.headings if t.match]
        indicator_keys = [k for k in keys if k in INDICATOR_KEYS]
        if token.kind is Kind.INDICATOR and indicator_keys:
            before_codes = not self.tree.here().marks
            self.waiting.announced = indicator_keys[0] if before_codes else indicator_keys[-1]
            self.waiting.headings = fields
            return
        if Key.ACTIVITIES in keys:
            self.waiting.announced = Key.ACTIVITIES
        else:
            self.waiting.announced = (indicator_keys or keys)[-1]
        self.waiting.headings = []

    def _field_of(self, match: HeadingMatch, heading: Fragment) -> Field:
        key, detail, node = match.key, match.detail, self._node_of(match.key)
        if key is Key.CHALLENGE and self._is_in_review():
            key, detail = Key.REVIEW, "challenges"
        if key is Key.REVIEW and self.position.stage and "." not in (detail or "") and detail != self.position.stage:
            detail = f"{self.position.stage}.{detail}"
        if key is Key.RESULT and self.position.stage:
            detail = f"{self.position.stage}.{detail}"
        found = Field(key, heading, detail)
        node.fields.append(found)
        return found

    def _node_of(self, key: Key) -> Node:
        """The item that a heading of this kind speaks of."""
        chunk = self.tree.chunk
        if key in PLAN_FIELDS:
            return self.tree.plan
        if key is Key.CHALLENGE and self._is_in_review():
            return self.position.item()
        if key in ISSUE_FIELDS and not (chunk and chunk.is_named):
            return self.tree.issue_for_field()
        if key in OUTCOME_FIELDS or key in ISSUE_FIELDS:
            return self.tree.here()
        return self.position.item()

    def _is_in_review(self) -> bool:
        chunk = self.tree.chunk
        return bool(self.position.stage or (chunk and chunk.initiatives))


def _is_amount(token: Token) -> bool:
    return token.kind in (Kind.BUDGET, Kind.DASH) or _is_number(token)


def _is_number(token: Token) -> bool:
    return bool(re.fullmatch(r"[△▲-]?[0-9,.]+", fold(visible(token.fragment.text)).text))

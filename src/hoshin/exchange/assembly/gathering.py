"""Sections gathered into the tree of drafts: by the code that they name as owner, else by the order they stand in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hoshin.exchange.assembly.budgets import budget_behind
from hoshin.exchange.assembly.codes import parent_of
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.headings import match_heading
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.stamps import find_marks
from hoshin.exchange.assembly.title import lone_edition

_LEVELS = (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE)
_PLAN_KEYS = frozenset({Key.TITLE, Key.ORGANISATION, Key.GOAL, Key.MISSION, Key.APPROACH, Key.REVISION_HISTORY})
_ISSUE_KEYS = frozenset({Key.FUTURE_VISION, Key.CURRENT_STATE, Key.CAUSE_ANALYSIS, Key.CHALLENGE})
_OUTCOME_KEYS = frozenset({Key.GOAL_STATE, Key.STRATEGY, Key.OUTCOME_INDICATORS})
_INITIATIVE_KEYS = frozenset(
    {Key.ACTIVITIES, Key.PROCESS_INDICATORS, Key.EXIT_CRITERIA, Key.PAST_RESULTS, Key.BUDGET, Key.BUDGET_LINE}
)


@dataclass(slots=True)
class Gathered:
    """The whole plan as drafts. `unplaced` are texts that no item could take."""

    plan: Draft
    issues: list[Draft] = field(default_factory=list)
    outcomes: list[Draft] = field(default_factory=list)
    unplaced: list[Fragment] = field(default_factory=list)
    unnamed: list[Draft] = field(default_factory=list)

    @property
    def initiatives(self) -> list[Draft]:
        """All initiatives in order."""
        return [i for o in self.outcomes for i in o.children]


class Gathering:
    """Walks the sections and keeps the items that are open."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.gathered = Gathered(Draft(Key.TITLE, None, "plan"))
        self.issue: Draft | None = None
        self.outcome: Draft | None = None
        self.initiative: Draft | None = None
        self._numbers: dict[str, int] = {}
        self._coded: dict[tuple[Key, str], Draft] = {}

    def gather(self, sections: Iterable[Section]) -> Gathered:
        """Put every section where it belongs."""
        for section in sections:
            if section.key in _LEVELS:
                self._level(section)
            else:
                self._field(section)
        return self.gathered

    # Levels

    def _level(self, section: Section) -> None:
        match = match_heading(section.heading) if section.heading else None
        code = section.owner or (match.code if match and match.is_level else None)
        if code is None and not section.fragments:
            return
        key = self.levels.key(code) if code else section.key
        draft = self._open(key, code)
        draft.heading = draft.heading or section
        self._add_titles(draft, section)
        if match and match.title and not section.fragments and section.source:
            start = len(section.heading) - len(match.rest)
            draft.titles.append(Fragment(section.heading[start:], section.source))

    def _add_titles(self, draft: Draft, section: Section) -> None:
        """The first title counts. Printed again in the same words it is the same; in others it will be asked about."""
        known = draft.title()
        fragments = list(self._without_budget(draft, section))
        probe = Draft(draft.key, None, "", titles=fragments)
        if known is None or probe.title() is None:
            draft.titles += fragments
        elif _same_words(probe.title()) != _same_words(known):
            draft.other_titles += fragments
        else:
            draft.repeats += [f for f in fragments if find_marks(f.text)]

    def _without_budget(self, draft: Draft, section: Section) -> Iterator[Fragment]:
        """Titles alone: 「見守りの強化（19,808千円）」 also holds the initiative's budget."""
        for fragment in section.fragments:
            start = budget_behind(fragment.text) if draft.key is Key.INITIATIVE else None
            if start is None:
                yield fragment
                continue
            yield cut(fragment, 0, start)
            draft.take(Section(Key.BUDGET, "", (cut(fragment, start, len(fragment.text)),), owner=draft.code))

    def _open(self, key: Key, code: str | None) -> Draft:
        if key is Key.ISSUE:
            self.issue = self._find(key, code) or self._new_issue(code)
            self.outcome = self.initiative = None
            return self.issue
        if key is Key.OUTCOME:
            self.outcome = self._find(key, code) or self._new_outcome(code)
            self.initiative = None
            return self.outcome
        outcome = self._outcome_of(code)
        self.outcome = outcome
        self.initiative = self._find(key, code) or self._new_initiative(outcome, code)
        return self.initiative

    def _find(self, key: Key, code: str | None) -> Draft | None:
        return self._coded.get((key, code)) if code is not None else None

    def _known(self, draft: Draft) -> Draft:
        """Remember the item by its code."""
        if draft.code is not None:
            self._coded.setdefault((draft.key, draft.code), draft)
        return draft

    def _new_issue(self, code: str | None) -> Draft:
        draft = Draft(Key.ISSUE, code, self._id("issue", code, None))
        self.gathered.issues.append(draft)
        return self._known(draft)

    def _new_outcome(self, code: str | None) -> Draft:
        issue = self._issue_of(code)
        draft = Draft(Key.OUTCOME, code, self._id("outcome", code, issue), issue)
        self.gathered.outcomes.append(draft)
        return self._known(draft)

    def _new_initiative(self, outcome: Draft, code: str | None) -> Draft:
        draft = Draft(Key.INITIATIVE, code, self._id("initiative", code, outcome), outcome)
        outcome.children.append(draft)
        return self._known(draft)

    def _issue_of(self, code: str | None) -> Draft | None:
        parent = parent_of(code) if code else None
        if parent is None:
            return self.issue
        return self._find(Key.ISSUE, parent)

    def _outcome_of(self, code: str | None) -> Draft:
        """The outcome of an initiative's code; one that was not printed is made, and asked about later."""
        parent = parent_of(code) if code else None
        if parent is None:
            return self.outcome or self._implicit_outcome(None)
        known = self._find(Key.OUTCOME, parent)
        if known:
            return known
        if self.outcome and self.outcome.code is None and self._may_be(self.outcome, parent):
            self._name(self.outcome, parent)
            return self.outcome
        return self._implicit_outcome(parent)

    def _may_be(self, outcome: Draft, code: str) -> bool:
        """Whether a nameless outcome can be the parent that an initiative's code names."""
        issue = outcome.parent
        return not outcome.children and (issue is None or issue.code in (None, parent_of(code)))

    def _name(self, outcome: Draft, code: str) -> None:
        outcome.code, outcome.id = code, self._id("outcome", code, None)
        self._known(outcome)

    def _implicit_outcome(self, code: str | None) -> Draft:
        draft = self._new_outcome(code)
        draft.is_implicit = True
        return draft

    def _id(self, level: str, code: str | None, parent: Draft | None) -> str:
        """A readable id: the code, or the parent's with a number where none was printed."""
        base = f"{level}:{code}" if code else f"{level}:{(parent.code if parent else None) or 'none'}/"
        count = self._numbers[base] = self._numbers.get(base, 0) + 1
        if code is None:
            return f"{base}{count}"
        return base if count == 1 else f"{base}~{count}"

    # Fields

    def _field(self, section: Section) -> None:
        key = section.key
        if key in _PLAN_KEYS:
            self.gathered.plan.take(section)
        elif key is Key.DECORATION:
            self._decoration(section)
        elif key in (Key.UNKNOWN, Key.CODE):
            self._unknown(section)
        elif section.fragments:
            self._give(section)

    def _unknown(self, section: Section) -> None:
        """The edition on a line of its own is a part of the document's title; nothing else has a place."""
        editions = tuple(f for f in section.fragments if lone_edition(f.text))
        if editions:
            self.gathered.plan.take(replace(section, key=Key.TITLE, fragments=editions))
        self.gathered.unplaced += [f for f in section.fragments if not lone_edition(f.text)]

    def _decoration(self, section: Section) -> None:
        """What stands beside a form's own words is kept in sight."""
        self.gathered.unplaced += [f for f in section.fragments if any(c.isdigit() for c in f.text)]

    def _give(self, section: Section) -> None:
        owner = self._owner(section.owner) if section.owner else None
        here = owner or self.initiative or self.outcome
        if section.key is Key.FUTURE_VISION and here and here.key is not Key.ISSUE:
            section = replace(section, key=Key.GOAL_STATE)
        draft = self._taker(section.key, owner, section.detail)
        if draft is None:
            self.gathered.unplaced += section.fragments
        elif section.key is Key.REVIEW:
            draft.reviews.add(section.detail, section.fragments)
        elif section.key is Key.STAMP:
            draft.floating.append(section)
        else:
            draft.take(section)

    def _owner(self, code: str) -> Draft | None:
        return next((d for key in _LEVELS if (d := self._find(key, code))), None)

    def _taker(self, key: Key, owner: Draft | None, detail: str | None) -> Draft | None:
        """The item that can hold this kind of text, nearest to the owner or to what is open."""
        here = owner or self.initiative or self.outcome or self.issue
        if key in _ISSUE_KEYS:
            return self._taker_of_state(key, here)
        if key in _OUTCOME_KEYS:
            return self._outcome_at(here)
        if key is Key.RESULT and (detail or "").endswith("outcome"):
            return self._outcome_at(here)
        if key in _INITIATIVE_KEYS:
            return self._initiative_at(here)
        return here or self.gathered.plan

    def _taker_of_state(self, key: Key, here: Draft | None) -> Draft | None:
        """現状 and 課題 belong to the issue, or to the outcome under whose heading they are printed."""
        if here is None:
            return self._first_issue()
        if here.key is Key.ISSUE or (here.key is Key.OUTCOME and key in (Key.CURRENT_STATE, Key.CHALLENGE)):
            return here
        return here.parent if here.key is Key.OUTCOME else None

    def _first_issue(self) -> Draft:
        self.issue = self.issue or self._new_issue(None)
        return self.issue

    def _outcome_at(self, here: Draft | None) -> Draft:
        """An issue that prints its strategy itself holds one outcome without a code."""
        if here is None:
            self.outcome = self._implicit_outcome(None)
            return self.outcome
        if here.key is Key.INITIATIVE:
            assert here.parent
            return here.parent
        if here.key is Key.ISSUE:
            known = next((o for o in self.gathered.outcomes if o.parent is here and o.heading is None), None)
            if known is None:
                self.issue = here
                known = self._implicit_outcome(None)
            self.outcome = known
            return known
        return here

    def _initiative_at(self, here: Draft | None) -> Draft:
        if here and here.key is Key.INITIATIVE:
            return here
        outcome = self._outcome_at(here)
        known = next((i for i in outcome.children if i.code is None), None)
        if known is None and len(outcome.children) == 1:
            known = outcome.children[0]
        return known or self._nameless_initiative(outcome)

    def _nameless_initiative(self, outcome: Draft) -> Draft:
        draft = self._new_initiative(outcome, None)
        draft.is_implicit = True
        return draft


def _same_words(title: str | None) -> str:
    """A title as it is compared: widths, spaces and 「（続き）」 do not make another one."""
    return re.sub(r"\((?:続き|つづき|再掲|\d+)\)$", "", fold(title or "").text)

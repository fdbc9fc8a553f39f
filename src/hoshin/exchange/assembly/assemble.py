"""Sections to a plan document: one code for every format.

Sections come in the plan's order. A level's section has the key of its level, its printed heading, its title as
fragments and its own code as `owner` (or a heading in which the code can be found). Any other section belongs to the
item whose code is its `owner`, else to the item that was opened last. Among an indicators section's fragments a stamp
marks the indicator before it; a section with the key `stamp` floats.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from hoshin.core.plan.document import (
    BudgetLine,
    Indicator,
    Initiative,
    Issue,
    Outcome,
    PlanDocument,
    Review,
    RevisionStamp,
)
from hoshin.core.problems.record import Problem
from hoshin.exchange.assembly.activities import read_activities
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.gaps import gap_problems, loss_problems
from hoshin.exchange.assembly.gathering import Gathered, Gathering
from hoshin.exchange.assembly.headings import HeadingMatch, match_heading
from hoshin.exchange.assembly.identity import Identity, identity_of
from hoshin.exchange.assembly.indicators import Indicators, read_exit_criteria, read_indicators
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.money import read_money
from hoshin.exchange.assembly.result_rows import with_results
from hoshin.exchange.assembly.revision_history import history_of
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.stamps import find_stamps
from hoshin.exchange.assembly.text_stamps import stamps_in_texts
from hoshin.exchange.printed import Printed

_ISSUE_FIELDS = {
    Key.FUTURE_VISION: "future_vision",
    Key.CURRENT_STATE: "current_state",
    Key.CAUSE_ANALYSIS: "cause_analysis",
    Key.CHALLENGE: "challenge",
}
_STATE_FIELDS = {Key.CURRENT_STATE: "current_state", Key.CHALLENGE: "challenge"}
_OUTCOME_FIELDS = {Key.GOAL_STATE: "goal_state", Key.STRATEGY: "strategy"}
_HELD = {
    Key.TITLE: {Key.TITLE, Key.ORGANISATION, Key.GOAL, Key.MISSION, Key.APPROACH, Key.REVISION_HISTORY},
    Key.ISSUE: {*_ISSUE_FIELDS},
    Key.OUTCOME: {*_OUTCOME_FIELDS, *_STATE_FIELDS, Key.OUTCOME_INDICATORS, Key.RESULT},
    Key.INITIATIVE: {
        Key.PROCESS_INDICATORS,
        Key.ACTIVITIES,
        Key.BUDGET,
        Key.EXIT_CRITERIA,
        Key.PAST_RESULTS,
        Key.RESULT,
    },
}
_PLAN_FIELDS = {Key.TITLE: "title", Key.GOAL: "goal", Key.MISSION: "mission", Key.APPROACH: "approach"}


def assemble(
    printed: Printed,
    sections: Sequence[Section],
    levels: Levels | None = None,
    problems: Sequence[Problem] = (),
) -> PlanDocument:
    """The plan that these sections describe, with every doubt among its problems.

    `problems` are those met on the way to the sections; they follow what the file itself had to say.
    """
    levels = levels or Levels.of_matches(_level_matches(sections))
    gathered = Gathering(levels).gather(sections)
    identity = identity_of(gathered.plan, sections, printed.file)
    return _Assembly(gathered, identity, levels).plan((*printed.problems, *problems), printed.file)


def _level_matches(sections: Iterable[Section]) -> list[HeadingMatch]:
    """Each section's heading as a match, so that levels can be told from sections of any origin."""
    found = []
    for section in sections:
        match = match_heading(section.heading) if section.heading else None
        if match and match.is_level:
            found.append(match)
        elif section.key not in (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE):
            found.append(HeadingMatch(section.key, 0, 0))
    return found


class _Assembly:
    """Turns drafts into the plan's records, collecting stamps and problems on the way."""

    def __init__(self, gathered: Gathered, identity: Identity, levels: Levels) -> None:
        self.gathered = gathered
        self.identity = identity
        self.levels = levels
        self.stamps: list[RevisionStamp] = []
        self.problems: list[Problem] = []
        self.unplaced: list[Fragment] = list(gathered.unplaced)

    def plan(self, given: Sequence[Problem], file: str) -> PlanDocument:
        """The whole document."""
        draft, identity = self.gathered.plan, self.identity
        outcomes = tuple(self._outcome(o) for o in self.gathered.outcomes)
        issues = tuple(self._issue(i) for i in self.gathered.issues)
        self._floating(draft)
        for item in (draft, *self.gathered.issues, *self.gathered.outcomes, *self.gathered.initiatives):
            self._keep_in_sight(item)
        made = PlanDocument(
            id=f"plan:{identity.organisation or PurePath(file).stem}:{identity.fiscal_year or 'none'}",
            organisation=identity.organisation,
            fiscal_year=identity.fiscal_year,
            title=identity.title,
            edition=identity.edition,
            goal=draft.text(Key.GOAL),
            mission=draft.text(Key.MISSION),
            approach=draft.text(Key.APPROACH),
            levels=self.levels.labels,
            issues=issues,
            outcomes=outcomes,
            stamps=tuple(self.stamps),
            revision_history=history_of(draft.sections.get(Key.REVISION_HISTORY, [])),
            reviews=draft.reviews.reviews(identity.fiscal_year),
            sources=draft.sources(_PLAN_FIELDS),
        )
        problems = [*given, *identity.problems, *gap_problems(self.gathered, made), *self.problems]
        return replace(made, problems=(*problems, *loss_problems(self.unplaced)))

    def _keep_in_sight(self, draft: Draft) -> None:
        """Texts under headings that this level has no field for are named among what found no place."""
        for key in draft.sections.keys() - _HELD[draft.key]:
            self.unplaced += draft.fragments(key)

    def _issue(self, draft: Draft) -> Issue:
        self._floating(draft)
        return Issue(
            id=draft.id,
            code=draft.code,
            title=draft.title(),
            future_vision=draft.text(Key.FUTURE_VISION),
            current_state=draft.text(Key.CURRENT_STATE),
            cause_analysis=draft.text(Key.CAUSE_ANALYSIS),
            challenge=draft.text(Key.CHALLENGE),
            reviews=self._reviews(draft),
            marks=draft.marks(),
            sources=draft.sources(_ISSUE_FIELDS),
        )

    def _outcome(self, draft: Draft) -> Outcome:
        indicators = self._indicators(draft, Key.OUTCOME_INDICATORS)
        made = Outcome(
            id=draft.id,
            code=draft.code,
            title=draft.title(),
            issue=draft.parent.id if draft.parent else None,
            goal_state=draft.text(Key.GOAL_STATE),
            strategy=draft.text(Key.STRATEGY),
            indicators=indicators,
            reviews=self._reviews(draft),
            marks=draft.marks(),
            sources=draft.sources(_OUTCOME_FIELDS | _STATE_FIELDS),
            current_state=draft.text(Key.CURRENT_STATE),
            challenge=draft.text(Key.CHALLENGE),
        )
        initiatives = tuple(self._initiative(i) for i in draft.children)
        self._floating(draft)
        return replace(made, initiatives=initiatives)

    def _initiative(self, draft: Draft) -> Initiative:
        indicators = self._indicators(draft, Key.PROCESS_INDICATORS)
        money = read_money(draft, self.identity.fiscal_year)
        self.problems += money.problems
        self.unplaced += money.unplaced
        made = Initiative(
            id=draft.id,
            code=draft.code,
            title=draft.title(),
            indicators=indicators,
            activities=read_activities(draft.fragments(Key.ACTIVITIES)),
            budget=money.budget,
            budget_lines=tuple[BudgetLine, ...](money.lines),
            exit_criteria=read_exit_criteria(draft.fragments(Key.EXIT_CRITERIA), self.identity.fiscal_year),
            past_results=draft.text(Key.PAST_RESULTS),
            reviews=self._reviews(draft),
            marks=draft.marks(),
            sources=draft.sources({Key.PAST_RESULTS: "past_results"}),
        )
        self._floating(draft)
        return made

    def _indicators(self, draft: Draft, key: Key) -> tuple[Indicator, ...]:
        code = draft.code or draft.id.replace(":", "-")
        read: Indicators = read_indicators(draft.fragments(key), code, self.identity.fiscal_year, 1)
        self.stamps += read.stamps
        self.problems += read.problems
        self.unplaced += read.unplaced
        placed = with_results(read.found, draft, self.identity.fiscal_year)
        return tuple(placed)

    def _reviews(self, draft: Draft) -> tuple[Review, ...]:
        return draft.reviews.reviews(self.identity.fiscal_year)

    def _floating(self, draft: Draft) -> None:
        """Stamps that stand on no indicator: kept with the item they stand beside, and asked about.

        A section with a heading holds a stamp of that heading's own line, whose place is certain; so is a stamp's that
        lies wholly on one value, and one's that is printed inside a title or a field.
        """
        self.stamps += stamps_in_texts(draft)
        for section in draft.floating:
            is_certain = (section.is_certain or bool(section.heading)) and draft.key is not Key.TITLE
            for fragment in section.fragments:
                for stamp in find_stamps(fragment.text):
                    self.stamps.append(
                        RevisionStamp(
                            text=visible(stamp.text).replace("\n", ""),
                            evaluation_fiscal_year=stamp.evaluation_fiscal_year,
                            item=draft.id if draft.key is not Key.TITLE else None,
                            field=section.detail,
                            certain=is_certain,
                            source=fragment.source,
                        )
                    )
                    if is_certain:
                        continue
                    self.problems.append(
                        Problem(
                            "stamp_floats",
                            fragment.source,
                            visible(stamp.text).replace("\n", ""),
                            proposal=_beside(draft, section),
                            item=draft.id,
                            field=section.detail,
                        )
                    )


def _beside(draft: Draft, section: Section) -> str | None:
    """What a floating stamp stands near: the item, and the very value where the geometry names one."""
    value = section.source.text if section.source and section.source.box else ""
    words = (draft.code or draft.title(), value if value != section.fragments[0].text else "")
    return " ".join(word for word in words if word) or None

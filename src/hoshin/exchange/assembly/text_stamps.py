"""Stamps printed inside a title or a field: they mark the item or field that they stand in, without doubt."""

from collections.abc import Iterable, Iterator

from hoshin.core.plan.document import RevisionStamp
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.fragments import cut, visible
from hoshin.exchange.assembly.sections import Fragment, Key
from hoshin.exchange.assembly.stamps import Stamp, find_stamps, standing_stamps

_FIELDS = {
    Key.FUTURE_VISION: "future_vision",
    Key.CURRENT_STATE: "current_state",
    Key.CAUSE_ANALYSIS: "cause_analysis",
    Key.CHALLENGE: "challenge",
    Key.GOAL_STATE: "goal_state",
    Key.STRATEGY: "strategy",
    Key.ACTIVITIES: "activities",
    Key.EXIT_CRITERIA: "exit_criteria",
    Key.BUDGET: "budget",
}
"""Indicators keep their own stamps, and reports of what was done may tell of changes without being changed."""


def stamps_in_texts(draft: Draft) -> Iterator[RevisionStamp]:
    """The stamps in the item's title and in its fields' texts; the plan itself is no item that a stamp marks."""
    if draft.key is Key.TITLE:
        return
    for fragment in draft.titles:
        yield from _marking(fragment, find_stamps(fragment.text), draft.id, "title")
    for key, field in _FIELDS.items():
        for fragment in draft.fragments(key):
            yield from _marking(fragment, standing_stamps(fragment.text), draft.id, field)


def _marking(fragment: Fragment, stamps: Iterable[Stamp], item: str, field: str) -> Iterator[RevisionStamp]:
    for stamp in stamps:
        yield RevisionStamp(
            text=visible(stamp.text).replace("\n", ""),
            evaluation_fiscal_year=stamp.evaluation_fiscal_year,
            item=item,
            field=field,
            source=cut(fragment, stamp.start, stamp.end).source,
        )

"""What the pages of a plan show. All comes from one read of the plan: the number of queries never grows with it."""

from collections.abc import Iterable
from typing import TypeVar

from hoshin.core.permissions import Actor, can_edit_item, can_edit_plan, check_can_edit_item
from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, Target
from hoshin.core.plan.edit import siblings_of
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten, name_of
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.server.accounts.queries import posts_of
from hoshin.server.plans.documents import StoredPlan
from hoshin.server.plans.entering import as_typed, enterable_fields
from hoshin.server.plans.queries.headers import PlanHeader, header_from, powers_over
from hoshin.server.plans.queries.history import revisions
from hoshin.server.plans.queries.meaning import warnings_of, wording_of
from hoshin.server.plans.queries.money import BudgetTable, budget_by_issue_and_outcome
from hoshin.server.plans.queries.page_views import (
    EditableItem,
    FieldSource,
    IndicatorPage,
    IndicatorView,
    InitiativePage,
    InitiativeView,
    IssueView,
    ItemPage,
    OutcomePage,
    OutcomeView,
    PlanTree,
)
from hoshin.server.plans.queries.problems import problems_in
from hoshin.server.plans.queries.sources import source_text
from hoshin.server.plans.queries.standing import item_standing, readable_plan, standing_of

T = TypeVar("T")


class NoSuchItemError(LookupError):
    """The plan has no such item, or it was removed."""


def plan_tree(plan: int, viewer: Actor, language: str = "ja") -> PlanTree:
    """The plan's page. Four queries."""
    stored = readable_plan(plan, viewer)
    return _Drawing(stored, viewer, language).tree()


def outcome_page(plan: int, item: str, viewer: Actor, language: str = "ja") -> OutcomePage:
    """An outcome's page; raises `NoSuchItemError`. Nine queries at most."""
    drawing = _Drawing(readable_plan(plan, viewer), viewer, language)
    outcome = drawing.record(item, Outcome)
    issue = drawing.items.get(outcome.issue or "")
    found = issue.record if issue and isinstance(issue.record, Issue) else None
    return OutcomePage(drawing.page(item), drawing.outcome(drawing.whole_outcome(item)), found)


def initiative_page(plan: int, item: str, viewer: Actor, language: str = "ja") -> InitiativePage:
    """An initiative's page; raises `NoSuchItemError`. Nine queries at most."""
    drawing = _Drawing(readable_plan(plan, viewer), viewer, language)
    drawing.record(item, Initiative)
    outcome = drawing.whole_outcome(drawing.items[item].parent)
    initiative = next(i for i in outcome.initiatives if i.id == item)
    return InitiativePage(drawing.page(item), drawing.initiative(initiative), outcome)


def indicator_page(plan: int, item: str, viewer: Actor, language: str = "ja") -> IndicatorPage:
    """An indicator's page; raises `NoSuchItemError`. Nine queries at most."""
    drawing = _Drawing(readable_plan(plan, viewer), viewer, language)
    indicator = drawing.record(item, Indicator)
    owner = drawing.items[drawing.items[item].parent]
    assert isinstance(owner.record, Outcome | Initiative)
    page = drawing.page(item)
    kin = [i.record for i in drawing.items.values() if isinstance(i.record, Indicator) and i.parent == owner.id]
    return IndicatorPage(
        page=page,
        view=drawing.indicator(indicator),
        owner=owner.record,
        source=source_text(indicator.source, indicator.target_printed, language),
        due=due_of(indicator.target),
        group=tuple(drawing.indicator(i) for i in kin if i.group and i.group == indicator.group and i.id != item),
        warnings=warnings_of(indicator, owner.level) if page.may_edit else (),
    )


def due_of(target: Target | None) -> str | None:
    """By when: an ISO date, or a fiscal year as its number, or None when the target names neither."""
    if target is None:
        return None
    if target.due_date is not None:
        return target.due_date.isoformat()
    return str(target.due_fiscal_year) if target.due_fiscal_year is not None else None


def budget_table(plan: int, viewer: Actor) -> tuple[PlanHeader, BudgetTable]:
    """The budget page. Four queries."""
    stored = readable_plan(plan, viewer)
    return _Drawing(stored, viewer, "ja").header(), budget_by_issue_and_outcome(stored.document)


def editable_item(plan: int, item: str, viewer: Actor, language: str = "ja") -> EditableItem:
    """What the form of an item needs; raises `RefusedError` when the viewer may not edit it. Five queries."""
    drawing = _Drawing(readable_plan(plan, viewer), viewer, language)
    found = drawing.item(item)
    drawing.check_editable(item)
    order = siblings_of(drawing.stored.document, item) or (item,)
    kin = [i for i in drawing.items.values() if isinstance(i.record, Indicator) and item in (i.parent, i.id)]
    node = drawing.stored.nodes.get(item)
    return EditableItem(
        header=drawing.header(),
        item=item,
        level=found.level,
        name=name_of(found.record),
        version=drawing.stored.version_of(item),
        fields={field: as_typed(found, field) for field in enterable_fields(found.level)},
        position=order.index(item) + 1,
        siblings=len(order),
        owner=node.owner_id if node else None,
        posts=posts_of(drawing.stored.row.organisation_id),
        may_restructure=can_edit_plan(viewer, standing_of(drawing.stored.row)),
        needs_reason=drawing.stored.row.status == "published",
        indicators=tuple(drawing.indicator(i.record) for i in kin if isinstance(i.record, Indicator)),
        warnings=tuple((i.id, w) for i in kin for w in drawing.warnings(i)),
    )


def plan_warnings(plan: int, viewer: Actor) -> tuple[tuple[str, Problem], ...]:
    """Every weak spot of a plan's indicators, as (indicator id, problem), in document order. Four queries."""
    drawing = _Drawing(readable_plan(plan, viewer), viewer, "ja")
    return tuple((i.id, w) for i in drawing.items.values() if i.level == "indicator" for w in drawing.warnings(i))


class _Drawing:
    """One plan being turned into views."""

    def __init__(self, stored: StoredPlan, viewer: Actor, language: str) -> None:
        self.stored, self.viewer, self.language = stored, viewer, language
        self.items = flatten(stored.document)
        self.by_code = {i.code: i for o in stored.document.outcomes for i in o.initiatives if i.code}
        self.doubts = [p.item_id for p in stored.problems if p.state == "open"]

    def header(self) -> PlanHeader:
        counts = [
            sum(i.level == level for i in self.items.values()) for level in ("outcome", "initiative", "indicator")
        ]
        return header_from(self.stored.row, counts[0], counts[1], counts[2], len(self.doubts))

    def levels(self) -> dict[str, str]:
        return {label.level: label.label for label in self.stored.document.levels}

    def item(self, key: str) -> FlatItem:
        if key not in self.items:
            raise NoSuchItemError(key)
        return self.items[key]

    def record(self, key: str, kind: type[T]) -> T:
        found = self.item(key).record
        if not isinstance(found, kind):
            raise NoSuchItemError(key)
        return found

    def whole_outcome(self, key: str) -> Outcome:
        return next(o for o in self.stored.document.outcomes if o.id == key)

    def check_editable(self, key: str) -> None:
        check_can_edit_item(self.viewer, item_standing(self.stored, key))

    def tree(self) -> PlanTree:
        budget = budget_by_issue_and_outcome(self.stored.document)
        sums = {o.outcome.id: o.sum_yen for i in budget.issues for o in i.outcomes}
        views = {o.id: self.outcome(o, sums.get(o.id)) for o in self.stored.document.outcomes}
        return PlanTree(
            header=self.header(),
            powers=powers_over(self.stored.row, self.viewer),
            document=self.stored.document,
            issues=tuple(
                IssueView(
                    issue=part.issue,
                    outcomes=tuple(views[o.outcome.id] for o in part.outcomes),
                    sum_yen=part.sum_yen,
                    open_problems=self.doubts.count(part.issue.id) if part.issue else 0,
                    version=self.stored.version_of(part.issue.id) if part.issue else None,
                )
                for part in budget.issues
            ),
            levels=self.levels(),
            budget=budget,
            version=self.stored.row.version,
        )

    def outcome(self, outcome: Outcome, sum_yen: int | None = None) -> OutcomeView:
        if sum_yen is None:
            table = budget_by_issue_and_outcome(self.stored.document)
            sum_yen = next(o.sum_yen for i in table.issues for o in i.outcomes if o.outcome.id == outcome.id)
        return OutcomeView(
            outcome,
            self.indicators(outcome.indicators),
            tuple(self.initiative(i) for i in outcome.initiatives),
            sum_yen,
            self.doubts.count(outcome.id),
            self.stored.version_of(outcome.id),
        )

    def initiative(self, initiative: Initiative) -> InitiativeView:
        budget = initiative.budget
        return InitiativeView(
            initiative,
            self.indicators(initiative.indicators),
            self.by_code.get(budget.included_in) if budget and budget.included_in else None,
            self.doubts.count(initiative.id),
            self.stored.version_of(initiative.id),
        )

    def indicators(self, indicators: Iterable[Indicator]) -> tuple[IndicatorView, ...]:
        return tuple(self.indicator(i) for i in indicators)

    def indicator(self, indicator: Indicator) -> IndicatorView:
        wording = wording_of(indicator.target, self.language)
        return IndicatorView(indicator, wording, self.doubts.count(indicator.id), self.stored.version_of(indicator.id))

    def warnings(self, item: FlatItem) -> tuple[Problem, ...]:
        assert isinstance(item.record, Indicator)
        return warnings_of(item.record, self.items[item.parent].level)

    def page(self, key: str) -> ItemPage:
        found = self.item(key)
        row = self.stored.row
        order = [i.id for i in self.items.values() if i.level == found.level]
        at = order.index(key)
        return ItemPage(
            header=self.header(),
            powers=powers_over(row, self.viewer),
            item=key,
            level=found.level,
            name=name_of(found.record),
            version=self.stored.version_of(key),
            above=self.above(found),
            previous=order[at - 1] if at else None,
            next=order[at + 1] if at + 1 < len(order) else None,
            sources=self.sources(found),
            problems=problems_in(self.stored, self.viewer, item=key, language=self.language),
            revisions=revisions(row.pk, self.viewer, item=key, language=self.language, limit=100),
            may_edit=can_edit_item(self.viewer, item_standing(self.stored, key)),
            levels=self.levels(),
        )

    def above(self, item: FlatItem) -> tuple[tuple[str, str, str], ...]:
        """(id, level, name) of everything above, outermost first."""
        chain = []
        while item.id != THE_PLAN:
            issue = item.record.issue if isinstance(item.record, Outcome) else None
            parent = issue if issue in self.items else item.parent
            item = self.items[parent or THE_PLAN]
            if item.id != THE_PLAN:
                chain.append((item.id, item.level, name_of(item.record)))
        return tuple(reversed(chain))

    def sources(self, item: FlatItem) -> tuple[FieldSource, ...]:
        named: dict[str, Source] = dict(getattr(item.record, "sources", {}))
        texts = ((field, source_text(source, None, self.language)) for field, source in named.items())
        return tuple(FieldSource(field, text) for field, text in texts if text)

"""The plan document that a perfect reader would answer for a truth: it keeps the scorer honest."""

from datetime import date
from decimal import Decimal
from typing import Any

from hoshin.core.plan.document import (
    Activity,
    Budget,
    BudgetLine,
    ExitCriterion,
    Indicator,
    Initiative,
    Issue,
    LevelLabel,
    Outcome,
    PlanDocument,
    Result,
    Review,
    RevisionEntry,
    RevisionStamp,
    Target,
)
from hoshin.core.problems.record import Problem


def perfect_reading(truth: dict[str, Any]) -> PlanDocument:
    """Everything that the truth claims, and nothing else."""
    issues = truth["issues"]
    known = {issue["code"] for issue in issues}
    return PlanDocument(
        id="plan",
        organisation=truth["organisation"],
        fiscal_year=truth["fiscal_year"],
        goal=truth["goal"],
        mission=truth["mission"],
        levels=tuple(LevelLabel(level, label) for level, label in truth["levels"].items()),
        issues=tuple(Issue(f"issue-{i['code']}", i["code"], i["title"], challenge=i["challenge"]) for i in issues),
        outcomes=tuple(_outcome(place, outcome, known) for place, outcome in enumerate(truth["outcomes"])),
        problems=tuple(
            Problem("title_missing", item=f"outcome-{place}")
            for place, outcome in enumerate(truth["outcomes"])
            if outcome["title"] is None
        )
        + tuple(Problem("absent", found=code) for code in truth["absent"]),
        revision_history=tuple(
            RevisionEntry("", date.fromisoformat(row["on"]), old=row["old"], new=row["new"])
            for row in truth["revision_history"]
        ),
        stamps=(RevisionStamp("R3年度自己評価を踏まえ変更"),) * truth["revision_notes"],
    )


def _outcome(place: int, wanted: dict[str, Any], issues: set[str]) -> Outcome:
    found = tuple(Result(one["printed"]) for one in (*wanted["measured"], *wanted["earlier"]))
    return Outcome(
        f"outcome-{place}",
        wanted["code"],
        wanted["title"],
        issue=f"issue-{wanted['issue_code']}" if wanted["issue_code"] in issues else None,
        goal_state=wanted["goal_state"],
        strategy=wanted["strategy"],
        indicators=_indicators(f"outcome-{place}", wanted["indicators"], found),
        initiatives=tuple(_initiative(one) for one in wanted["initiatives"]),
        reviews=tuple(_review(one) for one in wanted.get("reviews_anywhere", ())),
    )


def _initiative(wanted: dict[str, Any]) -> Initiative:
    budget = wanted["budget"]
    return Initiative(
        f"initiative-{wanted['code']}",
        wanted["code"],
        wanted["title"],
        indicators=_indicators(wanted["code"], wanted["indicators"], ()),
        activities=tuple(Activity(text) for text in wanted["activities"]),
        budget=Budget(budget["kind"], "", budget["amount_yen"], budget.get("included_in")),
        budget_lines=tuple(
            BudgetLine("", Budget("amount", "", line["amount_yen"]), line["fiscal_year"], line["kind"])
            for line in wanted["budget_lines"]
        ),
        exit_criteria=tuple(ExitCriterion(text) for text in wanted["exit_criteria"]),
        past_results=wanted["past_results"],
        reviews=tuple(_review(one) for one in wanted["reviews"]),
        marks=tuple(wanted["marks"]),
    )


def _review(wanted: dict[str, Any]) -> Review:
    texts = {"actions_taken": wanted["actions"]}
    if "improve" in wanted:
        texts["improvements"] = wanted["improve"]
    figures = " ".join(one["printed"] for one in wanted.get("measured", ()))
    return Review(wanted["stage"], texts=texts | {"assessment": figures}, codes={"assessment": wanted["code"]})


def _indicators(holder: str, wanted: list[dict[str, Any]], results: tuple[Result, ...]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            f"{holder}-{place}",
            one.get("measure") or one["measure_contains"],
            one["printed"],
            label=one["label"],
            target=_target(one["target"]),
            revised=one["revised"],
            results=results,
        )
        for place, one in enumerate(wanted)
    )


def _target(wanted: dict[str, Any]) -> Target:
    exact = Decimal(str(wanted["value"])) if wanted["value"] is not None else None
    return Target(**(wanted | {"value": exact}))

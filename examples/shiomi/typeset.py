"""The plan and its digest as tagged PDF, set by typst from two templates and one JSON value."""

import json
from pathlib import Path
from typing import Any

import typst

from examples.shiomi import wording
from examples.shiomi.fitting import height_of
from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument

FONT = "BIZ UDGothic"
FONT_PACKAGE = "fonts-morisawa-bizud-gothic"
FOLDER = Path(__file__).parent
_STANDARDS = ["a-2a", "ua-1"]


class FontMissingError(Exception):
    """The face that the PDFs embed is not installed; `FONT_PACKAGE` is the Debian package that brings it."""


def write_plan_pdf(plan: PlanDocument, path: Path) -> None:
    """Write the full plan as ruled tables on A4."""
    _set(plan, "plan.typ", path)


def write_digest_pdf(plan: PlanDocument, path: Path) -> None:
    """Write the digest as slides."""
    _set(plan, "digest.typ", path)


def _set(plan: PlanDocument, template: str, path: Path) -> None:
    if FONT not in typst.Fonts().families():
        raise FontMissingError
    words = json.dumps(_page_words(plan), ensure_ascii=False)
    path.write_bytes(
        typst.compile(FOLDER / template, sys_inputs={"plan": words}, pdf_standards=_STANDARDS)  # type: ignore[arg-type]
    )


def _page_words(plan: PlanDocument) -> dict[str, Any]:
    """Everything that the templates print, as words."""
    return {
        "font": FONT,
        "title": plan.title,
        "organisation": plan.organisation,
        "front": [[heading, text.split("\n")] for heading, text in wording.front_parts(plan)],
        "words": _WORDS,
        "digest_heads": [
            ["具体的取組"],
            ["プロセス（過程）指標", "（単年度目標）"],
            ["取組内容"],
            ["令和8年度", "予算額"],
        ],
        "issues": [_issue(plan, issue) for issue in plan.issues],
        "history_columns": wording.HISTORY_COLUMNS,
        "history": [
            [wording.day_in_words(e.on), wording.revised_place(e), e.old, e.new, e.reason]
            for e in plan.revision_history
        ],
    }


_WORDS = {
    "goal_state": wording.GOAL_STATE,
    "outcome_indicators": wording.OUTCOME_INDICATORS,
    "outcome_digest": "アウトカム指標",
    "strategy": wording.STRATEGY,
    "strategy_digest": "戦略",
    "money": "予算",
    "activities": wording.ACTIVITIES,
    "process_indicators": wording.PROCESS_INDICATORS,
    "exit_criteria": wording.EXIT_CRITERIA,
    "past_results": wording.PAST_RESULTS,
    "history": wording.REVISION_HISTORY,
    "digest": "概要版",
}


def _issue(plan: PlanDocument, issue: Issue) -> dict[str, Any]:
    return {
        "heading": f"{wording.issue_code(issue)}　{issue.title}",
        "parts": [[heading, text.split("\n")] for heading, text in wording.issue_parts(issue)],
        "outcomes": [_outcome(plan, outcome) for outcome in plan.outcomes if outcome.issue == issue.id],
    }


def _outcome(plan: PlanDocument, outcome: Outcome) -> dict[str, Any]:
    return {
        "heading": f"{wording.outcome_code(outcome)}　{outcome.title}",
        "code_lines": ["めざす成果", f"及び戦略{outcome.code}"],
        "title": outcome.title,
        "goal_state": (outcome.goal_state or "").split("\n"),
        "strategy": (outcome.strategy or "").split("\n"),
        "indicators": _indicators(plan, outcome.indicators),
        "initiatives": [_initiative(plan, initiative) for initiative in outcome.initiatives],
    }


def _initiative(plan: PlanDocument, initiative: Initiative) -> dict[str, Any]:
    stamp = wording.stamp_of(plan, initiative.id, "activities")
    return {
        "heading": f"{wording.initiative_code(initiative)}　{initiative.title}",
        "code": initiative.code,
        "title": initiative.title,
        "money": wording.budget_rows(initiative),
        "budget": initiative.budget.printed if initiative.budget else "",
        "activities": wording.activity_lines(initiative.activities),
        "indicators": _indicators(plan, initiative.indicators),
        "exit_criteria": wording.exit_lines(initiative),
        "past_results": (initiative.past_results or "").split("\n"),
        "stamp": stamp,
        "stamp_lines": _two_lines(stamp),
        "share": round(_height_on_slide(plan, initiative)),
    }


def _indicators(plan: PlanDocument, indicators: tuple[Indicator, ...]) -> list[dict[str, Any]]:
    written = []
    for indicator in wording.printed_once(indicators):
        stamp = wording.stamp_of(plan, indicator.id, "target")
        bullet = "" if indicator.label or len(indicators) == 1 else "・"
        written.append(
            {
                "before": bullet + wording.before_target(indicator),
                "target": indicator.target_printed,
                "stamp": stamp,
                "stamp_lines": _two_lines(stamp),
            }
        )
    return written


def _two_lines(stamp: str | None) -> str | None:
    """The stamp broken where it may be: 「R7年度自己評価」 and 「を踏まえ変更」."""
    return stamp.replace("を踏まえ", "\nを踏まえ") if stamp else None


def _height_on_slide(plan: PlanDocument, initiative: Initiative) -> float:
    """How much of the slide an initiative's cards want, by the fuller of the two long ones."""
    stamps = sum(1 for s in plan.stamps if s.item in {i.id for i in initiative.indicators})
    indicators = "\n".join(wording.indicator_text(i) for i in wording.printed_once(initiative.indicators))
    spaces = 8 * len(initiative.indicators) + 30 * stamps
    activities = height_of("\n".join(wording.activity_lines(initiative.activities)), 200, 10)
    activities += 34 if wording.stamp_of(plan, initiative.id, "activities") else 0
    return max(height_of(indicators, 220, 10) + spaces, activities)

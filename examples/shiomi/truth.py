"""The example ward's plan as a `PlanDocument`: what every file of the example says, and every reader must find.

`plan.toml` holds the words and the meanings. Added here are the ids, the whole printed phrases, the printed amounts and
the stamps, because each follows from what stands there.
"""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hoshin.core.plan.codec import plan_from_json
from hoshin.core.plan.document import PlanDocument

SOURCE = Path(__file__).with_name("plan.toml")


@cache
def shiomi_plan() -> PlanDocument:
    """The whole plan, with everything that a full form prints.

    >>> plan = shiomi_plan()
    >>> len(plan.outcomes), sum(len(o.initiatives) for o in plan.outcomes), len(plan.stamps)
    (5, 10, 8)
    """
    given = tomllib.loads(SOURCE.read_text(encoding="utf-8"), parse_float=Decimal)
    outcomes = [_outcome(outcome) for outcome in given["outcomes"]]
    return plan_from_json(
        {
            "id": "unabara-shiomi-2026",
            **{k: given[k] for k in ("organisation", "fiscal_year", "title", "edition", "goal", "mission")},
            "approach": given["approach"].strip(),
            "levels": [{"level": level, "label": label} for level, label in given["levels"].items()],
            "issues": [_stripped(issue) | {"id": issue_id(issue["code"])} for issue in given["issues"]],
            "outcomes": outcomes,
            "stamps": _stamps(given, outcomes),
            "revision_history": [_revision(row) for row in given["revision_history"]],
        }
    )


def issue_id(code: str) -> str:
    """The id of the management issue with this code."""
    return f"issue-{code}"


def outcome_id(code: str) -> str:
    """The id of the outcome with this code."""
    return f"outcome-{code}"


def initiative_id(code: str) -> str:
    """The id of the initiative with this code."""
    return f"initiative-{code}"


def _stripped(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}


def _outcome(given: dict[str, Any]) -> dict[str, Any]:
    code = given["code"]
    return _stripped(given) | {
        "id": outcome_id(code),
        "issue": issue_id(code.partition("-")[0]),
        "indicators": [_indicator(f"{code}-outcome", i, n) for n, i in enumerate(given["indicators"], 1)],
        "initiatives": [_initiative(initiative) for initiative in given["initiatives"]],
    }


def _initiative(given: dict[str, Any]) -> dict[str, Any]:
    code = given["code"]
    written = _stripped({key: value for key, value in given.items() if key != "stamp_on"})
    return written | {
        "id": initiative_id(code),
        "indicators": [_indicator(code, i, n) for n, i in enumerate(given["indicators"], 1)],
        "budget_lines": [_budget_line(line) for line in given["budget_lines"]],
    }


def _indicator(owner: str, given: dict[str, Any], number: int) -> dict[str, Any]:
    printed = f"{given['measure']}：{given['target_printed']}"
    return {"id": f"indicator-{owner}-{number}", "printed": printed, **given}


def _budget_line(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": given["label"],
        "fiscal_year": given["fiscal_year"],
        "kind": given["kind"],
        "budget": _printed_budget(given["printed"]) if "printed" in given else _thousands(given["thousand"]),
    }


def _thousands(thousand: int) -> dict[str, Any]:
    return {
        "kind": "amount",
        "printed": f"{thousand:,}千円",
        "amount_yen": thousand * 1000,
        "rounding_yen": 1000,
    }


def _printed_budget(printed: str) -> dict[str, Any]:
    if printed == "－":
        return {"kind": "none", "printed": printed}
    return {"kind": "included_in", "printed": printed, "included_in": printed.removesuffix("を含む")}


def _stamps(given: dict[str, Any], outcomes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One stamp for each target or field that last year's evaluation changed, in the order of the plan."""
    marked: list[tuple[str, str]] = []
    for source, outcome in zip(given["outcomes"], outcomes, strict=True):
        marked += _revised(outcome)
        for initiative_source, initiative in zip(source["initiatives"], outcome["initiatives"], strict=True):
            marked += _revised(initiative)
            if "stamp_on" in initiative_source:
                marked.append((initiative["id"], initiative_source["stamp_on"]))
    text, year = given["stamp"], given["stamp_fiscal_year"]
    return [{"text": text, "evaluation_fiscal_year": year, "item": item, "field": field} for item, field in marked]


def _revised(owner: dict[str, Any]) -> list[tuple[str, str]]:
    return [(indicator["id"], "target") for indicator in owner["indicators"] if indicator.get("revised")]


def _revision(given: dict[str, Any]) -> dict[str, Any]:
    cells = [f"{given['item']} {given['place']}", given["old"], given["new"], given["reason"]]
    return {
        "text": " ".join(cells),
        "on": given["on"].isoformat(),
        "item": initiative_id(given["item"]),
        **{key: given[key] for key in ("old", "new", "reason")},
    }

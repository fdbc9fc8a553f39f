"""Texts read without a file, and plans shown as short lines that a test can compare."""

from pathlib import Path

from hoshin.core.plan.document import Budget, Indicator, PlanDocument
from hoshin.exchange.assembly.assemble import assemble
from hoshin.exchange.assembly.boxes import sections_of_printed
from hoshin.exchange.plan_text.reader import read_text_plan
from hoshin.exchange.printed import Printed

TEXTS = Path(__file__).parent / "texts"


def plan_of(printed: Printed) -> PlanDocument:
    """The plan that a document prints."""
    sections, problems, levels = sections_of_printed(printed)
    return assemble(printed, sections, levels, problems)


def read(text: str, name: str = "plan.txt") -> PlanDocument:
    """The plan in a text."""
    return plan_of(read_text_plan(text.encode(), name))


def read_file(name: str) -> tuple[PlanDocument, str]:
    """The plan in one of the texts beside this module, and the text itself."""
    data = (TEXTS / name).read_bytes()
    return plan_of(read_text_plan(data, name)), data.decode()


def indicator(found: Indicator) -> str:
    """「① 満足度 >= 70 % 2023 !」: label, measure, target, due year, and ! when it carries a stamp."""
    target = found.target
    parts = [found.label, found.measure]
    if target:
        parts += [target.comparator, target.value, target.unit, target.baseline, target.due_fiscal_year]
    return " ".join(str(p) for p in [*parts, "!" if found.revised else None] if p is not None)


def budget(found: Budget | None) -> str | None:
    """「77153000」, 「none」, 「in 4-2-1」, 「unread 約3百万円」."""
    if found is None:
        return None
    if found.kind == "amount":
        return str(found.amount_yen)
    if found.kind == "included_in":
        return f"in {found.included_in}"
    return found.kind if found.kind == "none" else f"{found.kind} {found.printed}"


def tree(plan: PlanDocument) -> dict[str, dict[str, object]]:
    """Each outcome and initiative by its code, or its title where it has none."""
    shown: dict[str, dict[str, object]] = {}
    for outcome in plan.outcomes:
        shown[outcome.code or outcome.title or outcome.id] = {
            "title": outcome.title,
            "indicators": [indicator(i) for i in outcome.indicators],
        }
        for initiative in outcome.initiatives:
            shown[initiative.code or initiative.title or initiative.id] = {
                "title": initiative.title,
                "indicators": [indicator(i) for i in initiative.indicators],
                "activities": [a.text for a in initiative.activities],
                "budget": budget(initiative.budget),
            }
    return shown


def codes_of_problems(plan: PlanDocument) -> list[tuple[str, str | None]]:
    """(code, what it names) of each problem that is not only a note."""
    return [(p.code, p.values.get("code") or p.found) for p in plan.problems if p.severity != "note"]

"""The stages of a case as a table: what they are called, which may follow which, and what each one means for a figure.

The names belong to the register and may be changed; the codes and the meaning do not. `screening`, `found`, `connected`
and `followed_up` lie on the way; `closed` and `transferred_out` end it, `not_in_need` ends it before it began.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoshin.core.problems.record import Problem


@dataclass(frozen=True, slots=True)
class CaseStage:
    """One stage: its code, its name in both languages, and whether a case ends there."""

    code: str
    name_ja: str
    name_en: str
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class StageTable:
    """Stages in their order, the first one where a case begins, and the allowed moves (from code → to codes)."""

    stages: tuple[CaseStage, ...]
    moves: Mapping[str, tuple[str, ...]]
    beginnings: tuple[str, ...]

    def stage(self, code: str) -> CaseStage | None:
        """The stage of this code."""
        return next((s for s in self.stages if s.code == code), None)

    def codes(self) -> tuple[str, ...]:
        """The codes in their order."""
        return tuple(s.code for s in self.stages)


DEFAULT_STAGES = StageTable(
    stages=(
        CaseStage("screening", "スクリーニング中", "Screening"),
        CaseStage("found", "支援が必要と把握", "Found to need support"),
        CaseStage("connected", "機関につないだ", "Connected to an agency"),
        CaseStage("followed_up", "見守り中", "Followed up"),
        CaseStage("closed", "終結", "Closed", is_final=True),
        CaseStage("transferred_out", "転出・移管", "Transferred out", is_final=True),
        CaseStage("not_in_need", "支援は不要と判断", "Found not to need support", is_final=True),
    ),
    moves={
        "screening": ("found", "not_in_need", "transferred_out"),
        "found": ("connected", "closed", "transferred_out"),
        "connected": ("followed_up", "closed", "transferred_out"),
        "followed_up": ("connected", "closed", "transferred_out"),
        "closed": ("found",),
        "transferred_out": (),
        "not_in_need": ("found",),
    },
    beginnings=("screening", "found"),
)
"""The way of a case when a section says nothing else. A closed case that is found again goes on under its own code."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a case reached on a day."""

    stage: str
    on: date


def check_table(table: StageTable) -> tuple[Problem, ...]:
    """Everything that keeps a table of stages from being used, all at once.

    >>> check_table(DEFAULT_STAGES)
    ()
    """
    known = set(table.codes())
    found = []
    if len(known) < len(table.stages) or any(not s.name_ja.strip() for s in table.stages):
        found.append(_problem("case_stages_repeated", ""))
    named = {*table.moves, *(to for tos in table.moves.values() for to in tos), *table.beginnings}
    found += [_problem("case_stage_unknown", code) for code in sorted(named - known)]
    if not table.beginnings:
        found.append(_problem("case_stages_without_beginning", ""))
    reached = _reachable(table)
    found += [_problem("case_stage_unreachable", s.name_ja) for s in table.stages if s.code not in reached]
    return tuple(found)


def _reachable(table: StageTable) -> set[str]:
    reached, waiting = set[str](), list(table.beginnings)
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += table.moves.get(code, ())
    return reached


def check_move(table: StageTable, history: Sequence[Step], step: Step, today: date) -> tuple[Problem, ...]:
    """What forbids the next step of a case; nothing when it may be taken. An empty history is a new case.

    >>> found = Step("found", date(2026, 5, 1))
    >>> check_move(DEFAULT_STAGES, [found], Step("connected", date(2026, 5, 20)), date(2026, 11, 24))
    ()
    >>> [p.code for p in check_move(DEFAULT_STAGES, [found], Step("screening", date(2026, 4, 1)), date(2026, 11, 24))]
    ['case_move_refused', 'case_step_before_last']
    """
    problems = []
    stage = table.stage(step.stage)
    allowed = table.moves.get(history[-1].stage, ()) if history else table.beginnings
    if stage is None or step.stage not in allowed:
        names = "、".join(s.name_ja for s in table.stages if s.code in allowed) or "なし"
        problems.append(_problem("case_move_refused", stage.name_ja if stage else step.stage, allowed=names))
    if step.on > today:
        problems.append(_problem("case_step_to_come", step.on.isoformat()))
    if history and step.on < history[-1].on:
        problems.append(_problem("case_step_before_last", step.on.isoformat(), last=history[-1].on.isoformat()))
    return tuple(problems)


def check_history(table: StageTable, steps: Sequence[Step], today: date) -> tuple[Problem, ...]:
    """The same for a whole way, as a script brings it."""
    problems = [p for at, step in enumerate(steps) for p in check_move(table, steps[:at], step, today)]
    return tuple(problems) if steps else (_problem("case_without_stage", ""),)


def mermaid(table: StageTable = DEFAULT_STAGES, language: str = "ja") -> str:
    """The table as a Mermaid state diagram, drawn for the docs.

    >>> mermaid().splitlines()[0]
    'stateDiagram-v2'
    """
    lines = ["stateDiagram-v2"]
    lines += [f"    {s.code} : {s.name_ja if language == 'ja' else s.name_en}" for s in table.stages]
    lines += [f"    [*] --> {code}" for code in table.beginnings]
    lines += [f"    {code} --> {to}" for code in table.codes() for to in table.moves.get(code, ())]
    lines += [f"    {s.code} --> [*]" for s in table.stages if s.is_final]
    return "\n".join(lines)


def table_json(table: StageTable) -> dict[str, Any]:
    """The table as JSON, stored with its register.

    >>> table_from(table_json(DEFAULT_STAGES)) == DEFAULT_STAGES
    True
    """
    return {
        "stages": [
            {"code": s.code, "name_ja": s.name_ja, "name_en": s.name_en, "is_final": s.is_final} for s in table.stages
        ],
        "moves": {code: list(to) for code, to in table.moves.items()},
        "beginnings": list(table.beginnings),
    }


def table_from(stored: Mapping[str, Any]) -> StageTable:
    """The table that was stored."""
    return StageTable(
        stages=tuple(CaseStage(s["code"], s["name_ja"], s["name_en"], bool(s["is_final"])) for s in stored["stages"]),
        moves={code: tuple(to) for code, to in stored["moves"].items()},
        beginnings=tuple(stored["beginnings"]),
    )


def renamed(table: StageTable, names: Mapping[str, str]) -> StageTable:
    """The same table with the section's own names; codes and moves stay.

    >>> renamed(DEFAULT_STAGES, {"found": "要支援"}).stage("found").name_ja
    '要支援'
    """
    stages = tuple(
        CaseStage(s.code, (names.get(s.code) or s.name_ja).strip(), s.name_en, s.is_final) for s in table.stages
    )
    return StageTable(stages, table.moves, table.beginnings)


def _problem(code: str, found: str, **values: str) -> Problem:
    return Problem(code, found=found or None, severity="error", values=values)

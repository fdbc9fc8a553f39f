"""Opening a case: the only way to a name, and each time it is recorded who looked, in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from hoshin.core.cases.stages import CaseStage, table_from
from hoshin.core.permissions import Actor
from hoshin.core.registers.duplicates import even_place
from hoshin.server.accounts.queries import display_names
from hoshin.server.audit.actions import record
from hoshin.server.cases.models import Case, StageChange
from hoshin.server.cases.queries.pages import CaseRow, case_row
from hoshin.server.cases.queries.standing import case_of_section, register_of_section
from hoshin.server.cases.sealing import Sealed, stored_keys

MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A step of a case: which stage, when, with which kind of agency, who noted it; or that it was taken back."""

    stage: CaseStage
    on: date
    agency_kind: str
    by: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """An opened case. `fields` are (code, label, text) of what identifies the family: never print this record."""

    row: CaseRow
    version: int
    fields: tuple[tuple[str, str, str], ...] = field(repr=False)
    timeline: tuple[TimelineStep, ...] = ()
    next_stages: tuple[CaseStage, ...] = ()
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Cases whose identifying fields hold the words: their rows, and how many there are in all."""

    rows: tuple[CaseRow, ...]
    count: int


@sensitive_variables("opened")
@transaction.atomic
def open_case(*, register: int, code: str, by: Actor, at: datetime) -> CasePage:
    """Open a case for a member of the section, and record that it was looked at."""
    case = case_of_section(register, code, by)
    row = case.register
    table = table_from(row.stages)
    opened = opened_fields(case)
    record(actor=by.name, action="case_viewed", subject=f"case:{case.code}", at=at)
    changes = list(StageChange.objects.filter(case=case).order_by("id"))
    names = display_names({c.made_by for c in changes})
    valid = [c for c in changes if c.withdrawn_at is None]
    following = table.moves.get(case.stage, ()) if case.erased_at is None else ()
    return CasePage(
        row=case_row(case, table),
        version=case.version,
        fields=tuple((one["code"], one["label"], opened.get(one["code"], "")) for one in row.identifying),
        timeline=tuple(
            TimelineStep(
                table.stage(c.stage) or CaseStage(c.stage, c.stage, c.stage),
                c.reached_on,
                c.agency_kind,
                names.get(c.made_by, c.made_by),
                is_withdrawn=c.withdrawn_at is not None,
            )
            for c in changes
        ),
        next_stages=tuple(s for s in table.stages if s.code in following),
        may_take_back=len(valid) > 1 and case.erased_at is None,
    )


@sensitive_variables("words", "sought", "opened")
@transaction.atomic
def search_cases(*, register: int, words: str, by: Actor, at: datetime) -> SearchHits:
    """Cases of the section whose identifying fields hold all the words, spelling evened out.

    Every case of the register is opened in memory for it, so the search is recorded, without its words.
    """
    row = register_of_section(register, by)
    sought = [even_place(word) for word in words.split() if even_place(word)]
    found = []
    if sought:
        table, keys = table_from(row.stages), stored_keys() if row.cases.exclude(sealed="").exists() else None
        for case in row.cases.exclude(sealed="").iterator(chunk_size=500):
            assert keys is not None
            opened = even_place(" ".join(keys.open(case.code, Sealed(case.key_id, case.sealed)).values()))
            if all(word in opened for word in sought):
                found.append(case_row(case, table))
    record(actor=by.name, action="cases_searched", subject=f"cases:{register}", detail={"found": len(found)}, at=at)
    return SearchHits(tuple(found[:MOST_HITS]), len(found))


def opened_fields(case: Case) -> Mapping[str, str]:
    """What identifies the family; nothing once it was erased."""
    if not case.sealed:
        return {}
    return stored_keys().open(case.code, Sealed(case.key_id, case.sealed))

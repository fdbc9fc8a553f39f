"""Drawing the sample. What comes back holds the one-time codes, once; what is kept cannot tell who was drawn."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import check_can_draw_sample
from hoshin.core.survey.sample_lists import ListLine
from hoshin.core.survey.sampling import (
    Draw,
    Stratum,
    code_from,
    draw,
    evened_code,
    stratum_words,
    token_from,
    token_hash,
)
from hoshin.server.surveys.actions.changing import SurveyRefusedError, check_not_opened, locked, written
from hoshin.server.surveys.designs import read_design
from hoshin.server.surveys.models import SampleMember, Survey
from hoshin.server.surveys.queries.frames import strata_of


@dataclass(frozen=True, slots=True)
class DrawnMember:
    """Somebody who was drawn, for the mailing file: `place` is the line of the list (from 0)."""

    place: int
    code: str
    token: str
    stratum: str


@dataclass(frozen=True, slots=True)
class DrawnSample:
    """What a draw did, and the codes to be mailed. It is not kept: hand it over in the same answer."""

    draw: Draw
    members: tuple[DrawnMember, ...]


@transaction.atomic
def draw_sample(
    *, survey: int, lines: Sequence[ListLine], seed: str, by: Actor, at: datetime, expected: str | None = None
) -> DrawnSample:
    """Draw from a list by the design, or take all of it in a census or a panel of monitors.

    A sample that was drawn before is replaced, and its codes stop working. Nothing of the list is kept but the cells
    of those who were drawn; how it was drawn is (seed, fingerprint of the list, counts by stratum). `expected` is the
    moment of the draw that the page showed ("" for none): where another came between, such as by a button pressed
    twice, nothing is drawn, since the codes of the file that was just handed over would stop working.
    """
    row = locked(survey, by, check_can_draw_sample)
    check_not_opened(row)
    if expected is not None and row.drawn.get("at", "") != expected:
        raise SurveyRefusedError(Problem("sample_drawn_meanwhile", severity="error"))
    strata = strata_of(row)
    drawn = draw([line.unit(strata) for line in lines], _wanted(row, lines, strata), seed)
    errors = [problem for problem in drawn.problems if problem.severity == "error"]
    if errors:
        raise SurveyRefusedError(*errors)
    by_key = {line.key: line for line in lines}
    SampleMember.objects.filter(survey=row).delete()
    members = _kept(row, [by_key[key] for key in drawn.keys], strata)
    row.seed, row.drawn = seed, _record(drawn, seed, len(lines), by, at)
    detail = {"drawn": len(members), "listed": len(lines), "fingerprint": drawn.fingerprint}
    written(row, by, "survey.sample_drawn", detail)
    return DrawnSample(drawn, members)


def _wanted(row: Survey, lines: Sequence[ListLine], strata: tuple[str, ...]) -> dict[Stratum, int]:
    if row.sampling in ("census", "monitor", "open"):
        counts: dict[Stratum, int] = {}
        for line in lines:
            stratum = line.unit(strata).stratum
            counts[stratum] = counts.get(stratum, 0) + 1
        return counts
    sizes = dict(read_design(row.design).sizes)
    if not any(sizes.values()):
        raise SurveyRefusedError(Problem("sample_nothing_to_draw", severity="error"))
    return sizes


def _kept(row: Survey, lines: Sequence[ListLine], strata: tuple[str, ...]) -> tuple[DrawnMember, ...]:
    codes: set[str] = set()
    members = []
    while len(codes) < len(lines):
        codes.add(code_from(secrets.token_bytes(8)))
    for line, code in zip(lines, sorted(codes, key=lambda _: secrets.randbits(64)), strict=True):
        stratum = stratum_words(line.unit(strata).stratum)
        members.append((line, DrawnMember(line.place, code, token_from(secrets.token_bytes(16)), stratum)))
    SampleMember.objects.bulk_create(
        [
            SampleMember(
                survey=row,
                code=member.code,
                cells=dict(line.cells),
                stratum=member.stratum,
                token_hash=token_hash(member.token),
            )
            for line, member in members
        ],
        batch_size=500,
    )
    return tuple(member for _, member in members)


def _record(drawn: Draw, seed: str, listed: int, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "seed": seed,
        "fingerprint": drawn.fingerprint,
        "listed": listed,
        "at": at.isoformat(),
        "by": by.name,
        "strata": [[stratum_words(s.stratum), s.listed, s.wanted, s.drawn] for s in drawn.strata],
    }


@transaction.atomic
def remove_sample(*, survey: int, by: Actor, on: date) -> None:
    """Take the sample back before the survey is opened: no code works any more."""
    row = locked(survey, by, check_can_draw_sample)
    check_not_opened(row)
    SampleMember.objects.filter(survey=row).delete()
    row.drawn = {}
    written(row, by, "survey.sample_removed", {"on": on.isoformat()})


@transaction.atomic
def mark_mailed(*, survey: int, by: Actor, on: date) -> int:
    """Note that everyone who was drawn has been written to; how many that were not noted before."""
    row = locked(survey, by, check_can_draw_sample)
    count = SampleMember.objects.filter(survey=row, mailed_on__isnull=True).update(mailed_on=on)
    if count:
        written(row, by, "survey.mailed", {"members": count, "on": on.isoformat()})
    return count


@transaction.atomic
def reissue_token(*, survey: int, code: str, by: Actor, on: date) -> str:
    """A new one-time code for a member whose letter was lost; the old one stops working. Shown this once."""
    row = locked(survey, by, check_can_draw_sample)
    member = SampleMember.objects.filter(survey=row, code=evened_code(code)).first()
    if member is None:
        raise SurveyRefusedError(Problem("member_code_unknown", found=code[:40], severity="error"))
    token = token_from(secrets.token_bytes(16))
    member.token_hash = token_hash(token)
    member.save(update_fields=["token_hash"])
    written(row, by, "survey.token_reissued", {"code": member.code, "on": on.isoformat()})
    return token

"""Which register of cases, and what the rules need to know of it."""

from hoshin.core.cases.permissions import CaseStanding, check_can_see_cases, check_can_see_cohort
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.cases.models import Case, CaseRegister


class NoSuchCaseError(LookupError):
    """No register or case has this number or code."""


class CaseRefusedError(ValueError):
    """Nothing was stored; `problems` says everything that stands in the way, and never what was typed in secret."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


class StaleCaseError(RuntimeError):
    """Somebody changed the case since the form was opened; `version` is the one to send next."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version
        self.problem = Problem("case_changed_meanwhile", severity="error")


def standing_of(row: CaseRegister) -> CaseStanding:
    """What the rules need to know of a register of cases."""
    return CaseStanding(row.organisation_id, row.owner_id)


def register_for_figure(register: int, viewer: Actor) -> CaseRegister:
    """The register, for whoever may see its cohort figure. One query."""
    row = CaseRegister.objects.select_related("organisation", "owner").filter(pk=register).first()
    if row is None:
        raise NoSuchCaseError(register)
    check_can_see_cohort(viewer, standing_of(row))
    return row


def register_of_section(register: int, viewer: Actor) -> CaseRegister:
    """The register, for the section alone. One query."""
    row = register_for_figure(register, viewer)
    check_can_see_cases(viewer, standing_of(row))
    return row


def case_of_section(register: int, code: str, viewer: Actor) -> Case:
    """A case by its code, for the section alone. Two queries."""
    row = register_of_section(register, viewer)
    found = Case.objects.select_related("register").filter(register=row, code=code).first()
    if found is None:
        raise NoSuchCaseError(code)
    return found

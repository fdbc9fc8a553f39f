"""Which register, which entry, and what the rules need to know of them."""

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.registers.permissions import RegisterStanding, check_can_read_register
from hoshin.server.registers.models import Entry, Register


class NoSuchRegisterError(LookupError):
    """No register, entry or file has this number."""


class NotEnteredError(ValueError):
    """Nothing was stored; `problems` says everything that stands in the way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


class StaleEntryError(RuntimeError):
    """Somebody changed the entry (or the definition) since the form was opened; `version` is the one to send next."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version
        self.problem = Problem("entry_changed_meanwhile", severity="error")


def standing_of(row: Register) -> RegisterStanding:
    """What the rules need to know of a register."""
    return RegisterStanding(row.organisation_id, row.owner_id)


def readable_register(register: int, viewer: Actor) -> Register:
    """The register's row, if the viewer may read it; raises `NoSuchRegisterError` or `RefusedError`. One query."""
    row = Register.objects.select_related("organisation", "owner").filter(pk=register).first()
    if row is None:
        raise NoSuchRegisterError(register)
    check_can_read_register(viewer, standing_of(row))
    return row


def readable_entry(register: int, entry: int, viewer: Actor) -> Entry:
    """An entry of a register that the viewer may read. Two queries."""
    readable_register(register, viewer)
    row = Entry.objects.select_related("register").filter(pk=entry, register=register).first()
    if row is None:
        raise NoSuchRegisterError(entry)
    return row

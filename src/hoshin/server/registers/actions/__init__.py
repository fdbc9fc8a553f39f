"""Everything that changes registers. Each action is one transaction with one audit event, by someone, on a day."""

from hoshin.server.registers.actions.closing import close_register_period
from hoshin.server.registers.actions.defining import change_definition, define_register
from hoshin.server.registers.actions.entering import attach_files, correct, enter, enter_many, paste_entries
from hoshin.server.registers.actions.erasing import erase_old_texts
from hoshin.server.registers.actions.withdrawing import restore, say_different, withdraw

__all__ = [
    "attach_files",
    "change_definition",
    "close_register_period",
    "correct",
    "define_register",
    "enter",
    "enter_many",
    "erase_old_texts",
    "paste_entries",
    "restore",
    "say_different",
    "withdraw",
]

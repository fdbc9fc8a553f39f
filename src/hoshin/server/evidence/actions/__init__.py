"""Everything that changes evidence. Each action is one transaction with one audit event, by someone, on a day."""

from hoshin.server.evidence.actions.attaching import attach_indicator, detach_indicator
from hoshin.server.evidence.actions.closing import ClosedPeriod, close_period
from hoshin.server.evidence.actions.sources import SourceChangedError, define_source, edit_source, retire_source
from hoshin.server.evidence.actions.stating import state_not_measured, withdraw_not_measured

__all__ = [
    "ClosedPeriod",
    "SourceChangedError",
    "attach_indicator",
    "close_period",
    "define_source",
    "detach_indicator",
    "edit_source",
    "retire_source",
    "state_not_measured",
    "withdraw_not_measured",
]

"""Everything that changes plans. Each action is one transaction with one audit event, by someone, on a day."""

from hoshin.server.plans.actions.editing import (
    EditConflict,
    add_item,
    assign_owner,
    edit_item,
    edit_texts,
    remove_item,
    reorder_item,
    restore_item,
)
from hoshin.server.plans.actions.importing import ImportReport, import_document
from hoshin.server.plans.actions.indicators import IndicatorForm, edit_indicator, paste_indicators
from hoshin.server.plans.actions.publishing import publish_plan
from hoshin.server.plans.actions.settling import ProblemSettledError, reopen_problem, settle_problem

__all__ = [
    "EditConflict",
    "ImportReport",
    "IndicatorForm",
    "ProblemSettledError",
    "add_item",
    "assign_owner",
    "edit_indicator",
    "edit_item",
    "edit_texts",
    "import_document",
    "paste_indicators",
    "publish_plan",
    "remove_item",
    "reopen_problem",
    "reorder_item",
    "restore_item",
    "settle_problem",
]

"""Everything that changes cases, and everything that opens one: looking at a case is an act that is recorded."""

from hoshin.server.cases.actions.closing import close_cohort
from hoshin.server.cases.actions.defining import change_cases, define_cases
from hoshin.server.cases.actions.erasing import erase_case, erase_expired, rotate_keys
from hoshin.server.cases.actions.moving import move_case, take_back_move
from hoshin.server.cases.actions.opening import CasePage, SearchHits, open_case, search_cases
from hoshin.server.cases.actions.registering import GivenCase, edit_case, register_case, register_cases_many

__all__ = [
    "CasePage",
    "GivenCase",
    "SearchHits",
    "change_cases",
    "close_cohort",
    "define_cases",
    "edit_case",
    "erase_case",
    "erase_expired",
    "move_case",
    "open_case",
    "register_case",
    "register_cases_many",
    "rotate_keys",
    "search_cases",
    "take_back_move",
]

"""What pages, panels and other apps ask of judging."""

from hoshin.server.judging.queries.boards import Board, BoardRow, board_of
from hoshin.server.judging.queries.code_sets import CodeSetEntry, code_sets_of, preview_code_set
from hoshin.server.judging.queries.verdicts import (
    IndicatorVerdict,
    PlanVerdicts,
    WrittenDecision,
    own_code_sets,
    verdicts_of,
)

__all__ = [
    "Board",
    "BoardRow",
    "CodeSetEntry",
    "IndicatorVerdict",
    "PlanVerdicts",
    "WrittenDecision",
    "board_of",
    "code_sets_of",
    "own_code_sets",
    "preview_code_set",
    "verdicts_of",
]

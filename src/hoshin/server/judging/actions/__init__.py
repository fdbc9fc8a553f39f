"""What changes judging: writing on an indicator, deciding its code, and choosing code sets."""

from hoshin.server.judging.actions.choosing import CodeSetChangedError, edit_code_set
from hoshin.server.judging.actions.deciding import JudgementChangedError, decide_verdict, write_judgement

__all__ = [
    "CodeSetChangedError",
    "JudgementChangedError",
    "decide_verdict",
    "edit_code_set",
    "write_judgement",
]

"""One phrase's tokens, with the few looks ahead that every form of the grammar needs."""

from hoshin.core.plan.document import Comparator
from hoshin.core.targets.tokens import Token
from hoshin.core.targets.vocabulary import Role

_COMPARATORS: dict[str, Comparator] = {">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "="}
_LONGEST_REMARK = 8


class Tape:
    """Tokens by number; a number behind the last is nothing, never an error."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens

    def printed(self, start: int, end: int) -> str:
        """The evened text of the tokens `start` to `end`."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def role(self, i: int) -> Role | None:
        """The role of token `i`, or None behind the last."""
        return self.tokens[i].role if 0 <= i < len(self.tokens) else None

    def word(self, i: int) -> str:
        """The text of token `i`, empty behind the last."""
        return self.printed(i, i + 1) if 0 <= i < len(self.tokens) else ""

    def behind_brackets(self, i: int) -> int:
        """Past a bracketed remark of a few tokens (「82.0%(令和2年度)から」)."""
        if self.role(i) is Role.OPEN:
            for end in range(i + 1, min(i + _LONGEST_REMARK, len(self.tokens))):
                if self.tokens[end].role is Role.CLOSE:
                    return end + 1
        return i

    def comparator(self, i: int) -> Comparator:
        """What the comparing word or sign at `i` says."""
        return _COMPARATORS[self.tokens[i].sense]

"""One phrase prepared for reading: evened, without label and stamps, tokenized, brackets paired."""

import re

from hoshin.core.targets.expression import Grammar
from hoshin.core.targets.parts import bracket_pairs, label_end, stamps
from hoshin.core.targets.tokens import tokenize
from hoshin.core.targets.vocabulary import Role
from hoshin.core.text import EvenText, even

_LINE_ENDS = ("。", "以上", "以下", "未満", "以内", "超", "%", "件", "人", "回", ")", "する", "維持")
_LINE_STARTS = ("以上", "以下", "未満", "以内", "超", "を", "に", "と", "の", "が", "は", "で", "へ", "も", "%", "まで")
_QUOTED_FIGURE = re.compile(
    r"[「『][▲+-]?[0-9][0-9,.]*(?:%|‰|割|ポイント|[万億千]?[一-鿿]{1,3})(?:以上|以下|未満|以内|超)?[」』]"
    r"(?=$|[→~(。、 )]|以上|以下|未満|以内|を?(?:目指|目標|維持|達成|超え|上回|下回)|[にへ](?!答|回答)|から|まで"
    r"|と(?:する|し|なる))"
)
"""「「70%」を選んだ人の割合」 and 「「3回以上」と答えた」 name answers and keep their quotation marks."""
_BULLETS = frozenset("・●○◆◇■□▪•◎-※")


def _without_wraps(evened: EvenText) -> EvenText:
    """The text with wrapped lines joined, as Japanese wraps inside words; a line that begins an item stays one."""
    text = evened.text
    kept = [at for at, sign in enumerate(text) if sign != "\n" or not _wraps(text, at)]
    if len(kept) == len(text):
        return evened
    return _kept(evened, kept)


def _wraps(text: str, at: int) -> bool:
    before, behind = text[max(0, at - 20) : at].rstrip(" \n")[-4:], text[at + 1 : at + 40].lstrip(" \n")
    if not before or not behind:
        return True
    if behind.startswith(_LINE_STARTS):
        return True
    begins = behind[0] in _BULLETS or label_end(behind)[1] > 0
    return not begins and not before.endswith(_LINE_ENDS)


def _without_quotes(evened: EvenText) -> EvenText:
    """The text with 「69.9%」 as 69.9%: a figure that is quoted for emphasis, and no answer that someone gave."""
    marks = {at for found in _QUOTED_FIGURE.finditer(evened.text) for at in (found.start(), found.end() - 1)}
    return _kept(evened, [at for at in range(len(evened.text)) if at not in marks]) if marks else evened


def _kept(evened: EvenText, kept: list[int]) -> EvenText:
    signs = "".join(evened.text[at] for at in kept)
    return EvenText(signs, tuple(evened.starts[at] for at in kept), tuple(evened.ends[at] for at in kept))


class Phrase:
    """What every step of the reading looks at. Offsets are of the evened `text` unless said otherwise."""

    def __init__(self, printed: str, fiscal_year: int | None) -> None:
        self.printed, self.fiscal_year = printed, fiscal_year
        self.evened = _without_quotes(_without_wraps(even(printed)))
        self.text = self.evened.text
        self.label, self.low = label_end(self.text)
        self.tokens = tokenize(self.text, fiscal_year)
        self.pairs = bracket_pairs(self.tokens)
        self.high = len(self.text)
        self._set_stamps_aside()
        self._unwrap()
        self.is_dated = any(token.role is Role.PERIOD for token in self.tokens)
        self.outside: dict[tuple[int, int], list[int]] = {}
        self.grammar = Grammar(self.text, self.tokens)
        self.ending = {token.end: token for token in self.tokens}
        self.beginning = {token.start: token for token in self.tokens}
        self.indices = {token.end: i for i, token in enumerate(self.tokens)}

    def _set_stamps_aside(self) -> None:
        """A stamp at either end is no part of the phrase; one inside is left, and parts around it still read."""
        for start, end in stamps(self.text, self.tokens):
            if not self.text[self.low : start].strip():
                label, after = label_end(self.text[end:])
                self.low, self.label = end + after, self.label or label
            elif not self.text[end : self.high].strip(" 。\n*"):
                self.high = start
        while self.high > self.low and self.text[self.high - 1] in " \t\n":
            self.high -= 1

    def _unwrap(self) -> None:
        """Quotation marks or brackets around the whole phrase."""
        ends = {t.start: i for i, t in enumerate(self.tokens) if t.role is Role.OPEN}
        i = ends.get(self.low)
        if i is None or i not in self.pairs or self.tokens[i].sense not in "「『{":
            return
        if self.tokens[self.pairs[i]].end == self.high:
            self.low, self.high = self.low + 1, self.high - 1

    def part_text(self, start: int, end: int) -> str:
        """The evened text of the tokens `start` to `end`, not beyond the phrase."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : min(self.tokens[end - 1].end, self.high)]

"""Numbers with their units: 「約▲1億5千万円程度」, and shares that are written without a decimal figure."""

from dataclasses import dataclass
from decimal import Decimal

from hoshin.core.targets.tape import Tape
from hoshin.core.targets.vocabulary import UNITS, Role
from hoshin.core.values import number_at

_LONGEST_PER = 5
_BEHIND_PER = ("に", "を", "と", "まで", "へ", "。", ")", "」")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number with its unit, 割 as % and 千円 as 円."""

    value: Decimal
    unit: str | None
    start: int
    end: int
    approximate: bool = False
    negative: bool = False
    plus_minus: bool = False
    malformed: bool = False
    per: str | None = None
    loose: bool = False
    """A number whose figure could be part of a word: kanji without comparator, or a code."""


class Quantities(Tape):
    """Reads quantities off the tape."""

    def quantity_at(self, i: int) -> Quantity | None:
        """[約] [▲] number unit [程度]."""
        start, approximate, negative, plus_minus = i, False, False, False
        if self.role(i) is Role.APPROXIMATE:
            approximate, i = True, i + 1
        if self.role(i) is Role.SIGN:
            negative, plus_minus = self.tokens[i].sense == "-", self.tokens[i].sense == "±"
            i += 1
        elif self.word(i) == "マイナス" and self.role(i + 1) is Role.NUMBER:
            negative, i = True, i + 1
        if self.role(i) is not Role.NUMBER:
            return None
        number = self.tokens[i]
        value, unit, i = number.number, None, i + 1
        if self.role(i) is Role.UNIT:
            value, unit, i = self._with_unit(value, i)
        elif self.role(i) is Role.OPEN:
            value, unit, i = self._unit_in_brackets(value, i)
        per, i = self._per(i) if self.word(i) == "/" else (None, i)
        malformed = number.malformed or self._comma_for_point(start)
        if self.role(i) is Role.NUMBER and self.tokens[i].start == self.tokens[i - 1].end and unit is None:
            malformed = True
        if self.role(i) is Role.ABOUT and not self._about_is_noun(i):
            approximate, i = True, i + 1
        loose = number.bound or (number.kanji and unit is None)
        return Quantity(value, unit, start, i, approximate, negative, plus_minus, malformed, per, loose)

    def _unit_in_brackets(self, value: Decimal, i: int) -> tuple[Decimal, str | None, int]:
        """「14,300（千円）」."""
        for closed in (i + 2, i + 3):
            if self.role(closed) is Role.CLOSE:
                inside = self.printed(i + 1, closed)
                unit = UNITS.get(inside.lstrip("千百万億"))
                number = number_at(inside, 0)
                if unit is not None:
                    return value * (number.value if number is not None else 1), unit, closed + 1
        return value, None, i

    def _per(self, i: int) -> tuple[str | None, int]:
        """「9,600円/60kg」「11㎥/人・日に」: what it is counted by, when the phrase goes on as a target does."""
        if self.role(i + 1) is Role.NUMBER and self.role(i + 2) is Role.UNIT:
            return self.printed(i + 1, i + 3), i + 3
        end = i + 1
        while end < len(self.tokens) and end - i < _LONGEST_PER and self._counts(end):
            end += 1
        goes_on = end == len(self.tokens) or self.word(end).startswith(_BEHIND_PER) or self.role(end) is Role.COMPARE
        return (self.printed(i + 1, end), end) if end > i + 1 and goes_on else (None, i)

    def _counts(self, i: int) -> bool:
        word = self.word(i)
        nouns = all("一" <= sign <= "鿿" or "ァ" <= sign <= "ヿ" or sign == "・" for sign in word)
        return self.role(i) in (Role.TEXT, Role.TIMES, Role.UNIT) and nouns

    def _comma_for_point(self, i: int) -> bool:
        """「80、5%」: a number whose point was printed as a comma."""
        before = self.tokens[i - 2] if i >= 2 else None
        if before is None or before.role is not Role.NUMBER or self.role(i - 1) is not Role.COMMA or before.kanji:
            return False
        return before.end == self.tokens[i - 1].start and self.tokens[i - 1].end == self.tokens[i].start

    def _with_unit(self, value: Decimal, i: int) -> tuple[Decimal, str, int]:
        unit = self.tokens[i].sense
        if unit != "割":
            return value, unit, i + 1
        value *= 10
        if self.role(i + 1) is Role.NUMBER and self.role(i + 2) is Role.UNIT and self.tokens[i + 2].sense == "分":
            return value + self.tokens[i + 1].number, "%", i + 3
        return value, "%", i + 2 if self.word(i + 1) == "以上分" else i + 1

    def _about_is_noun(self, i: int) -> bool:
        """「5台」 is a unit and 「強化」 a verb; only a word that ends here says "about"."""
        behind = self.text[self.tokens[i].end : self.tokens[i].end + 1]
        return self.word(i) in ("強", "弱", "余", "台", "規模") and behind.isalpha() and not "ぁ" <= behind <= "ゖ"

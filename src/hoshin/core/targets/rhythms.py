"""The unit of each: 「各地域」, 「1校あたり」, 「小学校区ごとに」, 「/年」."""

from dataclasses import dataclass, field

from hoshin.core.periods import Period
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_EACH_ENDS = words(
    """
        ごとに ごとで ごと 毎に 毎 につき あたり 当たり 当り あたりの 当たりの にそれぞれ
        """
)
_SLASHED = (
    ("年度", "年"), ("年", "年"), ("か月", "月"), ("月", "月"), ("週", "週"), ("日", "日"), ("回", "回"),
)  # fmt: skip
_BEHIND_SLASHED = ("とする", "にする", "を", "。", ")", "」", "以上", "以下")
_SPANS = ("年", "か月", "ヶ月", "カ月", "ヵ月", "週", "日")
_LONGEST_NOUN = 12
_PAIRS = words("男女 小中学校 小・中学校 小学校・中学校 春秋 春・秋 前後期 上下半期 上・下半期 親子 午前午後 平日休日")
"""What is counted each on its own; other words before them are the measure's (「参加者男女各20人」)."""
_AREAS = words("区内 市内 町内 村内 府内 県内 都内 管内")


@dataclass(slots=True)
class Surroundings:
    """What was found around one core. `start` and `end` are offsets in the evened text."""

    start: int
    end: int
    dues: list[tuple[Period, int, int]] = field(default_factory=list)
    since: Period | None = None
    years: int | None = None
    pers: list[str] = field(default_factory=list)
    cumulative: bool = False
    each: bool = False
    each_unnamed: bool = False
    bound: str | None = None
    after_target: bool = False
    remarks: list[tuple[int, int]] = field(default_factory=list)


class Rhythms:
    """Looks for the unit of each beside an offset of a phrase, between `low` and `high`."""

    def __init__(self, phrase: Phrase, low: int, high: int) -> None:
        self.text, self.tokens, self.pairs = phrase.text, phrase.tokens, phrase.pairs
        self.ending, self.beginning, self.indices = phrase.ending, phrase.beginning, phrase.indices
        self.low, self.high = low, high
        self.is_dated = phrase.is_dated

    def each_left(self, at: int, found: Surroundings) -> int | None:
        """「各地域」「1校あたり」「小学校区ごとに」 that ends at `at`."""
        for word in _EACH_ENDS if self.text.endswith(_EACH_ENDS, self.low, at) else ():
            begun = at - len(word)
            if begun > self.low and self.text.startswith(word, begun):
                return self._each_noun(begun, found)
        for link in ("", "で", "に", "とも", "において", "につき", "は"):
            end = at - len(link)
            if end > self.low and self.text.startswith(link, end):
                marked = self._marked_each(end, found)
                if marked is None and not link:
                    marked = self._one_each(end, found)
                if marked is None and link == "に":
                    marked = self._every_so_long(end, found)
                if marked is not None:
                    return marked
        return None

    def _marked_each(self, end: int, found: Surroundings) -> int | None:
        start = end
        while start > self.low and end - start < _LONGEST_NOUN and in_noun(self.text[start - 1]):
            start -= 1
            if self.text[start] == "各" and end - start > 1 and self.text[start + 1] not in "種位自":
                found.pers.insert(0, self.text[start + 1 : end])
                return self._whole_area(start)
        if self.text[end - 1] == "各":
            counted = self._counted_group(end - 1, found)
            return counted if counted is not None else self._named_group(end - 1, found)
        return None

    def _named_group(self, end: int, found: Surroundings) -> int | None:
        """「男女各20人」「小・中学校各3校」「春秋各1回」: each of those just named."""
        pair = next((word for word in _PAIRS if self.text.endswith(word, self.low, end)), None)
        start = end - len(pair) if pair is not None else end
        while pair is None and start > self.low and end - start < _LONGEST_NOUN and _joins(self.text[start - 1]):
            start -= 1
        if start == end:
            found.each_unnamed = True
            return end
        found.pers.insert(0, self.text[start:end])
        return start

    def _whole_area(self, at: int) -> int:
        """「区内各地域で」: where all of them lie."""
        return next((at - len(w) for w in _AREAS if self.text.endswith(w, self.low, at)), at)

    def _counted_group(self, end: int, found: Surroundings) -> int | None:
        """「17地域で各」: each of the group just named."""
        bare = end - self.text.startswith("で", end - 1)
        token = self.ending.get(bare)
        if token is None or token.role is not Role.UNIT:
            return None
        number = self.ending.get(token.start)
        found.pers.insert(0, self.text[token.start : token.end])
        start = number.start if number else token.start
        return start - (start > self.low and self.text[start - 1] == "全")

    def _each_noun(self, end: int, found: Surroundings) -> int | None:
        token = self.ending.get(end)
        if token is not None and token.role is Role.UNIT:
            number = self.ending.get(token.start)
            if number is not None and number.role is Role.NUMBER:
                one = "" if number.number == 1 else self.text[number.start : number.end]
                found.pers.insert(0, one + self.text[token.start : token.end])
                return self._owner(number.start, found)
        start = end
        while start > self.low and end - start < _LONGEST_NOUN and in_noun(self.text[start - 1]):
            start -= 1
        if start == end:
            return None
        found.pers.insert(0, self.text[start:end])
        return start

    def _owner(self, at: int, found: Surroundings) -> int:
        """Who is counted in 「区民1人当たり」「職員一人あたり」, and what besides (「1人1日当たり」)."""
        unit = self.ending.get(at)
        number = self.ending.get(unit.start) if unit is not None and unit.role is Role.UNIT else None
        if unit is not None and number is not None and number.role is Role.NUMBER and number.number == 1:
            found.pers.insert(0, unit.sense)
            return self._owner(number.start, found)
        start = at
        while start > self.low and at - start < 6 and in_noun(self.text[start - 1]):
            start -= 1
        return start

    def _one_each(self, end: int, found: Surroundings) -> int | None:
        """「1団体12回以上」: one of them, right before the figure."""
        token = self.ending.get(end)
        number = self.ending.get(token.start) if token is not None and token.role is Role.UNIT else None
        if token is None or number is None or number.role is not Role.NUMBER or number.number != 1 or number.bound:
            return None
        if token.sense in ("%", "円") or self.beginning.get(end) is None:
            return None
        found.pers.insert(0, token.sense)
        return number.start

    def _every_so_long(self, end: int, found: Surroundings) -> int | None:
        """「2年に1回」「3か月に1回」: once in a span of time."""
        token = self.ending.get(end)
        number = self.ending.get(token.start) if token is not None and token.role is Role.UNIT else None
        if token is None or number is None or number.role is not Role.NUMBER or number.bound:
            return None
        if token.sense not in _SPANS or self.text[number.start - 1 : number.start] in ("後", "前"):
            return None
        found.pers.insert(0, ("" if number.number == 1 else self.text[number.start : number.end]) + token.sense)
        return number.start

    def slashed(self, at: int, found: Surroundings) -> int | None:
        """The noun behind 「/」 in 「5回以上/年」, when nothing but an end or a particle follows it."""
        for word, sense in _SLASHED:
            if self.text.startswith(word, at) and not self.text[at + len(word) : at + len(word) + 1].isdecimal():
                found.pers.append(sense)
                return at + len(word)
        end = at
        while end < self.high and end - at < 6 and (in_noun(self.text[end]) or self.text[end] == "・"):
            end += 1
        ends = end == self.high or self.text.startswith(_BEHIND_SLASHED, end)
        if end == at or not ends:
            return None
        found.pers.append(self.text[at:end].removeprefix("1"))
        return end

    def each_in_brackets(self, start: int, end: int, found: Surroundings) -> None:
        """Take 「1校あたり」 that ends a bracket."""
        for word in _EACH_ENDS:
            if self.text.startswith(word, end - len(word)) and end - len(word) > start:
                noun = self.text[start : end - len(word)].strip().lstrip("1一各")
                if noun:
                    found.pers.append(noun)
                return


def _joins(sign: str) -> bool:
    return in_noun(sign) or sign in "・ー"


def in_noun(sign: str) -> bool:
    """Whether a character may stand in a noun that is counted: kanji and katakana."""
    return "一" <= sign <= "鿿" or "ァ" <= sign <= "ヿ" or sign == "々"

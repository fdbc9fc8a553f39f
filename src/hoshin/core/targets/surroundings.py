"""What stands around a core and belongs to the target: deadline, per, 累計, それぞれ, 少なくとも.

The walk goes outward from the core and stops at the first word that it does not know; what lies beyond is the measure.
"""

from hoshin.core.targets.rhythms import Rhythms, Surroundings
from hoshin.core.targets.tokens import Token
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_DUE = (
    *words(
        """
        末までの までの 末までは までは 末までには 末までに 末まで 末時点で 末時点の 末時点において 末時点 末において
        末における 末には 末に 末の 末 までには までに まで 中に 中 時点で 時点の 時点において 時点 で において
        における には に の は 目標 目標値 の目標 の目標値 末目標 内に 度末までに 頃までに を目途に を目標に を目処に
        :
        """
    ),
    "",
)
_LINKS = (
    *words(
        """
        に で は を が の として では には とも も ずつ :
        """
    ),
    "",
)
_SPAN_SUMS = (
    *words(
        """
        の合計で の合計 合計で 合計 の累計で の累計 累計で 累計 の間に の間で 間で の3年間で で の に
        """
    ),
    "",
)
_LINKS_LEFT = ("", *_LINKS[:-1])
_YEARS_LONG = words(
    """
        年間の 年間 年間で 年間に 年間の累計で 年間の合計で か年で カ年で ヵ年で ヶ年で 年間合計で 年間の合計 年間合計
        年間累計
        """
)
_IN_TERM = ("計画期間中の", "計画期間中に", "計画期間中", "期間中の", "期間中に")
_SPANS_LEFT = (*_YEARS_LONG, *_IN_TERM)
_YEAR_SIGNS = tuple("0123456789元)〇一二三四五六七八九十今本当来翌")
_SKIPPED = words(
    """
        年度内に 年度中に 年度末までに 全体の 計 総計 合計 限りなく 可能な限り 実績の 実績値の 平均 年平均 全国 上位
        年度末において 年度末時点で 年度末に 年度末 年内に 全体で 市全体で 区全体で
        目標最終年度において 最終年度において 目標年度において 最終年度に
        合わせて あわせて 毎年度平均 常に 常時 概ね 新たに 更に さらに 総数 全市で 区内で 政令市 都市部 政令市で
        政令指定都市で 全国で 府内で 県内で 市内で 都道府県で 24区で
        """
)


class Walk(Rhythms):
    """Walks outward over one part of a phrase, from `low` to `high` in the evened text."""

    def around(self, start: int, end: int, *, dated_inside: bool = True) -> Surroundings:
        """Everything that belongs to the core at `start`–`end`; a bracket in the core may hold its year."""
        found = Surroundings(start, end)
        at: int | None = start
        while at is not None and at > self.low:
            found.start = at
            at = self._step_left(at, found)
        if at is not None:
            found.start = at
        if dated_inside:
            self._inside(start, end, found)
        self._right(end, found)
        return found

    def _inside(self, start: int, end: int, found: Surroundings) -> None:
        """The last bracket of a core that runs from one value to another names the year of the other."""
        last = self.beginning.get(start)
        i = self.indices[last.end] if last is not None else len(self.tokens)
        opened: int | None = None
        while i < len(self.tokens) and self.tokens[i].start < end:
            opened = i if i in self.pairs and self.tokens[i].role is Role.OPEN else opened
            i += 1
        if opened is not None:
            self._group(opened, found)

    def _group(self, opened: int, found: Surroundings) -> bool:
        """Take what stands alone in the brackets that token `opened` begins."""
        closed = self.pairs[opened]
        inside = self.tokens[opened + 1 : closed]
        return self._in_brackets(inside, self.tokens[opened].end, self.tokens[closed].start, found)

    def _step_left(self, at: int, found: Surroundings) -> int | None:
        """The offset behind one more known word, or None."""
        bare = self._unspaced(at)
        for link in _LINKS_LEFT:
            word = bare - len(link)
            if word <= self.low or not self.text.startswith(link, word):
                continue
            reached = self._word_left(self._unspaced(word), link, found)
            if reached is not None:
                return reached
        due = self._due_left(bare, found)
        return due if due is not None else self.each_left(bare, found)

    def _word_left(self, at: int, link: str, found: Surroundings) -> int | None:
        token = self.ending.get(at)
        if token is None or token.start < self.low:
            return None
        if token.role is Role.EACH:
            found.each = True
        elif token.role is Role.CUMULATIVE and link in ("", "で", "の", "は", "として", ":"):
            sums = token.sense != "sum" or self._sums_years(token.start, found)
            if not sums and link:
                return None
            found.cumulative = found.cumulative or sums
        elif token.role is Role.TIMES and link in ("", "に", "で", "の", "は") and self._alone(token, at, link):
            found.pers.insert(0, token.sense)
        elif token.role in (Role.FLOOR, Role.CEILING) and link in ("", "で", "でも"):
            found.bound = token.sense
        elif token.role is Role.TARGET and link in ("", "は", "を", "として", ":"):
            found.after_target = True
        elif token.role is Role.CLOSE and link in ("", "に", "で", "は", ":") and self._remark(token, found):
            return self.tokens[self.pairs[self.indices[token.end]]].start
        elif link == "" and token.role is Role.TEXT:
            return self._skipped(at)
        else:
            return None
        return token.start

    def _alone(self, token: Token, at: int, link: str) -> bool:
        """「年」 and 「月」 are a rhythm only when they begin a word (「中学年」 is none)."""
        word = self.text[token.start : token.end]
        counted = self.ending.get(token.start)
        if counted is not None and counted.role is Role.NUMBER:
            return False
        if len(word) > 1:
            return link != "の" or word != "年間"
        before = self.text[token.start - 1 : token.start] if token.start > self.low else ""
        if word == "年" and before in tuple("学少青老成若"):
            return False
        return link == "" and (
            not before.isalnum()
            or before in "をはにでがもと"
            or self.each_left(token.start, Surroundings(0, 0)) is not None
        )

    def _skipped(self, at: int) -> int | None:
        if not self.text.endswith(_SKIPPED, self.low, at):
            return None
        for word in _SKIPPED:
            begun = at - len(word)
            if begun >= self.low and self.text.startswith(word, begun):
                named = word.startswith("年度") and self.text[begun - 1 : begun] in _YEAR_SIGNS
                return None if named and begun > self.low else begun
        return None

    def _unspaced(self, at: int) -> int:
        while at > self.low and self.text[at - 1] in " \t、,:":
            at -= 1
        return at

    def _sums_years(self, at: int, found: Surroundings) -> bool:
        """Whether 合計 adds up years or a plan's term, and not answers (「そう思う」「やや」の合計)."""
        bare = at - self.text.startswith("の", at - 1)
        bare -= 2 * self.text.startswith("まで", bare - 2)
        token = self.ending.get(bare)
        before = self.text[max(self.low, bare - 6) : bare]
        return bool(token and token.role is Role.PERIOD) or before.endswith(("期間中", "期間", "年間", "か年", "カ年"))

    def _due_left(self, at: int, found: Surroundings) -> int | None:
        """A deadline, or a span of years, that ends at `at`."""
        for word in _DUE if self.is_dated else ():
            if not self.text.startswith(word, at - len(word)):
                continue
            begun = self._unspaced(at - len(word)) if word else at
            if begun <= self.low:
                continue
            token = self.ending.get(begun)
            if token is not None and token.role is Role.PERIOD and token.start >= self.low and token.period:
                return self._dated(token, found, at)
        return self._span_left(at, found)

    def _dated(self, token: Token, found: Surroundings, end: int) -> int:
        assert token.period is not None
        found.dues.insert(0, (token.period, token.start, end))
        first = self._range_start(token.start)
        if first is not None and first.period is not None:
            found.since = first.period
            return first.start
        return token.start

    def _range_start(self, at: int) -> Token | None:
        """The first year of 「R3~R5」 when a later year begins at `at`."""
        for link in ("~", "から", "末から", "-", "・"):
            token = self.ending.get(at - len(link))
            if self.text.startswith(link, at - len(link)) and token and token.role is Role.PERIOD:
                return token
        return None

    def _span_left(self, at: int, found: Surroundings) -> int | None:
        """「3年間で」「5か年で」「R3~R5合計」."""
        if not self.text.endswith(_SPANS_LEFT, self.low, at):
            return None
        for word in _YEARS_LONG:
            begun = at - len(word)
            if begun > self.low and self.text.startswith(word, begun) and self.text[begun - 1].isdecimal():
                start = begun
                while start > self.low and self.text[start - 1].isdecimal():
                    start -= 1
                if begun - start <= 2:
                    found.years, found.cumulative = int(self.text[start:begun]), True
                    return (
                        self._unspaced(start - self.text.startswith("の", start - 1))
                        if self._period_before(start)
                        else start
                    )
        for word in _IN_TERM:
            if at - len(word) >= self.low and self.text.startswith(word, at - len(word)):
                return at - len(word)
        return None

    def _period_before(self, at: int) -> bool:
        return self.text.startswith("の", at - 1)

    def _remark(self, token: Token, found: Surroundings) -> bool:
        """Whether a bracket left of the core is a remark to pass by; a deadline in it is taken."""
        index = self.indices[token.end]
        opened = self.pairs.get(index)
        if opened is None or self.tokens[opened].start < self.low or self.tokens[opened].sense in "「『":
            return False
        inside = self.tokens[opened + 1 : index]
        known = self._in_brackets(inside, self.tokens[opened].end, token.start, found)
        if not known and not any(t.role in (Role.RESULT, Role.NOTE, Role.BASELINE) for t in inside):
            return False
        found.remarks.append((self.tokens[opened].start, token.end))
        return True

    def _in_brackets(self, inside: list[Token], start: int, end: int, found: Surroundings) -> bool:
        """Take a deadline, a sum or a rhythm that stands alone in brackets."""
        said = self.text[start:end]
        periods = [t for t in inside if t.role is Role.PERIOD and t.period is not None]
        rest = said
        for token in periods:
            rest = rest.replace(self.text[token.start : token.end], "", 1)
        if len(periods) == 1 and rest.strip() in (*_DUE, "まで", "目標年度", "達成目標"):
            assert periods[0].period is not None
            found.dues.append((periods[0].period, start, end))
            return True
        if len(periods) == 2 and rest.strip() in ("~", "から", "~の累計", "~累計", "~合計", "~の合計", "-"):
            found.since = periods[0].period
            assert periods[1].period is not None
            found.dues.append((periods[1].period, start, end))
            found.cumulative = True
            return True
        if any(t.role is Role.CUMULATIVE and t.sense == "cumulative" for t in inside) and "%" not in said:
            found.cumulative = True
            return True
        if len(inside) == 1 and inside[0].role is Role.TIMES:
            found.pers.append(inside[0].sense)
            return True
        return False

    def _right(self, end: int, found: Surroundings) -> None:
        at = end
        while at < self.high:
            token = self.beginning.get(at)
            if token is None:
                break
            if token.sense == "/" or (token.role is Role.TEXT and self.text.startswith("/", at)):
                stop = self.slashed(at + 1, found)
                if stop is None:
                    break
                at = stop
            elif token.role is Role.OPEN and token.sense not in "「『":
                index = self.indices[token.end]
                closed = self.pairs.get(index)
                if closed is None or self.tokens[closed].end > self.high:
                    break
                found.remarks.append((token.start, self.tokens[closed].end))
                self._in_brackets(self.tokens[index + 1 : closed], token.end, self.tokens[closed].start, found)
                self.each_in_brackets(token.end, self.tokens[closed].start, found)
                at = self.tokens[closed].end
            elif (
                token.role is Role.SPACE
                and self.beginning.get(token.end)
                and self.beginning[token.end].role is Role.OPEN
            ):
                at = token.end
            elif self.text.startswith("ずつ", at):
                at += 2
            else:
                break
        found.end = max(at, end)

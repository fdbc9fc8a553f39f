"""The grammar of a target's core: a quantity or a baseline, with what is demanded of it.

Recursive descent over tokens. Each function reads one form at a token and answers None when the form is not there; the
order in `core_at` is the order of preference. Whether the core is a target or part of the measure is decided elsewhere.

    core     = baseline relation | of a quantity | ゼロ | 半減
    relation = [の実績] 以上 | を維持 | を quantity 上回る | 比 [▲] quantity [change] | 比 change
"""

from dataclasses import replace
from decimal import Decimal

from hoshin.core.plan.document import Comparator
from hoshin.core.problems.record import Problem
from hoshin.core.targets.amounts import TO, Amounts, Core
from hoshin.core.targets.baselines import PRESENT, UNKNOWN
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.quantities import Quantity
from hoshin.core.targets.tokens import Token
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_COMPARED = words(
    """
        実績値比で 実績比で 比での 末比で 末比 末比較で 末時点比 末時点より 末より 末と比べて 末と比べ 末から 実績比
        比較で 比で 比較 比 に比べて に比べ に比較して と比べて と比べ と比較して と比較し
        に対して に対し よりも より から を基準に を基準として を基準とし の実績から の実績より の水準から の
        """
)
_OF_BASELINE = words(
    """
        の実績値 の実績 実績値 実績 の結果 結果 の水準 水準 の値 値 認知件数 発生件数 の認知件数 の発生件数 の件数
        件数 の割合 割合 の人数 人数 の回数 回数 の数 数 の額 額 の数値 数値 の率 率 参加者数 利用者数 の参加者数 の量
        量 の時間 時間 末残高 の末残高 末の残高 残高 の残高 決算額 決算 の決算 の決算額
        """
)
_NAMES_MOST = 2
_TOPS = ("トップ", "ベスト")
_COUNTED = {"件数": "件", "人数": "人", "回数": "回", "割合": "%", "率": "%", "者数": "人"}


_STARTS = frozenset(
    (
        Role.NUMBER, Role.SIGN, Role.APPROXIMATE, Role.SYMBOL, Role.BASELINE, Role.PERIOD, Role.ZERO, Role.MULTIPLE,
        Role.HOLDER,
    )
)  # fmt: skip


class Grammar(Amounts):
    """Reads cores out of one phrase's tokens."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        super().__init__(text, tokens)
        self._cores: dict[int, Core | None] = {}

    def core_at(self, i: int) -> Core | None:
        """The core that begins at token `i`; read once, since several rules ask for it."""
        if i not in self._cores:
            self._cores[i] = self._core_at(i)
        return self._cores[i]

    def _core_at(self, i: int) -> Core | None:
        if self.word(i) in _TOPS:
            return self._top(i)
        if self.tokens[i].role not in _STARTS and self.word(i) not in ("対", "マイナス"):
            return None
        return self._of_baseline(i) or self.of_quantity(i) or self._of_word(i)

    def _of_baseline(self, i: int) -> Core | None:
        start = i
        if self.word(i) == "対" and self.role(i + 1) in (Role.BASELINE, Role.PERIOD):
            i += 1
        baseline, problems = self.baseline_of(i)
        if baseline is None:
            return None
        found = self._relation(baseline, i, start)
        if found is None:
            return None
        more = problems if found.baseline is not None or found.form == "unread" else ()
        return self._settled(replace(found, problems=(*found.problems, *more)))

    def baseline_of(self, i: int) -> tuple[str | None, tuple[Problem, ...]]:
        """The baseline that token `i` names, with what is open about its year."""
        token = self.tokens[i] if i < len(self.tokens) else None
        if token is None:
            return None, ()
        if token.role is Role.BASELINE and token.baseline is not None and token.baseline.named_in_brackets:
            dated = next((t.period for t in self.tokens[i + 1 : i + 4] if t.period is not None), None)
            return (f"fiscal:{dated.fiscal_year}", ()) if dated is not None and not dated.doubt else (token.sense, ())
        if token.role is Role.BASELINE:
            problems: tuple[Problem, ...] = ()
            if token.baseline is not None and token.baseline.loose_year:
                problems = (doubt("baseline_year_kind", self.word(i), "前年度・前年（暦年）"),)
            return token.sense, problems
        if token.role is Role.PERIOD and token.period is not None:
            if token.period.doubt == "year_missing":
                return None, ()
            if self.text.startswith("(暦年)", token.end):
                return UNKNOWN, ()
            problems = () if token.period.span == "fiscal_year" else (doubt("baseline_not_fiscal", self.word(i)),)
            return f"fiscal:{token.period.year}", problems
        return None, ()

    def _settled(self, core: Core) -> Core:
        if core.baseline == UNKNOWN:
            return self.ask(replace(core, form="unread", baseline=None), "baseline_not_known")
        if core.baseline == PRESENT:
            if core.comparator == "maintain":
                return replace(core, baseline=None)
            return self.ask(replace(core, baseline="previous_fiscal_year"), "baseline_of_no_year", "前年度以上")
        return core

    def _relation(self, baseline: str, i: int, start: int) -> Core | None:
        """What is said of the baseline at token `i`."""
        j, unit = self._behind_name(self.behind_brackets(i + 1))
        j = self.behind_brackets(j)
        if self.role(j) is Role.COMPARE:
            core = Core("compare", start, j + 1, self.comparator(j), unit=unit, baseline=baseline)
            if self.role(j + 1) is Role.COMPARE:
                return self.ask(replace(core, form="unread", end=j + 2), "target_contradictory")
            return core
        same = j + (self.word(j) in ("を", "の", "で", "と"))
        if self.role(same) is Role.SAME and self.role(same + 1) is Role.COMPARE:
            return Core("compare", start, same + 2, self.comparator(same + 1), unit=unit, baseline=baseline)
        if self.role(same) is Role.SAME and self.word(same + 1) in TO and self.role(same + 2) is Role.CHANGE:
            rises = self.tokens[same + 2].sense != "decrease"
            return Core("compare", start, same + 3, ">=" if rises else "<=", unit=unit, baseline=baseline)
        if self.role(same) is Role.SAME:
            return Core("maintain", start, same + 1, "maintain", unit=unit, baseline=baseline)
        if self.role(j) is Role.CHANGE and self.word(j).startswith("より"):
            more: Comparator = "increase" if self.tokens[j].sense == "increase" else "decrease"
            return Core("change", start, j + 1, more, baseline=baseline)
        named = self.role(i) is Role.BASELINE and baseline != PRESENT
        above = self._exceeded(baseline, start, j) or self._recovered(baseline, start, j)
        if above is not None:
            return above
        k, compared = self._behind_comparison(j)
        if compared and baseline == UNKNOWN and self.word(k)[:1] in ("上", "高", "良", "低", "下", "多", "少"):
            return Core("unread", start, k + 1, baseline=UNKNOWN)
        level = k + (self.role(k) is Role.SAME)
        if compared and level > k and self.role(level) not in (Role.COMPARE, Role.ANY_OF):
            return Core("maintain", start, level, "maintain", baseline=baseline)
        if compared and self.role(level) is Role.COMPARE:
            return Core("compare", start, level + 1, self.comparator(level), baseline=baseline)
        if not compared and not (named or start < i):
            return None
        return self._against(baseline, start, k, compared)

    def _behind_name(self, j: int) -> tuple[int, str | None]:
        """Past 「実績」, 「認知件数」 or 「実績の水準」, with the unit that such a word counts in."""
        unit: str | None = None
        for _ in range(_NAMES_MOST):
            fits = [n for n in (3, 2, 1) if j + n <= len(self.tokens)]
            length = next((n for n in fits if self.printed(j, j + n) in _OF_BASELINE), 0)
            if not length:
                break
            said = self.printed(j, j + length)
            unit = unit or next((counted for word, counted in _COUNTED.items() if said.endswith(word)), None)
            j += length
        return j, unit

    def _behind_comparison(self, j: int) -> tuple[int, bool]:
        compared = False
        for length in range(4, 0, -1):
            if self.printed(j, min(j + length, len(self.tokens))) in _COMPARED:
                j, compared = j + length, True
                break
        while self.role(j) in (Role.SPACE, Role.COMMA, Role.EACH) or self.word(j) in ("で", "に", "は"):
            j += 1
        return j, compared

    def _exceeded(self, baseline: str, start: int, j: int) -> Core | None:
        """「前年度を10ポイント上回る」: an amount above or below."""
        quantity = self.quantity_at(j + 1) if self.word(j) == "を" else None
        if quantity is None or self.role(quantity.end) is not Role.COMPARE or len(self.word(quantity.end)) < 3:
            return None
        comparator: Comparator = "increase" if self.tokens[quantity.end].sense == ">" else "decrease"
        core = self.made("change", comparator, quantity, quantity.end + 1, start)
        return replace(core, baseline=baseline)

    def _recovered(self, baseline: str, start: int, j: int) -> Core | None:
        """「令和元年度の水準まで回復」: at least the level of that year."""
        if self.word(j) not in TO or self.word(j + 1) != "回復":
            return None
        return Core("compare", start, j + 2, ">=", baseline=baseline)

    def _against(self, baseline: str, start: int, k: int, compared: bool) -> Core | None:
        """A change against a baseline: amount, direction alone, or a ratio."""
        sign = {"プラス": "increase", "マイナス": "decrease"}.get(self.word(k))
        if self.role(k) is Role.SIGN and self.tokens[k].sense in "+-":
            sign = "decrease" if self.tokens[k].sense == "-" else "increase"
        quantity = self.quantity_at(k + (self.word(k) == "プラス"))
        if quantity is None:
            return self._changed_any(baseline, start, k) if compared else None
        if sign is not None:
            comparator: Comparator = "increase" if sign == "increase" else "decrease"
            end = quantity.end + (self.role(quantity.end) is Role.COMPARE)
            end += self.role(end) is Role.CHANGE
            return replace(self.made("change", comparator, quantity, end, start), baseline=baseline)
        changed = self.change(quantity, quantity.end + (self.role(quantity.end) is Role.COMPARE))
        if changed is not None:
            return replace(changed, start=start, baseline=baseline)
        if not compared:
            return None
        level = self.level(quantity, quantity.end)
        if level is not None and quantity.unit not in ("%", "倍"):
            return replace(level, start=start)
        return self._ratio(baseline, start, quantity) if quantity.unit in ("%", "倍") else None

    def _changed_any(self, baseline: str, start: int, k: int) -> Core | None:
        if self.role(k) is Role.MULTIPLE:
            return self._multiple(k, start, baseline)
        if self.role(k) is not Role.CHANGE or not self.ends_as_change(k):
            return None
        sense = self.tokens[k].sense
        core = Core("change", start, k + 1, "decrease" if sense == "decrease" else "increase", baseline=baseline)
        if self.word(k) == "改善":
            return self.ask(replace(core, form="unread"), "target_change_direction")
        return core

    def _ratio(self, baseline: str, start: int, q: Quantity) -> Core:
        """「前年度比105%以上」 is an increase of 5 %; below 100 % or without a comparator two readings are open."""
        share = q.value * (100 if q.unit == "倍" else 1)
        compare = self.role(q.end) is Role.COMPARE
        end = q.end + compare
        core = replace(self.made("compare", None, q, end, start), baseline=baseline, unit="%")
        if compare and share == 100:
            return replace(core, comparator=self.comparator(q.end), value=None, unit=None)
        if compare and self.comparator(q.end) == ">=" and share >= 100:
            return replace(core, form="change", comparator="increase", value=share - 100)
        if compare and self.comparator(q.end) == "<=" and share <= 100:
            return replace(core, form="change", comparator="decrease", value=100 - share)
        level = self.level(q, q.end)
        if level is None and not compare:
            return self.ask(replace(core, form="unread"), "target_ratio_of_baseline")
        comparator = (level.comparator if level else self.comparator(q.end)) or ">="
        kept = replace(core, value=share, comparator=comparator, end=level.end if level else end)
        return self.ask(kept, "target_ratio_of_baseline")

    def _top(self, i: int) -> Core | None:
        """「トップ5」「ベスト10入り」: a rank within so many."""
        number = self.tokens[i + 1] if self.role(i + 1) is Role.NUMBER else None
        if number is None or number.malformed or self.role(i + 2) is Role.UNIT or number.start != self.tokens[i].end:
            return None
        end = i + 2
        end += 2 * (self.printed(end, min(end + 2, len(self.tokens))) == "入り")
        end += self.role(end) is Role.COMPARE
        return Core("compare", i, end, "<=", value=number.number, unit="位")

    def _of_word(self, i: int) -> Core | None:
        if self.role(i) is Role.ZERO:
            return Core("bare", i, i + 1, value=Decimal(0))
        if self.role(i) is Role.MULTIPLE:
            return self._multiple(i, i, None)
        if self.role(i) is Role.HOLDER:
            return self.ask(Core("unread", i, min(i + 3, len(self.tokens))), "target_number_missing")
        return None

    def _multiple(self, k: int, start: int, baseline: str | None) -> Core:
        sense = self.tokens[k].sense
        core = Core("change", start, k + 1, unit="%", baseline=baseline)
        if sense == "double":
            return self.ask(replace(core, comparator="increase", value=Decimal(100)), "target_multiplied")
        if sense == "half":
            return replace(core, comparator="decrease", value=Decimal(50))
        end = k + 1 + (self.role(k + 1) is Role.COMPARE)
        return self.ask(replace(core, form="unread", end=end), "target_fraction")

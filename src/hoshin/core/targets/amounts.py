"""What is demanded of a quantity: compare, change, level, range, sameness, or nothing (a bare figure).

of a quantity = ≧ quantity | quantity 〜 quantity | quantity 以上 [quantity 以下] | quantity まで change
| quantity を維持 | quantity [以上] [の] change | ± quantity | quantity
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from hoshin.core.plan.document import Comparator
from hoshin.core.problems.record import Problem
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.quantities import Quantities, Quantity
from hoshin.core.targets.vocabulary import Role
from hoshin.core.values import in_figures

Form = Literal["compare", "bare", "change", "level", "maintain", "range", "unread"]
TO = ("までに", "まで", "に", "へ", "にまで")
_OF_CHANGE = ("の", "を", "ずつ", "だけ", "以上の", "分")
_RISES = ("向上", "回復", "強化")
_WITHIN = ("の範囲内で", "の範囲内", "の範囲", "の間", "以内")
_OF_THEM = ("に", "中", "のうち", "のうちの", "の中で", "中の", "中で")
_COUNTED_CHANGES = ("率", "量", "額", "数", "幅", "策")


@dataclass(frozen=True, slots=True)
class Core:
    """What the tokens `start` to `end` (half-open) demand."""

    form: Form
    start: int
    end: int
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    baseline: str | None = None
    per: str | None = None
    loose: bool = False
    problems: tuple[Problem, ...] = field(default=())


class Amounts(Quantities):
    """Reads cores that begin with a quantity."""

    def of_quantity(self, i: int) -> Core | None:
        """The core that begins with a quantity at token `i`."""
        if self.role(i) is Role.SYMBOL and self._symbol_compares(i):
            quantity = self.quantity_at(i + 1)
            if quantity is None:
                return None
            return self._compared(quantity, self.comparator(i), i, quantity.end)
        fraction = self._fraction(i) or self._share_in_words(i)
        if fraction is not None:
            return fraction
        quantity = self.quantity_at(i)
        if quantity is None:
            return None
        core = (
            self._range(quantity)
            or self._compare(quantity)
            or self.level(quantity, quantity.end)
            or self._maintained(quantity)
            or self.change(quantity, quantity.end)
            or self._signed(quantity)
        )
        return core or self.made("bare", None, quantity, quantity.end)

    def made(self, form: Form, comparator: Comparator | None, q: Quantity, end: int, start: int | None = None) -> Core:
        """A core of a quantity, with questions about its number."""
        begun = q.start if start is None else start
        found = self.printed(begun, end)
        problems: tuple[Problem, ...] = ()
        if q.approximate:
            problems += (doubt("target_approximate", found, self._exact(q)),)
        if q.malformed:
            problems += (doubt("target_number_malformed", found),)
            form = "unread"
        value = -q.value if q.negative and form != "change" else q.value
        return Core(form, begun, end, comparator, value, None, q.unit, per=q.per, loose=q.loose, problems=problems)

    def _exact(self, q: Quantity) -> str:
        return f"{in_figures(q.value)}{q.unit or ''}以上"

    def _compared(self, q: Quantity, comparator: Comparator, start: int, end: int) -> Core:
        core = self.made("compare", comparator, q, end, start)
        if q.unit == "位" and comparator in (">=", ">"):
            return self.ask(core, "target_rank_worded_up", f"{in_figures(q.value)}位以内")
        return core

    def ask(self, core: Core, code: str, proposal: str | None = None) -> Core:
        """The core with one more question."""
        problem = doubt(code, self.printed(core.start, core.end), proposal)
        return replace(core, problems=(*core.problems, problem))

    def _compare(self, q: Quantity) -> Core | None:
        """Quantity 以上 [quantity 以下], and what 以上 is followed by."""
        i = self.behind_brackets(q.end)
        i += self.role(i) is Role.SPACE and self.role(i + 1) is Role.COMPARE
        if self.role(i) is not Role.COMPARE:
            return None
        if q.plus_minus:
            core = self.made("range", "between", q, i + 1)
            return replace(core, value=-q.value, value_max=q.value)
        other = self._two_sided(q, i)
        if other is not None:
            return other
        change = self.change(q, i + 1)
        if change is not None:
            return change
        core = self._compared(q, self.comparator(i), q.start, i + 1)
        doubled = self.word(i + 1) == "%" and self.tokens[i + 1].start == self.tokens[i].end
        if doubled or (self.role(i + 1) is Role.COMPARE and self.tokens[i + 1].sense != self.tokens[i].sense):
            contradiction = replace(core, form="unread", end=i + 2)
            return self.ask(contradiction, "target_contradictory")
        return core

    def _two_sided(self, q: Quantity, i: int) -> Core | None:
        second = self.quantity_at(i + 1 + (self.role(i + 1) in (Role.COMMA, Role.RANGE)))
        if (
            second is None
            or self.role(second.end) is not Role.COMPARE
            or (q.unit and second.unit not in (q.unit, None))
        ):
            return None
        low, high = self.tokens[i].sense, self.tokens[second.end].sense
        if not low.startswith(">") or not high.startswith("<"):
            return None
        core = self.made("range", "between", q, second.end + 1)
        core = replace(core, value_max=second.value, unit=q.unit or second.unit)
        if (low, high) != (">=", "<="):
            proposal = f"{in_figures(q.value)}{q.unit or ''}以上{in_figures(second.value)}{q.unit or ''}以下"
            return self.ask(core, "target_range_half_open", proposal)
        return core

    def _range(self, q: Quantity) -> Core | None:
        """Quantity 〜 quantity, quantity から quantity まで, and from … to with a change."""
        i = self.behind_brackets(q.end)
        dash = self.role(i) is Role.SIGN and self.tokens[i].sense == "-"
        if not (self.role(i) is Role.RANGE or dash or self.word(i) == "から" or self.word(i) == "-"):
            return None
        second = self.quantity_at(i + 1)
        if second is None or (q.unit and second.unit and q.unit != second.unit) or q.loose:
            return None
        dash = dash or self.word(i) == "-"
        if dash and q.unit is None and second.unit is None:
            return None
        behind = self.behind_brackets(second.end)
        level = self.level(second, behind) if self.word(i) == "から" else None
        if level is not None:
            return replace(level, start=q.start)
        reached = self._reached(q, second, behind) if self.word(i) == "から" else None
        if reached is not None:
            return reached
        ends = self.word(behind).startswith(("まで", "の", "へ")) or self.role(behind) is Role.COMPARE
        if self.word(i) == "から" and not ends:
            return self._open_range(q, second, behind)
        end = self._range_end(second.end)
        core = self.made("range", "between", q, end)
        core = replace(core, value_max=second.value, unit=q.unit or second.unit)
        if second.approximate and not q.approximate:
            core = self.ask(
                core, "target_approximate", f"{in_figures(q.value)}〜{in_figures(second.value)}{core.unit or ''}"
            )
        if self.role(end) is Role.COMPARE and self.word(i) == "から":
            return self._compared(second, self.comparator(end), q.start, end + 1)
        if self.role(end) is Role.COMPARE:
            core = replace(core, form="unread", end=end + 1)
            return self.ask(core, "target_range_with_threshold")
        if second.value < q.value:
            return self.ask(replace(core, form="unread"), "target_contradictory")
        if dash:
            return self.ask(
                core, "target_range_by_dash", f"{in_figures(q.value)}〜{in_figures(second.value)}{core.unit or ''}"
            )
        return core

    def _open_range(self, q: Quantity, second: Quantity, end: int) -> Core | None:
        """「8,000人から1万人」 and nothing behind: a range, or a way from one to the other."""
        if end < len(self.tokens) and self.role(end) not in (Role.STOP, Role.COMMA, Role.CLOSE, Role.SPACE):
            return None
        core = self.made("unread", None, q, end)
        return self.ask(replace(core, unit=q.unit or second.unit), "target_two_figures")

    def _reached(self, q: Quantity, second: Quantity, i: int) -> Core | None:
        """「60%から65%へ」: the level that a way from one value leads to."""
        if not self.word(i).startswith(("へ", "に")) or q.value == second.value:
            return None
        return self.made("level", ">=" if second.value > q.value else "<=", second, i, q.start)

    def _range_end(self, end: int) -> int:
        if self.word(end) == "まで":
            end += 1
        for length in (3, 2, 1):
            if end + length <= len(self.tokens) and self.printed(end, end + length) in _WITHIN:
                return end + length
        return end

    def level(self, q: Quantity, i: int) -> Core | None:
        """Quantity まで引き上げる: the level that the change is to reach."""
        to = i + (self.role(i) is Role.COMPARE)
        if self.word(to) not in TO or self.role(to + 1) is not Role.CHANGE:
            return None
        if to > i:
            return self._compared(q, self.comparator(i), q.start, to + 2)
        sense = self.tokens[to + 1].sense
        if sense == "increase" or self.word(to + 1) in _RISES:
            return self.made("level", ">=", q, to + 2)
        return self.made("level", "<=", q, to + 2) if sense == "decrease" else self.made("bare", None, q, to + 2)

    def _maintained(self, q: Quantity) -> Core | None:
        i = q.end + (self.word(q.end) in ("を", "で", "の", "に", "水準を", "水準の"))
        if self.role(i) is not Role.SAME:
            return None
        level = replace(q, approximate=q.approximate and "台" not in self.printed(q.start, q.end))
        return self.made("maintain", "maintain", level, i + 1)

    def change(self, q: Quantity, i: int) -> Core | None:
        """Quantity [以上] [の] 削減: the amount of change."""
        j = i + (self.word(i) in _OF_CHANGE)
        if self.role(j) is not Role.CHANGE or not self.ends_as_change(j):
            return None
        core = self.made("change", None, q, j + 1)
        if q.unit == "倍":
            return self.ask(replace(core, form="unread"), "target_ratio_of_baseline")
        sense = self.tokens[j].sense
        if self.word(j) in _RISES:
            sense = "increase"
        if sense == "better":
            return self.ask(replace(core, form="unread"), "target_change_direction")
        return replace(core, comparator="increase" if sense == "increase" else "decrease")

    def ends_as_change(self, j: int) -> bool:
        """「10%増」 is a change; 「10件増築」 and 「100件減免」 go on as other words."""
        if len(self.word(j)) > 1:
            return self.text[self.tokens[j].end : self.tokens[j].end + 1] not in _COUNTED_CHANGES
        behind = self.text[self.tokens[j].end : self.tokens[j].end + 1]
        return not ("一" <= behind <= "鿿") or behind in "以超"

    def _signed(self, q: Quantity) -> Core | None:
        if q.plus_minus:
            core = self.made("range", "between", q, q.end)
            return replace(core, value=-q.value, value_max=q.value)
        return None

    def _fraction(self, i: int) -> Core | None:
        """3分の2, 2/3: exact shares in no decimal figures, so they are asked about."""
        if self.role(i) is not Role.NUMBER:
            return None
        slash = self.word(i + 1) == "/"
        j = i + 1
        if slash or self.word(j) == "分の":
            j += 1
        elif self.word(j) == "分" and self.word(j + 1) == "の":
            j += 2
        else:
            return None
        if self.role(j) is not Role.NUMBER or (self.role(j + 1) is Role.UNIT and not slash):
            return None
        end = j + 1 + (self.role(j + 1) is Role.UNIT)
        end += self.role(end) is Role.COMPARE
        return self.ask(Core("unread", i, end), "target_fraction")

    def _symbol_compares(self, i: int) -> bool:
        """「≧55%」, but not the sign of 「n=412」."""
        before = self.text[self.tokens[i].start - 1 : self.tokens[i].start] if self.tokens[i].start else ""
        return not (before.isascii() and before.isalnum())

    def _share_in_words(self, i: int) -> Core | None:
        """「10人に7人以上」: a share that no decimal figure says."""
        if self.role(i) is not Role.NUMBER or self.role(i + 1) is not Role.UNIT:
            return None
        link = next((n for n in (3, 2, 1) if self.printed(i + 2, min(i + 2 + n, len(self.tokens))) in _OF_THEM), 0)
        second = self.quantity_at(i + 2 + link) if link else None
        if second is None:
            return None
        same = second.unit == self.tokens[i + 1].sense or {second.unit, self.tokens[i + 1].sense} == {"人", "名"}
        counted = self.word(i + 2).startswith("の") and self.role(second.end) is Role.COMPARE
        if not same or counted or self._is_level(second):
            return None
        end = second.end + (self.role(second.end) is Role.COMPARE)
        return self.ask(Core("unread", i, end), "target_share_in_words", "70％以上")

    def _is_level(self, q: Quantity) -> bool:
        return self.level(q, q.end) is not None

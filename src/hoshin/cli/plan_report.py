"""A plan that was read, as a report for people: the tree with targets in words, counts, and what must be settled."""

from collections.abc import Iterator, Sequence
from typing import Literal

from hoshin.core.plan.budget import budget_total_yen, initiatives_of
from hoshin.core.plan.document import Budget, Indicator, Initiative, Issue, Outcome, PlanDocument
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.sources import place_in_words
from hoshin.core.targets import wording

_SEVERITIES = (
    ("error", "読めなかったところ", "Not read"),
    ("question", "確かめること", "To be confirmed"),
    ("note", "お知らせ", "Notes"),
)
_WORDS = {
    "unknown": ("（不明）", "(unknown)"),
    "untitled": ("（名称なし）", "(no title)"),
    "goal": ("目標", "Goal"),
    "goal_state": ("めざす状態", "Goal state"),
    "strategy": ("戦略", "Strategy"),
    "budget": ("予算", "Budget"),
    "none": ("なし", "none"),
    "included": ("{code} に含む", "included in {code}"),
    "unread": ("読めません：{printed}", "not read: {printed}"),
    "no_target": ("目標は読めていません", "target not read"),
    "revised": ("前年度評価による変更", "changed after last year's evaluation"),
    "activities": ("取組", "activities"),
    "total": ("予算の合計", "Total budget"),
}
_LONGEST_TEXT = 70


def report(plan: PlanDocument, language: Literal["ja", "en"] = "ja") -> str:
    """The report, ending in a line break."""
    return "\n".join(_Report(plan, language).lines()) + "\n"


class _Report:
    def __init__(self, plan: PlanDocument, language: Literal["ja", "en"]) -> None:
        self.plan = plan
        self.language = language

    def word(self, key: str, **values: str) -> str:
        ja, en = _WORDS[key]
        return (ja if self.language == "ja" else en).format(**values)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        shown: set[str] = set()
        for issue in self.plan.issues:
            yield from self._issue(issue)
            for outcome in self.plan.outcomes:
                if outcome.issue == issue.id:
                    shown.add(outcome.id)
                    yield from self._outcome(outcome)
        for outcome in self.plan.outcomes:
            if outcome.id not in shown:
                yield from self._outcome(outcome)
        yield ""
        yield self._counts()
        yield from self._problems()

    def _head(self) -> Iterator[str]:
        plan = self.plan
        unknown = self.word("unknown")
        year = str(plan.fiscal_year) if plan.fiscal_year else unknown
        if self.language == "ja":
            yield f"{plan.organisation or unknown}　{year}年度　{plan.title or ''}".rstrip()
        else:
            yield f"{plan.organisation or unknown}, fiscal year {year} {plan.title or ''}".rstrip()
        if plan.goal:
            yield f"  {self.word('goal')}: {_short(plan.goal)}"

    def _issue(self, issue: Issue) -> Iterator[str]:
        yield ""
        yield f"■ {self._named(issue)}"

    def _outcome(self, outcome: Outcome) -> Iterator[str]:
        yield ""
        yield f"  ◆ {self._named(outcome)}"
        for name in ("goal_state", "strategy"):
            text = getattr(outcome, name)
            if text:
                yield f"    {self.word(name)}: {_short(text)}"
        yield from self._indicators(outcome.indicators, "    ")
        for initiative in outcome.initiatives:
            yield from self._initiative(initiative)

    def _initiative(self, initiative: Initiative) -> Iterator[str]:
        budget = self._budget(initiative.budget) if initiative.budget else "—"
        yield f"    ● {self._named(initiative)}　[{self.word('budget')}: {budget}]"
        yield from self._indicators(initiative.indicators, "      ")
        if initiative.activities:
            yield f"      {self.word('activities')}: {len(initiative.activities)}"

    def _indicators(self, indicators: Sequence[Indicator], indent: str) -> Iterator[str]:
        for indicator in indicators:
            label = f"{indicator.label} " if indicator.label else ""
            stamp = f"（{self.word('revised')}）" if indicator.revised else ""
            meaning = wording(indicator.target, self.language) if indicator.target else self.word("no_target")
            yield f"{indent}・{label}{indicator.measure}"
            yield f"{indent}　→ {meaning}{stamp}"

    def _named(self, item: Issue | Outcome | Initiative) -> str:
        marks = "".join(f"【{mark}】" for mark in item.marks)
        return f"{item.code or '—'} {item.title or self.word('untitled')}{marks}"

    def _budget(self, budget: Budget) -> str:
        if budget.kind == "amount" and budget.amount_yen is not None:
            return _yen(budget.amount_yen, self.language)
        if budget.kind == "included_in":
            return self.word("included", code=budget.included_in or "")
        return self.word("none") if budget.kind == "none" else self.word("unread", printed=budget.printed)

    def _counts(self) -> str:
        plan, initiatives = self.plan, initiatives_of(self.plan)
        outcome_indicators = sum(len(o.indicators) for o in plan.outcomes)
        process_indicators = sum(len(i.indicators) for i in initiatives)
        total = _yen(budget_total_yen(plan), self.language)
        if self.language == "ja":
            return (
                f"経営課題{len(plan.issues)}、めざす成果{len(plan.outcomes)}、具体的取組{len(initiatives)}、"
                f"アウトカム指標{outcome_indicators}、プロセス指標{process_indicators}、変更の印{len(plan.stamps)}、"
                f"{self.word('total')} {total}"
            )
        return (
            f"Issues: {len(plan.issues)}, outcomes: {len(plan.outcomes)}, initiatives: {len(initiatives)}, "
            f"outcome indicators: {outcome_indicators}, process indicators: {process_indicators}, "
            f"revision stamps: {len(plan.stamps)}, {self.word('total').lower()}: {total}"
        )

    def _problems(self) -> Iterator[str]:
        for severity, ja, en in _SEVERITIES:
            found = [p for p in self.plan.problems if p.severity == severity]
            if found:
                yield ""
                yield f"{ja if self.language == 'ja' else en} ({len(found)})"
                yield from (self._problem(p) for p in found)

    def _problem(self, problem: Problem) -> str:
        place = f"[{place_in_words(problem.where, self.language)}] " if problem.where else ""
        return f"  - {place}{sentence(problem, self.language)}"


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "…"


def _yen(amount: int, language: str) -> str:
    """Whole thousands as plans print them, anything else in yen."""
    if amount % 1000 == 0:
        return f"{amount // 1000:,}千円" if language == "ja" else f"{amount // 1000:,} thousand yen"
    return f"{amount:,}円" if language == "ja" else f"{amount:,} yen"

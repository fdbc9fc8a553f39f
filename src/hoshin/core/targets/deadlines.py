"""Deadlines at the head of a clause: 「令和8年度までに、」「R4年度からR8年度の5年間で」「計画期間の最終年度に」."""

import re
from dataclasses import dataclass
from datetime import date

from hoshin.core.periods import Period, era_year, period_at
from hoshin.core.problems.record import Problem
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.words import words

_FIRM = words(
    """
        末までの各年度において までの各年度において までの各年度で までの各年度 までの毎年度 末までの までの 末までは
        までは 末までには 末までに 末まで までには までに まで 末において 末時点において 末時点で 末時点の 末時点での
        末時点 末における 末には 末に 末の 末 中に 中 時点で 時点の 時点において 内に を目標年度として を目標として
        を目途に を目処に を目標に 頃までに 度末までに
        """
)
_LOOSE = words(
    """
        については にあっては においては において における には に は の
        """
)
_LINKS = ("~", "から", "-")
_TERM_NAMED = re.compile(r"[一-鿿ァ-ヶー]{0,8}(?:期間|計画|戦略|プラン|ビジョン)\(")
_IN_TERM = re.compile(r"\)(?:の期間)?(?:内|中)?の?(?:合計|累計)?(?:における|において|に|で|の)")
_TERM = ("までの", "の", "まで", "")
_SUMS = ("合計で", "の合計で", "累計で", "の累計で", "の合計", "合計", "の累計")
_TERM_ENDS = ("の間に", "の間で", "までに", "で", "に", "には", "の")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline and where its words end. `firm` when its words can mean nothing but a deadline."""

    period: Period
    end: int
    firm: bool
    since: Period | None = None
    cumulative: bool = False


def leading_deadline(text: str, start: int, end: int, fiscal_year: int | None) -> Deadline | None:
    """The deadline printed at `start`, or None.

    >>> leading_deadline("令和8年度までに施設を", 0, 11, None).end
    8
    >>> leading_deadline("令和4年度から令和8年度までの5年間で面積を", 0, 21, None).period.year
    2026
    """
    last_year = _of_last_year(text, start, end, fiscal_year) or _within_term(text, start, end, fiscal_year)
    if last_year is not None:
        return last_year
    first = period_at(text, start, fiscal_year)
    if first is None or first.end > end:
        return None
    for link in _LINKS:
        if text.startswith(link, first.end):
            second = period_at(text, first.end + len(link), fiscal_year) or _bare_year(
                text, first, first.end + len(link)
            )
            if second is not None and second.end <= end:
                return _term(text, first, second, end)
    if text.startswith(("以前", "以降", "以後", "から"), first.end):
        return None
    if text.startswith(("までの", "末までの"), first.end) and not _sums(text, first.end, end):
        return None
    if text.startswith(("、", "・"), first.end) and period_at(text, first.end + 1, fiscal_year) is not None:
        return None
    if first.end == end or text[first.end] in " \t、,:)】]":
        return Deadline(first, first.end, False)
    for table, firm in ((_FIRM, True), (_LOOSE, False)):
        for word in table:
            if word == "の" and first.span != "fiscal_year":
                continue
            if text.startswith(word, first.end) and first.end + len(word) <= end:
                return Deadline(first, first.end + len(word), firm)
    return None


def _sums(text: str, start: int, end: int) -> bool:
    """Whether the measure adds up until then (「2025年度までの受注累計件数」)."""
    behind = text[start:end]
    return any(word in behind for word in ("累計", "合計", "延べ", "各年度", "毎年度"))


def _bare_year(text: str, first: Period, at: int) -> Period | None:
    """The second year of 「令和4~8年度」, in the era of the first."""
    end = at
    while end < len(text) and text[end].isdecimal() and end - at < 3:
        end += 1
    if end == at or end - at > 2 or not text.startswith("年度", end) or first.span != "fiscal_year":
        return None
    year = int(text[at:end])
    base = next((y for y in (2018, 1988) if y < first.year), 2018)
    return Period("fiscal_year", base + year, end=end + 2)


def _term(text: str, first: Period, second: Period, end: int) -> Deadline | None:
    """「R3~R5」 with what follows: 「の合計で」, 「までの5年間で」, 「までに」."""
    at = second.end
    for word in _TERM:
        if text.startswith(word, at):
            inner = _years_of_term(text, at + len(word))
            if inner is not None and inner <= end:
                return Deadline(second, inner, True, first)
    for word in _SUMS:
        if text.startswith(word, at) and at + len(word) <= end:
            return Deadline(second, at + len(word), True, first, cumulative=True)
    for word in _TERM_ENDS:
        if text.startswith(word, at) and at + len(word) <= end:
            return Deadline(second, at + len(word), word == "までに", first)
    return None


def _years_of_term(text: str, at: int) -> int | None:
    end = at
    while end < len(text) and text[end].isdecimal() and end - at < 3:
        end += 1
    if end == at:
        return None
    for word in words(
        """
        年間の合計で 年間の累計で 年間合計で 年間で 年間に か年で ヵ年で カ年で 年間の
        """
    ):
        if text.startswith(word, end):
            return end + len(word)
    return None


def _of_last_year(text: str, start: int, end: int, fiscal_year: int | None) -> Deadline | None:
    """「計画期間（令和4～8年度）の最終年度に」: the last year that the brackets name."""
    mark = text.find("最終年度", start, end)
    opened = text.find("(", start, mark) if mark > 0 else -1
    if opened < 0 or not text[start:opened].strip().endswith(("期間", "計画", "戦略", "プラン", "ビジョン")):
        return None
    inner = leading_deadline(text, opened + 1, mark, fiscal_year) or _closed_term(text, opened + 1, fiscal_year)
    if inner is None:
        return None
    at = mark + len("最終年度")
    for word in ("末までに", "までに", "において", "には", "に", "の", ""):
        if text.startswith(word, at):
            return Deadline(inner.period, at + len(word), True)
    return None


def _within_term(text: str, start: int, end: int, fiscal_year: int | None) -> Deadline | None:
    """「計画期間（令和4～8年度）中に」: the whole term that the brackets name."""
    opened = _TERM_NAMED.match(text, start, end)
    term = _closed_term(text, opened.end(), fiscal_year) if opened is not None else None
    behind = _IN_TERM.match(text, term.end, end) if term is not None else None
    if term is None or behind is None:
        return None
    return Deadline(term.period, behind.end(), True, term.since, cumulative="計" in behind.group())


def _closed_term(text: str, at: int, fiscal_year: int | None) -> Deadline | None:
    first = period_at(text, at, fiscal_year)
    if first is None or text[first.end : first.end + 1] not in ("~", "-"):
        return None
    second = period_at(text, first.end + 1, fiscal_year) or _bare_year(text, first, first.end + 1)
    return Deadline(second, second.end, True, first) if second is not None else None


def due_of(period: Period) -> tuple[int | None, date | None]:
    """The fiscal year or the day by which a target with this deadline must hold."""
    if period.doubt in ("year_missing", "date_impossible"):
        return None, None
    return (period.year, None) if period.span == "fiscal_year" else (None, period.last_day)


def period_doubts(period: Period, printed: str) -> list[Problem]:
    """What was assumed about a period, or why it cannot be."""
    if period.doubt is None:
        return []
    if period.doubt == "era_assumed":
        return [doubt("era_assumed", printed, f"{era_year(period.year)}年度（{period.year}年度）")]
    if period.doubt == "era_ambiguous":
        other = period.year - 30 if period.year > 2018 else period.year + 30
        both = sorted((period.year, other))
        return [doubt("era_ambiguous", printed, "・".join(f"{era_year(y)}年度（{y}年度）" for y in both))]
    if period.doubt == "years_disagree":
        return [doubt("target_years_disagree", printed)]
    if period.doubt == "year_missing":
        return [doubt("target_year_missing", printed)]
    return [doubt("target_date_impossible", printed)]

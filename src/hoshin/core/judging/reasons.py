"""The reason of a verdict in one sentence that a resident understands."""

from dataclasses import dataclass
from decimal import Decimal

from hoshin.core.judging.comparison import Support
from hoshin.core.judging.demand import Demand
from hoshin.core.judging.figures import Figure, in_words
from hoshin.core.periods import fiscal_year_in_words
from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.wording import wording

_DEMANDED = {">=": "{}以上", "<=": "{}以下", ">": "{}より多い", "<": "{}未満", "=": "{}ちょうど"}
_DEMANDED_EN = {">=": "at least {}", "<=": "at most {}", ">": "more than {}", "<": "less than {}", "=": "exactly {}"}
_BASES = {
    "previous_fiscal_year": ("前年度", "last fiscal year"),
    "previous_calendar_year": ("前年", "last year"),
    "national_average": ("全国平均", "the nation’s average"),
    "city_average": ("市平均", "the city’s average"),
}
_WHY = {
    "not_measured": ("測っていない", "it was not measured"),
    "not_yet_closed": ("まだ締め切っていない", "its period is not closed yet"),
    "no_denominator": ("もとになる数が0である", "there was nobody to count it from"),
    "not_published_yet": ("まだ公表されていない", "it is not published yet"),
    "baseline_unknown": ("比べる数値が分からない", "the figure to compare with is not known"),
    "withheld": ("個人が推測されるおそれがあり公表しない", "it is withheld, since persons could be told"),
    "not_known_at_source": ("公表元が不詳としている", "it is not known at its source"),
    "not_applicable": ("該当するものがない", "it does not apply"),
    "not_computable": ("記録から計算できない", "it cannot be computed from the records"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, in both languages."""

    ja: str
    en: str


def reason_of(
    figure: Figure | None,
    demand: Demand | None,
    target: Target,
    *,
    supports: Support,
    is_reached: bool = False,
    mid_year: bool = False,
    why: str | None = None,
    problems: tuple[Problem, ...] = (),
) -> Reason:
    """Why the verdict is what it is. Without a figure or a demand it says what is missing."""
    if figure is None or demand is None:
        return _undecided(target, supports, why, problems)
    ja, en = _amount(figure, "ja"), _amount(figure, "en")
    limit_ja, limit_en = _limit(demand, figure, target, "ja"), _limit(demand, figure, target, "en")
    foreseen_ja, foreseen_en = ("見込みは", "The expected figure, ") if mid_year else ("実績は", "The figure, ")
    if supports == "cannot_tell":
        met_ja, met_en = ("達している", "meets") if is_reached else ("達していない", "misses")
        if not figure.claims_inference:
            return Reason(
                f"{foreseen_ja}{ja}で、数字の上では目標の{limit_ja}に{met_ja}が、答えた人だけの割合なので、全体がそうだとは言えない。",
                f"{foreseen_en}{en}, {met_en} the target of {limit_en} as a number, but it speaks only of those who "
                "answered.",
            )
        return Reason(
            f"{foreseen_ja}{ja}で、数字の上では目標の{limit_ja}に{met_ja}が、調査の誤差の範囲に目標が入るため、"
            "達したかどうかは判定できない。",
            f"{foreseen_en}{en}, {met_en} the target of {limit_en} as a number, but the target lies within the "
            "survey’s margin of error, so it cannot be told.",
        )
    if is_reached != (supports == "reached"):
        return _apart(limit_ja, limit_en, is_reached, ja, en)
    result_ja, result_en = ("達した", "reaches") if is_reached else ("達しなかった", "does not reach")
    sure_ja, sure_en = (
        ("", "") if figure.is_exact else ("、調査の誤差を見込んでも", " even within the survey’s margin of error")
    )
    return Reason(
        f"{foreseen_ja}{ja}で{sure_ja}、目標の{limit_ja}に{result_ja}。",
        f"{foreseen_en}{en}, {result_en} the target of {limit_en}{sure_en}.",
    )


def _apart(limit_ja: str, limit_en: str, is_reached: bool, ja: str, en: str) -> Reason:
    """The two verdicts differ although neither is open; only a compared change can do this."""
    result_ja, result_en = ("達した", "reaches") if is_reached else ("達しなかった", "does not reach")
    return Reason(
        f"実績は{ja}で、数字の上では目標の{limit_ja}に{result_ja}が、比べ方によって結論が変わる。",
        f"The figure, {en}, {result_en} the target of {limit_en} as a number, but not by every reading.",
    )


def _amount(figure: Figure, language: str) -> str:
    value = in_words(figure.value, figure.unit)
    if figure.is_exact:
        return value
    low, high = in_words(_end(figure.low), None), in_words(_end(figure.high), figure.unit)
    return f"{value}（95%信頼区間{low}〜{high}）" if language == "ja" else f"{value} (95% interval {low} to {high})"


def _end(value: Decimal) -> Decimal:
    """An end of an interval needs no more than one decimal; one that was given with two is kept."""
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -2 else value.quantize(Decimal("0.1"))


def _limit(demand: Demand, figure: Figure, target: Target, language: str) -> str:
    unit = demand.limit.unit or figure.unit
    low = in_words(demand.limit.value, unit)
    if demand.comparison == "between":
        assert demand.limit_max is not None
        high = in_words(demand.limit_max.value, unit)
        return f"{in_words(demand.limit.value, None)}〜{high}" if language == "ja" else f"{low} to {high}"
    phrase = (_DEMANDED if language == "ja" else _DEMANDED_EN)[demand.comparison].format(low)
    if not demand.from_baseline:
        return phrase
    base_ja, base_en = _base_in_words(target.baseline)
    is_base_itself = target.value is None
    if language == "ja":
        return f"{base_ja}の{phrase}" if is_base_itself else f"{base_ja}から求めた{phrase}"
    return f"{phrase}, the figure of {base_en}" if is_base_itself else f"{phrase}, reckoned from {base_en}"


def _base_in_words(baseline: str | None) -> tuple[str, str]:
    if baseline and baseline.startswith("fiscal:"):
        year = int(baseline.removeprefix("fiscal:"))
        return fiscal_year_in_words(year), fiscal_year_in_words(year, "en")
    return _BASES.get(baseline or "", ("比べるもとの数値", "the one compared with"))


def _undecided(target: Target, supports: Support, why: str | None, problems: tuple[Problem, ...]) -> Reason:
    if supports == "not_measured":
        ja, en = _WHY.get(why or "", (f"{why}" if why else "測っていない", f"{why}" if why else "it was not measured"))
        return Reason(f"数値がない（{ja}）ので、判定しない。", f"There is no figure ({en}), so nothing is judged.")
    said_ja, said_en = wording(target, "ja"), wording(target, "en")
    codes = {problem.code for problem in problems}
    if "judged_by_a_person" in codes:
        return Reason(
            f"目標「{said_ja}」は数値では決められないので、人が判断する。",
            f"The target “{said_en}” is not decided by a number: a person decides.",
        )
    if any(problem.values.get("reason") == "measured_differently" for problem in problems):
        return Reason(
            f"測り方が変わったため前の値と比べられず、目標「{said_ja}」に達したかどうかは判定できない。",
            f"It was measured in another way than before, so the target “{said_en}” cannot be judged.",
        )
    if "baseline_figure_unknown" in codes:
        return Reason(
            f"目標「{said_ja}」と比べるもとの数値が分からないので、判定できない。",
            f"The figure that the target “{said_en}” compares with is not known, so it cannot be judged.",
        )
    if "direction_unknown" in codes:
        return Reason(
            f"目標「{said_ja}」は、増えるのと減るのとどちらが悪いかが示されていないので、人が判断する。",
            f"The target “{said_en}” does not say which way is worse: a person decides.",
        )
    if "units_differ" in codes:
        return Reason(
            f"実績と目標「{said_ja}」の単位が違うので、比べられない。",
            f"The figure and the target “{said_en}” are in different units, so they cannot be compared.",
        )
    return Reason(
        f"目標「{said_ja}」の読み方が一つに決まらないので、人が判断する。",
        f"The target “{said_en}” can be read in more than one way: a person decides.",
    )

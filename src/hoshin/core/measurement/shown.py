"""How a reading and what surrounds it are worded, in Japanese and English. Numbers are rounded here and nowhere before.

A share is stored as 0 to 1 and shown in percent with one decimal; what was counted is shown as it is. Rounding is half
up on the exact value, as staff round by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hoshin.core.measurement.population import counted_in_words
from hoshin.core.measurement.record import Known, Measurement, Missing, Reading, Withheld

Words = tuple[str, str]
"""Japanese and English."""

MISSING_REASONS: dict[str, Words] = {
    "not_measured": ("測定していません", "not measured"),
    "not_yet_closed": ("まだ締めていません", "not closed yet"),
    "not_published_yet": ("まだ公表されていません", "not published yet"),
    "no_denominator": ("分母が0のため割合を出せません", "no share, since the base is 0"),
    "baseline_unknown": ("比べる前年の値がまだ分かりません", "the figure to compare with is not known yet"),
    "not_known_at_source": ("公表元が不詳としています", "not known at its source"),
    "not_applicable": ("該当するものがありません", "not applicable"),
    "not_computable": ("この記録からは計算できません", "cannot be computed from these records"),
}
WITHHELD_RULES: dict[str, Words] = {
    "withheld_at_source": ("公表元が秘匿しています", "withheld at its source"),
    "small_count": (
        "人数が少なく個人が推測されるおそれがあるため、公表しません",
        "withheld: so few that persons could be told",
    ),
}
METHOD_WORDS: dict[str, Words] = {
    "survey_estimate": (
        "調査の設計に応じて重みを付けた推定（テイラー線形化による標準誤差）",
        "an estimate weighted by the survey’s design (standard error by Taylor linearisation)",
    ),
    "register_figure": ("記録簿の件数・合計・割合を数えた値", "counted or summed from a register"),
    "cohort_share": ("対象となった人・世帯を追って数えた割合", "the share of a cohort, followed to its end"),
    "series_value": ("統計の値", "a value of a statistical series"),
}
NOT_RECORDED: dict[str, Words] = {
    "survey": ("この年は尋ねていません。", "It was not asked that year."),
    "register": ("この年の記録簿にはこの項目がありません。", "The register did not hold it that year."),
    "cases": ("この年の記録からは数えられません。", "It cannot be counted from that year’s records."),
    "series": ("この年の統計にはこの値がありません。", "That year’s statistics do not hold it."),
}
PART_NAMES: dict[str, Words] = {
    "entries": ("もとにした記録の数", "Entries read"),
    "blanks": ("値の入っていない記録", "Entries without the value"),
    "previous": ("前の年の値", "The year before"),
    "months": ("値のある月の数", "Months with a figure"),
    "so_far": ("ある月の合計", "Sum of those months"),
    "found": ("見つかった数", "Found"),
    "reached": ("つながった数", "Reached"),
    "not_reached": ("つながっていない数", "Not reached"),
    "open": ("対応中", "Still open"),
    "ended": ("つながらずに終わった数", "Ended without"),
    "transferred_out": ("転出など", "Moved away"),
}
INTERVAL_METHODS: dict[str, Words] = {
    "kg": ("コーン・グラウバード法", "Korn–Graubard"),
    "beta": ("ベータ法", "beta"),
    "logit": ("ロジット法", "logit"),
    "wilson": ("ウィルソン法", "Wilson"),
    "t": ("t 分布", "t"),
}
NOTES: dict[str, Words] = {
    "months_missing": ("12か月のうち一部の月の値がまだありません。", "Some of the twelve months are not there yet."),
    "areas_missing": ("一部の地域の値がまだありません。", "Some of the areas are not there yet."),
    "open_panel": (
        "無作為に選んだ人の回答ではない（登録モニター、公募など）ため、信頼区間を示しません。",
        "The people were not drawn by chance (monitors, volunteers), so no interval is claimed.",
    ),
    "census": (
        "対象者全員に聞いています。区間は、回答しなかった人がいるために生じる幅だけを表します。",
        "Everyone of the group was asked; an interval tells only of those who did not answer.",
    ),
    "interval_holds_no_bias": (
        "区間に含まれるのは標本の偶然によるずれだけです。回答しなかった人や質問の言い回しの影響は含みません。",
        "The interval holds chance only, neither non-response nor the effect of wording.",
    ),
    "speaks_of_residents": (
        "母集団全体についての推定です。",
        "It is an estimate for the whole population.",
    ),
    "unweighted": (
        "回答者の割合そのもので、重みは付けていません。",
        "The plain share of those who answered, without weights.",
    ),
    "speaks_of_respondents": ("回答した人についての値です。", "It speaks of those who answered."),
}


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A reading in words: `value` with its unit (or why there is none), and the interval behind it, if there is one."""

    value: str
    interval: str = ""
    is_known: bool = True

    def __str__(self) -> str:
        return self.value + self.interval


def said(table: Mapping[str, Words], key: str, language: str = "ja") -> str:
    """A word of one of these tables; an unknown key is shown as it is, so that a text stands for itself."""
    words = table.get(key)
    return key if words is None else words[0 if language == "ja" else 1]


def shown(measurement: Measurement, language: str = "ja") -> ShownReading:
    """The figure as a page prints it, with its interval or with the reason why there is no figure.

    >>> from hoshin.core.measurement.record import MeasuredPeriod
    >>> period = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> of = Measurement("survey", period, Known(0.60345), "%", "residents", "survey_estimate/1", {})
    >>> import dataclasses
    >>> from hoshin.core.measurement.record import Uncertainty
    >>> str(shown(dataclasses.replace(of, uncertainty=Uncertainty(lower=0.561, upper=0.6441))))
    '60.3%（95%信頼区間 56.1〜64.4%）'
    >>> str(shown(dataclasses.replace(of, reading=Missing("no_denominator"))))
    '分母が0のため割合を出せません'
    """
    reading = measurement.reading
    if not isinstance(reading, Known):
        return ShownReading(no_figure(reading, language), is_known=False)
    return ShownReading(
        value_in_words(reading.value, measurement.unit, language),
        _interval(measurement, language),
    )


def no_figure(reading: Reading, language: str = "ja") -> str:
    """Why there is no figure, in one clause."""
    if isinstance(reading, Withheld):
        return said(WITHHELD_RULES, reading.rule, language)
    return said(MISSING_REASONS, reading.reason, language) if isinstance(reading, Missing) else ""


def value_in_words(value: Decimal | Fraction | float | int, unit: str | None, language: str = "ja") -> str:
    """A value with its unit.

    >>> value_in_words(Fraction(221, 263), "%"), value_in_words(1370, "件"), value_in_words(370, "件", "en")
    ('84.0%', '1,370件', '370 件')
    >>> value_in_words(Decimal("3.50"), "点"), value_in_words(Fraction(10, 3), "回")
    ('3.50点', '3.33回')
    """
    number = value_in_figures(value, unit)
    if unit in ("%", "％"):
        return f"{number}%"
    return number + (unit or "") if language == "ja" or not unit else f"{number} {unit}"


def width_in_words(value: float, unit: str | None, language: str = "ja") -> str:
    """A margin or an error: of a share in points, otherwise in its unit.

    >>> width_in_words(0.0435, "%"), width_in_words(0.0435, "%", "en"), width_in_words(0.5, "点")
    ('4.4ポイント', '4.4 points', '0.50点')
    """
    if unit in ("%", "％"):
        return value_in_figures(value, "%") + ("ポイント" if language == "ja" else " points")
    return value_in_words(value, unit, language)


def value_in_figures(value: Decimal | Fraction | float | int, unit: str | None = None) -> str:
    """The number alone: percent of a share with one decimal, otherwise as exact as it was recorded."""
    exact = exactly(value)
    if unit in ("%", "％"):
        return _rounded(exact * 100, 1)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return _rounded(exact, max(0, -exponent) if isinstance(exponent, int) else 0)
    return _rounded(exact, 0 if exact.denominator == 1 else 2)


def exactly(value: Decimal | Fraction | float | int) -> Fraction:
    """The number as it is written: the float 0.1 is one tenth, as everyone who reads it takes it to be."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _rounded(value: Fraction, decimals: int) -> str:
    with localcontext() as context:
        context.prec = 60
        scaled = (abs(value) * 10**decimals * 2 + 1) // 2
        digits = Decimal(int(scaled)).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{'-' if value < 0 and digits else ''}{digits:,f}"


def bounds_in_words(measurement: Measurement, language: str = "ja") -> str:
    """From the lower to the upper end of the interval, or an empty text without one."""
    sure, unit = measurement.uncertainty, measurement.unit
    if sure is None or sure.lower is None or sure.upper is None or not isinstance(measurement.reading, Known):
        return ""
    lower, upper = (value_in_figures(v, unit) for v in (sure.lower, sure.upper))
    sign = "%" if unit in ("%", "％") else (unit or "") if language == "ja" else ""
    return f"{lower}{'〜' if language == 'ja' else '–'}{upper}{sign}"


def _interval(measurement: Measurement, language: str) -> str:
    bounds, sure = bounds_in_words(measurement, language), measurement.uncertainty
    if not bounds or sure is None:
        return ""
    level = value_in_figures(sure.level, "%").removesuffix(".0")
    if language == "ja":
        return f"（{level}%信頼区間 {bounds}）"
    return f" ({level}% confidence interval {bounds})"


def base_in_words(measurement: Measurement, language: str = "ja") -> str:
    """What the figure is of what: 「263世帯のうち221世帯」, or an empty text when nothing was counted.

    >>> from hoshin.core.measurement.record import MeasuredPeriod
    >>> period = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> of = Measurement("cases", period, Known(Fraction(221, 263)), "%", "households", "cohort_share/1", {},
    ...                  numerator=221, denominator=263, base_words="支援が要ると分かった家庭")
    >>> base_in_words(of)
    '263世帯のうち221世帯（支援が要ると分かった家庭）'
    """
    if measurement.denominator is None:
        return measurement.base_words
    counts, words = counts_in_words(measurement, language), measurement.base_words
    if not words:
        return counts
    return f"{counts}（{words}）" if language == "ja" else f"{counts} ({words})"


def counts_in_words(measurement: Measurement, language: str = "ja") -> str:
    """The counts alone: 「263世帯のうち221世帯」, or an empty text when nothing was counted of anything."""
    whole, part = measurement.denominator, measurement.numerator
    if whole is None:
        return ""
    of = _counted(whole, measurement, language)
    if part is None:
        return of
    return f"{of}のうち{_counted(part, measurement, language)}" if language == "ja" else f"{part:,} of {of}"


def _counted(number: int, measurement: Measurement, language: str) -> str:
    """With the population's counter where people were asked or followed; a register may count anything."""
    if measurement.kind not in ("survey", "cases"):
        return f"{number:,}"
    words = measurement.population_words
    return counted_in_words(number, measurement.population, language, population_words=words)


def method_in_words(method: str, language: str = "ja") -> str:
    """A method's name in words, with its version."""
    name, _, version = method.partition("/")
    words = said(METHOD_WORDS, name, language)
    return (
        f"{words}（第{version}版）"
        if language == "ja" and version
        else f"{words} (version {version})"
        if version
        else words
    )


def period_in_words(first: date, last: date, language: str = "ja") -> str:
    """From and to, in one clause."""
    if language == "ja":
        return f"{first.year}年{first.month}月{first.day}日〜{last.year}年{last.month}月{last.day}日"
    return f"{first.isoformat()} to {last.isoformat()}"

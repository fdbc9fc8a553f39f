"""What a figure is flagged with, in words: its name for a badge, and what it means for whoever reads the figure."""

from hoshin.core.measurement.completing import has_small_base
from hoshin.core.measurement.record import Flag, Measurement

Words = tuple[str, str]
"""Japanese and English."""

FLAG_NAMES: dict[Flag, Words] = {
    "reference_value": ("参考値", "reference value"),
    "review": ("要確認", "to be reviewed"),
    "suppressed": ("秘匿", "withheld"),
    "population_differs": ("母集団の相違", "another population"),
    "provisional": ("速報", "provisional"),
    "not_comparable": ("前年と比較できない", "not comparable with the year before"),
    "no_inference": ("回答者だけの割合", "of respondents only"),
}
FLAG_MEANINGS: dict[Flag, Words] = {
    "reference_value": (
        "回答が少ないか幅が広いため、参考として扱ってください。",
        "Few answers or a wide interval: take it as an indication.",
    ),
    "review": (
        "自由度が小さい、または0%・100%のため、専門の人に確認してください。",
        "Few degrees of freedom, or 0 or 100 %: have it looked at by a specialist.",
    ),
    "suppressed": ("人数が少ないため、値を示しません。", "So few people that the value is not shown."),
    "population_differs": (
        "指標がいう人々とは別の人々についての値です。代わりに使った理由が記録されています。",
        "The figure is of other people than the indicator speaks of. The reason for using it is on record.",
    ),
    "provisional": ("確定前の値です。後で変わることがあります。", "Not final yet; it may change."),
    "not_comparable": (
        "測り方が変わったため、前の年の値と比べられません。",
        "It was measured in another way than the year before.",
    ),
    "no_inference": (
        "回答した人だけの割合で、全体を推測していません。",
        "It is the share of those who answered and says nothing of the others.",
    ),
}
SMALL_BASE: Words = ("参考値（もとの数が少ない）", "reference value (small base)")
SMALL_BASE_MEANING: Words = (
    "もとの数が30に満たず、1つの違いで割合が大きく動きます。参考として扱ってください。",
    "Counted of fewer than 30, so that a single one moves the share: take it as an indication.",
)


def flag_in_words(flag: Flag, measurement: Measurement, language: str = "ja") -> tuple[str, str]:
    """A flag's name and what it means for this figure.

    >>> from datetime import date
    >>> from fractions import Fraction
    >>> from hoshin.core.measurement.record import Known, MeasuredPeriod
    >>> period = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)
    >>> of = Measurement("survey", period, Known(Fraction(8, 17)), "%", "organisations", "survey_estimate/1", {},
    ...                  numerator=8, denominator=17)
    >>> flag_in_words("reference_value", of)[0]
    '参考値（もとの数が少ない）'
    """
    index = 0 if language == "ja" else 1
    if flag == "reference_value" and has_small_base(measurement):
        return SMALL_BASE[index], SMALL_BASE_MEANING[index]
    name, meaning = FLAG_NAMES.get(flag), FLAG_MEANINGS.get(flag)
    return (name[index] if name else flag), (meaning[index] if meaning else "")

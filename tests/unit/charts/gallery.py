"""Measurements as charts meet them: intervals, cuts, gaps, provisional and withheld years, awkward sizes."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

from hoshin.core.measurement.comparability import Break
from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Missing, Uncertainty, Withheld
from hoshin.core.plan.document import Target


def share(year, value, half=None, **more):
    period = MeasuredPeriod(date(year, 4, 1), date(year + 1, 3, 31), year)
    interval = Uncertainty(value - half, value + half, method="kg") if half else None
    return Measurement(
        "survey", period, Known(value), "%", "residents", "survey_estimate/1", {}, uncertainty=interval,
        as_of=period.last, **more,
    )  # fmt: skip


def count(year, value, **more):
    period = MeasuredPeriod(date(year, 1, 1), date(year, 12, 31), year)
    return Measurement(
        "series",
        period,
        Known(Decimal(value)),
        "件",
        "events",
        "series_value/1",
        {},
        as_of=date(year + 1, 2, 20),
        **more,
    )


@dataclass(frozen=True)
class Found:
    """What the template tag needs of `evidence.queries.IndicatorEvidence`."""

    measurements: tuple
    target: Target | None = None
    printed: str = ""
    broken: tuple = ()
    reason: str = "method"
    absent: tuple = ()
    plan_year: int = 2026
    baseline: object = None
    title: str = "令和7年度 区民アンケート"
    names: dict = field(default_factory=dict)

    @property
    def by_year(self):
        return {
            m.period.fiscal_year: SimpleNamespace(
                measurement=m,
                broken=Break((self.reason,)) if m.period.fiscal_year in self.broken else None,
                source_title=self.title,
            )
            for m in self.measurements
        }

    @property
    def absences(self):
        return tuple(SimpleNamespace(fiscal_year=year) for year in self.absent)

    @property
    def indicator(self):
        return SimpleNamespace(target=self.target, target_printed=self.printed)

    @property
    def header(self):
        return SimpleNamespace(fiscal_year=self.plan_year)


AT_LEAST = Target(">=", Decimal("49.4"), unit="%")
SURVEY = Found(
    (share(2021, 0.412, 0.047), share(2022, 0.438, 0.046), share(2024, 0.481, 0.031), share(2025, 0.492, 0.030)),
    AT_LEAST, "49.4%以上", broken=(2024,), absent=(2023,),
)  # fmt: skip
FRAUD = Found(
    (count(2021, 31), count(2022, 38), count(2023, 44), count(2024, 47), count(2025, 52, provisional=True)),
    Target("<=", unit="件", baseline="previous_fiscal_year"),
    "前年認知件数以下",
    baseline=SimpleNamespace(value=Fraction(52)),
)
RUNNING = Found(
    (
        count(2025, 52),
        replace(count(2026, 40, provisional=True), period=MeasuredPeriod(date(2026, 1, 1), date(2026, 10, 31), 2026)),
    ),
    Target("<=", unit="件", baseline="previous_fiscal_year"),
    "前年認知件数以下",
    broken=(2026,),
    reason="length",
    baseline=SimpleNamespace(value=Fraction(52)),
)
LONG = Found(
    tuple(share(year, 0.55 + (year * 7 % 13) / 100, 0.04) for year in range(2010, 2027)), AT_LEAST, "49.4%以上"
)
FULL = Found((share(2025, 1.0, None), share(2026, 0.97, None)), Target(">=", Decimal(90), unit="%"), "90%以上")
ALONE = Found((share(2026, 0.603, 0.041),), Target("between", Decimal(50), Decimal(60), unit="%"), "50%から60%まで")
BIG = Found(
    (count(2024, 1234567), count(2025, 1198765), count(2026, 1200000)), Target(">=", Decimal(60), unit="%"), "60%以上"
)
HIDDEN = Found(
    (
        share(2024, 0.5, 0.1),
        replace(share(2025, 0.5), reading=Withheld("small_count")),
        replace(share(2026, 0.5), reading=Missing("no_denominator")),
    )
)
NOTHING = Found(())
GALLERY = {
    "survey": SURVEY, "fraud": FRAUD, "long": LONG, "full": FULL, "alone": ALONE, "big": BIG, "hidden": HIDDEN,
    "nothing": NOTHING,
}  # fmt: skip

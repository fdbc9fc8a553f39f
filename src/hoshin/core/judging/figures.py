"""The figures that a verdict weighs: with an interval when they come from a sample, exact when they were counted."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hoshin.core.values import in_figures

_SCALES = {
    "円": ("円", 1), "千円": ("円", 1_000), "万円": ("円", 10_000), "百万円": ("円", 1_000_000),
    "億円": ("円", 100_000_000),
    "%": ("%", 1), "％": ("%", 1), "パーセント": ("%", 1), "割": ("%", 10),
    "人": ("人", 1), "名": ("人", 1), "千人": ("人", 1_000), "万人": ("人", 10_000),
    "ポイント": ("ポイント", 1), "pt": ("ポイント", 1), "%ポイント": ("ポイント", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value in its unit. Without `lower` and `upper` it is exact: a register's or a statistic's count.

    `n` is how many people it rests on. `claims_inference` is False for an open panel, which speaks of its
    respondents alone, whatever its size.
    """

    value: Decimal
    unit: str | None = None
    n: int | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    claims_inference: bool = True

    @property
    def is_exact(self) -> bool:
        """Whether it was counted: nothing is left to chance."""
        return self.lower is None or self.upper is None

    @property
    def low(self) -> Decimal:
        """The lower end of its interval; an exact figure is its own."""
        return self.value if self.lower is None or self.upper is None else self.lower

    @property
    def high(self) -> Decimal:
        """The upper end of its interval; an exact figure is its own."""
        return self.value if self.lower is None or self.upper is None else self.upper


@dataclass(frozen=True, slots=True)
class Absent:
    """No figure, and why. It is never a zero."""

    reason: str


def unit_and_scale(unit: str | None) -> tuple[str | None, int]:
    """The unit that amounts of one kind share, and how many of it one is.

    >>> unit_and_scale("千円"), unit_and_scale("名"), unit_and_scale("件")
    (('円', 1000), ('人', 1), ('件', 1))
    """
    plain = (unit or "").strip() or None
    return _SCALES.get(plain, (plain, 1)) if plain else (None, 1)


def in_unit(figure: Figure, unit: str | None) -> Figure | None:
    """The figure in another unit of the same kind, or None when the units cannot be compared.

    A unit that is not stated is taken as the other's.

    >>> in_unit(Figure(Decimal(2), "千円"), "円").value
    Decimal('2000')
    >>> in_unit(Figure(Decimal(2), "件"), "人") is None
    True
    """
    mine, my_scale = unit_and_scale(figure.unit)
    theirs, their_scale = unit_and_scale(unit)
    if mine is None or theirs is None:
        return figure
    if mine != theirs:
        return None
    factor = Decimal(my_scale) / Decimal(their_scale)
    return _times(figure, factor, unit)


def _times(figure: Figure, factor: Decimal, unit: str | None) -> Figure:
    lower, upper = (None if end is None else end * factor for end in (figure.lower, figure.upper))
    return replace(figure, value=figure.value * factor, unit=unit, lower=lower, upper=upper)


def scaled(figure: Figure, factor: Decimal) -> Figure:
    """A multiple of the figure, its interval with it (90 % of last year's)."""
    return _times(figure, factor, figure.unit)


def moved(figure: Figure, by: Decimal) -> Figure:
    """The figure with a constant added, its interval with it (last year's and 20 more)."""
    lower, upper = (None if end is None else end + by for end in (figure.lower, figure.upper))
    return replace(figure, value=figure.value + by, lower=lower, upper=upper)


def in_words(value: Decimal, unit: str | None) -> str:
    """A value with its unit, as printed; long tails of computed limits are cut at two decimals.

    >>> in_words(Decimal("41.500"), "%"), in_words(Decimal("1234"), "件")
    ('41.5%', '1,234件')
    """
    exponent = value.as_tuple().exponent
    short = value if isinstance(exponent, int) and exponent >= -2 else value.quantize(Decimal("0.01"))
    return in_figures(short) + (unit or "")

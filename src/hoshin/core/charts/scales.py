"""Linear scales and ticks at round numbers. Exact, so that the same figures always give the same picture."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places on the page: `low` lies at `start`, `high` at `end` (which may be the smaller one)."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def __call__(self, value: Fraction) -> float:
        """The place of a value, rounded to a tenth of a pixel.

        >>> Scale(Fraction(0), Fraction(100), 200, 0)(Fraction(25))
        150.0
        """
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + float(share) * (self.end - self.start), 1)


def nice_step(span: Fraction, most: int) -> Fraction:
    """The smallest of 1, 2 and 5 times a power of ten that parts the span into at most `most` pieces.

    >>> nice_step(Fraction(23), 5), nice_step(Fraction(1, 10), 5)
    (Fraction(5, 1), Fraction(1, 50))
    """
    assert span > 0 and most > 0, "a scale has an extent"
    power = Fraction(10) ** _exponent(span / most)
    return next(power * step for step in _STEPS if power * step * most >= span)


def _exponent(value: Fraction) -> int:
    """The power of ten at or below a positive number."""
    exponent = 0
    while Fraction(10) ** (exponent + 1) <= value:
        exponent += 1
    while Fraction(10) ** exponent > value:
        exponent -= 1
    return exponent


def nice_range(
    low: Fraction, high: Fraction, most: int, *, floor: Fraction | None = None, ceiling: Fraction | None = None
) -> tuple[Fraction, ...]:
    """Ticks at round numbers that hold everything from `low` to `high`, within the bounds that values cannot leave.

    >>> [int(t) for t in nice_range(Fraction(47), Fraction(61), 5)]
    [45, 50, 55, 60, 65]
    >>> [int(t) for t in nice_range(Fraction(96), Fraction(100), 4, ceiling=Fraction(100))]
    [96, 97, 98, 99, 100]
    """
    assert low <= high, "a range is in order"
    if low == high:
        low, high = low - _around(low), high + _around(high)
    if floor is not None:
        low, high = max(low, floor), max(high, floor + _around(floor))
    if ceiling is not None:
        high = min(high, ceiling)
        low = min(low, high - _around(high) / 100)
    step = nice_step(high - low, most)
    first, last = low // step, -(-high // step)
    ticks = [step * n for n in range(int(first), int(last) + 1)]
    return tuple(t for t in ticks if (floor is None or t >= floor) and (ceiling is None or t <= ceiling))


def _around(value: Fraction) -> Fraction:
    return abs(value) / 10 if value else Fraction(1)


def tick_texts(ticks: tuple[Fraction, ...]) -> tuple[str, ...]:
    """The ticks as people print them, all with as many decimals as their step needs.

    >>> tick_texts((Fraction(0), Fraction(1, 2), Fraction(1))), tick_texts((Fraction(1000), Fraction(2000)))
    (('0.0', '0.5', '1.0'), ('1,000', '2,000'))
    """
    step = ticks[1] - ticks[0] if len(ticks) > 1 else Fraction(1)
    decimals = 0
    while step * 10**decimals % 1 and decimals < 6:
        decimals += 1
    return tuple(f"{Decimal(t.numerator) / Decimal(t.denominator):,.{decimals}f}" for t in ticks)

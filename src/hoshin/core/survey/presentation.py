"""What may be printed plainly, what only as 参考値, what must be looked at first.

The rules are those of the NCHS data presentation standards for proportions (Vital and Health Statistics, Series 2,
No. 175), read on the Korn–Graubard interval whatever interval is shown; means and totals have their n and degrees of
freedom only. A flag says how to present a figure and changes none.
"""

from hoshin.core.survey.intervals import Interval

REFERENCE_BELOW = 30
REVIEW_BELOW_DF = 8
SUPPRESSED_BELOW = 10
_WIDEST = 0.30
_NARROW = 0.05
_RELATIVE_WIDTH = 1.30


def flags_of_share(*, share: float, n: int, effective_n: float, interval: Interval, df: float) -> tuple[str, ...]:
    """`reference_value`, `review`, `suppressed`: those that hold of a share, in this order.

    >>> flags_of_share(share=0.0, n=40, effective_n=40.0, interval=Interval(0.0, 0.088, "kg"), df=38)
    ('review',)
    >>> flags_of_share(share=0.3, n=40, effective_n=34.0, interval=Interval(0.158, 0.485, "kg"), df=38)
    ('reference_value',)
    """
    width = interval.upper - interval.lower
    is_wide = width >= _WIDEST or (width > _NARROW and share > 0 and width / share > _RELATIVE_WIDTH)
    flags = ["reference_value"] if n < REFERENCE_BELOW or effective_n < REFERENCE_BELOW or is_wide else []
    if df < REVIEW_BELOW_DF or share in (0.0, 1.0):
        flags.append("review")
    return (*flags, *_suppressed(n))


def flags_of_figure(*, n: int, df: float | None) -> tuple[str, ...]:
    """The same of a mean, total or ratio, and of a share without an interval.

    >>> flags_of_figure(n=24, df=6)
    ('reference_value', 'review')
    """
    flags = ["reference_value"] if n < REFERENCE_BELOW else []
    if df is not None and df < REVIEW_BELOW_DF:
        flags.append("review")
    return (*flags, *_suppressed(n))


def _suppressed(n: int) -> tuple[str, ...]:
    return ("suppressed",) if n < SUPPRESSED_BELOW else ()

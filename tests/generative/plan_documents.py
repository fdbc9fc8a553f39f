"""Random plan documents: any text a document may print, any number it may hold."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from hoshin.core.plan.document import FORMAT, PlanDocument

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["区民アンケートで…と感じる割合", "髙橋㈱①", "𠮷野家\n二行目", "=1+1", "△5", "支援", "“”「」『』"]
)
NUMBERS = st.decimals(-(10**9), 10**9, places=3)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    float: st.floats(-1e6, 1e6, allow_nan=False),
    Decimal: NUMBERS,
    date: st.dates(date(1926, 12, 25), date(2100, 1, 1)),
}
FIXED = {("PlanDocument", "format"): st.just(FORMAT)}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Every value that a field of this type may hold, small."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if k is type(None) else values_of(k) for k in get_args(kind)))
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if origin is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return st.lists(values_of(kinds[0]), max_size=2).map(tuple)
        return st.tuples(*map(values_of, kinds))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(
            st.sampled_from(["title", "goal_state", "strategy"]), values_of(get_args(kind)[1]), max_size=1
        )
    if dataclasses.is_dataclass(kind):
        return st.deferred(lambda: records(kind))
    return SCALARS[kind]


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Every record of a dataclass; fields with a default are often left at it."""
    hints = get_type_hints(kind)
    parts = {}
    for f in dataclasses.fields(kind):
        strategy = FIXED.get((kind.__name__, f.name), values_of(hints[f.name]))
        if f.default is not dataclasses.MISSING and (kind.__name__, f.name) not in FIXED:
            strategy = st.just(f.default) | strategy
        parts[f.name] = strategy
    return st.builds(kind, **parts)


PLANS: st.SearchStrategy[PlanDocument] = records(PlanDocument)

"""Small readings for the tables of registers. Nothing here decides anything."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def slot(items: Sequence[Any], at: int) -> Any:
    """What stands at a position, to walk two lists side by side."""
    return items[at]


@register.filter
def less(number: int, taken: Sequence[Any]) -> int:
    """A number less how many there are of something: areas with an entry."""
    return number - len(taken)

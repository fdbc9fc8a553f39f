"""What evidence asks of a register by name (settings): where its page is, and what can be computed from it."""

from typing import Any

from django.urls import reverse

from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.offered import offered_recipes
from hoshin.server.registers.models import Register
from hoshin.server.ui.language import page_language


def page_of(source: int) -> str | None:
    """The page of a source's register, which asks its own permission; None when there is none. One query."""
    number = Register.objects.filter(source=source).values_list("pk", flat=True).first()
    return reverse("registers:register", args=[number]) if number else None


def recipes_of(source: int) -> dict[str, dict[str, Any]]:
    """What an indicator can take from a source's register, by its words. One query."""
    row = Register.objects.filter(source=source).first()
    return offered_recipes(definition_from(row.definition), page_language()) if row else {}

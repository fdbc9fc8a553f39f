"""What evidence asks of cases by name (settings): where their page is, and what can be computed from them."""

from typing import Any

from django.urls import reverse

from hoshin.core.cases.offered import offered_recipes
from hoshin.server.cases.models import CaseRegister
from hoshin.server.ui.language import page_language


def page_of(source: int) -> str | None:
    """The page of a source's cases, which asks its own permission; None when there is none. One query."""
    number = CaseRegister.objects.filter(source=source).values_list("pk", flat=True).first()
    return reverse("cases:register", args=[number]) if number else None


def recipes_of(source: int) -> dict[str, dict[str, Any]]:
    """What an indicator can take from a source's cases, by its words. One query."""
    row = CaseRegister.objects.filter(source=source).first()
    return offered_recipes(row.place_kinds, page_language()) if row else {}

"""The language of the page being drawn, as the core names it."""

from typing import Literal

from django.utils.translation import get_language


def page_language() -> Literal["ja", "en"]:
    """English when the reader chose it, else Japanese."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"

"""Small readings for the pages of cases. Nothing here decides anything."""

from django import template

from hoshin.core.cases.cohort import Cohort
from hoshin.core.cases.stages import CaseStage
from hoshin.server.ui.language import page_language

register = template.Library()


@register.filter
def stage_name(stage: CaseStage) -> str:
    """A stage's name in the page's language; the section's own name when it has no other."""
    return stage.name_en if page_language() == "en" and stage.name_en else stage.name_ja


@register.filter
def cohort_share(counted: Cohort) -> str:
    """The share in percent with one decimal, for the section's own eyes."""
    return f"{100 * counted.reached / counted.base:.1f}%" if counted.base else ""

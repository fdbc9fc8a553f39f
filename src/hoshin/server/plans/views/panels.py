"""Parts of a plan's pages that apps above draw. Settings name them, so that the ladder of apps stands."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString


def indicator_panels(request: HttpRequest, plan: int, indicator: str) -> list[SafeString]:
    """What stands between an indicator's target and where it was printed. Each panel checks what the reader may see."""
    drawn = [import_string(name)(request, plan, indicator) for name in settings.INDICATOR_PANELS]
    return [panel for panel in drawn if panel]


def indicator_figures(request: HttpRequest, plan: int) -> Mapping[str, SafeString]:
    """A short figure beside each indicator of a plan, by its id. One call for the whole plan."""
    figures: dict[str, SafeString] = {}
    for name in settings.PLAN_PANELS:
        for item, drawn in import_string(name)(request, plan).items():
            figures[item] = figures.get(item, SafeString("")) + drawn
    return figures

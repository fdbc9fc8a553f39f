"""What came back so far, and what people wrote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hoshin.server.responses.models import CHANNELS
from hoshin.server.responses.queries.keying import keying_progress
from hoshin.server.responses.queries.monitor import free_texts
from hoshin.server.responses.queries.monitor import monitor as monitor_of
from hoshin.server.responses.views.frame import of_a_survey, viewer_of

CHANNEL_LABELS = {"web": _("On the web"), "paper": _("On paper"), "import": _("From a file")}


@of_a_survey
def monitor(request: HttpRequest, survey: int) -> HttpResponse:
    viewer = viewer_of(request)
    page = monitor_of(survey, viewer)
    returns = page.returns
    shown = {
        "page": page,
        "header": page.header,
        "powers": page.powers,
        "returns": returns,
        "keying": keying_progress(survey, viewer),
        "channels": [CHANNEL_LABELS[channel] for channel in CHANNELS],
        "by_channel": [(CHANNEL_LABELS[channel], many) for channel, many in returns.by_channel],
        "section": "evidence",
    }
    return render(request, "responses/staff/monitor.html", shown)


@of_a_survey
def texts(request: HttpRequest, survey: int) -> HttpResponse:
    header, found = free_texts(survey, viewer_of(request))
    return render(request, "responses/staff/texts.html", {"header": header, "found": found, "section": "evidence"})

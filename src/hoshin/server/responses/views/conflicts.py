"""Two sheets of one person: which one counts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoshin.server.responses.actions.settling import settle_conflict
from hoshin.server.responses.queries.conflicts import conflicts as conflicts_of
from hoshin.server.responses.views.frame import of_a_survey, viewer_of
from hoshin.server.responses.views.monitor import CHANNEL_LABELS


@of_a_survey
def conflicts(request: HttpRequest, survey: int) -> HttpResponse:
    header, found = conflicts_of(survey, viewer_of(request))
    shown = [
        {
            "conflict": conflict,
            "rows": [
                {"question": question, "answers": [sheet.answers[at] for sheet in conflict.sheets]}
                for at, question in enumerate(conflict.questions)
            ],
            "sheets": [{"sheet": sheet, "channel": CHANNEL_LABELS[sheet.channel]} for sheet in conflict.sheets],
        }
        for conflict in found
    ]
    return render(request, "responses/staff/conflicts.html", {"header": header, "found": shown, "section": "evidence"})


@of_a_survey
@require_POST
def settle(request: HttpRequest, survey: int, member: int) -> HttpResponse:
    keep = request.POST.get("keep", "")
    settle_conflict(
        survey=survey,
        member=member,
        keep=int(keep) if keep.isdecimal() else 0,
        by=viewer_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("The decision is kept. The other sheet counts no more."))
    return redirect("responses:conflicts", survey)

"""Entries that look alike, side by side: withdraw one, or say that they are different."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoshin.server.accounts.access import staff
from hoshin.server.registers import actions
from hoshin.server.registers.queries.pages import RegisterHead, likely_groups
from hoshin.server.registers.views.frame import frame, of_a_register, today, viewer_of

SHOWN = 50


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def duplicates(request: HttpRequest, head: RegisterHead) -> HttpResponseBase:
    if request.method == "POST":
        numbers = [int(n) for n in request.POST.getlist("entry") if n.isascii() and n.isdigit()]
        actions.say_different(register=head.id, entries=numbers, by=viewer_of(request), on=today())
        messages.success(request, _("Noted: these are different. They are not asked about again."))
        return redirect("registers:duplicates", head.id)
    groups = likely_groups(head.id, viewer_of(request))
    shown = {
        **frame(head, "duplicates"),
        "groups": groups[:SHOWN],
        "count": len(groups),
        "columns": [f for f in head.definition.shown if f.kind != "attachment"],
    }
    answer: HttpResponse = render(request, "registers/duplicates.html", shown)
    return answer

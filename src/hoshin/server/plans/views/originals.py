"""An imported document as it was given. It may hold anything, so a browser is told to save it and never to show it."""

from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from hoshin.server.accounts.access import staff
from hoshin.server.plans.queries.exporting import original_of
from hoshin.server.plans.views.frame import of_a_plan, viewer_of

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""What a browser may do with the file if it shows it all the same: nothing."""


@staff
@require_safe
@of_a_plan
def original(request: HttpRequest, plan: int, upload: int) -> FileResponse:
    name, data = original_of(plan, upload, viewer_of(request))
    answer = FileResponse(
        BytesIO(data), as_attachment=True, filename=name or "document", content_type="application/octet-stream"
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

"""Every address of the site. Each view declares who may open it (`accounts.access`); one that does not is refused."""

from django.urls import include, path
from django.views.i18n import set_language

from hoshin.server.accounts.access import public

handler400 = "hoshin.server.ui.views.bad_request"
handler403 = "hoshin.server.ui.views.forbidden"
handler404 = "hoshin.server.ui.views.not_found"
handler500 = "hoshin.server.ui.views.broken"

urlpatterns = [
    path("language/", public(set_language), name="set_language"),
    path("accounts/", include("hoshin.server.accounts.urls")),
    path("evidence/", include("hoshin.server.evidence.urls")),
    path("surveys/", include("hoshin.server.surveys.urls")),
    path("responses/", include("hoshin.server.responses.urls")),
    path("registers/", include("hoshin.server.registers.urls")),
    path("cases/", include("hoshin.server.cases.urls")),
    path("series/", include("hoshin.server.series.urls")),
    path("judging/", include("hoshin.server.judging.urls")),
    path("", include("hoshin.server.plans.urls")),
]

"""Addresses of evidence."""

from django.urls import path, register_converter

from hoshin.server.evidence.views import figures, sources
from hoshin.server.plans.views.frame import AddressConverter


class SnapshotName:
    """The hash that names a snapshot."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SnapshotName, "snapshot")
register_converter(AddressConverter, "plan_address")
app_name = "evidence"

urlpatterns = [
    path("", sources.home, name="home"),
    path("sources/<int:source>/", sources.source, name="source"),
    path("sources/<int:source>/edit/", sources.edit, name="edit"),
    path("sources/<int:source>/attach/", sources.attach, name="attach"),
    path("sources/<int:source>/detach/<int:attachment>/", sources.detach, name="detach"),
    path("snapshots/<snapshot:name>/", figures.snapshot, name="snapshot"),
    path("measurements/<int:measurement>/", figures.measurement, name="measurement"),
    path("plans/<plan_address:address>/<path:item>/not-measured/", figures.not_measured, name="not_measured"),
]

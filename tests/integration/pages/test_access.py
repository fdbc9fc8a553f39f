"""Every address says who may open it, and keeps to it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from hoshin.server.accounts.access import Access, declared_access
from tests.integration.pages.access_table import BY_APP
from tests.integration.pages.conftest import HOME

PLAN = HOME.strip("/").removeprefix("plans/")
EXPECTED = {
    f"{app}:{name}" if app else name: Access[access]
    for app, table in BY_APP.items()
    for access, names in table.items()
    for name in names.split()
}


def patterns(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        else:
            assert isinstance(entry, URLPattern)
            yield f"{namespace}{entry.name}", entry.callback


def test_every_address_declares_who_may_open_it():
    declared = {name: declared_access(view) for name, view in patterns(get_resolver())}
    assert declared == EXPECTED


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/", "/desk/upload/", f"/desk/plans/{PLAN}/", "/accounts/me/"])
def test_pages_for_staff_lead_a_visitor_to_sign_in_and_back(stored_plan, visitor, address):
    page = visitor.get(address)
    assert page.status == 302
    assert parse_qs(urlsplit(page.answer.url).query) == {"next": [address]}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/", f"/desk/plans/{PLAN}/"])
def test_pages_of_the_desk_are_never_kept_by_a_cache(stored_plan, planner, address):
    assert "no-store" in planner.get(address).answer["Cache-Control"]

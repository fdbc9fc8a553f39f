"""Every address says who may open it, and keeps to it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from hoshin.server.accounts.access import Access, declared_access
from tests.integration.pages.conftest import HOME

PLAN = HOME.strip("/").removeprefix("plans/")
EXPECTED = {
    "plans:home": Access.PUBLIC,
    "plans:search": Access.PUBLIC,
    "plans:accessibility": Access.PUBLIC,
    "plans:plan": Access.PUBLIC,
    "plans:budget": Access.PUBLIC,
    "plans:problems": Access.PUBLIC,
    "plans:settle_problem": Access.STAFF,
    "plans:reopen_problem": Access.STAFF,
    "plans:revisions": Access.PUBLIC,
    "plans:item": Access.PUBLIC,
    "plans:indicator": Access.PUBLIC,
    "plans:desk": Access.STAFF,
    "plans:upload": Access.STAFF,
    "plans:upload_compare": Access.STAFF,
    "plans:desk_plan": Access.STAFF,
    "plans:desk_texts": Access.STAFF,
    "plans:desk_reason": Access.STAFF,
    "plans:desk_publish": Access.STAFF,
    "plans:desk_original": Access.STAFF,
    "plans:preview_target": Access.STAFF,
    "plans:desk_add": Access.STAFF,
    "plans:desk_move": Access.STAFF,
    "plans:desk_remove": Access.STAFF,
    "plans:desk_restore": Access.STAFF,
    "plans:desk_assign": Access.STAFF,
    "plans:desk_item": Access.STAFF,
    "accounts:sign_in": Access.PUBLIC,
    "accounts:sign_out": Access.PUBLIC,
    "accounts:me": Access.SIGNED_IN,
    "set_language": Access.PUBLIC,
}
"""Who may open each address; a new address must be put here on purpose."""


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

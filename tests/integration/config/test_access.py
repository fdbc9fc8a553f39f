"""Deny by default: every address declares who may open it, and the gate keeps what they declare."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, path

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.server.accounts.access import Access, client_address, declared_access, public, signed_in, staff

pytestmark = pytest.mark.django_db


def patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield where, entry.callback
        else:
            yield from patterns(entry, where)


def test_every_address_says_who_may_open_it():
    undeclared = [where for where, view in patterns(get_resolver()) if declared_access(view) not in set(Access)]
    assert undeclared == []


def test_there_are_addresses_to_walk():
    assert "language/" in dict(patterns(get_resolver()))


def answer(request):
    return HttpResponse("ok")


def refuse(request):
    raise RefusedError(request.GET["code"], VISITOR)


def wrapped(declare):
    def view(request):
        return answer(request)

    return declare(view)


urlpatterns = [
    path("public/", wrapped(public)),
    path("signed-in/", wrapped(signed_in)),
    path("staff/", wrapped(staff)),
    path("undeclared/", answer),
    path("refusing/", public(refuse)),
    path("sign-in/", wrapped(public), name="sign_in"),
]
handler403 = "tests.integration.config.test_access.told"
handler404 = "tests.integration.config.test_access.told"


def told(request, exception):
    status = 404 if "read_plan" in str(exception) else 403
    return HttpResponse(type(exception).__name__, status=status)


@pytest.fixture
def gate(settings, client):
    settings.ROOT_URLCONF = "tests.integration.config.test_access"
    settings.LOGIN_URL = "/sign-in/"
    return client


def test_a_visitor_opens_what_is_public_and_is_sent_to_sign_in_elsewhere(gate):
    assert gate.get("/public/").status_code == 200
    for address in ("/signed-in/", "/staff/"):
        sent = gate.get(address)
        assert (sent.status_code, sent["Location"]) == (302, f"/sign-in/?next={address}")
    assert gate.get("/undeclared/").status_code == 403


def test_an_undeclared_address_is_closed_to_everyone(gate, takahashi):
    gate.force_login(takahashi.user)
    assert gate.get("/undeclared/").status_code == 403


def test_staff_holds_a_post(gate, sato, db, django_user_model):
    nobody = django_user_model.objects.create(username="nobody", display_name="x")
    gate.force_login(nobody)
    assert (gate.get("/signed-in/").status_code, gate.get("/staff/").status_code) == (200, 403)
    gate.force_login(sato.user)
    assert gate.get("/staff/").status_code == 200


def test_a_refusal_by_a_rule_becomes_a_page(gate):
    assert gate.get("/refusing/?code=may_not_edit_plan").status_code == 403
    assert gate.get("/refusing/?code=may_not_read_plan").status_code == 404


def test_private_pages_are_not_stored_and_public_ones_may_be(gate, sato):
    assert "Cache-Control" not in gate.get("/public/")
    assert "no-store" in gate.get("/staff/")["Cache-Control"]
    gate.force_login(sato.user)
    assert "no-store" in gate.get("/staff/")["Cache-Control"]


def test_every_answer_carries_the_headers(gate):
    for address in ("/public/", "/undeclared/", "/nowhere/"):
        answered = gate.get(address)
        policy = answered["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answered["X-Content-Type-Options"] == "nosniff"
        assert answered["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answered["Referrer-Policy"] == "same-origin"
        assert answered["X-Frame-Options"] == "DENY"


def test_the_proxys_word_counts_only_when_the_setting_says_so(settings):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}, REMOTE_ADDR="10.0.0.9")
    settings.BEHIND_PROXY = False
    assert client_address(request) == "10.0.0.9"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "2.2.2.2"

"""Fixtures that several kinds of tests share."""

import pytest

from hoshin.server.plans.actions import import_document
from tests import people
from tests.plans import kitamachi


@pytest.fixture(autouse=True)
def quick_passwords(request, settings):
    """Slow hashing is the point of the real hasher and a waste in tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ward(db):
    return people.organisation()


@pytest.fixture
def sato(ward):
    return people.sato(ward)


@pytest.fixture
def suzuki(ward):
    return people.suzuki(ward)


@pytest.fixture
def takahashi(ward):
    return people.takahashi(ward)


@pytest.fixture
def tanaka(db):
    return people.tanaka()


@pytest.fixture
def stored_plan(ward, sato):
    """北町区's plan of FY2026 as a draft, imported by 佐藤; its number."""
    return import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan

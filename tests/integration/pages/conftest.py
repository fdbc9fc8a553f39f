"""北町区's plan at its addresses, and browsers without a browser for each of the people."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from hoshin.server.plans.actions import publish_plan
from tests import people

HOME = "/plans/%E5%8C%97%E7%94%BA%E5%8C%BA/2026/"
DESK = "/desk" + HOME


@dataclass(frozen=True)
class Visit:
    """An answer with its text, for reading in a test."""

    answer: Any

    @property
    def text(self) -> str:
        return self.answer.content.decode()

    @property
    def status(self) -> int:
        return self.answer.status_code


class Browser:
    """A Django client whose answers are read as text; `by` is who signed in."""

    def __init__(self, by: people.Person | None = None, language: str = "ja") -> None:
        self.client = Client(headers={"accept-language": language})
        if by is not None:
            self.client.force_login(by.user)

    def get(self, address: str, *, htmx: bool = False) -> Visit:
        return Visit(self.client.get(address, headers={"hx-request": "true"} if htmx else {}))

    def post(self, address: str, data: dict[str, Any] | None = None, *, htmx: bool = False) -> Visit:
        return Visit(self.client.post(address, data or {}, headers={"hx-request": "true"} if htmx else {}))


@pytest.fixture
def visitor(db):
    return Browser()


@pytest.fixture
def planner(sato):
    return Browser(sato)


@pytest.fixture
def section(suzuki):
    return Browser(suzuki)


@pytest.fixture
def mayor(takahashi):
    return Browser(takahashi)


@pytest.fixture
def stranger(tanaka):
    return Browser(tanaka)


@pytest.fixture
def published(stored_plan, takahashi):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=people.TODAY)
    return stored_plan

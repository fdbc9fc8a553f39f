"""A survey of 北町区 that takes answers, and people who answer it without a browser."""

import re
from typing import Any

import pytest
from django.test import Client

from hoshin.server.responses.models import AnswerSheet
from tests import responding


@pytest.fixture
def made(sato, ward):
    """A stratified survey of four members, open today."""
    return responding.survey(organisation=ward, by=sato.actor)


@pytest.fixture
def made_open(sato, ward):
    """A survey for whoever comes."""
    return responding.survey(organisation=ward, by=sato.actor, sampling="open")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Pages ask for the day and the time; here both are those of the survey."""
    for module in ("answering", "door"):
        monkeypatch.setattr(f"hoshin.server.responses.views.{module}.timezone.localdate", lambda *_: responding.TODAY)
        monkeypatch.setattr(f"hoshin.server.responses.views.{module}.timezone.now", lambda: responding.NOW)


class Respondent:
    """Somebody with a code. Cookies are not kept: nothing may depend on them."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get(self, path: str = "") -> Any:
        return Client().get(f"/responses/a/{self.token}/{path}")

    def post(self, path: str = "", **data: Any) -> Any:
        return Client(enforce_csrf_checks=True).post(f"/responses/a/{self.token}/{path}", data)

    def answer(self, number: int, *answers: str, go: str = "next") -> Any:
        return self.post(f"{number}/", answer=list(answers), go=go)

    def answer_all(self) -> Any:
        """The short way: knows of nothing, woman."""
        self.post()
        self.answer(1, "2")
        self.answer(2, "2")
        self.answer(5, "街灯を増やしてほしい")
        return self.answer(6, "2")

    def send(self, key: str | None = None) -> Any:
        if key is None:
            key = self.key()
        return self.post("review/", key=key)

    def key(self) -> str:
        found = re.search(r'name="key" value="([^"]+)"', self.get("review/").content.decode())
        assert found, "the page has no key"
        return found[1]


@pytest.fixture
def respondent(made):
    return Respondent(made.tokens[0])


def counted(survey: int) -> list[AnswerSheet]:
    return list(AnswerSheet.objects.filter(survey_id=survey, state="counted"))

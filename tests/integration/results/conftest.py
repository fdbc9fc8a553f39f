"""A closed survey of 530 answers, and one store of evidence a test."""

import pytest

from tests import resulting


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Closing asks for the day and the time; here both are those of the survey."""
    monkeypatch.setattr("hoshin.server.responses.views.closing.timezone.localdate", lambda *_: resulting.TODAY)
    monkeypatch.setattr("hoshin.server.responses.views.closing.timezone.now", lambda: resulting.NOW)


@pytest.fixture
def made(ward, sato):
    return resulting.survey(organisation=ward, by=sato.actor)

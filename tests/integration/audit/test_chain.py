"""The chain of events: whole as written, broken by any change."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from hoshin.server.audit.actions import record
from hoshin.server.audit.models import ChainHead, Event
from hoshin.server.audit.queries import events_about, verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_events():
    with transaction.atomic():
        for number in range(5):
            record(actor="sato", action="looked", subject=f"plan:{number % 2}", detail={"n": number, "名": "値"})


def test_a_chain_as_written_is_whole(five_events):
    report = verify_chain()
    assert (report.count, report.broken_at, report.is_whole) == (5, None, True)
    assert report.head == ChainHead.objects.get().hash


def test_an_empty_chain_is_whole(db):
    assert verify_chain().is_whole


TAMPERINGS = {
    "another actor": lambda: Event.objects.filter(number=3).update(actor="tanaka"),
    "another action": lambda: Event.objects.filter(number=3).update(action="published"),
    "another subject": lambda: Event.objects.filter(number=3).update(subject="plan:9"),
    "another time": lambda: Event.objects.filter(number=3).update(at=datetime(2020, 1, 1, tzinfo=UTC)),
    "another detail": lambda: Event.objects.filter(number=3).update(detail={"n": 9}),
    "a row missing": lambda: Event.objects.filter(number=3).delete(),
    "a row renumbered": lambda: Event.objects.filter(number=5).update(number=6),
    "the end cut off": lambda: Event.objects.filter(number=5).delete(),
    "the head changed": lambda: ChainHead.objects.update(number=4),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_any_tampering_shows(five_events, tampering):
    TAMPERINGS[tampering]()
    assert not verify_chain().is_whole


def test_events_are_listed_by_subject_newest_first(five_events):
    assert [e.number for e in events_about("plan:0")] == [5, 3, 1]
    assert events_about("plan:7") == ()


@pytest.mark.django_db(transaction=True)
def test_an_event_is_kept_only_with_what_it_records():
    with pytest.raises(AssertionError):
        record(actor="sato", action="looked", subject="plan:1")
    with pytest.raises(RuntimeError), transaction.atomic():
        record(actor="sato", action="looked", subject="plan:1")
        raise RuntimeError
    assert Event.objects.count() == 0
    assert verify_chain().is_whole

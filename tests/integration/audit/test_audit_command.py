"""`hoshin audit verify` after a row was altered by hand, or the end cut off together with its head."""

import pytest
from django.db import transaction

from hoshin.cli.main import main
from hoshin.server.audit.actions import record
from hoshin.server.audit.models import ChainHead, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_events(db):
    with transaction.atomic():
        for number in range(3):
            record(actor="sato", action="looked", subject="plan:1", detail={"n": number})


def test_a_whole_record_is_told_with_its_end(three_events, capsys):
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"3:{ChainHead.objects.get().hash}"


def test_an_altered_row_is_named(three_events, capsys):
    Event.objects.filter(number=2).update(actor="tanaka")
    assert main(["audit", "verify"]) == 1
    assert "event 2" in capsys.readouterr().err


def test_an_end_kept_elsewhere_shows_a_cut(three_events, capsys):
    kept = f"3:{ChainHead.objects.get().hash}"
    assert main(["audit", "verify", "--head", kept]) == 0
    before = Event.objects.get(number=2)
    Event.objects.filter(number=3).delete()
    ChainHead.objects.update(number=2, hash=before.hash)
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--head", kept]) == 1


def test_a_later_record_still_holds_an_earlier_end(three_events):
    kept = f"3:{ChainHead.objects.get().hash}"
    with transaction.atomic():
        record(actor="sato", action="looked", subject="plan:1")
    assert main(["audit", "verify", "--head", kept]) == 0


def test_a_wrong_end_is_a_wrong_use(db, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["audit", "verify", "--head", "three"])
    assert ended.value.code == 2

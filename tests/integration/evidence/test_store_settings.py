"""Where evidence is kept, by settings: a folder by default, an S3-compatible store by address and keys."""

import pytest

from hoshin.cli.main import main
from hoshin.exchange.snapshots import FolderStore
from hoshin.server.config.reading import SettingsError, read_settings
from hoshin.server.evidence.actions import attach_indicator, close_period
from hoshin.server.evidence.models import Snapshot
from hoshin.server.evidence.queries import EvidenceError, measurements_of
from hoshin.server.evidence.store import evidence_store
from tests.builders.object_store import object_store
from tests.integration.evidence.counting import AT, COUNT, FY2025, visits
from tests.people import TODAY

NAMES = {
    "HOSHIN_EVIDENCE_STORE": "s3://ward-evidence/hoshin",
    "HOSHIN_EVIDENCE_STORE_ENDPOINT": "http://127.0.0.1:9000",
    "HOSHIN_EVIDENCE_STORE_REGION": "jp-osaka",
    "HOSHIN_EVIDENCE_STORE_ACCESS_KEY": "an-access-key",
    "HOSHIN_EVIDENCE_STORE_SECRET_KEY": "a-secret-key",
}


def test_the_default_is_a_folder_in_the_data_folder(settings, tmp_path):
    settings.EVIDENCE_STORE = read_settings({})["HOSHIN_EVIDENCE_STORE"].value
    settings.DATA_DIRECTORY = tmp_path
    assert evidence_store() == FolderStore(tmp_path / "evidence")


def test_keys_are_never_shown():
    shown = {name: setting.shown for name, setting in read_settings(NAMES).items()}
    assert shown["HOSHIN_EVIDENCE_STORE"] == NAMES["HOSHIN_EVIDENCE_STORE"]
    assert "an-access-key" not in str(shown) and "a-secret-key" not in str(shown)


def test_a_key_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("a-secret-key\n")
    found = read_settings({"HOSHIN_EVIDENCE_STORE_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert found["HOSHIN_EVIDENCE_STORE_SECRET_KEY"].value == "a-secret-key"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HOSHIN_EVIDENCE_STORE", " "),
        ("HOSHIN_EVIDENCE_STORE", "s3://"),
        ("HOSHIN_EVIDENCE_STORE", "s3://UPPER/x"),
        ("HOSHIN_EVIDENCE_STORE", "https://bucket.example.jp"),
        ("HOSHIN_EVIDENCE_STORE", "gs://bucket"),
        ("HOSHIN_EVIDENCE_STORE_ENDPOINT", "objects.example.jp"),
        ("HOSHIN_EVIDENCE_STORE_ENDPOINT", "https://key:secret@objects.example.jp"),
        ("HOSHIN_EVIDENCE_STORE_ENDPOINT", "https://objects.example.jp/path"),
        ("HOSHIN_EVIDENCE_STORE_REGION", "a\nb"),
    ],
)
def test_what_cannot_be_used_stops_the_start_with_its_remedy(name, text):
    with pytest.raises(SettingsError) as wrong:
        read_settings({name: text})
    (fault,) = wrong.value.faults
    assert fault.name == name and fault.remedy_ja and fault.remedy_en


@pytest.fixture
def bucket(settings):
    with object_store() as running:
        settings.EVIDENCE_STORE = NAMES["HOSHIN_EVIDENCE_STORE"]
        settings.EVIDENCE_STORE_ENDPOINT = running.endpoint
        settings.EVIDENCE_STORE_REGION = NAMES["HOSHIN_EVIDENCE_STORE_REGION"]
        settings.EVIDENCE_STORE_ACCESS_KEY = NAMES["HOSHIN_EVIDENCE_STORE_ACCESS_KEY"]
        settings.EVIDENCE_STORE_SECRET_KEY = NAMES["HOSHIN_EVIDENCE_STORE_SECRET_KEY"]
        yield running


@pytest.mark.django_db
def test_closing_measuring_and_verifying_in_an_object_store(bucket, visit_log, stored_plan, sato, own_store, capsys):
    attach_indicator(source=visit_log, plan=stored_plan, indicator="k4", recipe=COUNT, by=sato.actor, on=TODAY)
    closed = close_period(source=visit_log, period=FY2025, tables=visits(391), by=sato.actor, at=AT)
    assert measurements_of(stored_plan, "k4", sato.actor).latest.measurement.reading.value == 391
    assert not own_store.exists()
    assert main(["verify"]) == 0
    key = next(name for name in bucket.objects if name.endswith("entries.parquet"))
    assert closed.snapshot in key
    bucket.objects[key] = bucket.objects[key].replace(b"PAR1", b"PAR2", 1)
    assert main(["verify"]) == 1
    assert "entries.parquet" in capsys.readouterr().err
    del bucket.objects[key]
    assert main(["verify"]) == 1
    assert "ありません" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_store_that_refuses_is_said_and_nothing_is_stored(bucket, visit_log, sato):
    bucket.read_only = True
    with pytest.raises(EvidenceError) as refused:
        close_period(source=visit_log, period=FY2025, tables=visits(3), by=sato.actor, at=AT)
    (problem,) = refused.value.problems
    assert problem.code == "store_unreachable"
    assert "a-secret-key" not in (problem.found or "") and "an-access-key" not in (problem.found or "")
    assert not Snapshot.objects.exists() and bucket.objects == {}

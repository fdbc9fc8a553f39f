"""Snapshots in an S3-compatible store, over HTTP on this machine."""

import pytest

from hoshin.exchange.snapshots import (
    ObjectStoreAccess,
    SnapshotAlteredError,
    StoreError,
    open_snapshot,
    store_at,
    write_snapshot,
)
from tests.builders.object_store import object_store
from tests.unit.snapshots.samples import origin, visits


@pytest.fixture(scope="module")
def server():
    with object_store() as running:
        yield running


@pytest.fixture
def bucket(server, tmp_path):
    server.objects.clear()
    server.requests.clear()
    server.read_only = False
    access = ObjectStoreAccess(server.endpoint, "jp-osaka", "a-key", "a-secret")
    return store_at("s3://ward/evidence", tmp_path, access)


def test_a_snapshot_is_written_listed_and_read_back(bucket, server):
    name = write_snapshot(bucket, {"entries": visits(300)}, origin())
    assert sorted(server.objects) == [
        f"ward/evidence/{name[:2]}/{name}/entries.parquet",
        f"ward/evidence/{name[:2]}/{name}/manifest.json",
    ]
    assert list(bucket.kept()) == [name]
    with open_snapshot(bucket, name) as opened:
        assert opened.tables["entries"].records() == visits(300).records()


def test_the_manifest_is_written_last_so_that_half_a_snapshot_does_not_exist(bucket, server):
    write_snapshot(bucket, {"entries": visits(3)}, origin())
    written = [key.rsplit("/", 1)[1] for method, key in server.requests if method in ("PUT", "POST")]
    assert written[-1] == "manifest.json"


def test_a_snapshot_is_never_written_twice(bucket, server):
    name = write_snapshot(bucket, {"entries": visits(3)}, origin())
    before = dict(server.objects)
    server.requests.clear()
    assert write_snapshot(bucket, {"entries": visits(3)}, origin()) == name
    assert server.objects == before
    assert not [r for r in server.requests if r[0] in ("PUT", "POST")]


def test_an_altered_a_lost_and_an_added_object_are_named(bucket, server):
    name = write_snapshot(bucket, {"entries": visits(3), "places": visits(2)}, origin())
    folder = f"ward/evidence/{name[:2]}/{name}"
    changed = bytearray(server.objects[f"{folder}/entries.parquet"])
    changed[-3] ^= 4
    server.objects[f"{folder}/entries.parquet"] = bytes(changed)
    del server.objects[f"{folder}/places.parquet"]
    server.objects[f"{folder}/more.csv"] = b"x"
    with pytest.raises(SnapshotAlteredError) as found, open_snapshot(bucket, name):
        pass
    assert {(p.code, p.found) for p in found.value.problems} == {
        ("snapshot_file_altered", "entries.parquet"),
        ("snapshot_file_missing", "places.parquet"),
        ("snapshot_file_extra", "more.csv"),
    }


def test_a_snapshot_that_is_not_there(bucket):
    with pytest.raises(SnapshotAlteredError) as found, open_snapshot(bucket, "0" * 64):
        pass
    assert [p.code for p in found.value.problems] in (["snapshot_missing"], ["snapshot_file_missing"])


def test_a_refusing_store_keeps_nothing_and_tells_no_key(bucket, server):
    server.read_only = True
    with pytest.raises(StoreError) as refused:
        write_snapshot(bucket, {"entries": visits(3)}, origin())
    assert server.objects == {}
    assert "a-secret" not in str(refused.value) and "a-key" not in str(refused.value)

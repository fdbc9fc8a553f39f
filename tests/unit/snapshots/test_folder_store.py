"""Snapshots in a folder: whole or not at all, never overwritten, and no change goes unseen."""

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoshin.exchange.snapshots import (
    FolderStore,
    SnapshotAlteredError,
    StoreError,
    is_snapshot_name,
    open_snapshot,
    staged_snapshot,
    store_at,
    write_snapshot,
)
from hoshin.exchange.snapshots.manifest import canonical, content_hash
from tests.unit.snapshots.samples import FY2025, origin, visits

FILES = ("entries.parquet", "places.parquet", "manifest.json")


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "evidence")


@pytest.fixture
def snapshot(store):
    return write_snapshot(store, {"entries": visits(40), "places": visits(5)}, origin())


def folder_of(store, name):
    return store.root / name[:2] / name


def problems_of(store, name):
    with pytest.raises(SnapshotAlteredError) as found, open_snapshot(store, name):
        pytest.fail("it was opened")
    return {(p.code, p.found) for p in found.value.problems}


def test_a_snapshot_says_what_it_is(store, snapshot):
    with open_snapshot(store, snapshot) as opened:
        manifest = opened.manifest
        assert opened.period == FY2025
        assert opened.tables["entries"].records() == visits(40).records()
        assert opened.tables["entries"].arrow().num_rows == 40
    assert (manifest["format"], manifest["kind"], manifest["made_by"]) == (
        "hoshin-snapshot/1",
        "register",
        "子育て支援担当",
    )
    assert manifest["tables"]["entries"]["rows"] == 40
    assert [c["name"] for c in manifest["tables"]["entries"]["columns"]] == ["day", "place", "minutes"]
    assert is_snapshot_name(snapshot) and content_hash(manifest) == snapshot


def test_only_this_user_may_read(store, snapshot):
    folder = folder_of(store, snapshot)
    assert stat.S_IMODE(store.root.stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(f.stat().st_mode) for f in folder.iterdir()} == {0o600}


def test_the_same_again_is_the_same_name_and_touches_nothing(store, snapshot):
    before = {f: f.stat().st_mtime_ns for f in folder_of(store, snapshot).iterdir()}
    assert write_snapshot(store, {"places": visits(5), "entries": visits(40)}, origin()) == snapshot
    assert {f: f.stat().st_mtime_ns for f in folder_of(store, snapshot).iterdir()} == before
    assert list(store.kept()) == [snapshot]


def test_an_altered_snapshot_is_not_mended_by_writing_it_again(store, snapshot):
    (folder_of(store, snapshot) / "places.parquet").unlink()
    write_snapshot(store, {"places": visits(5), "entries": visits(40)}, origin())
    assert problems_of(store, snapshot) == {("snapshot_file_missing", "places.parquet")}


@pytest.mark.parametrize(
    "other", [{"reason": "x"}, {"made_by": "企画担当"}, {"definition": {"a": 1}}, {"replaces": "0" * 64}]
)
def test_anything_else_said_is_another_name(store, snapshot, other):
    assert write_snapshot(store, {"places": visits(5), "entries": visits(40)}, origin(**other)) != snapshot


@given(data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_byte_changed_anywhere_is_found(store, snapshot, data):
    name = data.draw(st.sampled_from(FILES))
    path = folder_of(store, snapshot) / name
    good = path.read_bytes()
    at, change = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(1, 255))
    path.write_bytes(good[:at] + bytes([good[at] ^ change]) + good[at + 1 :])
    try:
        assert problems_of(store, snapshot) == {("snapshot_file_altered", name)}
    finally:
        path.write_bytes(good)


@pytest.mark.parametrize("keep", [0, 1, 100, -1])
@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_found(store, snapshot, name, keep):
    path = folder_of(store, snapshot) / name
    path.write_bytes(path.read_bytes()[:keep])
    assert ("snapshot_file_altered", name) in problems_of(store, snapshot)


def test_swapped_files_are_both_found(store, snapshot):
    one, other = (folder_of(store, snapshot) / name for name in FILES[:2])
    one.rename(one.with_suffix(".x"))
    other.rename(one)
    one.with_suffix(".x").rename(other)
    assert problems_of(store, snapshot) == {("snapshot_file_altered", FILES[0]), ("snapshot_file_altered", FILES[1])}


def test_a_link_in_place_of_a_file_is_no_file(store, snapshot, tmp_path):
    path = folder_of(store, snapshot) / "places.parquet"
    shutil.move(path, tmp_path / "away")
    path.symlink_to(tmp_path / "away")
    assert ("snapshot_file_missing", "places.parquet") in problems_of(store, snapshot)


def test_a_lost_manifest_a_lost_folder_and_an_added_file(store, snapshot):
    folder = folder_of(store, snapshot)
    (folder / "more.txt").write_text("x")
    assert problems_of(store, snapshot) == {("snapshot_file_extra", "more.txt")}
    (folder / "more.txt").unlink()
    (folder / "manifest.json").unlink()
    assert problems_of(store, snapshot) == {("snapshot_file_missing", "manifest.json")}
    shutil.rmtree(folder)
    assert problems_of(store, snapshot) == {("snapshot_missing", snapshot[:12])}


def test_a_forged_manifest_under_the_old_name_is_found(store, snapshot):
    path = folder_of(store, snapshot) / "manifest.json"
    path.write_bytes(canonical({**json.loads(path.read_bytes()), "made_by": "だれか"}))
    assert problems_of(store, snapshot) == {("snapshot_file_altered", "manifest.json")}


def test_another_format_is_said_and_not_guessed(store, tmp_path):
    manifest = {"format": "hoshin-snapshot/9", "tables": {}}
    folder = folder_of(store, content_hash(manifest))
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(canonical(manifest))
    assert problems_of(store, content_hash(manifest)) == {("snapshot_other_format", "hoshin-snapshot/9")}


def test_what_was_only_staged_is_not_kept(store):
    with staged_snapshot(store, {"entries": visits(3)}, origin()) as staged:
        name = staged.opened.name
        assert staged.opened.tables["entries"].records() == visits(3).records()
    assert list(store.kept()) == [] and list(store.root.iterdir()) == []
    assert problems_of(store, name) == {("snapshot_missing", name[:12])}


def test_two_that_write_the_same_at_once_agree(store):
    names = []
    threads = [
        threading.Thread(target=lambda: names.append(write_snapshot(store, {"entries": visits(300)}, origin())))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 6 and len(set(names)) == 1
    with open_snapshot(store, names[0]):
        pass
    assert not list(store.root.glob(".staged-*"))


WRITER = """
import itertools, sys
from pathlib import Path
from hoshin.exchange.snapshots import FolderStore, write_snapshot
from tests.unit.snapshots.samples import origin, visits
store = FolderStore(Path(sys.argv[1]))
for number in itertools.count(int(sys.argv[2])):
    print(write_snapshot(store, {"entries": visits(number), "places": visits(5)}, origin()), flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_whole_snapshots_or_none(store):
    """What was named before the SIGKILL is there and whole; nothing half-written bears a name."""
    chance, named = random.Random(11), []
    for run in range(6):
        command = [sys.executable, "-c", WRITER, str(store.root), str(200 + 100 * run)]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        named.append(writer.stdout.readline().strip())
        time.sleep(chance.random() / 10)
        writer.send_signal(signal.SIGKILL)
        named += writer.communicate()[0].split()
    kept = list(store.kept())
    assert set(named) <= set(kept) and len(set(named)) >= 6
    for name in kept:
        with open_snapshot(store, name) as opened:
            assert len(opened.tables["entries"].records()) == opened.manifest["tables"]["entries"]["rows"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError):
        write_snapshot(FolderStore(tmp_path / "evidence"), {"entries": visits(1)}, origin())


def test_a_file_in_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "evidence").write_text("")
    with pytest.raises(StoreError):
        write_snapshot(FolderStore(tmp_path / "evidence"), {"entries": visits(1)}, origin())


@pytest.mark.parametrize("name", ["", "..", "../../etc", "A" * 64, "0" * 63])
def test_no_other_name_leads_into_the_store(store, name):
    assert not is_snapshot_name(name)
    with pytest.raises(ValueError, match="hash"), open_snapshot(store, name):
        pass


def test_addresses_of_stores(tmp_path):
    assert store_at("evidence", tmp_path) == FolderStore(tmp_path / "evidence")
    assert store_at("/srv/other", tmp_path).root.as_posix() == "/srv/other"
    assert store_at("s3://ward/evidence/", tmp_path).prefix == "ward/evidence"

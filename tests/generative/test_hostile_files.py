"""No file crashes the reader, hangs it or fills the memory: each ends in a sentence that says what to do."""

import os
import signal
import subprocess
import sys
import time

import pytest

from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems import sentence
from hoshin.exchange.guard import limits
from hoshin.exchange.reading import UnreadableFileError, read_plan
from tests.generative.hostile_files import HOSTILE

MOST_SECONDS = 10
FAMILIES = {
    "file_encrypted": "refused",
    "archive_suspicious": "refused",
    "archive_unpacks_too_large": "refused",
    "archive_too_many_entries": "refused",
    "xml_with_entities": "refused",
    "xml_too_deep": "refused",
    "too_many_cells": "refused",
    "reading_too_costly": "refused",
    "no_plan_found": "no_plan",
    "no_text_found": "not_readable",
    "file_broken": "not_readable",
    "file_old_office": "not_readable",
    "file_other_kind": "not_readable",
}


def _ending(path):
    started = time.monotonic()
    with pytest.raises(UnreadableFileError) as refusal:
        read_plan(path)
    return refusal.value, time.monotonic() - started


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda h: h.kind)
def test_a_hostile_file_ends_in_a_sentence(hostile, tmp_path):
    path = tmp_path / hostile.name
    path.write_bytes(hostile.build())
    ended, seconds = _ending(path)
    assert ended.problem.code in hostile.ends_in
    assert ended.family == FAMILIES.get(ended.problem.code, ended.family)
    assert seconds < MOST_SECONDS
    for language in ("ja", "en"):
        assert hostile.name in sentence(ended.problem, language)


def test_there_are_many_kinds_and_none_twice():
    assert len({h.kind for h in HOSTILE}) == len(HOSTILE) >= 90


@pytest.mark.parametrize(("excess", "exit_code"), [("bytearray(600 * 2**20)", 1), ("bytearray(300 * 2**20)", 0)])
def test_a_reading_process_cannot_take_more_memory_than_its_share(excess, exit_code):
    script = f"from hoshin.exchange.workers.answering import set_limits\nset_limits()\n{excess}"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == exit_code
    assert (b"MemoryError" in ended.stderr) is bool(exit_code)


def test_a_reading_process_cannot_work_on_for_ever():
    script = "from hoshin.exchange.workers.answering import set_limits\nset_limits()\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", script], check=False)
    assert -ended.returncode in (signal.SIGXCPU, signal.SIGKILL)


def test_a_file_that_is_not_there(tmp_path):
    assert _ending(tmp_path / "none.xlsx")[0].problem.code == "file_missing"
    assert _ending(tmp_path / "a\0b.xlsx")[0].problem.code == "file_not_loadable"
    assert _ending(tmp_path / ("長" * 300))[0].problem.code == "file_not_loadable"


def test_a_file_used_as_a_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    assert _ending(tmp_path / "a" / "b.xlsx")[0].problem.code == "file_missing"


def test_a_directory(tmp_path):
    assert _ending(tmp_path)[0].problem.code == "file_is_directory"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    ended, seconds = _ending(tmp_path / "pipe")
    assert ended.problem.code == "file_not_regular"
    assert seconds < 1


def test_a_device(tmp_path):
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    assert _ending(tmp_path / "zero.xlsx")[0].problem.code == "file_not_regular"


def test_links_in_a_circle(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert _ending(tmp_path / "a")[0].problem.code == "file_not_loadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(b"x")
    path.chmod(0)
    assert _ending(path)[0].problem.code == "file_no_permission"


def test_a_file_of_200_megabytes_is_not_even_loaded(tmp_path):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as stream:
        stream.truncate(200 * limits.MEBIBYTE)
    ended, seconds = _ending(path)
    assert ended.problem.code == "file_too_large"
    assert seconds < 1


def test_good_files_beside_bad_ones_are_still_read(tmp_path):
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.txt"
    bad.write_bytes(b"PK\x03\x04")
    good.write_text("めざす成果及び戦略1-1\nまちの安全\nめざす状態\n安心している。", "utf-8")
    _ending(bad)
    assert isinstance(read_plan(good), PlanDocument)

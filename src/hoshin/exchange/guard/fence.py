"""A process of its own for each file, with bounded memory, processor time, wall time and answer.

The parent sends one line of JSON and then the file's bytes; the child answers with one JSON object. A child that dies
is told apart by its exit: memory, time, or a fault of ours, and each has its sentence.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from hoshin.core.plan.codec import from_json
from hoshin.core.problems.record import Problem
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused

OUT_OF_MEMORY_EXIT = 70
"""What the child exits with when Python itself reports the end of memory."""
_TIME_SIGNALS = {signal.SIGXCPU, signal.SIGKILL}
_MEMORY_SIGNALS = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS}
_LOG_TAIL_BYTES = 4000
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "HOME")

log = logging.getLogger(__name__)


def run_fenced(module: str, wish: str, data: bytes, name: str) -> dict[str, Any]:
    """The answer of `python -m module` to these bytes; raises `UnreadableFileError` for every other ending."""
    with tempfile.TemporaryFile() as answer:
        _run(module, wish, data, name, answer=answer, wall_seconds=limits.WALL_SECONDS)
        return _unwrap(json.load(answer))


def run_fenced_lines(module: str, wish: str, data: bytes, name: str, *, wall_seconds: int) -> Iterator[Any]:
    """The same for a child that answers line by line, each a JSON value: a table of any length stays out of memory."""
    with tempfile.TemporaryFile() as answer:
        _run(module, wish, data, name, answer=answer, wall_seconds=wall_seconds)
        yield _unwrap(json.loads(answer.readline()))
        for line in answer:
            yield json.loads(line)


def _run(module: str, wish: str, data: bytes, name: str, *, answer: IO[bytes], wall_seconds: int) -> None:
    """Let the child fill `answer`, which is then ready to be read from its beginning."""
    request = json.dumps({"name": name, "wish": wish}).encode() + b"\n" + data
    environment = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    with tempfile.TemporaryFile() as complaint:
        try:
            ended = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
                [sys.executable, "-I", "-X", "utf8", "-m", module],
                input=request,
                stdout=answer,
                stderr=complaint,
                timeout=wall_seconds,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_long(name, wall_seconds) from error
        if ended.returncode != 0:
            raise ending_of(ended.returncode, _tail(complaint), name, limits.cpu_seconds(len(data)))
        answer.seek(0)


def _unwrap(answer: dict[str, Any]) -> dict[str, Any]:
    if "refusal" in answer:
        raise UnreadableFileError(from_json(Problem, answer["refusal"]["problem"]), answer["refusal"]["family"])
    return answer


def ending_of(exit_code: int, complaint: str, name: str, cpu_seconds: int = limits.CPU_SECONDS) -> UnreadableFileError:
    """The sentence for a child that gave no answer."""
    if exit_code == OUT_OF_MEMORY_EXIT or -exit_code in _MEMORY_SIGNALS:
        memory = f"{limits.MEMORY_BYTES // limits.MEBIBYTE} MB"
        return refused("reading_too_costly", name, resource="メモリ (memory)", limit=memory)
    if -exit_code in _TIME_SIGNALS:
        return _too_long(name, cpu_seconds)
    log.error("reading %s failed with exit code %s: %s", name, exit_code, complaint)
    last_line = complaint.strip().rsplit("\n", 1)[-1].split(":", 1)[0]
    return not_readable("reading_failed", name, reason=last_line[:80] or f"exit {exit_code}")


def _too_long(name: str, seconds: int) -> UnreadableFileError:
    return refused("reading_too_costly", name, resource="時間 (time)", limit=f"{seconds} s")


def _tail(stream: Any) -> str:
    stream.seek(0, os.SEEK_END)
    stream.seek(max(0, stream.tell() - _LOG_TAIL_BYTES))
    return bytes(stream.read()).decode("utf-8", errors="replace")

"""`hoshin targets FILE`: what each phrase of a list says, one JSON line a phrase."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hoshin.cli.exit_codes import ExitCode
from hoshin.core.plan.codec import to_json
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.targets import PhraseReading, ReadTarget, read_phrase

HELP = "read target phrases, one a line"
LARGEST_BYTES = 64 * 1024 * 1024
ALWAYS = (
    "comparator", "value", "value_max", "unit", "due_fiscal_year", "due_date", "baseline", "per", "cumulative",
    "comparator_implied",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and the plan's fiscal year."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a text file with one phrase a line, or - for standard input; empty lines are skipped; UTF-8 (with or "
        "without BOM) or cp932 ／ 一行に一つの文。空行は飛ばす",
    )
    parser.add_argument(
        "--fiscal-year",
        type=int,
        metavar="YEAR",
        help="the plan's fiscal year (western); settles years without an era such as 32年度 ／ 計画の年度（西暦）",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON line a phrase."""
    content = _content(arguments.file)
    if isinstance(content, Problem):
        sys.stderr.write(f"{sentence(content, 'ja')}\n{sentence(content, 'en')}\n")
        return ExitCode.NOT_READABLE
    for line in _phrases(content):
        reading = read_phrase(line, fiscal_year=arguments.fiscal_year)
        sys.stdout.write(json.dumps(as_json(reading), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return ExitCode.DONE


def as_json(reading: PhraseReading) -> dict[str, Any]:
    """The published form of one reading."""
    targets = [_target(target, reading.measure) for target in reading.targets]
    problems = [
        {
            "code": problem.code,
            "found": problem.found,
            "proposal": problem.proposal,
            "severity": problem.severity,
            "sentence": {language: sentence(problem, language) for language in ("ja", "en")},
        }
        for problem in reading.problems
    ]
    return {"text": reading.text, "measure": reading.measure, "targets": targets, "problems": problems}


def _target(read: ReadTarget, measure: str) -> dict[str, Any]:
    values = to_json(read.target)
    published = {key: values[key] for key in ALWAYS}
    if read.target.since_fiscal_year is not None:
        published["since_fiscal_year"] = read.target.since_fiscal_year
    if read.measure != measure:
        published["measure"] = read.measure
    return published


def _phrases(content: bytes) -> Iterator[str]:
    text = _decoded(content)
    return (line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip())


def _decoded(content: bytes) -> str:
    """Text of a list: a byte order mark decides, then strict UTF-8, else cp932 with a sign for what is in neither."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932", errors="replace")


def _content(name: str) -> bytes | Problem:
    if name == "-":
        return _within(sys.stdin.buffer.read(LARGEST_BYTES + 1), "-")
    path = Path(name)
    try:
        with path.open("rb") as file:
            return _within(file.read(LARGEST_BYTES + 1), name)
    except FileNotFoundError:
        return Problem("file_missing", found=name, severity="error", values={"file": name})
    except IsADirectoryError:
        return Problem("file_is_directory", found=name, severity="error", values={"file": name})
    except PermissionError:
        return Problem("file_no_permission", found=name, severity="error", values={"file": name})
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "name"
        return Problem("file_not_loadable", found=name, severity="error", values={"file": name, "reason": reason})


def _within(content: bytes, name: str) -> bytes | Problem:
    if len(content) > LARGEST_BYTES:
        limits = {"file": name, "size": f"> {LARGEST_BYTES // 2**20} MiB", "limit": f"{LARGEST_BYTES // 2**20} MiB"}
        return Problem("file_too_large", found=name, severity="error", values=limits)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("file_broken", found=name, severity="error", values={"file": name, "reason": "binary"})
    return content

"""`hoshin judge FILE`: the verdict on each case of a list, one JSON line a case, in the same order."""

import argparse
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO

from hoshin.cli.exit_codes import ExitCode
from hoshin.core.judging.verdict import judge
from hoshin.core.judging.wire import NotACaseError, case_from_json, refusal_to_json, unknown_keys, verdict_to_json
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem

HELP = "judge measurements against targets"
LONGEST_LINE = 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE alone: everything else stands on the lines."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="JSON Lines (UTF-8), one case a line, or - for standard input; the keys are described in "
        "docs/reference/judging.md ／ 一行に一件の JSON",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one verdict a line; 1 when a line could not be read, its problems standing in its place."""
    if arguments.file == "-":
        return _judged(sys.stdin.buffer)
    try:
        with Path(arguments.file).open("rb") as file:
            return _judged(file)
    except FileNotFoundError:
        return _refused(Problem("file_missing", found=arguments.file, values={"file": arguments.file}))
    except IsADirectoryError:
        return _refused(Problem("file_is_directory", found=arguments.file, values={"file": arguments.file}))
    except PermissionError:
        return _refused(Problem("file_no_permission", found=arguments.file, values={"file": arguments.file}))


def _refused(problem: Problem) -> int:
    sys.stderr.write(f"{sentence(problem, 'ja')}\n{sentence(problem, 'en')}\n")
    return ExitCode.NOT_READABLE


def _judged(file: IO[bytes]) -> int:
    answer = ExitCode.DONE
    for number, line in _lines(file):
        try:
            values = _parsed(line, number)
            said = verdict_to_json(judge(case_from_json(values, number)), unknown_keys(values, number))
        except NotACaseError as error:
            said, answer = refusal_to_json(error.problems), ExitCode.CHECK_FAILED
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return answer


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not empty with its number. A line is never read beyond its limit."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        while len(line) > LONGEST_LINE and not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            line = line[: LONGEST_LINE + 1] if not rest.endswith(b"\n") else line[:LONGEST_LINE] + b"\n\n"
        if line.strip():
            yield number, line


def _parsed(line: bytes, number: int) -> object:
    def fault(found: str, expected: str) -> NotACaseError:
        values = {"line": str(number), "path": "(line)", "expected": expected}
        return NotACaseError((Problem("judge_line_wrong", found=found, severity="error", values=values),))

    if len(line) > LONGEST_LINE:
        raise fault(f"> {LONGEST_LINE // 1024} KiB", f"shorter than {LONGEST_LINE // 1024} KiB")
    try:
        return json.loads(line.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise fault(f"byte {error.start}", "UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise fault(where, "one JSON object") from error

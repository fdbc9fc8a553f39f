"""`hoshin read FILE…`: a plan out of a document, as a report for people or as JSON.

Several files are parts of one plan: they are merged in the order in which they are named, and where they differ the
first is followed and the difference is named.
"""

import argparse
import json
import sys
from pathlib import Path

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.plan_report import report
from hoshin.core.plan.codec import plan_to_json
from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems import sentence
from hoshin.exchange.assembly.parts import merge_parts
from hoshin.exchange.reading import UnreadableFileError, read_plan

_EXITS = {"not_readable": ExitCode.NOT_READABLE, "refused": ExitCode.REFUSED, "no_plan": ExitCode.NO_PLAN}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, Markdown, xlsx, pptx, docx or pdf; several files are parts of one plan "
        "／ 計画書。複数なら一つの計画の分割として合わせて読む",
    )
    parser.add_argument(
        "--json",
        metavar="FILE",
        help="write the plan document; “-” is standard output, without the report "
        "／ 計画書データ（JSON）の書き出し先。「-」は標準出力",
    )
    parser.add_argument("--lang", choices=("ja", "en"), default="ja", help="language of the report ／ 報告の言語")


def run(arguments: argparse.Namespace) -> int:
    parts: list[tuple[str, PlanDocument]] = []
    for given in arguments.files:
        path = Path(given)
        try:
            parts.append((path.name, read_plan(path)))
        except UnreadableFileError as error:
            sys.stderr.write(sentence(error.problem, arguments.lang) + "\n")
            return _EXITS[error.family]
    plan = merge_parts(parts)
    if arguments.json:
        written = _write_json(plan, arguments.json, arguments.lang)
        if written != ExitCode.DONE or arguments.json == "-":
            return written
    sys.stdout.write(report(plan, arguments.lang))
    return ExitCode.DONE


def _write_json(plan: PlanDocument, where: str, language: str) -> int:
    text = json.dumps(plan_to_json(plan), ensure_ascii=False, indent=1) + "\n"
    if where == "-":
        sys.stdout.write(text)
        return ExitCode.DONE
    try:
        Path(where).write_text(text, "utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        ja = f"「{where}」に書き出せません（{reason}）。書き込める場所を指定してください。\n"
        en = f"“{where}” cannot be written ({reason}). Name a place that can be written to.\n"
        sys.stderr.write(ja if language == "ja" else en)
        return ExitCode.NOT_READABLE
    return ExitCode.DONE

"""`hoshin estimate ANSWERS --design DESIGN.toml`: estimates with their intervals, as a table or as JSON."""

import argparse
import json
import math
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hoshin.cli.estimate_report import report
from hoshin.cli.exit_codes import ExitCode
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Estimate, EstimationResult, SurveyDesign
from hoshin.core.survey.domains import number_or_text
from hoshin.core.survey.estimation import estimate
from hoshin.exchange.answers_table.reading import AnswersFile, open_answers_table
from hoshin.exchange.design_toml.reading import read_design
from hoshin.exchange.guard.refusal import UnreadableFileError

_EXITS = {"not_readable": ExitCode.NOT_READABLE, "refused": ExitCode.REFUSED, "no_plan": ExitCode.NOT_READABLE}
_FAST_ENGINE = "hoshin.engines.duckdb_survey.estimation"
_NUMBERS = (
    "estimate", "se", "lower", "upper", "level", "interval", "df", "n", "n_missing", "n_counted", "weighted_base",
    "deff", "effective_n",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "answers",
        metavar="ANSWERS",
        help="the answers, one a row: CSV (UTF-8 or cp932) or Parquet ／ 回答の表（一行に一人）",
    )
    parser.add_argument(
        "--design",
        required=True,
        metavar="DESIGN.toml",
        help="how people were chosen and what to estimate; see docs/reference/survey-design.md ／ 調査の設計",
    )
    parser.add_argument(
        "--json",
        metavar="FILE",
        help="write the estimates as JSON; “-” is standard output, without the table "
        "／ 結果（JSON）の書き出し先。「-」は標準出力",
    )
    parser.add_argument(
        "--engine",
        choices=("duckdb", "reference"),
        help="duckdb: one pass over the file, for many answers (default); reference: slow and obvious, the definition "
        "／ 計算の方法",
    )
    parser.add_argument("--lang", choices=("ja", "en"), default="ja", help="language of the report ／ 報告の言語")


def run(arguments: argparse.Namespace) -> int:
    """0 when all was estimated, 1 when an error stands among the problems, 3 when a file cannot be read."""
    try:
        reading = read_design(Path(arguments.design))
        answers = open_answers_table(Path(arguments.answers))
        result = (
            _estimated(answers, reading.design, arguments.engine)
            if reading.design is not None
            else EstimationResult(())
        )
    except UnreadableFileError as error:
        return _refuse(error, arguments)
    problems = (*reading.problems, *answers.problems, *result.problems)
    result = EstimationResult(result.estimates, problems, result.weights)
    if arguments.json:
        written = _write_json(as_json(result, answers.numeric), arguments)
        if written != ExitCode.DONE or arguments.json == "-":
            return written or _ending(problems)
    sys.stdout.write(report(result, arguments.lang))
    return _ending(problems)


def _ending(problems: tuple[Problem, ...]) -> int:
    return ExitCode.CHECK_FAILED if any(problem.severity == "error" for problem in problems) else ExitCode.DONE


def _estimated(answers: AnswersFile, design: SurveyDesign, engine: str | None) -> EstimationResult:
    """By the engine asked for; without a wish by the fast one where it is installed."""
    if (engine or _default_engine()) == "reference":
        return estimate(list(answers.rows()), design)
    fast: Any = import_module(_FAST_ENGINE)
    with tempfile.TemporaryDirectory(prefix="hoshin-estimate-") as folder:
        result: EstimationResult = fast.estimate_file(answers.as_parquet(Path(folder)), design)
    return result


def _default_engine() -> str:
    try:
        return "duckdb" if find_spec(_FAST_ENGINE) else "reference"
    except ModuleNotFoundError:
        return "reference"


def as_json(result: EstimationResult, numeric: frozenset[str]) -> dict[str, Any]:
    """The published form: domains as numbers where the file's are numbers, and every problem in words."""
    return {
        "estimates": [_estimate_as_json(found, numeric) for found in result.estimates],
        "problems": [_problem_as_json(problem) for problem in result.problems],
        "weights": {name: value for name, value in result.weights.items() if math.isfinite(value)},
    }


def _estimate_as_json(found: Estimate, numeric: frozenset[str]) -> dict[str, Any]:
    domain = {
        column: number_or_text(category) if column in numeric else category for column, category in found.domain.items()
    }
    return {
        "name": found.name,
        "kind": found.kind,
        "domain": domain,
        **{name: getattr(found, name) for name in _NUMBERS},
        "n_eff": found.korn_graubard_n,
        "classical_margin": found.classical_margin,
        "if_silent_no": found.if_silent_no,
        "if_silent_yes": found.if_silent_yes,
        "flags": list(found.flags),
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "found": problem.found,
        "values": dict(problem.values),
        "sentence": {language: sentence(problem, language) for language in ("ja", "en")},
    }


def _refuse(error: UnreadableFileError, arguments: argparse.Namespace) -> int:
    """A file that cannot be read: its sentence, and with `--json -` an empty result that says so too."""
    sys.stderr.write(sentence(error.problem, arguments.lang) + "\n")
    if arguments.json == "-":
        _write_json(as_json(EstimationResult((), (error.problem,)), frozenset()), arguments)
    return _EXITS[error.family]


def _write_json(content: dict[str, Any], arguments: argparse.Namespace) -> int:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    where = arguments.json
    if where == "-":
        sys.stdout.write(text)
        return ExitCode.DONE
    try:
        Path(where).write_text(text, "utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        ja = f"「{where}」に書き出せません（{reason}）。書き込める場所を指定してください。\n"
        en = f"“{where}” cannot be written ({reason}). Name a place that can be written to.\n"
        sys.stderr.write(ja if arguments.lang == "ja" else en)
        return ExitCode.NOT_READABLE
    return ExitCode.DONE

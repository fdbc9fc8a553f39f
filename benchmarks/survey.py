"""`script/bench survey`: twenty questions in 240 domains of a stratified survey, beside what a statistician would use.

Every subject runs in a process of its own on the same file. The floor is DuckDB's bare scan of that file. A package
that works row by row in memory does one question (the table says so), or all with `--all`.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.results import machine, today, write_section

ROOT = Path(__file__).resolve().parent.parent
OTHERS_PYTHON = Path(os.environ.get("HOSHIN_BENCH_PYTHON", ROOT / "var" / "bench-venv" / "bin" / "python"))
QUESTIONS = 20
LONGEST_SECONDS = 1_800


@dataclass(frozen=True)
class Subject:
    """Something that estimates. `needs`: a module of the other environment, `R`, or nothing."""

    name: str
    label: str
    needs: str = ""
    questions: int = QUESTIONS
    rounds: int = 5
    most_rows: int = 10**9


@dataclass(frozen=True)
class Measured:
    """One subject on one file. `difference`: the largest from Hoshin in a share or a standard error."""

    rows: int
    subject: Subject
    wall: float
    processor: float
    peak: float
    difference: float | None


FLOOR = Subject("scan", "bare scan (floor)")
SUBJECTS = (
    FLOOR,
    Subject("scan_and_group", "scan + group"),
    Subject("hoshin", "Hoshin"),
    Subject("polars_by_hand", "Polars, by hand", "polars", rounds=3),
    Subject("pandas_by_hand", "pandas, by hand", "pandas", rounds=1),
    Subject("R", "R survey", "R", questions=1, rounds=1, most_rows=1_000_000),
    Subject("svy", "svy", "svy", questions=1, rounds=1, most_rows=1_000_000),
    Subject("samplics", "samplics", "samplics", questions=1, rounds=1, most_rows=1_000_000),
)


def main() -> int:
    given = _arguments()
    head = f"{today()}, {machine()}"
    print(head)
    absent = [subject.label for subject in SUBJECTS if not _is_installed(subject)]
    for label in absent:
        print(f"{label}: not installed, left out")
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="hoshin-bench-") as folder:
        for rows in given.rows:
            measured += _of_file(_answers(Path(folder), rows), rows, absent, everything=given.all)
    table = _table(measured)
    print(table)
    write_section("survey", f"{head}\n\n{_explained(absent)}\n\n{table}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench survey", description="Estimates side by side.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument(
        "--all", action="store_true", help="all 20 questions also on the packages that take minutes each"
    )
    return parser.parse_args()


def _is_installed(subject: Subject) -> bool:
    if subject.needs == "R":
        asks = ["Rscript", "-e", "library(survey)"]
        return (
            shutil.which("Rscript") is not None
            and subprocess.run(asks, capture_output=True, check=False).returncode == 0
        )
    if not subject.needs:
        return True
    asks = [str(OTHERS_PYTHON), "-c", f"import {subject.needs}"]
    return OTHERS_PYTHON.exists() and subprocess.run(asks, capture_output=True, check=False).returncode == 0


def _answers(folder: Path, rows: int) -> Path:
    """Invented answers, the same at every run: 24 areas of different size, 5 ages, 2 sexes, 20 questions (1–5, 9)."""
    path = folder / f"answers-{rows}.parquet"
    questions = ", ".join(
        f"cast(CASE WHEN hash(i * 41 + {k}) % 100 < 4 THEN 9 ELSE 1 + hash(i * 43 + {k}) % 5 END AS utinyint) AS q{k}"
        for k in range(1, QUESTIONS + 1)
    )
    area = "1 + hash(i * 7 + 1) % 24"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT i AS id, cast({area} AS utinyint) AS area, "
            f"cast(1 + hash(i * 11 + 2) % 5 AS utinyint) AS age, "
            f"cast(1 + hash(i * 13 + 3) % 2 AS utinyint) AS sex, cast((50 + {area}) * {rows // 100} AS double) AS Nh, "
            f"{questions} FROM range({rows}) AS t(i)) TO '{path}' (FORMAT parquet)"
        )
    return path


def _of_file(path: Path, rows: int, absent: list[str], *, everything: bool) -> list[Measured]:
    measured: list[Measured] = []
    figures: dict[str, list[list[float]]] = {}
    for subject in SUBJECTS:
        if subject.label in absent or rows > subject.most_rows:
            continue
        questions = QUESTIONS if everything else subject.questions
        print(f"{rows:,} answers: {subject.label}, {questions} questions", flush=True)
        runs = [run for _ in range(subject.rounds) if (run := _run(subject, path, questions)) is not None]
        if not runs:
            continue
        figures[subject.name] = runs[0][1]
        difference = _difference(figures[subject.name], figures.get("hoshin", []))
        middle = sorted((run[0] for run in runs), key=lambda run: run["wall"])[len(runs) // 2]
        peak = statistics.median(run[0]["peak"] for run in runs)
        shown = Subject(subject.name, subject.label, subject.needs, questions)
        measured.append(Measured(rows, shown, middle["wall"], middle["processor"], peak, difference))
    return measured


def _run(subject: Subject, path: Path, questions: int) -> tuple[dict[str, float], list[list[float]]] | None:
    out = path.with_suffix(".json")
    if subject.needs == "R":
        answers = _as_csv(path)
        command = [
            "Rscript",
            str(ROOT / "benchmarks" / "subjects" / "survey_task.R"),
            str(answers),
            str(questions),
            str(out),
        ]
    else:
        python = str(OTHERS_PYTHON) if subject.needs else sys.executable
        command = [python, "-W", "ignore", "-m", "benchmarks.subjects.survey_task", subject.name, str(path)]
        command += [str(questions), str(out)]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"{subject.label}: not done after {LONGEST_SECONDS} s")
        return None
    if ended.returncode != 0:
        print(f"{subject.label}: {ended.stderr.strip().splitlines()[-1][:300]}")
        return None
    return json.loads(ended.stdout.strip().splitlines()[-1]), json.loads(out.read_text("utf-8"))


def _as_csv(path: Path) -> Path:
    csv = path.with_suffix(".csv")
    if not csv.exists():
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT * FROM read_parquet('{path}')) TO '{csv}' (HEADER)")
    return csv


def _difference(found: list[list[float]], hoshin: list[list[float]]) -> float | None:
    if not found or not hoshin:
        return None
    assert len(found) <= len(hoshin), "a subject gave more figures than were asked for"
    return max(
        abs(a - b) if math.isfinite(a) else math.inf
        for mine, theirs in zip(hoshin, found, strict=False)
        for a, b in zip(mine, theirs, strict=True)
    )


def _table(measured: list[Measured]) -> str:
    floors = {row.rows: row.wall for row in measured if row.subject.name == FLOOR.name}
    lines = [
        "| answers | subject | questions | wall s | processor s | peak MB | ÷ floor | 20 at its pace, s | difference |",
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in measured:
        whole = row.wall * QUESTIONS / row.subject.questions
        pace = f"{whole:,.1f}" if row.subject.questions < QUESTIONS else ""
        difference = "" if row.difference is None or row.subject.name == "hoshin" else f"{row.difference:.1e}"
        lines.append(
            f"| {row.rows:,} | {row.subject.label} | {row.subject.questions} | {row.wall:,.2f} | {row.processor:,.2f} "
            f"| {row.peak:,.0f} | {row.wall / floors[row.rows]:,.1f} | {pace} | {difference} |"
        )
    return "\n".join(lines)


def _explained(absent: list[str]) -> str:
    sentences = [
        "Twenty questions, each a share in 240 domains (24 areas × 5 ages × 2 sexes) with its standard error; strata",
        "are the areas, weights follow from the population, with finite population correction; 9 is item non-response.",
        "A fresh process for each run, the middle one of several; imports do not count, reading the file does.",
        "Hoshin also gives the interval, design effect, bounds and flags of each of its 4,820 estimates.",
        "The floor is DuckDB's bare scan of the same file. Packages that keep the rows in memory did one question;",
        "20 at its pace is extrapolated. R read CSV. The difference is the largest of any share or standard error from",
        "Hoshin's.",
    ]
    if absent:
        sentences.append(f"Not installed in this run: {', '.join(absent)}.")
    return "\n".join(sentences)


if __name__ == "__main__":
    sys.exit(main())

"""`hoshin verify`: recomputes every stored measurement from its frozen records, and checks every file of those."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.export_command import database_fault
from hoshin.cli.server_door import open_server
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--snapshot", metavar="HASH", help="only this snapshot (its hash or how it begins) ／ この記録だけ"
    )
    parser.add_argument(
        "--json", metavar="FILE", help="write the findings as JSON; “-” is standard output ／ 結果の出力先"
    )
    parser.add_argument(
        "--tolerance",
        type=_tolerance,
        default=0.0,
        metavar="REL",
        help="relative difference allowed between floats, for another machine (default: none) "
        "／ 小数の許容差（既定は0）",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress ／ 途中経過を出さない")


def run(arguments: argparse.Namespace) -> int:
    desk = open_server()
    say = _silent if arguments.json == "-" else print
    try:
        names = desk.snapshots_to_check(arguments.snapshot)
        if arguments.snapshot is not None and not names:
            sys.stderr.write(
                f"記録「{arguments.snapshot}」は保存されていません。根拠のページで番号を確かめてください。\n"
                f"There is no snapshot “{arguments.snapshot}”. Look its hash up on the evidence pages.\n"
            )
            return ExitCode.USAGE
        findings = _checked(desk, names, arguments, say)
        unnamed = desk.unnamed_snapshots() if arguments.snapshot is None else ()
    except desk.OperationalError as wrong:
        return database_fault(wrong)
    if unnamed:
        say(
            f"どの締めにも属さない記録が {len(unnamed)} 件あります（途中で止まった締めの残りで、害はありません）。 ／ "
            f"{len(unnamed)} snapshots are not named by any closing (left by one that was interrupted; harmless)."
        )
    if arguments.json and not _write(findings, arguments.json):
        return ExitCode.NOT_READABLE
    return _verdict(findings, say)


def _tolerance(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1e-3:
        raise argparse.ArgumentTypeError("0 to 0.001 ／ 0 から 0.001 まで")
    return value


def _silent(*_: object) -> None:
    pass


def _checked(
    desk: Any, names: tuple[str, ...], arguments: argparse.Namespace, say: Callable[..., None]
) -> list[dict[str, Any]]:
    findings = []
    checked = desk.verify(names, desk.operator(), float_tolerance=arguments.tolerance)
    for number, snapshot in enumerate(checked, 1):
        named = f"[{number}/{len(names)}] {snapshot.hash[:12]} {snapshot.source} {snapshot.fiscal_year}"
        if not snapshot.is_sound:
            say(f"{named}: 不一致 ／ DIFFERS")
            _tell(snapshot)
        elif not arguments.quiet:
            say(f"{named}: OK ({len(snapshot.measurements)})")
        findings.append(_finding(snapshot))
    return findings


def _tell(snapshot: Any) -> None:
    for problem in snapshot.problems:
        _say(problem)
    for measurement in snapshot.measurements:
        named = f"{measurement.name} {measurement.fiscal_year}"
        for problem in measurement.problems:
            _say(problem, named)
        for found in measurement.differences:
            _say(_difference(named, found))


def _difference(named: str, found: Any) -> Problem:
    values = {"field": found.field, "stored": found.stored or "—", "recomputed": found.recomputed or "—"}
    return Problem("measurement_differs", found=named, values=values)


def _say(problem: Problem, named: str | None = None) -> None:
    lead = f"{named}: " if named and problem.found != named else ""
    sys.stderr.write(f"  {lead}{sentence(problem, 'ja')}\n  {lead}{sentence(problem, 'en')}\n")


def _finding(snapshot: Any) -> dict[str, Any]:
    return {
        "snapshot": snapshot.hash,
        "source": snapshot.source,
        "fiscal_year": snapshot.fiscal_year,
        "sound": snapshot.is_sound,
        "problems": [_problem(p) for p in snapshot.problems],
        "measurements": [
            {
                "plan": m.plan,
                "indicator": m.item,
                "name": m.name,
                "fiscal_year": m.fiscal_year,
                "sound": m.is_sound,
                "problems": [_problem(p) for p in m.problems],
                "differences": [
                    {"field": d.field, "stored": d.stored, "recomputed": d.recomputed} for d in m.differences
                ],
            }
            for m in snapshot.measurements
        ],
    }


def _problem(problem: Problem) -> dict[str, str]:
    said = {"ja": sentence(problem, "ja"), "en": sentence(problem, "en")}
    return {"code": problem.code, "found": problem.found or "", **said}


def _write(findings: list[dict[str, Any]], out: str) -> bool:
    text = json.dumps({"format": "hoshin-verify/1", "snapshots": findings}, ensure_ascii=False, indent=2) + "\n"
    if out == "-":
        sys.stdout.write(text)
        return True
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as wrong:
        reason = wrong.strerror
        sys.stderr.write(f"「{out}」に書けません（{reason}）。 ／ “{out}” cannot be written ({reason}).\n")
        return False
    return True


def _verdict(findings: list[dict[str, Any]], say: Callable[..., None]) -> int:
    measurements = [m for s in findings for m in s["measurements"]]
    unsound = sum(not m["sound"] for m in measurements)
    altered = sum(bool(s["problems"]) for s in findings)
    if unsound or altered:
        say(
            f"測定値 {len(measurements)} 件のうち {unsound} 件、"
            f"記録 {len(findings)} 件のうち {altered} 件が一致しません。 ／ "
            f"{unsound} of {len(measurements)} measurements and {altered} of {len(findings)} snapshots differ."
        )
        return ExitCode.CHECK_FAILED
    say(
        f"記録 {len(findings)} 件、測定値 {len(measurements)} 件、すべて一致しました。 ／ "
        f"{len(findings)} snapshots and {len(measurements)} measurements: all the same."
    )
    return ExitCode.DONE

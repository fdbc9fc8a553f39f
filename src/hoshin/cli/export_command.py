"""`hoshin export PLAN`: a stored plan as a plan document (JSON)."""

import argparse
import sys
from pathlib import Path
from typing import Any

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.server_door import open_server
from hoshin.exchange.plan_json.text import write_plan_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "plan",
        nargs="?",
        metavar="PLAN",
        help="the plan's number, or its organisation and fiscal year like 北町区/2026; "
        "without it the stored plans are listed ／ 計画の番号か「組織名/年度」。省略すると一覧",
    )
    parser.add_argument(
        "--out", metavar="FILE", default="-", help="where to write; “-” is standard output ／ 書き出し先"
    )


def run(arguments: argparse.Namespace) -> int:
    desk = open_server()
    try:
        if arguments.plan is None:
            return _list(desk)
        document = desk.exported(arguments.plan)
    except desk.NoSuchPlanError:
        sys.stderr.write(
            f"計画「{arguments.plan}」は保存されていません。引数なしの「hoshin export」で一覧を見られます。\n"
            f"There is no stored plan “{arguments.plan}”. “hoshin export” without arguments lists them.\n"
        )
        return ExitCode.USAGE
    except desk.OperationalError as wrong:
        return database_fault(wrong)
    return _write(write_plan_json(document), arguments.out)


def _list(desk: Any) -> int:
    for plan in desk.plans():
        state = "公開 published" if plan.is_published else "作成中 draft"
        print(f"{plan.id}\t{plan.organisation.name_ja}/{plan.fiscal_year}\t{state}\t{plan.title or ''}")
    return ExitCode.DONE


def _write(text: str, out: str) -> int:
    if out == "-":
        sys.stdout.write(text)
        return ExitCode.DONE
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as wrong:
        reason = wrong.strerror
        sys.stderr.write(f"「{out}」に書けません（{reason}）。 ／ “{out}” cannot be written ({reason}).\n")
        return ExitCode.NOT_READABLE
    return ExitCode.DONE


def database_fault(wrong: Exception) -> int:
    """The database cannot be used: say so and what to do, without a traceback."""
    first = str(wrong).partition("\n")[0]
    sys.stderr.write(
        f"データベースを使えません（{first}）。"
        "「hoshin manage migrate」を済ませ、HOSHIN_DATABASE_URL を確かめてください。\n"
        f"The database cannot be used ({first}). Run “hoshin manage migrate” and check HOSHIN_DATABASE_URL.\n"
    )
    return ExitCode.CHECK_FAILED

"""`hoshin import FILE…`: shows the difference to what is stored, asks, and stores it."""

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import Any

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.export_command import database_fault
from hoshin.cli.server_door import open_server
from hoshin.core.change_wording import FIELD_NAMES, change_in_words, name_in, value_in_words
from hoshin.core.plan.codec import NotAPlanDocumentError
from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.exchange.plan_json.text import MAX_BYTES, looks_like_json, read_plan_json
from hoshin.exchange.reading import UnreadableFileError, read_plan

FAMILIES = {
    "not_readable": ExitCode.NOT_READABLE,
    "refused": ExitCode.REFUSED,
    "no_plan": ExitCode.NO_PLAN,
}
SHOWN = 200
"""Changes that are written out; the rest is counted."""


class Ending(Exception):
    """The command ends here with this code; its sentence has been written."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="xlsx, pptx, docx, pdf, text, or a plan document (JSON)"
    )
    parser.add_argument(
        "--organisation", metavar="NAME", help="whose plan it is, when the document does not say ／ 組織の名前"
    )
    parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help="its fiscal year, e.g. 2026 ／ 年度（西暦）")
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help="why; needed when a published plan changes ／ 変更の理由"
    )
    parser.add_argument("--yes", action="store_true", help="store without asking ／ 確認せずに取り込む")
    parser.add_argument("--publish", action="store_true", help="publish afterwards ／ 取り込み後に公開する")
    parser.add_argument("--dry-run", action="store_true", help="show the difference and stop ／ 差分だけを表示する")
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="let the document win where it conflicts with edits made on the site ／ 食い違いでは文書を優先する",
    )


def run(arguments: argparse.Namespace) -> int:
    desk = open_server()
    try:
        if desk.pending_migrations():
            desk.migrate()
        for name in arguments.files:
            _import(desk, name, arguments)
    except Ending as ending:
        return ending.code
    except desk.OperationalError as wrong:
        return database_fault(wrong)
    return ExitCode.DONE


def _import(desk: Any, name: str, arguments: argparse.Namespace) -> None:
    given = _given(desk, name, arguments.fiscal_year)
    try:
        proposal = desk.propose_import(
            document=given.document,
            organisation=arguments.organisation,
            trust_ids=given.trust_ids,
            overwrite=arguments.overwrite,
        )
        _show(name, proposal, overwrite=arguments.overwrite)
        if arguments.dry_run:
            return
        if not _has_work(proposal):
            print(f"{name}: すでに取り込まれています。何も変わりません。 ／ Already stored; nothing changes.")
            plan = proposal.plan
        else:
            plan = _store(desk, name, given, proposal, arguments)
        if arguments.publish and desk.publish(plan):
            print("公開しました。 ／ Published.")
    except desk.NotStorableError as refused:
        _say(*refused.problems)
        raise Ending(ExitCode.USAGE) from refused
    except desk.RefusedError as refused:
        _say(refused.problem)
        raise Ending(ExitCode.REFUSED) from refused


def _has_work(proposal: Any) -> bool:
    return bool(proposal.is_new or proposal.changes or not proposal.is_repeated)


def _store(desk: Any, name: str, given: Any, proposal: Any, arguments: argparse.Namespace) -> int:
    if proposal.needs_reason and not arguments.reason.strip():
        _say(Problem("reason_required"))
        sys.stderr.write("--reason TEXT\n")
        raise Ending(ExitCode.USAGE)
    if not arguments.yes:
        _ask()
    report = desk.store(
        given,
        reason=arguments.reason,
        organisation=arguments.organisation,
        overwrite=arguments.overwrite,
        expected=proposal,
    )
    print(f"{name}: 取り込みました（計画 {report.plan}）。 ／ Stored as plan {report.plan}.")
    return int(report.plan)


def _ask() -> None:
    if not sys.stdin.isatty():
        sys.stderr.write(
            "確認の返事を受け取れない実行です。差分を確かめたうえで --yes を付けてください。何も変更していません。\n"
            "There is nobody to ask. Look at the difference and add --yes. Nothing was changed.\n"
        )
        raise Ending(ExitCode.USAGE)
    try:
        answer = input("取り込みますか ／ Store this? [y/N] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes", "はい"):
        print("取り込みませんでした。 ／ Not stored.")
        raise Ending(ExitCode.CHECK_FAILED)


def _given(desk: Any, name: str, fiscal_year: int | None) -> Any:
    path = Path(name)
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES * 4 else b""
        is_json = looks_like_json(data)
        document = read_plan_json(data, path.name) if is_json else read_plan(path)
    except UnreadableFileError as refused:
        _say(refused.problem)
        raise Ending(FAMILIES[refused.family]) from refused
    except NotAPlanDocumentError as refused:
        _say(*refused.problems)
        raise Ending(ExitCode.NOT_READABLE) from refused
    except OSError as wrong:
        sys.stderr.write(
            f"「{name}」を開けません（{wrong.strerror}）。 ／ “{name}” cannot be opened ({wrong.strerror}).\n"
        )
        raise Ending(ExitCode.NOT_READABLE) from wrong
    if fiscal_year is not None:
        document = dataclasses.replace(document, fiscal_year=fiscal_year)
    return desk.Given(document, desk.Original(path.name, data) if data else None, is_json)


def _show(name: str, proposal: Any, *, overwrite: bool) -> None:
    document: PlanDocument = proposal.document
    title = f"{proposal.organisation_name} {document.fiscal_year}年度 {document.title or ''}".rstrip()
    if proposal.is_new:
        initiatives = sum(len(o.initiatives) for o in document.outcomes)
        print(f"{name}: 新しい計画 ／ new plan: {title}")
        print(
            f"  経営課題 {len(document.issues)}、めざす成果 {len(document.outcomes)}、具体的取組 {initiatives}、"
            f"確認事項 {len(proposal.read.problems)}"
        )
        return
    shown = [c for c in proposal.changes if c.kind != "reread"]
    if proposal.changes:
        print(f"{name}: 保存されている計画との差分 ／ difference to the stored plan: {title}")
    for change in shown[:SHOWN]:
        print(change_in_words(change))
    if len(shown) > SHOWN:
        print(f"… ほか {len(shown) - SHOWN} 件 ／ and {len(shown) - SHOWN} more")
    if len(proposal.changes) > len(shown):
        print(f"読み取り位置だけの違い ／ read elsewhere only: {len(proposal.changes) - len(shown)}")
    if not overwrite:
        _show_conflicts(proposal)


def _show_conflicts(proposal: Any) -> None:
    for conflict in proposal.conflicts:
        change = conflict.change
        _say(Problem("import_conflict", found=change.name))
        if change.field:
            here = value_in_words(conflict.here, change.level, change.field)
            there = value_in_words(change.new, change.level, change.field)
            print(f"  {name_in(FIELD_NAMES, change.field, 'ja')}：ここ ／ here「{here}」文書 ／ document「{there}」")


def _say(*problems: Problem) -> None:
    for problem in problems:
        sys.stderr.write(f"{sentence(problem, 'ja')}\n{sentence(problem, 'en')}\n")

"""`hoshin audit verify`: whether the record of who did what is whole, up to an end that was noted elsewhere."""

import argparse
import re
import sys

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.export_command import database_fault
from hoshin.cli.server_door import open_server

HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="recompute the whole chain ／ 記録の連なりを計算し直す")
    parser.add_argument(
        "--head",
        metavar="NUMBER:HASH",
        type=_head,
        help="an end that was printed before and kept outside; shows whether the record was cut off behind it or "
        "written anew ／ 以前に控えた末尾。そこまでが同じ記録かを確かめる",
    )


def run(arguments: argparse.Namespace) -> int:
    desk = open_server()
    try:
        report = desk.verify_chain()
        kept = arguments.head is None or desk.event_hash(arguments.head[0]) == arguments.head[1]
    except desk.OperationalError as wrong:
        return database_fault(wrong)
    if not report.is_whole:
        sys.stderr.write(
            f"記録が壊れています。{report.broken_at}番目の記録が、変えられたか、消されたか、差し込まれています"
            f"（{report.count}番目までは正しい）。バックアップと比べてください。\n"
            f"The record is broken: event {report.broken_at} was changed, removed or inserted "
            f"(up to {report.count} it is whole). Compare it with a backup.\n"
        )
        return ExitCode.CHECK_FAILED
    if not kept:
        sys.stderr.write(
            f"控えた末尾（{arguments.head[0]}番目）と記録が合いません。末尾が切り取られたか、書き直されています。\n"
            f"The end that was kept (event {arguments.head[0]}) is not in the record: cut off or written anew.\n"
        )
        return ExitCode.CHECK_FAILED
    print(
        f"記録は正しくつながっています（{report.count}件）。次の末尾を庁外に控えておくと、切り取りも見つけられます。\n"
        f"The record is whole ({report.count} events). Keep its end elsewhere, and a cut shows too.\n"
        f"{report.count}:{report.head}"
    )
    return ExitCode.DONE


def _head(text: str) -> tuple[int, str]:
    found = HEAD.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError("“NUMBER:HASH”, as “hoshin audit verify” prints it ／ 「番号:ハッシュ」")
    return int(found[1]), found[2]

"""`hoshin serve`: migrates, gathers static files and serves the site until it is told to stop."""

import argparse
import os
import socket
import sys
from typing import Any

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.export_command import database_fault
from hoshin.cli.server_door import open_server, settings_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo",
        nargs="?",
        const="",
        metavar="ORGANISATION",
        help="make one account for each role in an organisation and print how to sign in; never on a real site "
        "／ お試し用の利用者を作って表示する",
    )
    parser.add_argument(
        "--check", action="store_true", help="prepare everything and stop before serving ／ 準備だけする"
    )


def run(arguments: argparse.Namespace) -> int:
    desk = open_server()
    settings = {name: s.value for name, s in settings_table().read_settings(os.environ).items()}
    try:
        if desk.pending_migrations():
            print("データベースを準備しています。 ／ Preparing the database.")
            desk.migrate()
        desk.prepare_static_files()
        if arguments.demo is not None:
            _show_people(desk, arguments.demo or None)
    except desk.OperationalError as wrong:
        return database_fault(wrong)
    except desk.NoSuchPlanError:
        sys.stderr.write(
            "お試し用の利用者を置く組織がありません。先に「hoshin import」で計画を取り込んでください。\n"
            "There is no organisation for the demo accounts. Store a plan first with “hoshin import”.\n"
        )
        return ExitCode.USAGE
    if arguments.check:
        return ExitCode.DONE
    return _serve(settings["HOSHIN_BIND"], settings["PORT"], settings["HOSHIN_WORKERS"], settings["HOSHIN_THREADS"])


def _show_people(desk: Any, organisation: str | None) -> None:
    print("お試し用の利用者 ／ people to sign in as:")
    for person in desk.demo_people(organisation):
        password = person.password or "（作成済み。最初に表示したもの ／ as shown when it was made）"
        print(f"  {person.username}\t{password}\t{person.display_name}（{person.post}）")


def _serve(host: str, port: int, workers: int, threads: int) -> int:
    if not _is_free(host, port):
        sys.stderr.write(
            f"ポート {port} は使われています。PORT に別の番号を指定してください。\n"
            f"Port {port} is in use. Set PORT to another number.\n"
        )
        return ExitCode.USAGE
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 compared, not bound
    print(f"http://{shown}:{port}/\n止めるには Ctrl-C ／ stop with Ctrl-C", flush=True)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "hoshin.server.config.wsgi:application",
        f"--bind={host}:{port}",
        "--worker-class=gthread",
        f"--workers={workers}",
        f"--threads={threads}",
        "--graceful-timeout=10",
        "--no-control-socket",
        "--log-level=error",
    ]
    # The server takes this process's place: signals reach it directly, and there is no parent to leave it behind.
    os.execv(sys.executable, command)  # noqa: S606 a fixed command
    raise AssertionError("execv returned")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True

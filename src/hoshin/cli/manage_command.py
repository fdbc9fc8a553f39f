"""`hoshin manage …`: Django's own commands, for the administrator."""

import argparse

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.server_door import open_server


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "arguments",
        nargs=argparse.REMAINDER,
        metavar="…",
        help="what Django is to do, e.g. “check --deploy” ／ Django に渡す引数",
    )


def run(arguments: argparse.Namespace) -> int:
    open_server().run_django_command(arguments.arguments or ["help"])
    return ExitCode.DONE

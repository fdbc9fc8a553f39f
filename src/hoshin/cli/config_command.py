"""`hoshin config`: every setting with its value, its origin and what it is for. Secrets are never shown."""

import argparse
import os
import sys

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.server_door import settings_table

ORIGINS = {"default": "既定 ／ default", "environment": "環境変数 ／ environment", "file": "ファイル ／ file"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    table = settings_table()
    try:
        settings = table.read_settings(os.environ)
    except table.SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return ExitCode.USAGE
    for setting in settings.values():
        variable = setting.variable
        print(f"{variable.name}={setting.shown}")
        print(f"    {ORIGINS[setting.origin]}")
        print(f"    {variable.help_ja}\n    {variable.help_en}")
    return ExitCode.DONE

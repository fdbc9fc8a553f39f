"""The one door through which a command reaches the server, opened only when a command needs it.

Django is set up here and nowhere else in the cli, so that `hoshin targets` never waits for it. What stops the start
(settings, an unsafe SQLite, a folder that cannot be written) ends in its own sentence and exit code 2.
"""

import os
import sys
from importlib import import_module
from typing import Any

from hoshin.cli.exit_codes import ExitCode

CANNOT_START = ("SettingsError", "UnsafeSqliteError", "DataDirectoryError")


def open_server() -> Any:
    """The server's desk for commands (`hoshin.server.config.desk`), with Django ready. Exits with a sentence if not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshin.server.config.settings")
    try:
        import_module("django").setup()
    except RuntimeError as wrong:
        if type(wrong).__name__ not in CANNOT_START:
            raise
        sys.stderr.write(f"{wrong}\n")
        raise SystemExit(ExitCode.USAGE) from wrong
    return import_module("hoshin.server.config.desk")


def settings_table() -> Any:
    """The module that reads the settings, without starting anything."""
    return import_module("hoshin.server.config.reading")

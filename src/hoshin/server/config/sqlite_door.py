"""Puts a sound SQLite in place of the one that came with Python, before Django loads it.

SQLite 3.7.0 to 3.51.2 can lose committed rows when two connections write and checkpoint in a tight race (the
WAL-reset bug). Debian 12 carries 3.40.1, so the `pysqlite3` wheel takes the name `sqlite3` for this process, and
a start with an affected library is refused instead of risked.
"""

import sys
from importlib import import_module

FIXED_IN = (3, 51, 3)
BACKPORTS = ((3, 50, 7), (3, 44, 6))
"""Older series that carry the fix: from this patch on within the same minor version."""


class UnsafeSqliteError(RuntimeError):
    """This machine's SQLite can lose committed rows, so nothing is started."""


def is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite carries the fix.

    >>> is_safe((3, 40, 1)), is_safe((3, 50, 7)), is_safe((3, 50, 6)), is_safe((3, 53, 4))
    (False, True, False, True)
    """
    if version >= FIXED_IN:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in BACKPORTS)


def use_safe_sqlite() -> tuple[int, int, int]:
    """Make `import sqlite3` give a safe library, and return its version. Must run before Django's backend loads."""
    try:
        replacement = import_module("pysqlite3")
    except ImportError:
        replacement = import_module("sqlite3")
    else:
        sys.modules["sqlite3"] = replacement
        sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
    version: tuple[int, int, int] = replacement.sqlite_version_info
    if not is_safe(version):
        raise UnsafeSqliteError(refusal(version))
    return version


def refusal(version: tuple[int, int, int]) -> str:
    """Why this version is not used and what to do, in both languages."""
    printed = ".".join(map(str, version))
    return (
        f"SQLite {printed} は、確定した行を失うことのある版です（WAL-reset の不具合。3.51.3、3.50.7、3.44.6 で修正）。"
        "「pip install 'pysqlite3>=0.6.1'」で新しい版を入れるか、HOSHIN_DATABASE_URL で PostgreSQL を使ってください。\n"
        f"SQLite {printed} can lose committed rows (the WAL-reset bug, fixed in 3.51.3, 3.50.7 and 3.44.6). "
        "Install a newer one with “pip install 'pysqlite3>=0.6.1'”, or use PostgreSQL through HOSHIN_DATABASE_URL."
    )

"""One address that says which database: `sqlite`, `sqlite:///path` or `postgres://user:password@host/name`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS: dict[str, Any] = {
    # A writer takes its turn at BEGIN; with DEFERRED most read-modify-writes under contention fail at once.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL, since NORMAL loses acknowledged rows at a power cut; WAL, so that readers never wait for a writer.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRES_PARAMETERS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}


def parse_database_url(text: str) -> str:
    """The address itself when it can be understood; `ValueError` says what is wrong with it."""
    database_from(text, Path())
    return text


def database_from(url: str, data_directory: Path) -> dict[str, Any]:
    """Django's description of the database. `sqlite` alone is `hoshin.sqlite3` in the data directory.

    >>> database_from("sqlite:////srv/plans.db", Path("/data"))["NAME"]
    '/srv/plans.db'
    >>> database_from("postgres://a:p%40ss@db:5433/hoshin", Path())["PASSWORD"]
    'p@ss'
    """
    if url == "sqlite":
        return _sqlite(data_directory / "hoshin.sqlite3", data_directory)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        if parts.netloc or len(parts.path) < 2:
            raise ValueError("write sqlite:///relative/path or sqlite:////absolute/path")
        return _sqlite(Path(unquote(parts.path[1:])), data_directory)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise ValueError(f"“{parts.scheme or url}” is not sqlite or postgres")


def _sqlite(path: Path, data_directory: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        # On disk, so that tests run in WAL mode as the real site does.
        "TEST": {"NAME": str(data_directory / "test.sqlite3")},
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if not name:
        raise ValueError("the database's name is missing after the host")
    parameters = dict(parse_qsl(parts.query))
    host = parameters.pop("host", unquote(parts.hostname or ""))
    if unknown := parameters.keys() - POSTGRES_PARAMETERS:
        raise ValueError(f"unknown parameters: {', '.join(sorted(unknown))}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parameters,
    }

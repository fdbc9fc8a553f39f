"""The data folder and the key that is made in it on first run."""

import os
import secrets
from pathlib import Path


class DataDirectoryError(RuntimeError):
    """The data folder cannot be used; the message says why and what to do."""


def prepare_data_directory(path: Path) -> None:
    """Make the folder and its two parts, open to this user alone."""
    try:
        for folder in (path, path / "originals", path / "static"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        raise DataDirectoryError(
            f"データフォルダ {path} を用意できません（{wrong.strerror}）。"
            "HOSHIN_DATA_DIR を書き込める場所にしてください。\n"
            f"The data folder {path} cannot be prepared ({wrong.strerror}). "
            "Point HOSHIN_DATA_DIR to a folder you can write to."
        ) from wrong


def secret_key_in(path: Path) -> str:
    """The key kept in the folder, made on first use with mode 0600.

    Two processes that start together agree on one key: each writes its own aside, and only the first link wins.
    """
    kept = path / "secret-key"
    if not kept.exists():
        own = path / f".secret-key.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(own, kept)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return kept.read_text("utf-8").strip()

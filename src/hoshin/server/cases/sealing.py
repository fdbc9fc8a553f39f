"""Sealing the identifying fields of a case, with keys in a file outside the database.

The file holds one key a line, `id key`; the first seals, all open, so that keys can be changed while the site runs. A
sealed text names its case inside: one that was moved to another row does not open. It is padded, so that its length
does not tell how much is known of a family. Nothing here logs, and no error carries what was opened.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from hoshin.core.problems.record import Problem

_PADDED_TO = 512
_HEAD = "# Keys of the cases. Keep a copy apart from the database: without it no name can be read again.\n"


class SealError(RuntimeError):
    """The identifying fields cannot be sealed or opened; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed text and the id of the key that opens it."""

    key_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys in their order; the first one seals."""

    named: tuple[tuple[str, str], ...]

    def seal(self, code: str, fields: Mapping[str, str]) -> Sealed:
        """Seal the fields of the case of this code."""
        plain = json.dumps({"case": code, "fields": dict(fields)}, ensure_ascii=False).encode()
        padded = plain + b" " * (-len(plain) % _PADDED_TO)
        return Sealed(self.named[0][0], self._fernet().encrypt(padded).decode())

    def open(self, code: str, sealed: Sealed) -> dict[str, str]:
        """The fields again; raises `SealError` when the key is gone or the text is not this case's."""
        if sealed.key_id not in dict(self.named):
            raise SealError(_problem("case_key_unknown", sealed.key_id))
        try:
            opened = json.loads(self._fernet().decrypt(sealed.text.encode()))
        except (InvalidToken, ValueError):
            raise SealError(_problem("case_seal_broken", code)) from None
        if opened["case"] != code:
            raise SealError(_problem("case_seal_broken", code))
        fields: dict[str, str] = opened["fields"]
        return fields

    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for _, key in self.named])


def keys_path() -> Path:
    """Where the key file lies."""
    return Path(settings.CASE_KEYS_FILE)


def stored_keys() -> Keys:
    """The keys of the file; raises `SealError` when it is missing, readable by others or damaged."""
    path = keys_path()
    try:
        mode = path.stat().st_mode
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise SealError(_problem("case_keys_missing", path=str(path))) from None
    except (OSError, UnicodeDecodeError):
        raise SealError(_problem("case_keys_broken", path=str(path))) from None
    if mode & 0o077:
        raise SealError(_problem("case_keys_open", path=str(path)))
    parts = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    try:
        named = tuple((name, key) for name, key in parts)
        for _, key in named:
            Fernet(key)
    except ValueError:
        raise SealError(_problem("case_keys_broken", path=str(path))) from None
    if not named or len(dict(named)) < len(named):
        raise SealError(_problem("case_keys_broken", path=str(path)))
    return Keys(named)


def keys_for_sealing(*, is_first: bool) -> Keys:
    """The keys; made on first use. `is_first` says that nothing is sealed yet: else a lost file is not replaced."""
    if is_first and not keys_path().exists():
        _write(Keys((_new_key(),)), only_if_absent=True)
    return stored_keys()


def with_new_key(keys: Keys) -> Keys:
    """A new key in front, written before it seals anything."""
    turned = Keys((_new_key(), *keys.named))
    _write(turned)
    return turned


def without_old_keys(keys: Keys) -> Keys:
    """Only the key in front, once nothing is sealed with another."""
    turned = Keys(keys.named[:1])
    _write(turned)
    return turned


def _new_key() -> tuple[str, str]:
    return f"k{secrets.token_hex(4)}", Fernet.generate_key().decode()


def _write(keys: Keys, *, only_if_absent: bool = False) -> None:
    """Write the whole file aside, sync it, then put it in place: a power cut leaves the old or the new one."""
    path = keys_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_HEAD + "".join(f"{name} {key}\n" for name, key in keys.named))
        file.flush()
        os.fsync(file.fileno())
    if only_if_absent:
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    else:
        aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _problem(code: str, found: str | None = None, **values: str) -> Problem:
    return Problem(code, found=found, severity="error", values=values)

"""Uploaded documents between being read and being confirmed, in the data folder, for one person and one day."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing

from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.core.plan.document import PlanDocument
from hoshin.server.plans.originals import Original

SALT = "hoshin.server.plans.waiting"
LONGEST_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that was read and waits for a decision. `organisation` is whose plan it is, if the person said so."""

    original: Original
    document: PlanDocument
    organisation: str | None
    trust_ids: bool


class NotWaitingError(LookupError):
    """Nothing waits under this token for this person: it is wrong, too old, or another person's."""


def put_aside(waiting: Waiting, *, by: str) -> str:
    """Keep a read document and return the token under which the same person finds it."""
    folder = _folder()
    _forget_old(folder)
    sha256 = waiting.original.sha256
    told = {
        "name": waiting.original.name,
        "organisation": waiting.organisation,
        "trust_ids": waiting.trust_ids,
        "document": plan_to_json(waiting.document),
    }
    _write(folder / sha256, waiting.original.data)
    _write(folder / f"{sha256}.json", json.dumps(told, ensure_ascii=False).encode())
    return signing.dumps({"sha256": sha256, "by": by}, salt=SALT)


def waiting_under(token: str, *, by: str) -> Waiting:
    """What waits under a token; raises `NotWaitingError`."""
    try:
        told = signing.loads(token, salt=SALT, max_age=LONGEST_SECONDS)
        if told["by"] != by:
            raise NotWaitingError(token)
        folder = _folder()
        read = json.loads((folder / f"{told['sha256']}.json").read_text(encoding="utf-8"))
        data = (folder / told["sha256"]).read_bytes()
    except (signing.BadSignature, FileNotFoundError) as error:
        raise NotWaitingError(token) from error
    document = plan_from_json(read["document"])
    return Waiting(Original(read["name"], data), document, read["organisation"], read["trust_ids"])


def forget(token: str) -> None:
    """Throw away what waited: it was stored."""
    told = signing.loads(token, salt=SALT)
    for name in (told["sha256"], f"{told['sha256']}.json"):
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA_DIRECTORY) / "waiting"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)


def _forget_old(folder: Path) -> None:
    limit = time.time() - LONGEST_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)

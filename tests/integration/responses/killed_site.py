"""A real site in its own folder and process group, to be killed at any moment; and what its database holds afterwards.

Run as a module it works inside the site's own environment: `make` a survey for whoever comes, or `tell` every sheet.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[3]
STARTS_WITHIN = 60


@dataclass
class Site:
    """`hoshin serve` with its own data. `kill` is SIGKILL to everything it started."""

    folder: Path
    database: str = "sqlite"
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "HOME", "TMPDIR") if key in os.environ}
        self.environment = {
            **kept,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "HOSHIN_DATA_DIR": str(self.folder),
            "HOSHIN_DATABASE_URL": self.database,
            "HOSHIN_WORKERS": "2",
            "HOSHIN_THREADS": "4",
            "HOSHIN_DEBUG": "yes",
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "hoshin.server.config.settings",
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str) -> str:
        """One command in the site's environment, to its end."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments], env=self.environment, cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        return done.stdout.decode()

    def start(self) -> None:
        command = [sys.executable, "-m", "hoshin.cli.main", "serve"]
        self.process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        limit = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < limit:
            try:
                urllib.request.urlopen(f"{self.address}/responses/answer/", timeout=5).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.process.poll() is None, "the site ended while it started"
                time.sleep(0.05)
        raise AssertionError("the site did not start")

    def kill(self) -> None:
        """No farewell: every process of the site dies at this moment."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def make() -> None:
    """A survey for whoever comes: one question with a serial number, so that each sheet can be known again."""
    from django.utils import timezone  # noqa: PLC0415 Django is set up by main

    from hoshin.core.survey.questionnaire import Question, Questionnaire  # noqa: PLC0415
    from tests import people, responding  # noqa: PLC0415

    ward = people.organisation()
    sato = people.sato(ward)
    sheet = Questionnaire("受付の試験", (Question("serial", "number", "通し番号", is_required=True),))
    made = responding.survey(
        organisation=ward,
        by=sato.actor,
        sampling="open",
        questionnaire=sheet,
        today=timezone.localdate(),
        now=timezone.now(),
    )
    sys.stdout.write(str(made.id))


def tell() -> None:
    """Every sheet that counts, the record's state, and how the database commits."""
    from django.db import connection  # noqa: PLC0415

    from hoshin.server.audit.models import Event  # noqa: PLC0415
    from hoshin.server.audit.queries import verify_chain  # noqa: PLC0415
    from hoshin.server.responses.models import AnswerSheet  # noqa: PLC0415

    sheets = AnswerSheet.objects.exclude(state="draft").values_list("answers", "receipt", "state")
    told: dict[str, Any] = {
        "sheets": [[int(answers["serial"]), receipt, state] for answers, receipt, state in sheets],
        "recorded": list(Event.objects.filter(action="answer_received").values_list("detail__receipt", flat=True)),
        "is_whole": verify_chain().is_whole,
        "vendor": connection.vendor,
    }
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("synchronous", "journal_mode", "integrity_check"):
                cursor.execute(f"PRAGMA {pragma}")
                told[pragma] = cursor.fetchone()[0]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    {"make": make, "tell": tell}[sys.argv[1]]()

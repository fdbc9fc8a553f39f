"""An acknowledged answer is never lost and never counted twice, whenever the site is killed.

Twenty kills by default; HOSHIN_TEST_KILLS=200 for the long run. On PostgreSQL when the suite runs there.
"""

import json
import os
import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count

import psycopg
import pytest

from tests.integration.responses.killed_site import Site

KILLS = int(os.environ.get("HOSHIN_TEST_KILLS", "20"))
PEOPLE = 6
BROKEN = (urllib.error.URLError, ConnectionError, TimeoutError, HTTPException, OSError)
TEST_DATABASE = os.environ.get("HOSHIN_TEST_DATABASE_URL", "")


@dataclass
class Acknowledged:
    """What respondents were told: by serial number, the receipts they saw ("" when only the redirect arrived)."""

    receipts: dict[int, set[str]] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    repeated: int = 0
    surprises: list[str] = field(default_factory=list)


def faults(told: Acknowledged, sheets: list[tuple[int, str, str]], recorded: list[str]) -> list[str]:
    """Every way in which the database breaks its promise."""
    stored: dict[int, list[str]] = {}
    for serial, receipt, state in sheets:
        if state == "counted":
            stored.setdefault(serial, []).append(receipt)
    found = [f"{serial} was acknowledged and is lost" for serial in told.sent if serial not in stored]
    found += [f"{serial} counts {len(receipts)} times" for serial, receipts in stored.items() if len(receipts) > 1]
    for serial, seen in told.receipts.items():
        if serial in stored and seen - set(stored[serial]):
            found.append(f"{serial} was given {seen}, stored is {stored[serial]}")
    events = Counter(recorded)
    rows = Counter(receipt for _, receipt, _ in sheets)
    found += [f"receipt {receipt}: {rows[receipt]} rows, {events[receipt]} events" for receipt in rows | events
              if not rows[receipt] == events[receipt] == 1]  # fmt: skip
    return found


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Respondents(threading.Thread):
    """One person after another, until told to stop. Whatever breaks is tried again, as a browser's user would."""

    def __init__(
        self, site: Site, survey: int, serials: "count[int]", told: Acknowledged, stop: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.site, self.survey, self.serials, self.told, self.stop = site, survey, serials, told, stop
        self.opener = urllib.request.build_opener(NoRedirect)
        self.chance = random.Random()

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and text; tried until the site answers."""
        sent = urllib.parse.urlencode(data).encode() if data is not None else None
        while True:
            try:
                with self.opener.open(self.site.address + path, data=sent, timeout=10) as answer:
                    return answer.status, "", answer.read().decode()
            except urllib.error.HTTPError as other:
                if other.code >= 500:
                    time.sleep(0.05)
                    continue
                return other.code, other.headers.get("Location", ""), other.read().decode()
            except BROKEN:
                if self.stop.is_set():
                    raise
                time.sleep(0.02)

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.one_person(next(self.serials))
        except BROKEN:
            return

    def one_person(self, serial: int) -> None:
        _, begun, _ = self.ask(f"/responses/open/{self.survey}/", {})
        sheet = begun.removesuffix("1/")
        self.ask(f"{sheet}1/", {"answer": str(serial), "go": "next"})
        _, _, page = self.ask(f"{sheet}review/")
        key = re.search(r'name="key" value="([^"]+)"', page)
        if key is None:
            self.told.surprises.append(f"{serial}: no key on the page")
            return
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            status, leads, _ = self.ask(f"{sheet}review/", {"key": key[1]})
            if status != 302 or not leads.endswith("/receipt/"):
                self.told.surprises.append(f"{serial}: {status} {leads}")
            self.told.sent.add(serial)
            _, _, page = self.ask(f"{sheet}receipt/")
            seen = re.search(r'class="receipt-number">([^<]+)<', page)
            if seen is None:
                self.told.surprises.append(f"{serial}: no receipt")
                return
            self.told.repeated += serial in self.told.receipts
            self.told.receipts.setdefault(serial, set()).add(seen[1])


@pytest.fixture
def database():
    """The site's own database: a file, or one on the server that the suite runs on."""
    if not TEST_DATABASE:
        yield "sqlite"
        return
    name = f"hoshin_kills_{os.getpid()}"
    with psycopg.connect(TEST_DATABASE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    parts = urllib.parse.urlsplit(TEST_DATABASE)
    yield urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))
    with psycopg.connect(TEST_DATABASE, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_no_acknowledged_answer_is_lost_or_counted_twice(tmp_path, database):
    site = Site(tmp_path / "data", database)
    site.run("hoshin.cli.main", "serve", "--check")
    survey = int(site.run("tests.integration.responses.killed_site", "make"))
    told, stop, serials = Acknowledged(), threading.Event(), count(1)
    site.start()
    crowd = [Respondents(site, survey, serials, told, stop) for _ in range(PEOPLE)]
    for person in crowd:
        person.start()
    chance = random.Random(20261124)
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.1, 0.6))
            site.kill()
            site.start()
        time.sleep(0.5)
        stop.set()
        for person in crowd:
            person.join(30)
    finally:
        stop.set()
        site.kill()
    found = site_tells(site)
    sheets, recorded = [tuple(sheet) for sheet in found["sheets"]], found["recorded"]
    assert len(told.sent) >= 2 * KILLS, "too few answers to show anything"
    assert told.repeated > 0
    assert told.surprises == []
    assert faults(told, sheets, recorded) == []
    assert found["is_whole"]
    if found["vendor"] == "sqlite":
        assert (found["synchronous"], found["journal_mode"], found["integrity_check"]) == (2, "wal", "ok")
    shows_that_faults_are_found(told, sheets, recorded)


def site_tells(site):
    return json.loads(site.run("tests.integration.responses.killed_site", "tell"))


def shows_that_faults_are_found(told, sheets, recorded):
    """The same check on a database that lost one row, counts one twice, changed a receipt, or lost an event."""
    serial, receipt, _ = next(sheet for sheet in sheets if sheet[0] in told.receipts)
    others = [sheet for sheet in sheets if sheet[0] != serial]
    assert faults(told, others, recorded)
    assert faults(told, [*sheets, (serial, "AAAAA-AAAAA", "counted")], [*recorded, "AAAAA-AAAAA"])
    assert faults(told, [*others, (serial, "AAAAA-AAAAA", "counted")], [*recorded, "AAAAA-AAAAA"])
    assert faults(told, sheets, [each for each in recorded if each != receipt])

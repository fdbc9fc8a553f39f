"""Settings: each is read, masked, explained, and a wrong one stops the start with everything that is wrong."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from hoshin.cli.main import main
from hoshin.server.config.data_directory import DataDirectoryError, prepare_data_directory, secret_key_in
from hoshin.server.config.database_url import database_from
from hoshin.server.config.reading import SettingsError, read_settings
from hoshin.server.config.sqlite_door import is_safe, refusal
from hoshin.server.config.variables import VARIABLES, settings_page

WRONG = [
    ("HOSHIN_DATABASE_URL", "mysql://x/y"),
    ("HOSHIN_DATABASE_URL", "postgres://host"),
    ("HOSHIN_DATABASE_URL", "sqlite://"),
    ("HOSHIN_DATABASE_URL", "postgres://h/n?drop=1"),
    ("HOSHIN_SECRET_KEY", "short"),
    ("HOSHIN_ALLOWED_HOSTS", "*"),
    ("HOSHIN_ALLOWED_HOSTS", ""),
    ("HOSHIN_ALLOWED_HOSTS", "https://plan.example.jp"),
    ("HOSHIN_HTTPS", "ja"),
    ("HOSHIN_BEHIND_PROXY", "2"),
    ("HOSHIN_DEBUG", "on please"),
    ("HOSHIN_LANGUAGE", "fr"),
    ("HOSHIN_BIND", "a b"),
    ("PORT", "80800"),
    ("PORT", "８０"),
    ("HOSHIN_WORKERS", "0"),
    ("HOSHIN_THREADS", "many"),
    ("HOSHIN_DATA_DIR", ""),
    ("HOSHIN_DATA_DIR", __file__),
    ("HOSHIN_DATABASE", "sqlite"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named_with_its_cause_and_remedy(name, value):
    with pytest.raises(SettingsError) as told:
        read_settings({name: value})
    (fault,) = told.value.faults
    secret = any(v.name == name and v.secret for v in VARIABLES)
    assert fault.name == name
    assert fault.found == ("********" if secret else value)
    assert fault.cause
    assert fault.remedy_ja in str(told.value)
    assert fault.remedy_en in str(told.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(SettingsError) as told:
        read_settings({"PORT": "x", "HOSHIN_DEBUG": "x", "HOSHIN_LANGUAGE": "x"})
    assert {f.name for f in told.value.faults} == {"PORT", "HOSHIN_DEBUG", "HOSHIN_LANGUAGE"}


def test_the_defaults_are_settings_that_work():
    read = read_settings({})
    assert {s.origin for s in read.values()} == {"default"}
    assert set(read) == {v.name for v in VARIABLES}


def test_a_secret_may_stand_in_a_file(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("k" * 40 + "\n")
    read = read_settings({"HOSHIN_SECRET_KEY_FILE": str(kept)})
    assert (read["HOSHIN_SECRET_KEY"].value, read["HOSHIN_SECRET_KEY"].origin) == ("k" * 40, "file")
    with pytest.raises(SettingsError) as told:
        read_settings({"HOSHIN_SECRET_KEY_FILE": str(tmp_path / "none")})
    assert told.value.faults[0].name == "HOSHIN_SECRET_KEY_FILE"


def test_the_command_prints_every_setting_and_no_secret(capsys, monkeypatch):
    monkeypatch.setenv("HOSHIN_SECRET_KEY", "s3cr3t" * 8)
    monkeypatch.setenv("HOSHIN_DATABASE_URL", "postgres://u:hunter2@db/n")
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    for variable in VARIABLES:
        assert f"{variable.name}=" in printed
        assert variable.help_ja in printed
    assert "s3cr3t" not in printed
    assert "hunter2" not in printed
    monkeypatch.setenv("PORT", "x")
    assert main(["config"]) == 2
    assert "PORT" in capsys.readouterr().err


def test_every_setting_has_its_row_in_the_reference():
    page = settings_page()
    assert all(f"| `{v.name}` |" in page for v in VARIABLES)


def test_the_key_is_made_once_for_this_user_alone(tmp_path):
    first = secret_key_in(tmp_path)
    assert len(first) >= 50
    assert secret_key_in(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret-key"]


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataDirectoryError) as told:
        prepare_data_directory(tmp_path / "file" / "data")
    assert "HOSHIN_DATA_DIR" in str(told.value)


@pytest.mark.parametrize(
    ("version", "safe"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 50, 7), True), ((3, 50, 6), False),
     ((3, 44, 6), True), ((3, 45, 0), False), ((3, 53, 4), True)],
)  # fmt: skip
def test_affected_sqlite_versions_are_refused(version, safe):
    assert is_safe(version) is safe
    assert "pysqlite3" in refusal(version)


@pytest.mark.django_db
def test_sqlite_keeps_what_it_acknowledges():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own settings")
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
        cursor.execute("select sqlite_version()")
        version = tuple(map(int, cursor.fetchone()[0].split(".")))
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20000}
    assert is_safe(version)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


def test_postgres_addresses_are_understood():
    found = database_from("postgres://hoshin:p%2Fw@/plans?host=/run/postgresql", Path())
    assert (found["HOST"], found["NAME"], found["USER"], found["PASSWORD"]) == (
        "/run/postgresql", "plans", "hoshin", "p/w",
    )  # fmt: skip


def start(environment: dict[str, str], data: Path, code: str) -> subprocess.CompletedProcess[str]:
    """A fresh process with these settings, every warning an error."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HOSHIN_") and k != "DJANGO_SETTINGS_MODULE"}
    settings_named = {"HOSHIN_DATA_DIR": str(data), **environment}
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, env={**kept, **settings_named}, capture_output=True, text=True, check=False)


def test_a_wrong_setting_stops_a_command_with_a_sentence_and_no_traceback(tmp_path):
    code = "import sys; from hoshin.cli.main import main; sys.exit(main(['export']))"
    ended = start({"HOSHIN_DEBUG": "perhaps"}, tmp_path, code)
    assert ended.returncode == 2
    assert "HOSHIN_DEBUG" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_over_https_cookies_are_bound_to_the_host_and_to_https(tmp_path):
    code = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "hoshin.server.config.settings"
import django; django.setup()
from django.conf import settings as s
from django.core.management import call_command
assert s.SESSION_COOKIE_NAME.startswith("__Host-") and s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME
assert s.CSRF_COOKIE_NAME.startswith("__Host-") and s.CSRF_COOKIE_SECURE
assert s.SECURE_HSTS_SECONDS > 0
call_command("check", "--fail-level=WARNING")
"""
    settings_given = {"HOSHIN_HTTPS": "yes", "HOSHIN_BEHIND_PROXY": "yes", "HOSHIN_ALLOWED_HOSTS": "plan.example.jp"}
    ended = start(settings_given, tmp_path, code)
    assert ended.returncode == 0, ended.stderr


def test_the_migrations_are_complete():
    code = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "hoshin.server.config.settings"
import django; django.setup()
from django.core.management import call_command
call_command("makemigrations", "--check", "--dry-run", verbosity=0)
"""
    ended = start({}, Path(settings.DATA_DIRECTORY), code)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_reading_targets_never_loads_the_server(tmp_path):
    code = "import sys; import hoshin.cli.main, hoshin.cli.server_door; sys.exit('django' in sys.modules)"
    assert start({}, tmp_path, code).returncode == 0

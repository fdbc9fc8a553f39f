"""What the repository promises beside its code."""

import re
import socket
import tomllib

import pytest
from pytest_socket import SocketConnectBlockedError

from hoshin.version import VERSION
from tests.architecture.source_tree import ROOT, tracked_files

TEXT_ENDINGS = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".po",
    ".sh",
    ".json",
    ".tsv",
    ".csv",
    ".yml",
    "",
}
LEAKS = re.compile(
    r"(?<![A-Za-z0-9._-])/(?:work|farm|root)/[A-Za-z0-9._-]+|/tmp/bash_jobs|--(?:extra-)?index-url|https?://[^\s\"']*\.(?:whl|tar\.gz)"
)


def test_no_file_names_this_machine_or_a_registry():
    this = "test_repository.py"
    leaks = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.suffix in TEXT_ENDINGS and path.name != this
        for match in [LEAKS.search(path.read_text("utf-8", errors="replace"))]
        if match
    ]
    assert leaks == []


def test_each_dependency_has_a_reason():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lines = text[text.index("dependencies = [") : text.index("[project.scripts]")].splitlines()
    bare = [line for line in lines if re.match(r'\s+"[A-Za-z0-9_.-]+(\[[a-z,]+\])?[^"]*",\s*$', line)]
    assert bare == []


def test_locks_hold_each_direct_dependency_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {re.split(r"[\[<>=~ ]", d)[0].lower() for d in project["project"]["dependencies"]}
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    locked = {name.lower() for name in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==", lock, re.M)}
    assert names <= locked
    assert lock.count("--hash=sha256:") >= len(locked)


def test_the_changelog_names_this_version_first():
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert versions[0] == VERSION


def test_both_readmes_open_with_a_picture_and_the_two_commands():
    for name in ("README.md", "README.ja.md"):
        text = (ROOT / name).read_text("utf-8")
        opening = text[:2000]
        assert "script/server" in opening and "script/test" in opening, name
        for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", opening):
            assert (ROOT / picture).is_file(), picture
        assert "![" in opening, name


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_blocked_in_tests():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 9), timeout=1)

"""RESULTS.md: one section a benchmark, replaced when that benchmark runs, and the machine it ran on."""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = "# Measurements\n\nEach section is written by `script/bench NAME` and replaced by its next run.\n"


def machine() -> str:
    """The machine in one line."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", info.read_text("utf-8"), re.MULTILINE)
        model = found.group(1) if found else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}"
    load = f"{os.getloadavg()[0]:.1f}"
    return f"{model}, {os.cpu_count()} processors, {memory:.0f} GB, {system}; load {load} at the start"


def write_section(name: str, text: str) -> None:
    """Puts the section into RESULTS.md in place of the one of the same name."""
    whole = RESULTS.read_text("utf-8") if RESULTS.exists() else _HEAD
    section = f"## {name}\n\n{text.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(whole):
        whole = pattern.sub(lambda _: section + "\n", whole)
    else:
        whole = f"{whole.rstrip()}\n\n{section}"
    RESULTS.write_text(whole.rstrip() + "\n", "utf-8")


def today() -> str:
    """The date of the run."""
    return datetime.now(tz=UTC).date().isoformat()

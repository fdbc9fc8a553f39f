"""Compile the interface's catalogues (.po to .mo); with --check, demand that each is complete.

Each app has its own; the messages of `ui`, `accounts` and `plans` stand in `server/locale`.
Complete: every message of every language is translated, none is fuzzy, and all languages hold the same messages.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SERVER = Path(__file__).resolve().parent.parent / "src/hoshin/server"


def catalogues() -> dict[Path, Catalog]:
    """Each .po file with what it holds."""
    found = {}
    for path in sorted(SERVER.glob("**/locale/*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            found[path] = read_po(file, locale=path.parent.parent.name)
    return found


def faults(found: dict[Path, Catalog]) -> list[str]:
    """What is missing, fuzzy or known to one language only."""
    said = []
    for path, catalogue in found.items():
        siblings = [other for name, other in found.items() if name.parents[2] == path.parents[2]]
        everything = {m.id for other in siblings for m in other if m.id}
        known = {m.id: m for m in catalogue if m.id}
        name = path.relative_to(SERVER)
        said += [f"{name}: missing {identifier!r}" for identifier in everything - known.keys()]
        for message in known.values():
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.fuzzy or not all(texts):
                said.append(f"{name}: {'fuzzy' if message.fuzzy else 'untranslated'} {message.id!r}")
    return said


def main() -> int:
    found = catalogues()
    if "--check" in sys.argv[1:]:
        said = faults(found)
        print("\n".join(said))
        return 1 if said else 0
    for path, catalogue in found.items():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, catalogue)
    return 0


if __name__ == "__main__":
    sys.exit(main())

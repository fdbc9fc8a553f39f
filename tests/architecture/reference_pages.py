"""The pages of docs/reference, each rendered from what it describes. `script/render` writes them."""

import argparse
import contextlib
import io
import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from hoshin.cli import main as cli
from hoshin.core.plan.codec import schema
from hoshin.core.problems import SENTENCES
from hoshin.server.config.variables import settings_page
from tests.architecture.source_tree import ROOT
from tests.spec.render import targets_page

REFERENCE = ROOT / "docs" / "reference"


def problems_page() -> str:
    """Every sentence a user may read, by its code."""
    lines = [
        "# Problems",
        "",
        "Every sentence that Hoshin may say about a document, a phrase or an entry. `{…}` is filled in.",
        "",
        "| code | kind | 日本語 | English |",
        "|---|---|---|---|",
    ]
    for code, said in sorted(SENTENCES.items()):
        ja, en = (text.replace("|", "\\|").replace("\n", " ") for text in (said.ja, said.en))
        lines.append(f'| <a id="{code}"></a>`{code}` | {said.severity} | {ja} | {en} |')
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """What each command says of itself."""
    os.environ["COLUMNS"] = "100"
    parts = ["# Commands\n", "```", cli.EPILOGUE.rstrip(), "```\n"]
    for name, line in cli.COMMANDS.items():
        parser = argparse.ArgumentParser(
            prog=f"hoshin {name}", description=line, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        import_module(f"hoshin.cli.{name}_command").add_arguments(parser)
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            parser.print_help()
        parts += [f"## hoshin {name}\n", "```", said.getvalue().rstrip(), "```\n"]
    return "\n".join(parts)


def schema_page() -> str:
    """The published JSON Schema of a plan document."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "problems.md": problems_page,
    REFERENCE / "commands.md": commands_page,
    REFERENCE / "plan.schema.json": schema_page,
    REFERENCE / "targets.md": targets_page,
    REFERENCE / "settings.md": settings_page,
}


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, render in PAGES.items():
        path.write_text(render(), "utf-8")


if __name__ == "__main__":
    main()

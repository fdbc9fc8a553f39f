"""`python -m examples.shiomi.evidence`: loads two years of evidence for the example ward whose plan was imported."""

import os
import sys
from importlib import import_module

from hoshin.cli.exit_codes import ExitCode
from hoshin.cli.server_door import open_server

NO_PLAN = (
    "例の計画がまだ取り込まれていません。先に「hoshin import」で取り込んでください。\n"
    "The example's plan is not stored yet. Store it first with “hoshin import”.\n"
)
INTERRUPTED = (
    "\n中断しました。もう一度実行すると、続きから始めます。"
    " ／ Interrupted; another run goes on where this one stopped.\n"
)
UNCHANGED = "すべて前からあります。何も変更していません。 ／ Everything was there already; nothing was changed."


def main() -> int:
    """Load what is not there yet, and say what was done and where a newcomer can answer a survey."""
    desk = open_server()
    if desk.pending_migrations():
        sys.stderr.write(NO_PLAN)
        return ExitCode.USAGE
    loading = import_module("examples.shiomi.evidence.loading")
    missing = import_module("examples.shiomi.evidence.office").NoPlanError
    try:
        loaded = loading.load(lambda line: print(line, flush=True))
    except missing:
        sys.stderr.write(NO_PLAN)
        return ExitCode.USAGE
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED)
        return ExitCode.INTERRUPTED
    made, kept = loaded.made, loaded.kept
    print(f"{made}件を作り、{kept}件は前からありました。 ／ Made {made}, {kept} were there." if made else UNCHANGED)
    site = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    for title, path in loaded.doors:
        print(f"  回答できます ／ open for answers: {title} {site}{path}")
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())

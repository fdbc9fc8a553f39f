"""`hoshin schema`: the JSON Schema of a plan document."""

import argparse
import json
import sys

from hoshin.cli.exit_codes import ExitCode
from hoshin.core.plan.codec import schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
    return ExitCode.DONE

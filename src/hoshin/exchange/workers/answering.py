"""The child's side of the fence: limits first, then one file in, one JSON answer out."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from hoshin.core.plan.codec import plan_to_json, to_json
from hoshin.exchange.assembly.assemble import assemble
from hoshin.exchange.assembly.boxes import sections_of_printed
from hoshin.exchange.collector import without_collector
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.fence import OUT_OF_MEMORY_EXIT
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused
from hoshin.exchange.guard.wire import printed_to_wire
from hoshin.exchange.printed import Printed
from hoshin.exchange.workers.limiting import set_limits

__all__ = ["answer_with", "set_limits"]


def answer_with(read: Callable[[bytes, str], Printed]) -> None:
    """Answer the one request on standard input. A fault of ours ends in a traceback, which the parent logs."""
    set_limits(cpu_seconds=limits.MOST_CPU_SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    set_limits(cpu_seconds=limits.cpu_seconds(len(data)))
    name = str(request["name"])
    try:
        answer = json.dumps(_answer(read, data, name, str(request["wish"])), ensure_ascii=False).encode()
        if len(answer) > limits.MAX_ANSWER_BYTES:
            limit = f"{limits.MAX_ANSWER_BYTES // limits.MEBIBYTE} MB"
            raise refused("too_many_cells", name, place="文書全体 (the document)", limit=limit)
    except UnreadableFileError as error:
        answer = json.dumps({"refusal": {"problem": to_json(error.problem), "family": error.family}}).encode()
    except (MemoryError, RecursionError):
        os._exit(OUT_OF_MEMORY_EXIT)
    sys.stdout.buffer.write(answer)


@without_collector()
def _answer(read: Callable[[bytes, str], Printed], data: bytes, name: str, wish: str) -> dict[str, Any]:
    printed = read(data, name)
    if wish == "printed":
        return {"printed": printed_to_wire(printed)}
    if not any(region.items for region in printed.regions):
        raise not_readable("no_text_found", name)
    sections, problems, levels = sections_of_printed(printed)
    return {"plan": plan_to_json(assemble(printed, sections, levels, problems))}

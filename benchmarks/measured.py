"""One measurement in a process of its own: `python -m benchmarks.measured SUBJECT FILE ROUNDS`, one JSON line out.

The clock is the processor time of this process, so that a busy machine does not change the result much; the first
round, which fills caches, is not counted. Memory is the highest resident size over what was resident after importing.
"""

import importlib
import json
import resource
import statistics
import sys
import time
from pathlib import Path


def _peak_kib() -> int:
    """The highest resident size of this program alone; `ru_maxrss` would begin with that of the process before it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))


def main() -> None:
    subject, name, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    reader = importlib.import_module(f"benchmarks.subjects.{subject}")
    data = name.read_bytes()
    before = _peak_kib()
    found = reader.characters(reader.read(data, name))
    peak = _peak_kib()
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        reader.read(data, name)
        seconds.append(time.process_time() - start)
    print(
        json.dumps(
            {
                "seconds": statistics.median(seconds),
                "fastest": min(seconds),
                "peak_kib": peak,
                "added_kib": peak - before,
                "characters": found,
            }
        )
    )


if __name__ == "__main__":
    main()

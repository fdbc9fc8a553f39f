"""The bounds that a reading process sets itself before it opens anything."""

import resource

from hoshin.exchange.guard import limits


def set_limits(memory_bytes: int = limits.MEMORY_BYTES, cpu_seconds: int = limits.CPU_SECONDS) -> None:
    """Fences this process in; there is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * limits.MAX_ANSWER_BYTES, 2 * limits.MAX_ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

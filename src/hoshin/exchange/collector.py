"""Reading without Python's search for cycles.

A reader makes a hundred thousand records and no cycle among them. Looking for cycles after every few hundred records
would cost up to a fifth of the time; reference counts alone free what is no longer used.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """No search for cycles inside; whoever had it switched off before finds it so afterwards.

    >>> with without_collector():
    ...     gc.isenabled()
    False
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

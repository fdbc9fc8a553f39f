"""What each exit code means; `hoshin --help` prints this table."""

from enum import IntEnum


class ExitCode(IntEnum):
    """One code for each family of endings."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    NOT_READABLE = 3
    NO_PLAN = 4
    REFUSED = 5
    INTERRUPTED = 130

"""A file that cannot be opened, is not what it says, or is dangerous."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

"""Statistics: series, observations and files from outside."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

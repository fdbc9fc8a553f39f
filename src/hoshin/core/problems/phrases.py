"""A printed target phrase."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

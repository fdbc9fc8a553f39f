"""Answers: what somebody typed, keyed or imported and cannot stand as it is."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

"""Measurements, snapshots and their verification."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

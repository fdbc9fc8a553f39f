"""Editing and importing: conflicts, orders, codes."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

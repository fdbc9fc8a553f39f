"""Registers: definitions, entries and figures."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

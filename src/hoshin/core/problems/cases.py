"""Cases: stages, people's data and what may leave the section."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

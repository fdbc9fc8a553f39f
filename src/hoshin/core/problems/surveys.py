"""Surveys: population, design, sample, questionnaire, and estimates that cannot be made as asked."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {}

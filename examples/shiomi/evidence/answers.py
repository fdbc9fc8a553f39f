"""Sheets that make a survey's figures what the truth says, and look like answers: some questions left empty, people
who agree with one thing agreeing with others, the same sheets every time for the same seed.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import Answer

Sheet = dict[str, Answer]
Found = Mapping[str, tuple[int, int]]
"""By question: how many of a group gave an answer that counts, and how many answered."""


def sheets(asked: Questionnaire, told: Sequence[Mapping[str, Any]], found: Found, size: int, seed: str) -> list[Sheet]:
    """So many sheets whose counted questions hold exactly what was found. Attributes are left to the caller."""
    chance = random.Random(seed)
    moods = [chance.gauss(0, 1) for _ in range(size)]
    filled: list[Sheet] = [{} for _ in range(size)]
    by_code = {one["code"]: one for one in told}
    for question in asked.questions:
        if question.is_attribute:
            continue
        if question.code in found:
            column = _counted(question, by_code[question.code]["counts"], *found[question.code], moods, chance)
        else:
            column = [_free(question, by_code[question.code], chance) for _ in range(size)]
        for sheet, answer in zip(filled, column, strict=True):
            sheet[question.code] = answer
    return filled


def _counted(
    question: Question, counts: Sequence[str], yes: int, base: int, moods: Sequence[float], chance: random.Random
) -> list[Answer]:
    """One column: `base` sheets answer, `yes` of them with what counts; those in the best mood first."""
    places = list(range(len(moods)))
    silent = set(chance.sample(places, len(places) - base))
    unsure = next((o.code for o in question.options if o.is_missing), None)
    ranked = sorted((p for p in places if p not in silent), key=lambda p: -(moods[p] + chance.gauss(0, 1.2)))
    others = [o.code for o in question.options if o.code not in counts and not o.is_missing]
    column: list[Answer] = [None] * len(places)
    for place in sorted(silent):
        column[place] = unsure if unsure and chance.random() < 0.6 else None
    for rank, place in enumerate(ranked):
        told = counts if rank < yes else others
        begun, length = (0, yes) if rank < yes else (yes, base - yes)
        share = (rank - begun + chance.random()) / max(length, 1)
        column[place] = told[0] if len(told) == 1 or share < (0.35 if rank < yes else 0.62) else told[1]
    return column


def _free(question: Question, told: Mapping[str, Any], chance: random.Random) -> Answer:
    """An answer that no indicator rests on."""
    if question.kind == "text":
        return chance.choice(told["sayings"]) if chance.random() < told["share"] else None
    if question.kind == "number":
        return (
            float(max(0, round(chance.gauss(told["around"], told["around"] / 2.5)))) if chance.random() < 0.95 else None
        )
    codes = [option.code for option in question.options]
    if question.kind in ("single", "scale"):
        return chance.choices(codes, told["shares"])[0]
    return _ticked(question, told["shares"], chance)


def _ticked(question: Question, shares: Sequence[float], chance: random.Random) -> Answer:
    """Several answers; a last option that says 「ない」 stands alone."""
    options = question.options
    alone = options[-1] if "ない" in options[-1].words else None
    if alone and chance.random() < shares[-1]:
        return (alone.code,)
    open_to = [(o.code, share) for o, share in zip(options, shares, strict=True) if o is not alone]
    ticked = [code for code, share in open_to if chance.random() < share]
    if question.most and len(ticked) > question.most:
        ticked = sorted(chance.sample(ticked, question.most))
    return tuple(ticked) or (open_to[0][0],)

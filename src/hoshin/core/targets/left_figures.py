"""Questions about a phrase that sets no target in figures: one still to be set, a figure that no rule took."""

import re

from hoshin.core.problems.record import Problem
from hoshin.core.targets.amounts import Core
from hoshin.core.targets.candidates import depth_zero
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.tails import is_fact
from hoshin.core.targets.vocabulary import WITHOUT_NUMBER, Role

FIGURES = (Role.NUMBER, Role.BASELINE)
_COUNTED_THINGS = re.compile("つ(?:以上|以下|以内)?(?:[上下増減]|引き|拡大)")


def undecided(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """Questions about a target that is still to be set (「目標値：検討中」「収支均衡」)."""
    said = phrase.text[phrase.low : phrase.high].rstrip(" 。")
    if said.endswith(WITHOUT_NUMBER):
        return [doubt("target_without_number", said[-24:])]
    for part in parts:
        for i in depth_zero(phrase, part.start, part.end):
            token = phrase.tokens[i]
            behind = phrase.text[token.end : phrase.high].strip(" 。)")
            if token.role is Role.UNDECIDED and not behind:
                return [doubt("target_undecided", phrase.text[token.start : token.end])]
    return []


def unread_figures(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """A question for a figure that stands in a target in words and could be what it demands."""
    for part in parts:
        for i in range(part.start, part.end):
            if phrase.tokens[i].role is Role.NUMBER and _COUNTED_THINGS.match(phrase.text, phrase.tokens[i].end):
                return [doubt("target_or_measure", phrase.text[phrase.tokens[i].start : phrase.tokens[i].end + 1])]
            if not _quoted(phrase, i) and phrase.tokens[i].role in FIGURES and not phrase.tokens[i].bound:
                core = phrase.grammar.core_at(i)
                if (
                    core is not None
                    and not core.loose
                    and (core.baseline or core.unit in ("%", "ポイント") or core.form == "compare" or _is_share(core))
                ):
                    return [doubt("target_or_measure", phrase.grammar.printed(core.start, core.end))]
            if (
                phrase.tokens[i].role is Role.COMPARE
                and not _quoted(phrase, i)
                and not phrase.text.startswith("の", phrase.tokens[i].end)
            ):
                return [doubt("target_or_measure", phrase.grammar.printed(max(part.start, i - 3), i + 1))]
    return []


def _is_share(core: Core) -> bool:
    return any(problem.code == "target_share_in_words" for problem in core.problems)


def passed_levels(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """A question for a level that a change in words passed by: 「3000時間（…）から2100時間（…）に削減する」."""
    for part in parts:
        for i in depth_zero(phrase, part.start, part.end):
            core = phrase.grammar.core_at(i)
            if core is None or core.loose or core.form != "bare" or core.unit is None:
                continue
            behind = phrase.grammar.behind_brackets(core.end)
            if phrase.grammar.word(behind) in ("に", "まで", "から", "へ", "・"):
                return [doubt("target_or_measure", phrase.grammar.printed(core.start, core.end))]
    return []


def demands_in_vain(phrase: Phrase) -> bool:
    """Whether a phrase without a target ends in a verb that demands, or in a bracket that names a share."""
    said = phrase.text[phrase.low : phrase.high].rstrip(" 。")
    if said.endswith((")", "】")) and max(said.rfind("("), said.rfind("【")) > 0:
        inside = said[max(said.rfind("("), said.rfind("【")) :]
        return any(word in inside for word in ("%以上", "%以下", "割以上", "%を", "%と")) and "実績" not in inside
    return said[-1:] in tuple("るすくむつうぶぐ") and not is_fact(said)


def _quoted(phrase: Phrase, i: int) -> bool:
    """Whether a quotation opens before the token in its neighbourhood and closes behind it."""
    for opened in range(i - 1, max(-1, i - 40), -1):
        if phrase.tokens[opened].sense in ("「", "『") and opened in phrase.pairs:
            return phrase.pairs[opened] > i
    return False

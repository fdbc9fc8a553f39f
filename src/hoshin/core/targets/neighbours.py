"""What stands right beside a target and changes or doubts it: a baseline in brackets, an old value, a condition."""

from dataclasses import replace

from hoshin.core.plan.document import Comparator
from hoshin.core.problems.record import Problem
from hoshin.core.targets.amounts import Core
from hoshin.core.targets.baselines import PRESENT, UNKNOWN
from hoshin.core.targets.candidates import Finding
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.rhythms import Surroundings
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_COMPARED_AHEAD = ("と比較して", "に比べ", "と比べ", "に比較して")
_NEAR = 16
_CHANGES_BY: dict[str, Comparator] = {"+": "increase", "▲": "decrease"}
_OF_CHANGES = ("増減", "増減率", "増加率", "伸び", "伸び率", "変化", "変化率", "成長率", "収支", "差", "率", "比")
"""Measures that themselves say a change or may fall below zero: a sign before their figure is a level's."""
_CONDITIONS = ("の場合", "場合", "の時は", "のときは", "のとき、", "となった場合", "となったとき", "であれば", "ならば")
_COMPARED_WITH = words(
    """
        より よりも から と比較して と比べて に比べて に比べ に対して に対し 比で 比
        """
)


def against_remark(phrase: Phrase, core: Core, around: Surroundings) -> Core:
    """「▲3.5ポイント（対前年度）」: a change whose baseline stands in brackets behind it."""
    signed = core.form == "bare" and phrase.tokens[core.start].role is Role.SIGN
    if not signed and (core.form != "change" or core.baseline is not None):
        return core
    for low, high in around.remarks:
        baseline, problems = _baseline_in(phrase, low, high) if low >= around.start else (None, ())
        if baseline is not None and baseline not in (UNKNOWN, PRESENT):
            rise = phrase.tokens[core.start].sense == "+"
            comparator = core.comparator or ("increase" if rise else "decrease")
            value = abs(core.value) if core.value is not None else None
            both = (*core.problems, *problems)
            return replace(core, form="change", comparator=comparator, value=value, baseline=baseline, problems=both)
    said = phrase.text[: around.start].rstrip(" :、をは")[-_NEAR:]
    sign = phrase.grammar.word(core.start)
    if not signed or sign not in _CHANGES_BY or not said or said.endswith(_OF_CHANGES):
        return core
    value = abs(core.value) if core.value is not None else None
    return replace(core, form="change", comparator=_CHANGES_BY[sign], value=value)


def _baseline_in(phrase: Phrase, low: int, high: int) -> tuple[str | None, tuple[Problem, ...]]:
    said = phrase.text[low + 1 : high - 1].strip()
    inside = _inside(phrase, low, high)
    if not inside or not (said.startswith("対") or said.endswith("比")):
        return None, ()
    return phrase.grammar.baseline_of(inside[0] + said.startswith("対"))


def _inside(phrase: Phrase, low: int, high: int) -> list[int]:
    return [i for i, token in enumerate(phrase.tokens) if low < token.start and token.end < high]


def compared_with_unknown(phrase: Phrase, finding: Finding) -> None:
    """「融資実施前より15%増」: a change against something that is none of the five baselines is asked about."""
    if finding.core.form != "change" or finding.core.baseline is not None:
        return
    before = phrase.text[finding.low : finding.around.start].rstrip(" 、")
    if before.endswith(_COMPARED_WITH) or any(word in before for word in _COMPARED_AHEAD):
        found = phrase.text[finding.low : finding.around.end][-40:]
        finding.problems.append(doubt("baseline_not_known", found))


def conditional_behind(phrase: Phrase, finding: Finding) -> None:
    """「50%未満の場合は事業を再構築する」: the bound of a condition: kept for exit criteria, and asked about."""
    if phrase.text[finding.around.end : finding.high].lstrip(" ").startswith(_CONDITIONS):
        found = phrase.text[finding.around.start : finding.high][:40]
        finding.problems.append(doubt("target_conditional", found))


def questions_beside(phrase: Phrase, finding: Finding, before: list[Core]) -> list[Problem]:
    """What a second figure beside the target leaves open; with any of them the target does not count."""
    found: list[Problem] = []
    start, end = finding.around.start, finding.around.end
    if before and _touches(phrase, before[-1], finding):
        found.append(doubt("target_two_figures", phrase.text[phrase.tokens[before[-1].start].start : end]))
    for low, high in finding.around.remarks:
        if low >= start:
            found.extend(_of_remark(phrase, finding, low, high))
    return found


def _touches(phrase: Phrase, other: Core, finding: Finding) -> bool:
    """「60%以上80%以上」: an old value that was struck through stands beside the new one."""
    adjacent = phrase.tokens[other.end - 1].end == finding.around.start
    return adjacent and other.comparator is not None and other.form == finding.core.form


def _of_remark(phrase: Phrase, finding: Finding, low: int, high: int) -> list[Problem]:
    inside = _inside(phrase, low, high)
    printed = phrase.text[finding.around.start : finding.around.end]
    roles = {phrase.tokens[i].role for i in inside}
    if Role.CONDITION in roles:
        return [doubt("target_conditional", printed)]
    if not inside or roles & {Role.RESULT, Role.NOTE}:
        return []
    cores = [core for i in inside if (core := phrase.grammar.core_at(i)) is not None]
    if any(core.comparator is not None and not core.loose for core in cores):
        return [doubt("target_two_figures", printed)]
    whole = [core for core in cores if core.start == inside[0] and core.end == inside[-1] + 1]
    if roles & {Role.BASELINE, Role.PERIOD, Role.COLON} or not whole:
        return []
    other = whole[0]
    same_kind = other.unit == finding.core.unit and other.value != finding.core.value
    return [doubt("target_two_figures", printed)] if same_kind else []

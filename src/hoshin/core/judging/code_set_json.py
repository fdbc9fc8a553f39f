"""A code set as JSON values and back, and what is wrong with one: a gap, a code twice, a rule that is never reached."""

import itertools
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from hoshin.core.judging.code_sets import IMPROVEMENTS, CodeRule, CodeSet, Formula
from hoshin.core.problems.record import Problem

_FACTS = ("reached", "done_as_planned", "retreat_fired")


def code_set_to_json(code_set: CodeSet) -> dict[str, Any]:
    """The set as JSON values.

    >>> from hoshin.core.judging.code_sets import PRESETS
    >>> code_set_from_json(code_set_to_json(PRESETS["ratio-100-80-50"])) == PRESETS["ratio-100-80-50"]
    True
    """
    return {
        "name": code_set.name,
        "title_ja": code_set.title_ja,
        "title_en": code_set.title_en,
        "formula": code_set.formula,
        "years": list(code_set.years),
        "rules": [_rule_to_json(rule) for rule in code_set.rules],
    }


def _rule_to_json(rule: CodeRule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "legend_ja": rule.legend_ja,
        "legend_en": rule.legend_en,
        **{fact: getattr(rule, fact) for fact in _FACTS},
        "ratio_from": None if rule.ratio_from is None else str(rule.ratio_from),
        "requires": list(rule.requires),
    }


def code_set_from_json(written: Mapping[str, Any]) -> CodeSet:
    """The set that these values hold; they were written by `code_set_to_json`, so a fault in them is ours."""
    first, last = written["years"]
    return CodeSet(
        name=written["name"],
        title_ja=written["title_ja"],
        title_en=written["title_en"],
        rules=tuple(_rule_from_json(rule) for rule in written["rules"]),
        formula=written["formula"],
        years=(first, last),
    )


def _rule_from_json(written: Mapping[str, Any]) -> CodeRule:
    ratio = written["ratio_from"]
    return CodeRule(
        code=written["code"],
        legend_ja=written["legend_ja"],
        legend_en=written["legend_en"],
        **{fact: written[fact] for fact in _FACTS},
        ratio_from=None if ratio is None else Decimal(ratio),
        requires=tuple(written["requires"]),
    )


def ratio_read(typed: str) -> Decimal | None:
    """A smallest ratio as typed in percent (「66.7」): 1 is the target. None when it is no number from 0.

    >>> ratio_read("80"), ratio_read("66.7%"), ratio_read("eighty")
    (Decimal('0.8'), Decimal('0.667'), None)
    """
    try:
        value = Decimal(typed.strip().removesuffix("%").removesuffix("％"))
    except InvalidOperation:
        return None
    return value / 100 if value.is_finite() and value >= 0 else None


def faults_of(code_set: CodeSet) -> tuple[Problem, ...]:
    """Everything that keeps a set from being used: each combination of facts must lead to a code, each code be reached.

    >>> from hoshin.core.judging.code_sets import PRESETS
    >>> [faults_of(preset) for preset in PRESETS.values() if faults_of(preset)]
    []
    >>> half = CodeSet("x", "", "", (CodeRule("A", "順調", "on track", True),))
    >>> [problem.code for problem in faults_of(half)]
    ['code_set_with_a_gap']
    """
    problems = []
    codes = [rule.code for rule in code_set.rules]
    repeated = sorted({code for code in codes if codes.count(code) > 1})
    problems += [Problem("code_repeated", found=code, severity="error") for code in repeated]
    problems += [
        Problem("code_without_legend", found=r.code, severity="error") for r in code_set.rules if not r.legend_ja
    ]
    if code_set.formula not in get_args(Formula) or not code_set.rules:
        return (*problems, Problem("code_set_empty", severity="error"))
    first, last = code_set.years
    if last is not None and last < first:
        problems.append(Problem("code_set_years_backwards", found=f"{first}–{last}", severity="error"))
    problems += _ratio_faults(code_set) if code_set.formula == "ratio_to_target" else _fact_faults(code_set)
    return tuple(problems)


def _ratio_faults(code_set: CodeSet) -> list[Problem]:
    lines = [rule.ratio_from for rule in code_set.rules]
    known = [line for line in lines if line is not None]
    is_closed = lines[-1] is None and None not in lines[:-1]
    if is_closed and known == sorted(set(known), reverse=True):
        return []
    return [Problem("code_set_ratios_unordered", severity="error")]


def _fact_faults(code_set: CodeSet) -> list[Problem]:
    used: set[str] = set()
    gaps = []
    for reached, done, fired in itertools.product((True, False), repeat=3):
        rule = rule_of(code_set, reached=reached, done_as_planned=done, retreat_fired=fired)
        if rule is None:
            gaps.append((reached, done, fired))
        else:
            used.add(rule.code)
    problems = [Problem("code_set_with_a_gap", severity="error")] if gaps else []
    dead = [rule.code for rule in code_set.rules if rule.code not in used]
    return problems + [Problem("code_never_reached", found=code, severity="error") for code in dead]


def rule_of(code_set: CodeSet, *, reached: bool, done_as_planned: bool, retreat_fired: bool) -> CodeRule | None:
    """The first rule that these facts meet."""
    facts = {"reached": reached, "done_as_planned": done_as_planned, "retreat_fired": retreat_fired}
    for rule in code_set.rules:
        if all(getattr(rule, fact) in (None, value) for fact, value in facts.items()):
            return rule
    return None


def demands_improvements(rule: CodeRule | None) -> bool:
    """Whether a code demands 課題と改善策 in writing."""
    return rule is not None and IMPROVEMENTS in rule.requires

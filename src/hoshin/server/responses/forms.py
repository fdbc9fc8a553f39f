"""What a person says about the columns of a file: what each is used for, how its cells are read, what a value means."""

import re
from typing import Any

from django.http import QueryDict

from hoshin.core.survey.answer_columns import Column, ColumnMapping
from hoshin.core.survey.answer_findings import told
from hoshin.core.survey.answer_matching import Reading
from hoshin.core.survey.questionnaire import Questionnaire


def mapping_typed(posted: QueryDict, mapping: ColumnMapping, questionnaire: Questionnaire) -> ColumnMapping:
    """The mapping as the page says it now."""
    uses = uses_of(questionnaire)
    columns = []
    for at, column in enumerate(mapping.columns):
        use = uses.get(posted.get(f"c-{at}", ""))
        is_other = use is not None and use != (column.use, column.question, column.option)
        columns.append(Column(column.heading, *use, how="person") if use is not None and is_other else column)
    readings = dict(mapping.readings)
    for at, question in enumerate(questionnaire.questions):
        if f"m-{at}" in posted:
            old = readings.get(question.code, Reading())
            missing = tuple(m for m in re.split(r"[\s,、，]+", posted[f"m-{at}"]) if m)
            reads = posted.get(f"r-{at}", old.reads)
            reads = reads if reads in ("either", "codes", "words") else old.reads
            kept = {text: codes for n, (text, codes) in enumerate(old.told.items()) if f"u-{at}-{n}" not in posted}
            readings[question.code] = Reading(reads, missing, kept)  # type: ignore[arg-type]
    return _with_told(posted, ColumnMapping(tuple(columns), readings), questionnaire)


def _with_told(posted: QueryDict, mapping: ColumnMapping, questionnaire: Questionnaire) -> ColumnMapping:
    options = {q.code: {o.code for o in q.options} for q in questionnaire.questions}
    at = 0
    while f"q-{at}" in posted:
        question, text, said = (posted.get(f"{name}-{at}", "") for name in ("q", "t", "v"))
        if said == "none" and question in options:
            mapping = told(mapping, question, text, ())
        elif said.startswith("option:") and said.removeprefix("option:") in options.get(question, ()):
            mapping = told(mapping, question, text, (said.removeprefix("option:"),))
        at += 1
    return mapping


def uses_of(questionnaire: Questionnaire) -> dict[str, tuple[Any, str, str]]:
    """Everything that a column can be used for, by the value of its field."""
    found: dict[str, tuple[Any, str, str]] = {"ignored": ("ignored", "", ""), "code": ("code", "", "")}
    for q_at, question in enumerate(questionnaire.questions):
        found[f"q{q_at}"] = ("question", question.code, "")
        if question.kind == "multiple":
            for o_at, option in enumerate(question.options):
                found[f"q{q_at}o{o_at}"] = ("option", question.code, option.code)
    return found


def choices_of(questionnaire: Questionnaire) -> list[dict[str, str]]:
    """The same in words."""
    found = []
    for q_at, question in enumerate(questionnaire.questions):
        found.append({"value": f"q{q_at}", "words": f"{question.code} {question.words}"})
        if question.kind == "multiple":
            for o_at, option in enumerate(question.options):
                found.append({"value": f"q{q_at}o{o_at}", "words": f"{question.code} › {option.words}"})
    return found

"""What results are computed from: the answers of today, or those that were frozen when the period was closed."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from hoshin.core.measurement.design_json import design_from_json, design_to_json
from hoshin.core.survey.design import Category, SurveyDesign
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_json import questionnaire_from, questionnaire_json
from hoshin.core.survey.result_figures import Attribute, attributes_of
from hoshin.exchange.snapshots import Table, open_snapshot
from hoshin.server.evidence.queries.periods import ClosedRecord, closed_records
from hoshin.server.evidence.store import evidence_store
from hoshin.server.responses.queries.monitor import returns_of
from hoshin.server.responses.queries.table import NoQuestionsError, answer_table
from hoshin.server.surveys.queries import (
    SurveyHeader,
    asked_count,
    design_of,
    frame_of,
    questionnaire_for,
)

TABLE = "answers"


@dataclass(frozen=True)
class SurveyRecords:
    """Answers with all that is needed to read them. Two with the same `key` are the same.

    `returns`: (stratum, asked, returned); `frozen`: the snapshot that they come from, None for those of today.
    """

    key: str
    title: str = field(compare=False)
    questionnaire: Questionnaire = field(compare=False)
    design: SurveyDesign = field(compare=False)
    attributes: tuple[Attribute, ...] = field(compare=False)
    asked: int | None = field(compare=False)
    returns: tuple[tuple[str, int, int], ...] = field(compare=False)
    answers: pa.Table = field(compare=False, repr=False)
    frozen: ClosedRecord | None = field(default=None, compare=False)

    @property
    def returned(self) -> int:
        """How many sheets there are."""
        return int(self.answers.num_rows)

    @property
    def claims_interval(self) -> bool:
        """Whether chance, or everybody, decided who answers."""
        return self.design.sampling.kind != "open"


def definition_of(survey: int, header: SurveyHeader, table: Table) -> dict[str, Any]:
    """What is frozen beside the answers: design, questionnaire, population, and how many were asked and returned."""
    frozen = questionnaire_for(survey)
    if frozen is None:
        raise NoQuestionsError(survey)
    asked = asked_count(survey)
    design = design_of(survey)
    design = dataclasses.replace(design, sampling=dataclasses.replace(design.sampling, asked=asked))
    returns = returns_of(survey)
    return {
        "survey": survey,
        "title": header.title,
        "design": design_to_json(design),
        "questionnaire": questionnaire_json(frozen.questionnaire),
        "questionnaire_number": frozen.number,
        "population": [[column, list(values)] for column, values in _population(survey)],
        "asked": asked,
        "answered": len(table.rows),
        "returns": [[row.stratum, row.mailed, row.returned] for row in returns.strata],
    }


def _population(survey: int) -> list[tuple[str, tuple[Category, ...]]]:
    return [(column, tuple(values)) for column, values in frame_of(survey).values.items()]


def records_of_today(survey: int, header: SurveyHeader) -> SurveyRecords:
    """The answers that stand today; raises `NoQuestionsError` before anybody could answer."""
    table = answer_table(survey)
    definition = definition_of(survey, header, table)
    return _records(definition, table.arrow(), _key(definition, table), None)


def frozen_records(record: ClosedRecord) -> SurveyRecords:
    """The answers as a closed period froze them."""
    with open_snapshot(evidence_store(), record.hash) as opened:
        answers = opened.tables[TABLE].arrow()
    return _records(record.definition, answers, record.hash, record)


def closed_of(survey: int, source: int | None) -> tuple[ClosedRecord, ...]:
    """The snapshots of this survey's answers, the oldest first; those of other years' surveys are not."""
    if source is None:
        return ()
    return tuple(r for r in closed_records(source) if r.definition.get("survey") == survey)


def _records(definition: Mapping[str, Any], answers: pa.Table, key: str, record: ClosedRecord | None) -> SurveyRecords:
    questionnaire = questionnaire_from(definition["questionnaire"])
    population = [(column, tuple(values)) for column, values in definition["population"]]
    return SurveyRecords(
        key=key,
        title=definition["title"],
        questionnaire=questionnaire,
        design=design_from_json(definition["design"]),
        attributes=attributes_of(questionnaire, population),
        asked=definition["asked"],
        returns=tuple((stratum, asked, returned) for stratum, asked, returned in definition["returns"]),
        answers=answers,
        frozen=record,
    )


def _key(definition: Mapping[str, Any], table: Table) -> str:
    rows: Sequence[Mapping[str, Any]] = table.records()
    written = json.dumps([definition, rows], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()

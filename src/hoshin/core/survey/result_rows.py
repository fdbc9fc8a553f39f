"""The published results as rows of a file: one row a figure and group, and nothing of what is withheld.

The same rows stand in the CSV, the workbook and the JSON, so that none tells more than another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from hoshin.core.survey.result_figures import Figure
from hoshin.core.survey.results import QuestionResult, ResultCell, ResultRow

STATES = {
    "shown": ("", ""),
    "withheld": ("秘匿", "withheld"),
    "nobody": ("該当者なし", "nobody"),
    "not_computable": ("計算できません", "not computable"),
}
FLAGS = {
    "reference_value": ("参考値", "reference value"),
    "review": ("要確認", "to be looked at"),
    "suppressed": ("人数が少ない", "few people"),
}
EVERYONE_WORDS = ("全体", "everyone")
MEAN_WORDS = ("平均", "mean")
HEADINGS = {
    "question": ("設問", "question"),
    "words": ("設問文", "question in words"),
    "attribute": ("区分", "grouped by"),
    "group": ("階層", "group"),
    "figure": ("項目", "figure"),
    "unit": ("単位", "unit"),
    "value": ("値", "value"),
    "lower": ("95%信頼区間（下）", "interval, lower"),
    "upper": ("95%信頼区間（上）", "interval, upper"),
    "n": ("回答者数", "answers"),
    "design_effect": ("デザイン効果", "design effect"),
    "effective_n": ("有効回答数", "effective answers"),
    "classical_margin": ("標本誤差（従来の式）", "classical sampling error"),
    "note": ("注", "note"),
}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One figure of one group. Shares are in percent. `n` belongs to the group, not to the figure."""

    question: str
    words: str
    attribute: str
    group: str
    figure: str
    unit: str
    value: float | None
    lower: float | None
    upper: float | None
    n: int | None
    design_effect: float | None
    effective_n: float | None
    classical_margin: float | None
    note: str

    def cells(self) -> list[Any]:
        """The row in the order of `HEADINGS`."""
        return [getattr(self, field.name) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: its question, its group, and the language of its words (0 Japanese, 1 English)."""

    result: QuestionResult
    row: ResultRow
    attribute: str
    group: str
    at: int


def published_rows(results: Iterable[QuestionResult], language: str = "ja") -> list[PublishedRow]:
    """Every row, question by question: everybody first, then each group."""
    at = int(language != "ja")
    places = []
    for result in results:
        places.append(_Place(result, result.everyone, "", EVERYONE_WORDS[at], at))
        for grouped in result.grouped:
            places += [_Place(result, row, grouped.attribute.words, row.words, at) for row in grouped.rows]
    return [_published(p, f, c) for p in places for f, c in zip(p.result.figures, p.row.cells, strict=True)]


def _published(place: _Place, figure: Figure, cell: ResultCell) -> PublishedRow:
    is_mean, question, at = figure.kind == "mean", place.result.question, place.at

    def told(value: float | None) -> float | None:
        return value if value is None or is_mean else round(value * 100, 1)

    flags = [FLAGS[flag][at] for flag in cell.flags if flag in FLAGS] if cell.is_shown else [STATES[cell.state][at]]
    return PublishedRow(
        question=question.code,
        words=question.words,
        attribute=place.attribute,
        group=place.group,
        figure=MEAN_WORDS[at] if is_mean else figure.words or figure.code,
        unit=question.unit if is_mean else "%",
        value=told(cell.value),
        lower=told(cell.lower),
        upper=told(cell.upper),
        n=place.row.n,
        design_effect=cell.deff,
        effective_n=cell.effective_n,
        classical_margin=told(cell.classical_margin),
        note=("、", ", ")[at].join(flags),
    )


def headings(language: str = "ja") -> list[str]:
    """The first row of the files."""
    return [words[int(language != "ja")] for words in HEADINGS.values()]


def as_json(results: Sequence[QuestionResult]) -> list[dict[str, Any]]:
    """The rows as JSON values by the names of `HEADINGS`, in English words."""
    names = [field.name for field in fields(PublishedRow)]
    return [dict(zip(names, row.cells(), strict=True)) for row in published_rows(results, "en")]

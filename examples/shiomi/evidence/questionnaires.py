"""Surveys as `residents.toml` and `groups.toml` tell them: their questions of a year, and what each wave found."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire

HERE = Path(__file__).parent
FindIndicator = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Wave:
    """One year of a survey. `returned` is how many sheets came back (of a drawn sample: what the draw makes of it)."""

    fiscal_year: int
    first: date
    last: date
    returned: int | None = None
    stays_open: bool = False
    web: float = 0.0
    paper: int = 0


@dataclass(frozen=True, slots=True)
class SurveyTruth:
    """A survey with its waves. `told` is the table of the TOML, for what only one kind of survey has."""

    key: str
    title: str
    population: str
    population_words: str
    sampling: str
    post: str
    waves: tuple[Wave, ...]
    told: Mapping[str, Any]

    @property
    def questions(self) -> tuple[Mapping[str, Any], ...]:
        """The questions as told, the same in every year but for their words."""
        return tuple(self.told["questions"])

    def groups(self, year: int, areas: tuple[str, ...]) -> dict[str, int]:
        """Everyone of the group by its one column; empty when nobody knows how many there are."""
        given = self.told.get("groups", {})
        if "each" in given:
            return dict.fromkeys(areas, given["each"])
        return dict(given.get(str(year), {}))


def surveys() -> tuple[SurveyTruth, ...]:
    """Every survey: the residents', then those of groups."""
    residents, groups = (
        tomllib.loads((HERE / f"{n}.toml").read_text(encoding="utf-8")) for n in ("residents", "groups")
    )
    return (_survey(residents), *(_survey({**one, "scales": groups["scales"]}) for one in groups["surveys"]))


def _survey(told: Mapping[str, Any]) -> SurveyTruth:
    waves = tuple(_wave(one) for one in told["waves"])
    keys = ("key", "title", "population", "population_words", "sampling", "post")
    return SurveyTruth(*(told[key] for key in keys), waves=waves, told=told)


def _wave(told: Mapping[str, Any]) -> Wave:
    channels = told.get("channels", {})
    return Wave(
        told["fiscal_year"],
        told["first"],
        told["last"],
        told.get("returned"),
        told.get("stays_open", False),
        channels.get("web", 0.0),
        channels.get("paper", 0),
    )


def questionnaire(
    truth: SurveyTruth, year: int, find: FindIndicator | None = None, areas: tuple[str, ...] = ()
) -> Questionnaire:
    """A year's questionnaire. `find` gives an indicator's id, so that its answers count for it."""
    asked = truth.questions
    questions = [_question(one, truth.told.get("scales", {}), year) for one in asked]
    groups = truth.groups(year, areas)
    if groups:
        options = tuple(Option(str(n), words) for n, words in enumerate(groups, 1))
        questions.append(Question("group", "single", truth.told["column"], options, is_attribute=True))
    counted = tuple(
        CountedAnswer(
            one["code"],
            tuple(one["counts"]),
            find(one["indicator"]["owner"], one["indicator"]["has"]) if find else None,
            one["name"],
        )
        for one in asked
        if "counts" in one
    )
    told = truth.told
    return Questionnaire(truth.title, tuple(questions), counted, told["preface"], told["thanks"], told["minutes"])


def _question(told: Mapping[str, Any], scales: Mapping[str, list[str]], year: int) -> Question:
    words = told.get("reworded", {}).get(str(year), told["words"])
    offered = told.get("options") or scales.get(told.get("scale", ""), [])
    return Question(
        told["code"],
        told["kind"],
        words,
        tuple(_option(number, text) for number, text in enumerate(offered, 1)),
        is_attribute="attribute" in told,
        most=told.get("most"),
        smallest=0 if told["kind"] == "number" else None,
        largest=told.get("largest"),
        unit=told.get("unit", ""),
    )


def _option(number: int, text: str) -> Option:
    """「9 わからない」 leaves the base; 「知らない -> q3」 goes on with q3."""
    words, _, target = text.partition(" -> ")
    silent = words.startswith("9 ")
    return Option("9" if silent else str(number), words.removeprefix("9 "), target or None, silent)

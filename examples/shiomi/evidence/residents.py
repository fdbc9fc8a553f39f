"""The residents' survey: who lives in the ward, who was drawn, who answered, and answers whose weighted share is the
one that the truth prints.

Everyone of a stratum (sex × age) weighs population ÷ returned sheets, so the share is
Σ weight × counted ÷ Σ weight × answered. The counts start from a logistic curve over age and are moved by ones until
the share is within 0.03 points of the truth.
"""

import itertools
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from examples.shiomi.evidence.answers import Sheet, sheets
from examples.shiomi.evidence.questionnaires import SurveyTruth
from hoshin.core.survey.population_counts import PopulationCell
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.sample_lists import ListLine

COLUMNS = ("性別", "年齢", "区域")
SEXES = ("男性", "女性")
CLOSE_ENOUGH = 0.0003
Stratum = tuple[str, str]


@dataclass(slots=True)
class Count:
    """What one stratum says to one question: how much each sheet weighs, how many answered, how many of them yes."""

    weight: float
    base: int
    yes: int


def population(truth: SurveyTruth, year: int) -> list[PopulationCell]:
    """Adults by sex, age and area in a year."""
    people = truth.told["people"]
    change = (1 + people["yearly_change"]) ** (year - 2026)
    cells = []
    for sex in SEXES:
        for age, number in zip(people["ages"], people[sex], strict=True):
            whole = round(number * change)
            north, middle = (round(whole * share) for share in people["area_shares"][:2])
            parts = zip(people["areas"], (north, middle, whole - north - middle), strict=True)
            cells += [PopulationCell((sex, age, area), count) for area, count in parts]
    return cells


def register_list(cells: list[PopulationCell]) -> list[ListLine]:
    """One line for everyone who lives there, with a number and no name."""
    told = itertools.chain.from_iterable(itertools.repeat(cell.values, cell.count) for cell in cells)
    return [ListLine(at, f"{at + 1:06d}", dict(zip(COLUMNS, values, strict=True))) for at, values in enumerate(told)]


def returned(truth: SurveyTruth, drawn: Mapping[Stratum, int], year: int) -> dict[Stratum, int]:
    """How many sheets of each stratum came back: the old answer more often than the young, women more than men."""
    rates = truth.told["people"]["returned"]
    tilt = {"男性": 0.95, "女性": 1.05}
    drift = 1 + 0.01 * (year - 2025)
    return {(sex, age): max(2, round(number * rates[age] * tilt[sex] * drift)) for (sex, age), number in drawn.items()}


def counts(
    truth: SurveyTruth, one: Mapping[str, Any], year: int, back: Mapping[Stratum, int], lived: Mapping[Stratum, int]
) -> dict[Stratum, Count]:
    """What each stratum says to a question, so that the weighted share is what was found."""
    chance = random.Random(f"{truth.key} {year} {one['code']}")
    ages = truth.told["people"]["ages"]
    made = {}
    for stratum, number in back.items():
        silent = sum(chance.random() < one["silent"] for _ in range(number))
        made[stratum] = Count(lived[stratum] / number, max(1, number - silent), 0)
    goal = one["found"][str(year)] / 100
    leaning = {s: one["older"] * (ages.index(s[1]) - 2.5) / 2.5 + chance.gauss(0, 0.12) for s in made}
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        for stratum, count in made.items():
            count.yes = round(count.base / (1 + math.exp(-middle - leaning[stratum])))
        low, high = (middle, high) if share(made) < goal else (low, middle)
    _move(made, goal)
    assert abs(share(made) - goal) < CLOSE_ENOUGH, (truth.key, year, one["code"], share(made))
    return made


def share(made: Mapping[Stratum, Count]) -> float:
    """The weighted share of those who answered."""
    whole = sum(c.weight * c.base for c in made.values())
    return sum(c.weight * c.yes for c in made.values()) / whole


def _move(made: dict[Stratum, Count], goal: float) -> None:
    """Move one or two answers at a time to where the share comes closest, until it is close enough."""
    steps = [(((s, d),)) for s in made for d in (1, -1)]
    steps += [((a, 1), (b, -1)) for a, b in itertools.permutations(made, 2)]
    for _ in range(40):
        if abs(share(made) - goal) < CLOSE_ENOUGH:
            return
        best = min(steps, key=lambda step: _distance(made, step, goal))
        for stratum, by in best:
            made[stratum].yes += by


def _distance(made: Mapping[Stratum, Count], step: tuple[tuple[Stratum, int], ...], goal: float) -> float:
    for stratum, by in step:
        if not 0 <= made[stratum].yes + by <= made[stratum].base:
            return math.inf
    whole = sum(c.weight * c.base for c in made.values())
    moved = sum(made[stratum].weight * by for stratum, by in step)
    return abs(share(made) + moved / whole - goal)


def stratum_sheets(
    truth: SurveyTruth,
    asked: Questionnaire,
    year: int,
    back: Mapping[Stratum, int],
    lived: Mapping[Stratum, int],
) -> dict[Stratum, list[Sheet]]:
    """The sheets of each stratum, without the attributes: those follow the member who answers."""
    told = truth.questions
    tables = {one["code"]: counts(truth, one, year, back, lived) for one in told if str(year) in one.get("found", {})}
    return {
        stratum: sheets(
            asked,
            told,
            {code: (table[stratum].yes, table[stratum].base) for code, table in tables.items()},
            number,
            f"{truth.key} {year} {stratum}",
        )
        for stratum, number in back.items()
    }

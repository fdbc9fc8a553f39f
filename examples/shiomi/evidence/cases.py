"""Families that need support: found, connected or not, over two years. Nobody in here exists; the names say so.

The days are made by chance with a fixed seed so that the counts are those that the plan prints: 221 of 263 families
of the schools and 32 of 41 of the nurseries connected by the end of March 2026.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from examples.shiomi.evidence.areas import AREAS
from examples.shiomi.evidence.office import TODAY
from hoshin.server.cases.actions.registering import GivenCase, GivenStep

FAMILY_NAMES = ("見本", "架空", "例示", "仮名", "試作", "無実在")
GIVEN_NAMES = ("あおい", "ひなた", "そら", "つばさ", "こはる", "みなと", "りん", "かえで", "いぶき", "すず")
NOTES = (
    "朝、登校をしぶる日がある。",
    "衣服の準備が間に合わない日がある。",
    "保護者から相談の希望があった。",
    "欠席が続いている。",
)
LAST_YEAR = (date(2025, 4, 1), date(2026, 3, 31))
THIS_YEAR = (date(2026, 4, 1), date(2026, 10, 31))


@dataclass(frozen=True, slots=True)
class CasesTruth:
    """A register of cases. `cohorts`: for each span, how many families were found, and connected by its end."""

    key: str
    title: str
    population_words: str
    place_kinds: tuple[str, ...]
    indicator: tuple[str, str]
    cohorts: tuple[tuple[tuple[date, date], int, int], ...]
    not_in_need: int

    def cases(self, span: tuple[date, date], found: int, connected: int) -> list[GivenCase]:
        """The cases of one cohort, and some families who turned out not to need support."""
        chance = random.Random(f"{self.key} {span[0]}")
        made = [self._case(chance, steps) for steps in _ways(chance, span, found, connected)]
        made += [self._case(chance, _not_in_need(chance, span)) for _ in range(self.not_in_need)]
        chance.shuffle(made)
        return made

    def _case(self, chance: random.Random, steps: tuple[GivenStep, ...]) -> GivenCase:
        name = chance.choice(FAMILY_NAMES)
        return GivenCase(
            steps,
            chance.choice(self.place_kinds),
            {
                "child": f"{name} {chance.choice(GIVEN_NAMES)}",
                "guardian": f"{name} 保護者",
                "address": f"海原市汐見区{chance.choice(AREAS)}０丁目",
                "phone": "000-0000-0000",
                "note": chance.choice(NOTES),
            },
        )


AGENCIES = ("子育て支援の窓口", "福祉の窓口", "児童相談所", "医療機関", "教育相談", "民間団体")


def _ways(
    chance: random.Random, span: tuple[date, date], found: int, connected: int
) -> Iterator[tuple[GivenStep, ...]]:
    """How each family's case went: those connected in time, then those connected later or still open."""
    length = (span[1] - span[0]).days
    for number in range(found):
        in_time = number < connected
        day = span[0] + timedelta(days=chance.randint(0, length - (8 if in_time else 0)))
        steps = [GivenStep("found", day)]
        if in_time:
            joined = min(day + timedelta(days=chance.randint(2, 45)), span[1])
            steps += _followed(chance, joined)
        elif chance.random() < 0.55:
            late = span[1] + timedelta(days=chance.randint(3, 60))
            steps += _followed(chance, late) if late < TODAY else []
        if chance.random() < 0.4:
            before = max(span[0], day - timedelta(days=chance.randint(3, 20)))
            steps.insert(0, GivenStep("screening", before))
        yield tuple(steps)


def _followed(chance: random.Random, joined: date) -> list[GivenStep]:
    """From being connected on: most are watched over for a while, many are closed, a few families move away."""
    steps = [GivenStep("connected", joined, chance.choices(AGENCIES, (6, 4, 2, 2, 3, 1))[0])]
    for stage, share, days in (
        ("followed_up", 0.7, 40),
        (chance.choices(("closed", "transferred_out"), (9, 1))[0], 0.5, 120),
    ):
        after = steps[-1].on + timedelta(days=chance.randint(10, days))
        if chance.random() > share or after >= TODAY:
            break
        steps.append(GivenStep(stage, after))
    return steps


def _not_in_need(chance: random.Random, span: tuple[date, date]) -> tuple[GivenStep, ...]:
    day = span[0] + timedelta(days=chance.randint(0, (span[1] - span[0]).days - 20))
    return GivenStep("screening", day), GivenStep("not_in_need", day + timedelta(days=chance.randint(3, 18)))


CASES = (
    CasesTruth(
        "schools",
        "こども見守りネット（小中学校）",
        "見守りネットの会議で支援が要ると分かった家庭",
        ("学校",),
        ("2-1-2", "こども見守りネットで"),
        ((LAST_YEAR, 263, 221), (THIS_YEAR, 148, 117)),
        14,
    ),
    CasesTruth(
        "nurseries",
        "こども見守りネット（保育施設等）",
        "保育施設等での区独自の把握により支援が要ると分かった家庭",
        ("保育施設",),
        ("2-1-2", "保育施設等での区独自の把握"),
        ((LAST_YEAR, 41, 32), (THIS_YEAR, 27, 19)),
        3,
    ),
)

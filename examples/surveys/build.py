"""Makes the three example surveys of docs/reference/survey-design.md: answers invented, always the same.

Run from the checkout: python -m examples.surveys.build
"""

import csv
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AREAS = {"浜手": 9_800, "汐見台": 14_200, "新田": 6_500}
MAILED = {"浜手": 260, "汐見台": 340, "新田": 200}
AGES = {"18-39": (0.30, 0.17, 0.44), "40-64": (0.40, 0.33, 0.55), "65-": (0.30, 0.55, 0.63)}
"""By age: share of the population, chance of an answer, chance of feeling safe."""
SEXES = {"男": 0.48, "女": 0.52}
SAFE = ("そう思う", "どちらかといえばそう思う", "どちらかといえばそう思わない", "そう思わない")


def main() -> None:
    residents(random.Random("residents"))
    schools(random.Random("schools"))
    monitors(random.Random("monitors"))


def residents(chance: random.Random) -> None:
    """A stratified sample by mail: three areas, and answers that come back less from the young."""
    rows: list[dict[str, Any]] = []
    for area, population in AREAS.items():
        for _ in range(MAILED[area]):
            age = chance.choices(list(AGES), [share for share, _, _ in AGES.values()])[0]
            _, response, safe = AGES[age]
            if chance.random() < response:
                rows.append(
                    {
                        "整理番号": f"R{len(rows) + 1:04d}",
                        "地域": area,
                        "地域人口": population,
                        "年齢": age,
                        "性別": chance.choices(list(SEXES), list(SEXES.values()))[0],
                        "安心": _felt(chance, safe),
                        "外出日数": chance.choice(["", *range(8), *range(3, 8)]),
                    }
                )
    _write("residents/answers.csv", rows)
    people = sum(AREAS.values())
    _write(
        "residents/population.csv",
        [
            {"年齢": age, "性別": sex, "N": round(people * share * part)}
            for age, (share, _, _) in AGES.items()
            for sex, part in SEXES.items()
        ],
    )


def _felt(chance: random.Random, safe: float) -> str:
    if chance.random() < 0.04:
        return "無回答"
    yes = chance.random() < safe
    return chance.choice(SAFE[:2] if yes else SAFE[2:])


def schools(chance: random.Random) -> None:
    """Two stages: schools drawn in two districts, classes drawn in each school, every pupil of a class asked."""
    rows: list[dict[str, Any]] = []
    for district, (held, drawn) in {"東": (9, 4), "西": (7, 3)}.items():
        for number in range(1, drawn + 1):
            classes, mood = chance.randint(6, 14), chance.gauss(0.0, 0.08)
            for letter in "ABC":
                for _ in range(chance.randint(11, 17)):
                    rows.append(
                        {
                            "区域": district,
                            "学校": f"{district}{number}",
                            "学級": letter,
                            "区域の学校数": held,
                            "学校の学級数": classes,
                            "学校が楽しい": 1 if chance.random() < 0.68 + mood else 0,
                            "読書冊数": max(0, round(chance.gauss(3.2, 2.0))),
                        }
                    )
    _write("schools/answers.csv", rows)


def monitors(chance: random.Random) -> None:
    """Registered monitors: whoever signed up, so nothing is inferred."""
    rows = [
        {
            "年齢": chance.choices(list(AGES), [0.2, 0.5, 0.3])[0],
            "知っている": "はい" if chance.random() < 0.7 else "いいえ",
        }
        for _ in range(158)
    ]
    _write("monitors/answers.csv", rows)


def _write(name: str, rows: Sequence[dict[str, Any]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()

"""A seeded survey of 530 answers: its questionnaire, the people asked, and what each said. No Django, no clock."""

import random

from hoshin.core.survey.design import Adjustment, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.population_counts import PopulationCell
from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire

AGES = ("18〜29歳", "30〜39歳", "40〜49歳", "50〜59歳", "60〜69歳", "70歳以上")
SEXES = ("男性", "女性")
CELLS = [
    PopulationCell((sex, age), count)
    for sex, counts in {
        "男性": (5200, 6100, 7400, 6900, 5300, 6800),
        "女性": (5000, 6000, 7500, 7100, 5900, 9400),
    }.items()
    for age, count in zip(AGES, counts, strict=True)
]
FIVE = (
    Option("1", "そう思う"),
    Option("2", "どちらかといえばそう思う"),
    Option("3", "どちらかといえばそう思わない"),
    Option("4", "そう思わない"),
    Option("9", "わからない", is_missing=True),
)
QUESTIONNAIRE = Questionnaire(
    title="北町区 まちづくりについてのアンケート",
    questions=(
        Question("q1", "scale", "お住まいの地域は、犯罪が少なく安心して暮らせるまちだと思いますか。", FIVE),
        Question(
            "q2",
            "single",
            "地域の防犯活動を知っていますか。",
            (Option("1", "知っている"), Option("2", "知らない", goes_to="q4")),
        ),
        Question(
            "q3",
            "multiple",
            "何で知りましたか。",
            (
                Option("1", "区の広報紙"),
                Option("2", "町内会や自治会の回覧板、掲示板、または町内会の役員から直接聞いたこと"),
                Option("3", "SNS"),
                Option("4", "その他", is_missing=False),
            ),
        ),
        Question("q4", "number", "この1年に地域の行事へ何回参加しましたか。", smallest=0, largest=99, unit="回"),
        Question("q5", "text", "ご意見をお書きください。"),
        Question("q6", "single", "お仕事", (Option("1", "勤め"), Option("2", "自営"), Option("3", "していない")),
                 is_attribute=True),
    ),
    counted=(CountedAnswer("q1", ("1", "2"), indicator="k3", name="安心して暮らせるまちだと思う区民の割合"),),
)  # fmt: skip
POPULATION = PopulationTable(("性別", "年齢"), {cell.values: float(cell.count) for cell in CELLS})


def said_by(sex, age, chance):
    """What somebody answers; the old feel safer and answer more."""
    old = AGES.index(age) / 5
    safe = chance.choices("12349", [0.1 + 0.2 * old, 0.4, 0.25, 0.15, 0.04])[0]
    knows = chance.choices("12", [0.35 + 0.3 * old, 0.5])[0]
    said = {
        "q1": safe,
        "q2": knows,
        "q4": float(int(chance.expovariate(0.5))),
        "q6": chance.choices("123", [6, 1, 3])[0],
    }
    if knows == "1":
        said["q3"] = tuple(sorted(set(chance.choices("1234", [5, 4, 2, 0.4], k=2))))
    if chance.random() < 0.06:
        said["q5"] = "街灯を増やしてください。"
    return said


def answers(number=530, seed=7):
    """(sex, age, answers) of each sheet; more sheets of the old and of women."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        sex = chance.choices(SEXES, [0.44, 0.56])[0]
        age = chance.choices(AGES, [5, 9, 14, 18, 22, 32])[0]
        found.append((sex, age, said_by(sex, age, chance)))
    return found


def design(estimates=()):
    """Stratified by sex and age, weighted to both."""
    return SurveyDesign(
        Sampling(strata=("stratum",), fpc=("stratum_population",), asked=1500),
        Adjustment(poststratify=POPULATION),
        tuple(estimates),
    )

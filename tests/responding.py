"""A survey that takes answers, made through the same actions that people use; for tests and for a server under test."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hoshin.core.permissions import Actor
from hoshin.core.survey.population_counts import PopulationCell
from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire
from hoshin.core.survey.sample_lists import ListLine
from hoshin.server.surveys import actions
from hoshin.server.surveys.designs import SampleDesign
from hoshin.server.surveys.queries import door_of

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

SAFE = Question(
    "q1",
    "single",
    "お住まいの地域は、安全に暮らせるまちだと思いますか。",
    (
        Option("1", "そう思う"),
        Option("2", "どちらかといえばそう思う"),
        Option("3", "どちらかといえばそう思わない"),
        Option("4", "そう思わない"),
        Option("9", "わからない", is_missing=True),
    ),
    is_required=True,
)
KNOWS = Question(
    "q2",
    "single",
    "地域の防犯活動を知っていますか。",
    (Option("1", "知っている"), Option("2", "知らない", goes_to="q5")),
)
SEEN = Question(
    "q3",
    "multiple",
    "何で知りましたか。",
    (Option("1", "広報紙"), Option("2", "町内会の回覧"), Option("3", "SNS"), Option("4", "学校、PTA")),
    help="あてはまるものをすべて選んでください。",
)
TIMES = Question("q4", "number", "この1年に何回参加しましたか。", smallest=0, largest=365, unit="回")
WORDS = Question("q5", "text", "まちの安全について、ご意見をお書きください。")
SEX = Question("sex", "single", "性別", (Option("1", "男性"), Option("2", "女性")), is_attribute=True)
SHEET = Questionnaire(
    title="まちの安全についてのアンケート",
    questions=(SAFE, KNOWS, SEEN, TIMES, WORDS, SEX),
    counted=(CountedAnswer("q1", ("1", "2"), name="安全だと思う区民の割合"),),
    preface="北町区がおたずねします。",
    thanks="ご協力ありがとうございました。",
    minutes=3,
)


@dataclass(frozen=True)
class MadeSurvey:
    """A survey with the codes that were mailed: (code on paper, one-time code) of each member."""

    id: int
    codes: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


def survey(
    *,
    organisation: int,
    by: Actor,
    owner: int | None = None,
    members: int = 4,
    sampling: str = "stratified",
    questionnaire: Questionnaire = SHEET,
    today: date = TODAY,
    now: datetime = NOW,
    opened: bool = True,
) -> MadeSurvey:
    """A survey of 男性 and 女性; sampling `open` has no members."""
    drawn = None
    number = actions.create_survey(
        organisation=organisation,
        owner=owner,
        fiscal_year=2026,
        title="まちの安全アンケート",
        population="residents",
        sampling=sampling,
        by=by,
        on=today,
        first=today - timedelta(days=10),
        last=today + timedelta(days=14),
    )
    if sampling != "open":
        cells = [PopulationCell(("男性",), 480), PopulationCell(("女性",), 520)]
        actions.store_population(survey=number, columns=["性別"], cells=cells, by=by, on=today)
        sizes = {("男性",): members // 2, ("女性",): members - members // 2}
        actions.set_design(survey=number, design=SampleDesign(strata=("性別",), sizes=sizes), by=by, on=today)
        lines = [ListLine(at, str(at), {"性別": "女性" if at % 2 else "男性"}) for at in range(2 * members)]
        drawn = actions.draw_sample(survey=number, lines=lines, seed="種", by=by, at=now)
    version = actions.changing.Survey.objects.get(pk=number).version
    actions.store_draft(survey=number, questionnaire=questionnaire, version=version, by=by, on=today)
    actions.freeze_questionnaire(survey=number, by=by, at=now)
    if opened:
        actions.open_survey(survey=number, by=by, on=today, at=now)
        assert door_of(number, today).is_open
    people = drawn.members if drawn else ()
    return MadeSurvey(number, tuple(m.code for m in people), tuple(m.token for m in people))

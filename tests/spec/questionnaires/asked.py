"""A questionnaire for the tables: 問1 leads on, past 問2 and 問3, or out."""

from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire

AGREE = (
    Option("1", "そう思う"),
    Option("2", "どちらかといえばそう思う"),
    Option("3", "どちらかといえばそう思わない"),
    Option("4", "そう思わない"),
    Option("9", "わからない", is_missing=True),
)
USED = Question(
    "used",
    "single",
    "子育て広場を利用しましたか。",
    (Option("1", "利用した"), Option("2", "知っているが利用していない", "safe"), Option("3", "知らない", "end")),
    is_required=True,
)
TIMES = Question("times", "number", "何回利用しましたか。", smallest=1, largest=366, unit="回")
LIKED = Question(
    "liked",
    "multiple",
    "よかった点",
    (Option("1", "近い"), Option("2", "楽しい"), Option("9", "ない", is_missing=True)),
    most=2,
)
SAFE = Question("safe", "scale", "お住まいの地域は安全だと思いますか。", AGREE)
WORDS = Question("words", "text", "ご意見")
ASKED = Questionnaire(
    "子育てと安全の調査",
    (USED, TIMES, LIKED, SAFE, WORDS),
    (CountedAnswer("safe", ("1", "2"), "k3"), CountedAnswer("liked", ("2",)), CountedAnswer("times", ())),
)

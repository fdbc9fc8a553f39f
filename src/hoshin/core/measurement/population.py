"""Whom an indicator's words speak of, and whether a source's people may stand for them.

A participants' survey cannot fill 「区民の割合」: the people who came are not the people who live there. What the words
do not say clearly is not guessed: then any source may be used, and the page says whom it asked.
"""

import re
from typing import Literal

from hoshin.core.measurement.record import Population
from hoshin.core.text import even

POPULATION_NAMES: dict[Population, tuple[str, str]] = {
    "residents": ("区民・住民", "residents"),
    "households": ("家庭・世帯", "households"),
    "members": ("委員・構成員", "members"),
    "participants": ("参加者", "participants"),
    "users": ("利用者", "users"),
    "pupils": ("児童生徒・受講者", "pupils and learners"),
    "parents": ("保護者", "parents"),
    "schools": ("学校", "schools"),
    "organisations": ("団体・事業者", "organisations"),
    "areas": ("地域", "areas"),
    "events": ("出来事（件数・回数）", "events that are counted"),
    "other": ("その他", "others"),
}

_PEOPLE: tuple[tuple[str, Population], ...] = (
    (r"(?:区|市|町|村|府|県|都|道|国|住|島)民(?:の方|の皆さん)?|居住者|市民等|区民等", "residents"),
    (r"構成団体|加盟団体|会員|構成員|委員|役員|メンバー|組合員|加入者", "members"),
    (r"保護者|親", "parents"),
    (r"家庭|世帯", "households"),
    (r"受講者|受講生|児童|生徒|園児|学習者|子ども|こども|子供|学生|受講した(?:人|方|者)", "pupils"),
    (r"参加者|来場者|出席者|入場者|見学者|来館者|参加者等", "participants"),
    (r"利用者|相談者|来庁者|来所者|利用した(?:人|方|者)|支援対象者|対象者|相談した(?:人|方|者)", "users"),
    (r"(?:小|中|高等|小・中|小中)?学校|保育所|保育園|幼稚園|保育施設(?:等)?|校|園", "schools"),
    (r"事業者|企業|店舗|法人|団体|町会|自治会|商店|会社", "organisations"),
    (r"校区|地区|町丁目|小学校区|地域", "areas"),
)
_ANY_PEOPLE = "|".join(f"(?P<p{i}>{words})" for i, (words, _) in enumerate(_PEOPLE))
_OF = re.compile(rf"(?:{_ANY_PEOPLE})(?:全体|等|など)?(?:のうち|の中で|に占める)")
_HEAD = re.compile(rf"(?:{_ANY_PEOPLE})(?:の方|等|など)?(?:の|における)?(?:割合|比率|率|満足度|満足率|認知度|構成比)")
_COUNTED_HEAD = re.compile(rf"(?:{_ANY_PEOPLE})数")
_SUBJECT = re.compile(r"(?P<who>構成団体|構成員|委員|区民|市民|住民|保護者|児童|生徒|参加者|利用者)(?:が|は|から)")
_SHARE = re.compile(r"割合|比率|率|満足度|認知度|%|パーセント|構成比")
_RESIDENTS_SURVEY = re.compile(
    r"(?:区|市|町|村|住|県|府|都)民(?:意識)?(?:アンケート|意識調査|意向調査|調査)|住民基本台帳"
)
_EVENT_SURVEY = re.compile(
    r"(?:大会|フェスタ|フェスティバル|イベント|催し|講座|講演会?|教室|セミナー|研修会?|まつり|祭り?)(?:等|など)?"
    r"(?:の|で|に|に?おける|終了後の?|後の?)*(?:参加者)?アンケート"
)
_USERS_SURVEY = re.compile(r"(?:支援|相談|利用|訪問)(?:の)?(?:終了|終わり|後)")
_EVENTS = re.compile(r"件数|回数|件|回|台数|延べ|のべ|発生数|認知数|実施数")
_UNITS: dict[str, Population] = {
    "件": "events",
    "回": "events",
    "地域": "areas",
    "校": "schools",
    "団体": "organisations",
}
Fit = Literal["same", "unclear", "different"]


def population_of(measure: str, printed: str = "", unit: str | None = None) -> Population | None:
    """Whom or what an indicator's words speak of; None when they do not say it clearly.

    `measure` is what is counted, `printed` the whole phrase when several were cut from it. The people of whom a share
    is taken count (「…のうち」), then the noun before 「の割合」, then whom the words say was asked.

    >>> population_of("区民アンケートで、まちが安全だと答えた区民の割合")
    'residents'
    >>> population_of("支援が要ると分かった家庭のうち、機関につないだ割合"), population_of("訪問件数", unit="件")
    ('households', 'events')
    >>> population_of("まちが安全だと感じる人の割合") is None
    True
    """
    words, whole = even(measure).text, even(printed).text
    if _SHARE.search(words + whole) or unit in ("%", "％"):
        return _of_share(words) or (_of_share(whole) if whole else None)
    return _of_count(words, unit)


def _of_share(words: str) -> Population | None:
    of, heads = _named(_OF.search(words)), [_named(m) for m in _HEAD.finditer(words)]
    if of is not None:
        return of
    if heads:
        return heads[-1]
    if _RESIDENTS_SURVEY.search(words):
        return "residents"
    if _EVENT_SURVEY.search(words):
        return "participants"
    if _USERS_SURVEY.search(words):
        return "users"
    subject = _SUBJECT.search(words)
    return _named(re.fullmatch(_ANY_PEOPLE, subject.group("who"))) if subject else None


def _of_count(words: str, unit: str | None) -> Population | None:
    if unit in _UNITS:
        return _UNITS[unit]
    counted = _named(_COUNTED_HEAD.search(words))
    if counted in ("areas", "schools", "organisations", "households"):
        return counted
    return "events" if counted is None and _EVENTS.search(words) else None


def _named(found: re.Match[str] | None) -> Population | None:
    if found is None:
        return None
    return next(who for i, (_, who) in enumerate(_PEOPLE) if found.group(f"p{i}") is not None)


def fit_of(source: Population, indicator: Population | None) -> Fit:
    """Whether a source's population is the indicator's: `different` is refused unless somebody gives a reason.

    >>> fit_of("participants", "residents"), fit_of("residents", None), fit_of("events", "events")
    ('different', 'unclear', 'same')
    """
    if indicator is None:
        return "unclear"
    return "same" if source == indicator else "different"


def population_name(population: Population, language: str = "ja") -> str:
    """The population in words."""
    return POPULATION_NAMES[population][0 if language == "ja" else 1]


_COUNTERS: dict[Population, tuple[str, str, str]] = {
    "residents": ("人", "person", "people"),
    "households": ("世帯", "household", "households"),
    "members": ("人", "member", "members"),
    "participants": ("人", "participant", "participants"),
    "users": ("人", "user", "users"),
    "pupils": ("人", "pupil", "pupils"),
    "parents": ("人", "parent", "parents"),
    "schools": ("校", "school", "schools"),
    "organisations": ("団体", "organisation", "organisations"),
    "areas": ("地域", "area", "areas"),
    "events": ("件", "case", "cases"),
    "other": ("件", "reply", "replies"),
}
_RESPONDENTS: dict[Population, str] = {
    "households": "世帯",
    "schools": "学校",
    "organisations": "団体",
    "areas": "地域",
}
_GROUPS_AS_MEMBERS = re.compile(r"団体|町会|自治会|協議会|法人|事業者|企業")


def counted_in_words(number: int, population: Population, language: str = "ja", *, population_words: str = "") -> str:
    """So many of a population, with its counter. Members are people, unless the words say that they are groups.

    >>> counted_in_words(17, "organisations"), counted_in_words(1500, "residents"), counted_in_words(31, "schools")
    ('17団体', '1,500人', '31校')
    >>> counted_in_words(204, "members", population_words="構成する204団体"), counted_in_words(1, "schools", "en")
    ('204団体', '1 school')
    """
    counter, one, many = _COUNTERS[_told(population, population_words)]
    if language == "ja":
        return f"{number:,}{counter}"
    return f"{number:,} {one if number == 1 else many}"


def respondents_in_words(population: Population, population_words: str = "") -> str:
    """The base of a survey's share: those who answered the question.

    >>> respondents_in_words("residents"), respondents_in_words("members", "17協議会すべて")
    ('この問いに答えた人', 'この問いに答えた団体')
    """
    return f"この問いに答えた{_RESPONDENTS.get(_told(population, population_words), '人')}"


def _told(population: Population, population_words: str) -> Population:
    """Members are people, unless the words say that they are groups."""
    is_group = _GROUPS_AS_MEMBERS.search(population_words) and "委員" not in population_words
    return "organisations" if population == "members" and is_group else population


def asked_in_words(
    asked: int | None,
    answered: int | None,
    population: Population,
    language: str = "ja",
    *,
    population_words: str = "",
) -> str:
    """How many were asked and how many answered; empty where nobody counted answers.

    >>> asked_in_words(17, 16, "organisations")
    '17団体に聞き、16団体が回答'
    >>> asked_in_words(None, 146, "participants"), asked_in_words(31, 28, "schools", "en")
    ('146人が回答', '28 of 31 schools answered')
    """
    if answered is None:
        return ""
    replied = counted_in_words(answered, population, language, population_words=population_words)
    if asked is None:
        return f"{replied}が回答" if language == "ja" else f"{replied} answered"
    whole = counted_in_words(asked, population, language, population_words=population_words)
    return f"{whole}に聞き、{replied}が回答" if language == "ja" else f"{answered:,} of {whole} answered"

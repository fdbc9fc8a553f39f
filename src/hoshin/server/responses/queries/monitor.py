"""How many came back: by channel, day and stratum, against how many were asked."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hoshin.core.permissions import Actor
from hoshin.core.survey.answer_permissions import check_can_read_answers
from hoshin.core.survey.questionnaire import Question
from hoshin.core.survey.sampling import stratum_words
from hoshin.server.responses.models import CHANNELS, AnswerSheet, ImportBatch
from hoshin.server.responses.queries.staff import AnswerPowers, header_and_powers
from hoshin.server.surveys.queries import SurveyHeader, asked_count, members, questionnaire_for, standing_of
from hoshin.server.surveys.queries.frames import design_kept


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1%}".removesuffix("%")


@dataclass(frozen=True, slots=True)
class StratumReturn:
    """One stratum: how many were mailed (all who were drawn, when nobody noted the mailing), and came back.

    `expected` is the response that the design reckoned with, in percent as typed; None where it reckoned with none.
    """

    stratum: str
    mailed: int
    returned: int
    expected: str | None = None

    @property
    def rate(self) -> float | None:
        """Returned ÷ mailed; None where nobody was mailed."""
        return self.returned / self.mailed if self.mailed else None

    @property
    def percent(self) -> str:
        """The rate as a page shows it."""
        return _percent(self.rate)


@dataclass(frozen=True, slots=True)
class DayReturn:
    """One day: sheets by channel, in the order of `CHANNELS`, and all until then."""

    day: date
    by_channel: tuple[int, ...]
    until_then: int


@dataclass(frozen=True, slots=True)
class Returns:
    """What came back. `asked` is None for a survey that anyone may answer."""

    asked: int | None
    returned: int
    by_channel: tuple[tuple[str, int], ...]
    strata: tuple[StratumReturn, ...]
    days: tuple[DayReturn, ...]

    @property
    def rate(self) -> float | None:
        """Returned ÷ asked."""
        return self.returned / self.asked if self.asked else None

    @property
    def percent(self) -> str:
        """The rate as a page shows it."""
        return _percent(self.rate)


@dataclass(frozen=True, slots=True)
class Monitor:
    """The page of a survey's answers."""

    header: SurveyHeader
    powers: AnswerPowers
    returns: Returns
    drafts: int
    conflicts: int
    batches: int


@dataclass(frozen=True, slots=True)
class FreeTexts:
    """What people wrote to one question, in the order of the letters, so that no sheet can be told by its place."""

    question: Question
    texts: tuple[str, ...]


def returns_of(survey: int) -> Returns:
    """Counts of counted sheets; for callers that may read the survey. Five queries."""
    counted = AnswerSheet.objects.filter(survey=survey, state="counted")
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for day, channel, many in counted.values_list("day", "channel").annotate(Count("id")).order_by("day", "channel"):
        assert day is not None
        by_day[day][channel] += many
    total: Counter[str] = Counter()
    days = []
    for day, found in sorted(by_day.items()):
        total += found
        days.append(DayReturn(day, tuple(found[channel] for channel in CHANNELS), total.total()))
    return Returns(
        asked=asked_count(survey),
        returned=total.total(),
        by_channel=tuple((channel, total[channel]) for channel in CHANNELS),
        strata=_strata(survey),
        days=tuple(days),
    )


def _strata(survey: int) -> tuple[StratumReturn, ...]:
    drawn = members(survey)
    is_noted = any(member.mailed_on for member in drawn)
    mailed = Counter(member.stratum for member in drawn if member.mailed_on or not is_noted)
    stratum_of = {member.id: member.stratum for member in drawn}
    sheets = AnswerSheet.objects.filter(survey=survey, state="counted", member__isnull=False)
    returned = Counter(stratum_of[member] for member in sheets.values_list("member_id", flat=True))
    expected = _expected(survey)
    return tuple(
        StratumReturn(name, mailed[name], returned[name], expected.get(name)) for name in sorted(mailed | returned)
    )


def _expected(survey: int) -> dict[str, str]:
    """The response that the design reckoned with, by stratum."""
    design = design_kept(survey)
    return {stratum_words(stratum): design.responses.get(stratum, design.response) for stratum in design.sizes}


def monitor(survey: int, viewer: Actor) -> Monitor:
    """The page of a survey's answers; raises `NoSuchSurveyError` for those who may not know of it."""
    header, powers = header_and_powers(survey, viewer)
    sheets = AnswerSheet.objects.filter(survey=survey)
    return Monitor(
        header=header,
        powers=powers,
        returns=returns_of(survey),
        drafts=sheets.filter(state="draft").count(),
        conflicts=sheets.filter(state="conflict").count(),
        batches=ImportBatch.objects.filter(survey=survey, state="stored").count(),
    )


def free_texts(survey: int, viewer: Actor) -> tuple[SurveyHeader, tuple[FreeTexts, ...]]:
    """What people wrote, for those who work on the survey alone: somebody may have written who they are."""
    header, _ = header_and_powers(survey, viewer)
    check_can_read_answers(viewer, standing_of(survey))
    frozen = questionnaire_for(survey)
    asked = [q for q in frozen.questionnaire.questions if q.kind == "text"] if frozen else []
    stored = list(AnswerSheet.objects.filter(survey=survey, state="counted").values_list("answers", flat=True))
    return header, tuple(
        FreeTexts(q, tuple(sorted(str(answers[q.code]) for answers in stored if answers.get(q.code)))) for q in asked
    )

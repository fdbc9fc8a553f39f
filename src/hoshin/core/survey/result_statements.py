"""What a figure of a sample says of a target, and what it says of last year's, in a form that words can be put to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from hoshin.core.plan.document import Target
from hoshin.core.survey.change import Change, Estimated, change, clear_changes
from hoshin.core.survey.decision import Decision, chance_below, decide, decide_at_most
from hoshin.core.survey.planning import answers_needed
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_comparison import compare_counted, compare_questionnaires
from hoshin.core.survey.result_figures import Figure
from hoshin.core.survey.results import QuestionResult, ResultCell

_NO_GAP = 0.0005
"""A figure that equals the target as printed: no sample settles that."""
Obstacle = Literal["words", "options", "kind", "counts", "base", "new", "not_shown", "no_interval", "same_people"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the interval says of the target. `answers`: how many would settle it if the share stayed as it is.

    `chance_missed`: the chance that the truth lies on the wrong side of the target. `takes_all`: so many answers are
    needed that asking everybody is what would settle it.
    """

    decision: Decision
    at_most: bool
    target: float
    chance_missed: float | None = None
    answers: int | None = None
    takes_all: bool = False


def statement(cell: ResultCell, target: Target | None, population: int | None = None) -> Statement | None:
    """None where there is no interval, or the target is no plain level in percent.

    >>> cell = ResultCell("shown", 0.56, 0.52, 0.60, se=0.02, df=500, deff=1.2)
    >>> said = statement(cell, Target(">=", Decimal("55"), unit="%"))
    >>> said.decision, round(said.chance_missed, 2), said.answers
    ('cannot_tell', 0.31, 11359)
    """
    level = _level(target)
    if level is None or target is None or cell.value is None or cell.lower is None or cell.upper is None:
        return None
    at_most = target.comparator in ("<=", "<")
    rule = decide_at_most if at_most else decide
    decision = rule(lower=cell.lower, upper=cell.upper, target=level)
    said = Statement(decision, at_most, level, _chance(cell, level, at_most))
    if decision != "cannot_tell" or abs(cell.value - level) < _NO_GAP:
        return said
    deff = max(cell.deff or 1.0, 0.1)
    wanted = answers_needed(abs(cell.value - level), population=population, share=cell.value, deff=deff)
    return replace(said, answers=wanted, takes_all=population is not None and wanted >= population)


def _level(target: Target | None) -> float | None:
    if target is None or target.value is None or target.unit not in ("%", None) or target.baseline is not None:
        return None
    if target.comparator not in (">=", ">", "<=", "<"):
        return None
    return float(Decimal(target.value) / 100)


def _chance(cell: ResultCell, level: float, at_most: bool) -> float | None:
    if cell.se is None or cell.df is None or cell.value is None:
        return None
    below = chance_below(estimate=cell.value, se=cell.se, df=cell.df, target=level)
    return 1.0 - below if at_most else below


@dataclass(frozen=True, slots=True)
class YearChange:
    """One figure in both years. `change` None: they may not be compared, for the reasons in `obstacles`.

    `is_clear`: called a change when all figures are looked at together.
    """

    figure: Figure
    result: QuestionResult
    before: ResultCell | None
    now: ResultCell
    change: Change | None
    obstacles: tuple[Obstacle, ...] = ()
    is_clear: bool = False


def year_changes(
    before: Questionnaire,
    earlier: Sequence[QuestionResult],
    now: Questionnaire,
    later: Sequence[QuestionResult],
    *,
    same_people: bool = False,
) -> tuple[YearChange, ...]:
    """Every figure of everybody beside last year's; which changes are clear is decided over all of them at once."""
    found = [
        _beside(figure, result, cell, _obstacles(before, now, same_people), earlier)
        for result in later
        for figure, cell in zip(result.figures, result.everyone.cells, strict=True)
    ]
    tested = [n for n, each in enumerate(found) if each.change is not None and each.change.p_value is not None]
    clear = clear_changes([_p(found[n]) for n in tested])
    for n, is_clear in zip(tested, clear, strict=True):
        found[n] = replace(found[n], is_clear=is_clear)
    return tuple(found)


def _p(each: YearChange) -> float:
    assert each.change is not None and each.change.p_value is not None, "only tested changes are asked"
    return each.change.p_value


@dataclass(frozen=True, slots=True)
class _Cuts:
    by_question: dict[str, tuple[Obstacle, ...]]
    by_counted: dict[tuple[str, tuple[str, ...]], tuple[Obstacle, ...]]
    same_people: bool

    def of(self, figure: Figure) -> tuple[Obstacle, ...]:
        """Why a figure may not be compared."""
        people: tuple[Obstacle, ...] = ("same_people",) if self.same_people else ()
        if figure.counted is not None:
            return (*people, *self.by_counted.get((figure.question, figure.counted.counts), ("new",)))
        return (*people, *self.by_question[figure.question])


_CHANGES: dict[str, tuple[Obstacle, ...]] = {
    "same": (),
    "words": ("words",),
    "options": ("options",),
    "words_and_options": ("words", "options"),
    "kind": ("kind",),
    "new": ("new",),
}


def _obstacles(before: Questionnaire, now: Questionnaire, same_people: bool) -> _Cuts:
    questions = {c.code: _CHANGES[c.change] for c in compare_questionnaires(before, now) if c.change != "gone"}
    counted = {
        (c.counted.question, c.counted.counts): tuple(cast("Obstacle", reason) for reason in c.reasons)
        for c in compare_counted(before, now)
    }
    return _Cuts(questions, counted, same_people)


def _beside(
    figure: Figure, result: QuestionResult, now: ResultCell, cuts: _Cuts, earlier: Sequence[QuestionResult]
) -> YearChange:
    then = _cell_of(figure, earlier)
    obstacles = cuts.of(figure)
    if not obstacles:
        obstacles = _unshown(then, now)
    if obstacles or then is None:
        return YearChange(figure, result, then, now, None, obstacles or ("new",))
    return YearChange(figure, result, then, now, change(_estimated(then), _estimated(now)))


def _unshown(then: ResultCell | None, now: ResultCell) -> tuple[Obstacle, ...]:
    if then is None:
        return ("new",)
    if not then.is_shown or not now.is_shown:
        return ("not_shown",)
    return () if None not in (then.lower, then.upper, now.lower, now.upper) else ("no_interval",)


def _cell_of(figure: Figure, results: Sequence[QuestionResult]) -> ResultCell | None:
    for result in results:
        for other, cell in zip(result.figures, result.everyone.cells, strict=True):
            if (other.question, other.kind, other.code) == (figure.question, figure.kind, figure.code):
                return cell
    return None


def _estimated(cell: ResultCell) -> Estimated:
    assert cell.value is not None and cell.lower is not None and cell.upper is not None, "asked only of such cells"
    return Estimated(cell.value, cell.lower, cell.upper, cell.se, cell.df)

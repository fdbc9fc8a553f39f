"""A questionnaire beside last year's: what stayed, what changed, and whether figures may be compared.

Questions are matched by their codes, which are stable over versions. White space and full-width or half-width forms
change nothing; every other sign of a question that people read may change their answer.
"""

import difflib
import hashlib
import json
import unicodedata
from dataclasses import dataclass
from typing import Literal

from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_routing import skips_of

Change = Literal["same", "words", "options", "words_and_options", "kind", "new", "gone"]
"""そのまま、文言が違う、選択肢が違う、どちらも違う、答え方が違う、今年から、今年はない."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `is_changed` when the other year does not have it there."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class QuestionComparison:
    """One question in both years; `before` or `now` is None where it does not exist.

    `words_before` and `words_now` are its wording in pieces. `has_moved`: it stands behind or before others than it
    did, which may change answers as well.
    """

    code: str
    change: Change
    before: Question | None
    now: Question | None
    words_before: tuple[Piece, ...] = ()
    words_now: tuple[Piece, ...] = ()
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class CountedComparison:
    """Whether an indicator's figure may stand on one line with last year's; `reasons` says why not.

    Reasons: `new` (no such figure last year), `words`, `options`, `kind`, `counts` (other answers count), `base`
    (others are asked).
    """

    counted: CountedAnswer
    is_comparable: bool
    wording: str
    reasons: tuple[str, ...] = ()


def evened(text: str) -> str:
    r"""A text without the differences that no reader notices.

    >>> evened("安全　だと\n思いますか？") == evened("安全だと思いますか?")
    True
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def compare_questionnaires(before: Questionnaire, now: Questionnaire) -> tuple[QuestionComparison, ...]:
    """Every question of both, in this year's order; those that are gone stand at the end.

    >>> old = Questionnaire("t", (Question("q1", "text", "ご意見"), Question("q2", "text", "ご感想")))
    >>> new = Questionnaire("t", (Question("q1", "text", "ご意見"),))
    >>> [(c.code, c.change) for c in compare_questionnaires(old, new)]
    [('q1', 'same'), ('q2', 'gone')]
    """
    earlier = {question.code: question for question in before.questions}
    later = {question.code: question for question in now.questions}
    moved = _moved([code for code in earlier if code in later], [code for code in later if code in earlier])
    found = [_compared(earlier.get(code), question, code in moved) for code, question in later.items()]
    return (*found, *(_compared(question, None, False) for code, question in earlier.items() if code not in later))


def _moved(before: list[str], now: list[str]) -> set[str]:
    """What has to move to turn one order into the other."""
    blocks = difflib.SequenceMatcher(a=before, b=now, autojunk=False).get_matching_blocks()
    stayed = {code for block in blocks for code in before[block.a : block.a + block.size]}
    return set(now) - stayed


def _compared(before: Question | None, now: Question | None, has_moved: bool) -> QuestionComparison:
    if before is None or now is None:
        question = now or before
        assert question is not None, "a comparison has at least one side"
        words = (Piece(question.words, is_changed=True),)
        return QuestionComparison(
            question.code, "gone" if now is None else "new", before, now, words if before else (), words if now else ()
        )
    pieces = _pieces(before.words, now.words)
    return QuestionComparison(now.code, _change(before, now), before, now, *pieces, has_moved=has_moved)


def _change(before: Question, now: Question) -> Change:
    if before.kind != now.kind:
        return "kind"
    words = evened(before.words) != evened(now.words) or evened(before.help) != evened(now.help)
    options = _offered(before) != _offered(now)
    if words and options:
        return "words_and_options"
    return "words" if words else "options" if options else "same"


def _offered(question: Question) -> tuple[object, ...]:
    """What may be answered, as it is read."""
    limits = (question.most, question.smallest, question.largest, evened(question.unit))
    return (*((evened(option.words), option.is_missing) for option in question.options), *limits)


def _pieces(before: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=before, b=now, autojunk=False).get_opcodes():
        changed = kind != "equal" and evened(before[a:b]) != evened(now[c:d])
        left += [Piece(before[a:b], changed)] if b > a else []
        right += [Piece(now[c:d], changed)] if d > c else []
    return tuple(left), tuple(right)


def wording_of(questionnaire: Questionnaire, counted: CountedAnswer) -> str:
    """The version of a counted answer's wording: equal exactly when figures may stand on one line.

    It holds everything that makes the figure: kind, words and help, every option as read with whether it counts and
    whether it leaves the base, the limits, and who is asked at all. Codes play no part. Raises `KeyError` for a
    question that is not there.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> one, other = (Option("1", "はい"), Option("2", "いいえ")), (Option("y", "はい"), Option("n", "いいえ"))
    >>> asked = Questionnaire("t", (Question("q1", "single", "安全ですか", one),))
    >>> again = Questionnaire("t", (Question("a", "single", "安全 ですか", other),))
    >>> wording_of(asked, CountedAnswer("q1", ("1",))) == wording_of(again, CountedAnswer("a", ("y",)))
    True
    """
    material = json.dumps(_made_of(questionnaire, counted), ensure_ascii=False)
    return hashlib.sha256(material.encode()).hexdigest()[:12]


def _made_of(questionnaire: Questionnaire, counted: CountedAnswer) -> dict[str, object]:
    question = {q.code: q for q in questionnaire.questions}[counted.question]
    return {
        "kind": question.kind,
        "words": [evened(question.words), evened(question.help)],
        "options": _offered(question),
        "counts": [evened(option.words) for option in question.options if option.code in counted.counts],
        "base": [
            [evened(skipping.words), _words_of(skipping, code)] for skipping, code in _skips(questionnaire, question)
        ],
    }


def _skips(questionnaire: Questionnaire, question: Question) -> tuple[tuple[Question, str], ...]:
    return skips_of(questionnaire, question.code)


def _words_of(question: Question, code: str) -> str:
    return evened(next(option.words for option in question.options if option.code == code))


def compare_counted(before: Questionnaire, now: Questionnaire) -> tuple[CountedComparison, ...]:
    """For each counted answer of this year whether its figure continues last year's line."""
    return tuple(_counted(before, now, counted) for counted in now.counted if _asks(now, counted))


def _asks(questionnaire: Questionnaire, counted: CountedAnswer) -> bool:
    return any(question.code == counted.question for question in questionnaire.questions)


def _counted(before: Questionnaire, now: Questionnaire, counted: CountedAnswer) -> CountedComparison:
    wording = wording_of(now, counted)
    earlier = next((c for c in before.counted if c.question == counted.question and _asks(before, c)), None)
    if earlier is None:
        return CountedComparison(counted, False, wording, ("new",))
    one, other = _made_of(before, earlier), _made_of(now, counted)
    reasons = tuple(key for key in one if one[key] != other[key])
    return CountedComparison(counted, not reasons, wording, reasons)

"""What a cell of somebody else's table says about one question: an answer, none, or a sentence that asks.

A cell is matched by the option's code or by its words, whatever their width. What fits two options, or none, is never
guessed: it comes back with proposals, and a person says what it means (`Reading.told`), once for each different cell.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hoshin.core.survey.questionnaire import Option, Question
from hoshin.core.survey.questionnaire_answers import Answer, answer_fault, number_typed
from hoshin.core.text import even

Reads = Literal["either", "codes", "words"]
"""Whether a column holds option codes, option words, or nobody said which."""
Why = Literal["unmatched", "ambiguous", "not_a_number", "not_allowed"]
MISSING_WORDS = ("", "無回答", "未回答", "回答なし", "不明", "欠損", "n/a", "na", "null", "-", "#n/a")
"""What stands for no answer unless a question says otherwise; an option of the same words comes first."""
CHOSEN = ("1", "○", "◯", "〇", "●", "レ", "✓", "✔", "☑", "true", "yes", "はい", "有", "選択")
NOT_CHOSEN = ("", "0", "false", "no", "いいえ", "無", "×", "☐", "非選択", "未選択", "-")
_SEPARATORS = re.compile(r"[;；,，、\n|]")
_NUMBERED = re.compile(r"^\(?([0-9A-Za-z]{1,4})\)?\s*[.:)、，,]?\s*(?=\D)")
_CIRCLED = re.compile(r"^[①-⑳]\s*")
_PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """How one question's cells are read.

    `missing`: texts that mean no answer, before anything else. `told`: what a person said that a cell means: option
    codes, or () for no answer.
    """

    reads: Reads = "either"
    missing: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """What a cell says. With `why` it says nothing yet: `pieces` could not be read, `proposals` are option codes."""

    answer: Answer = None
    why: Why | None = None
    pieces: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text as it is compared: one width, one case, no blanks.

    >>> plain("　そう　思う ＡＢＣ１２ ") == plain("そう思う abc12")
    True
    """
    return re.sub(r"\s+", "", even(text).text).casefold()


def match_answer(question: Question, text: str, reading: Reading = Reading()) -> Matched:
    """What one cell says about this question.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Question("q1", "single", "安全だと思うか", (Option("1", "そう思う"), Option("2", "思わない")))
    >>> [match_answer(q, text).answer for text in ("１", "そう思う", "1. そう思う", "無回答", "2.0")]
    ['1', '1', '1', None, '2']
    >>> match_answer(q, "そう 思ふ").why, match_answer(q, "そう 思ふ").proposals
    ('unmatched', ('1',))
    """
    key = plain(text)
    if key in {plain(word) for word in reading.missing}:
        return Matched()
    told = {plain(word): codes for word, codes in reading.told.items()}
    if key in told:
        return _as_told(question, told[key])
    if question.kind == "text":
        return Matched(None if key in map(plain, MISSING_WORDS[:3]) else text.strip() or None)
    if question.kind == "number":
        return _number(question, text)
    if question.kind == "multiple":
        return _several(question, text, reading, told)
    codes = _codes(question, text, reading.reads)
    if len(codes) == 1:
        return Matched(codes[0])
    if not codes and key in map(plain, MISSING_WORDS):
        return Matched()
    return _asking(question, "ambiguous" if codes else "unmatched", (text.strip(),), codes)


def _as_told(question: Question, codes: tuple[str, ...]) -> Matched:
    if not codes:
        return Matched()
    return Matched(codes if question.kind == "multiple" else codes[0])


def _asking(question: Question, why: Why, pieces: tuple[str, ...], codes: Sequence[str] = ()) -> Matched:
    return Matched(None, why, pieces, tuple(codes) or _nearest(question, pieces[0]))


def _number(question: Question, text: str) -> Matched:
    if plain(text) in map(plain, MISSING_WORDS):
        return Matched()
    number = number_typed(text, question.unit)
    if number is None:
        return Matched(None, "not_a_number", (text.strip(),))
    if answer_fault(question, number):
        return Matched(None, "not_allowed", (text.strip(),))
    return Matched(number)


def _codes(question: Question, text: str, reads: Reads) -> tuple[str, ...]:
    """The options that a text can mean; the surest way that finds any decides."""
    ways: tuple[Callable[[Option, str], bool], ...] = {
        "codes": (_is_code,),
        "words": (_is_words, _is_numbered_words),
        "either": (_is_code_or_words, _is_numbered_words),
    }[reads]
    for is_meant in ways:
        found = tuple(option.code for option in question.options if is_meant(option, text))
        if found:
            return found
    return ()


def _is_code_or_words(option: Option, text: str) -> bool:
    return _is_code(option, text) or _is_words(option, text)


def _is_code(option: Option, text: str) -> bool:
    key, code = plain(text), plain(option.code)
    return key == code or (_whole(key) is not None and _whole(key) == _whole(code))


def _whole(key: str) -> int | None:
    """1, 01 and 1.0 are one code: spreadsheets turn each into the others."""
    digits = key.removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _is_words(option: Option, text: str) -> bool:
    return plain(text) == plain(option.words) or _folded(text) == _folded(option.words)


def _folded(text: str) -> str:
    """Compatibility forms evened out as well: ㈱, ①, ﾊﾟ."""
    return plain(unicodedata.normalize("NFKC", text))


def _is_numbered_words(option: Option, text: str) -> bool:
    """「1. そう思う」 and 「①そう思う」: the number must be the option's own when it is a number at all."""
    stripped = _CIRCLED.sub("", text.strip())
    if stripped != text.strip():
        return _is_words(option, stripped)
    numbered = _NUMBERED.match(even(text).text.strip())
    if numbered is None or not _is_code(option, numbered[1]):
        return False
    return plain(even(text).text.strip()[numbered.end() :]) == plain(_NUMBERED.sub("", even(option.words).text.strip()))


def _nearest(question: Question, text: str) -> tuple[str, ...]:
    """The options whose words come closest: those it begins with or contains first, then the most alike."""
    key = plain(text)
    scored = sorted(
        ((_likeness(key, plain(option.words)), option.code) for option in question.options),
        key=lambda pair: -pair[0],
    )
    return tuple(code for likeness, code in scored if likeness >= 0.5)[:_PROPOSALS]


def _likeness(key: str, words: str) -> float:
    if not key or not words:
        return 0.0
    if key.startswith(words) or words.startswith(key):
        return 1.0
    return difflib.SequenceMatcher(None, key, words, autojunk=False).ratio()


def _several(question: Question, text: str, reading: Reading, told: Mapping[str, tuple[str, ...]]) -> Matched:
    """Several answers in one cell. Words may hold the sign that parts them, so every way to part is tried."""
    if plain(text) in map(plain, MISSING_WORDS) and not _codes(question, text, reading.reads):
        return Matched()
    ways, unread = _partings(question, text, reading, told)
    sets = sorted({tuple(sorted(set(way))) for way in ways})
    if len(sets) == 1:
        codes = tuple(option.code for option in question.options if option.code in sets[0])
        return Matched(None, "not_allowed", (text.strip(),)) if answer_fault(question, codes) else Matched(codes)
    if sets:
        return _asking(question, "ambiguous", (text.strip(),), sorted({code for way in sets for code in way}))
    return _asking(question, "unmatched", unread)


def _partings(
    question: Question, text: str, reading: Reading, told: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Every way to read the whole text as answers, at most two different ones, and what none of them could read."""
    cuts = [0, *(m.end() for m in _SEPARATORS.finditer(text)), len(text) + 1]
    pieces = len(cuts) - 1
    meant: dict[tuple[int, int], tuple[str, ...] | None] = {}

    def means(first: int, last: int) -> tuple[str, ...] | None:
        """The codes of the pieces from `first` to before `last` taken as one; None when they mean nothing."""
        if (first, last) not in meant:
            piece = text[cuts[first] : cuts[last] - 1].strip()
            codes = _codes(question, piece, reading.reads)
            if not piece:
                meant[first, last] = ()
            elif plain(piece) in told:
                meant[first, last] = told[plain(piece)]
            else:
                meant[first, last] = codes if len(codes) == 1 else None
        return meant[first, last]

    longest = 1 + max((len(_SEPARATORS.findall(option.words)) for option in question.options), default=0)
    nothing: tuple[str, ...] = ()
    ways: list[list[tuple[str, ...]]] = [[nothing], *([] for _ in range(pieces))]
    for last in range(1, pieces + 1):
        for first in range(max(0, last - longest), last):
            codes = means(first, last)
            if codes is not None:
                ways[last] += [(*way, *codes) for way in ways[first]]
        ways[last] = list(dict.fromkeys(tuple(sorted(set(way))) for way in ways[last]))[:4]
    unread = tuple(
        text[cuts[at] : cuts[at + 1] - 1].strip()
        for at in range(pieces)
        if not any(
            means(first, last) for first in range(at + 1) for last in range(at + 1, min(pieces, first + longest) + 1)
        )
    )
    return ways[pieces], tuple(piece for piece in unread if piece) or (text.strip(),)


def match_chosen(question: Question, option: Option, text: str) -> bool | None:
    """Whether a cell of a column for one option says that it was chosen; None when it says neither.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Question("q2", "multiple", "見たもの", (Option("1", "広報紙"), Option("2", "ちらし")))
    >>> [match_chosen(q, q.options[1], text) for text in ("○", "ちらし", "0", "２", "たぶん")]
    [True, True, False, True, None]
    """
    key = plain(text)
    if key in map(plain, NOT_CHOSEN):
        return False
    if key in map(plain, CHOSEN) or _is_words(option, text) or _is_code(option, text):
        return True
    return None

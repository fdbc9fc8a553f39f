"""Whether a questionnaire can be asked, answered and counted: every fault at once, before anybody is asked.

An `error` must be mended before a version is frozen; a `question` or `note` is for the author to weigh.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from hoshin.core.problems.record import Problem, Severity
from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_routing import END, ROUTED_KINDS, positions, skips_of, target_of

CHOICE_KINDS = ("single", "multiple", "scale")
LONGEST_CODE = 40
_CODE = re.compile(r"[^\W_][\w-]*")
_JOINED = re.compile(r"及び|および|並びに|ならびに|かつ|且つ|、また|\band\b.*\?", re.IGNORECASE)
_SECONDS_TO_ANSWER = {"single": 4, "scale": 4, "multiple": 7, "number": 8, "text": 30}
_OPTIONAL_TEXT = 15
"""Seconds: most people leave a free answer that is not asked for empty."""
_LETTERS_A_SECOND = 9
"""Japanese read silently on a phone: 500 to 600 letters a minute."""
_LETTERS_A_SECOND_LATIN = 20


def questionnaire_problems(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Everything that is wrong or doubtful, question by question, then routes, counts and length.

    >>> [p.code for p in questionnaire_problems(Questionnaire("防犯", (Question("q1", "single", "安全ですか"),)))]
    ['question_without_options']
    """
    found: list[Problem] = []
    if not questionnaire.questions:
        found.append(Problem("questionnaire_empty", severity="error"))
    if not questionnaire.title.strip():
        found.append(Problem("questionnaire_untitled", severity="error"))
    found += _repeated(questionnaire)
    for number, question in enumerate(questionnaire.questions, 1):
        found += _question_problems(question, number)
    found += _routing_problems(questionnaire)
    for counted in questionnaire.counted:
        found += _counted_problems(questionnaire, counted)
    found += _length_problems(questionnaire)
    return tuple(found)


def is_freezable(questionnaire: Questionnaire) -> bool:
    """Whether nothing stands in the way of asking it."""
    return all(problem.severity != "error" for problem in questionnaire_problems(questionnaire))


def _fault(
    code: str, question: str | None, severity: Severity = "error", found: str | None = None, **values: str
) -> Problem:
    known = {"question": question or "", **values}
    return Problem(code, found=found, item=question, field=question, severity=severity, values=known)


def _repeated(questionnaire: Questionnaire) -> Iterator[Problem]:
    for code, count in Counter(question.code for question in questionnaire.questions).items():
        if count > 1:
            yield _fault("question_code_repeated", code, count=str(count))


def _question_problems(question: Question, number: int) -> Iterator[Problem]:
    code = question.code
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE or code == END:
        yield _fault("question_code_malformed", code, found=code, number=str(number))
    if not question.words.strip():
        yield _fault("question_without_words", code)
    if _is_double_barrelled(question):
        yield _fault("question_double_barrelled", code, "note", found=question.words)
    if question.kind in CHOICE_KINDS:
        yield from _option_problems(question)
    elif question.options:
        yield _fault("question_options_unused", code, "question", count=str(len(question.options)))
    yield from _limit_problems(question)


def _is_double_barrelled(question: Question) -> bool:
    """Two things asked at once: whoever agrees with one of them cannot answer. A hint, no more."""
    asked_twice = len(re.findall(r"[?？]|ですか。|ますか。", question.words)) > 1
    return question.kind in ("single", "scale") and (asked_twice or bool(_JOINED.search(question.words)))


def _option_problems(question: Question) -> Iterator[Problem]:
    code = question.code
    if len(question.options) < (1 if question.kind == "multiple" else 2):
        yield _fault("question_without_options", code, count=str(len(question.options)))
    elif all(option.is_missing for option in question.options):
        yield _fault("question_options_all_missing", code)
    for repeated, count in Counter(option.code for option in question.options).items():
        if count > 1:
            yield _fault("option_code_repeated", code, found=repeated, count=str(count))
    for words, count in Counter(option.words.strip() for option in question.options).items():
        if count > 1 and words:
            yield _fault("option_words_repeated", code, "question", found=words, count=str(count))
    for option in question.options:
        if not _CODE.fullmatch(option.code) or len(option.code) > LONGEST_CODE:
            yield _fault("option_code_malformed", code, found=option.code)
        if not option.words.strip():
            yield _fault("option_without_words", code, found=option.code)


def _limit_problems(question: Question) -> Iterator[Problem]:
    smallest, largest, most = question.smallest, question.largest, question.most
    if smallest is not None and largest is not None and smallest > largest:
        yield _fault("question_range_reversed", question.code, smallest=f"{smallest:g}", largest=f"{largest:g}")
    if most is not None and (most < 1 or (question.kind == "multiple" and most > len(question.options))):
        yield _fault("question_most_impossible", question.code, found=str(most), options=str(len(question.options)))


def _routing_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    where = positions(questionnaire)
    for index, question in enumerate(questionnaire.questions):
        for option in question.options:
            target = option.goes_to
            if target is None:
                continue
            if question.kind not in ROUTED_KINDS:
                yield _fault("route_from_multiple", question.code, found=option.words)
            elif target != END and target not in where:
                yield _fault("route_to_nowhere", question.code, found=option.words, target=target)
            elif target != END and where[target] <= index:
                yield _fault("route_backwards", question.code, found=option.words, target=target)
    reached = _reached(questionnaire)
    for index, question in enumerate(questionnaire.questions):
        if index not in reached:
            yield _fault("question_unreachable", question.code)


def _ways_on(questionnaire: Questionnaire, where: dict[str, int], index: int) -> set[int]:
    """Where it may go on after this question. One that may be left empty also leads to the next."""
    question, count = questionnaire.questions[index], len(questionnaire.questions)
    if question.kind not in ROUTED_KINDS or not question.options:
        return {index + 1}
    ways = {target_of(where, index, option.goes_to, count) for option in question.options}
    return ways if question.is_required else ways | {index + 1}


def _reached(questionnaire: Questionnaire) -> set[int]:
    where = positions(questionnaire)
    reached = {0}
    for index in range(len(questionnaire.questions)):
        if index in reached:
            reached |= _ways_on(questionnaire, where, index)
    return reached


def _counted_problems(questionnaire: Questionnaire, counted: CountedAnswer) -> Iterator[Problem]:
    question = next((q for q in questionnaire.questions if q.code == counted.question), None)
    if question is None:
        yield _fault("counted_question_unknown", counted.question, found=counted.question)
        return
    known = {option.code: option for option in question.options}
    if question.kind == "text":
        yield _fault("counted_text", question.code)
    elif question.kind == "number" and counted.counts:
        yield _fault("counted_number", question.code, found="、".join(counted.counts))
    elif question.kind != "number" and not counted.counts:
        yield _fault("counted_nothing", question.code)
    for code in counted.counts if question.kind in CHOICE_KINDS else ():
        if code not in known:
            yield _fault("counted_option_unknown", question.code, found=code)
        elif known[code].is_missing:
            yield _fault("counted_missing_option", question.code, found=known[code].words)
    if known and set(counted.counts) >= {code for code, option in known.items() if not option.is_missing}:
        yield _fault("counted_everything", question.code, "question")
    skipping = skips_of(questionnaire, question.code)
    if skipping:
        yield _fault("counted_question_skippable", question.code, "note", found=skipping[0][0].code)


def seconds_to_read(text: str) -> Fraction:
    """How long a text is read, silently, by letters."""
    latin = sum(sign.isascii() for sign in text)
    return Fraction(len(text) - latin, _LETTERS_A_SECOND) + Fraction(latin, _LETTERS_A_SECOND_LATIN)


def seconds_to_answer(question: Question) -> Fraction:
    """How long one question takes: reading it with its options, and answering by its kind."""
    read = sum(
        (seconds_to_read(option.words) for option in question.options), seconds_to_read(question.words + question.help)
    )
    is_optional_text = question.kind == "text" and not question.is_required
    return read + (_OPTIONAL_TEXT if is_optional_text else _SECONDS_TO_ANSWER[question.kind])


def longest_seconds(questionnaire: Questionnaire) -> Fraction:
    """How long the longest way through it takes, the preface included.

    >>> float(longest_seconds(Questionnaire("t", (Question("q1", "number", "何人"),))))
    8.222222222222221
    """
    where, count = positions(questionnaire), len(questionnaire.questions)
    longest = [Fraction(0)] * (count + 1)
    for index in range(count - 1, -1, -1):
        onward = max(longest[target] for target in _ways_on(questionnaire, where, index))
        longest[index] = seconds_to_answer(questionnaire.questions[index]) + onward
    return longest[0] + seconds_to_read(questionnaire.preface)


def minutes_needed(questionnaire: Questionnaire) -> int:
    """The minutes to promise people, rounded up; at least one."""
    return max(1, -(-longest_seconds(questionnaire) // 60))


def _length_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    needed = minutes_needed(questionnaire)
    if needed > questionnaire.minutes:
        values = {"needed": str(needed), "minutes": str(questionnaire.minutes)}
        yield Problem("questionnaire_too_long", severity="question", values=values)

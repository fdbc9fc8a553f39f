"""Changing a questionnaire's draft: each edit gives a new one; routes and counts follow what is renamed or removed."""

from dataclasses import replace

from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire


def free_code(questionnaire: Questionnaire) -> str:
    """The next code that no question has: q1, q2, …

    >>> free_code(Questionnaire("t", (Question("q1", "text", "a"), Question("q7", "text", "b"))))
    'q8'
    """
    taken = {question.code for question in questionnaire.questions}
    numbers = [int(code[1:]) for code in taken if code[:1] == "q" and code[1:].isascii() and code[1:].isdigit()]
    return f"q{max(numbers, default=0) + 1}"


def question_of(questionnaire: Questionnaire, code: str) -> Question:
    """The question of this code; `KeyError` when there is none."""
    for question in questionnaire.questions:
        if question.code == code:
            return question
    raise KeyError(code)


def with_question(questionnaire: Questionnaire, question: Question, before: str | None = None) -> Questionnaire:
    """The question added at the end, or before the one of this code."""
    if before is None:
        return replace(questionnaire, questions=(*questionnaire.questions, question))
    at = questionnaire.questions.index(question_of(questionnaire, before))
    return replace(questionnaire, questions=(*questionnaire.questions[:at], question, *questionnaire.questions[at:]))


def with_changed(questionnaire: Questionnaire, code: str, question: Question) -> Questionnaire:
    """The question of this code replaced; routes to it and counts of it follow a new code."""
    question_of(questionnaire, code)
    changed = [question if q.code == code else q for q in questionnaire.questions]
    counted = [replace(c, question=question.code) if c.question == code else c for c in questionnaire.counted]
    if question.code != code:
        changed = [_rerouted(q, code, question.code) for q in changed]
    return replace(questionnaire, questions=tuple(changed), counted=tuple(counted))


def _rerouted(question: Question, old: str, new: str | None) -> Question:
    options = tuple(replace(o, goes_to=new) if o.goes_to == old else o for o in question.options)
    return replace(question, options=options)


def without_question(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """The question taken out. Routes to it lead to the one that followed it (or the end); its counts go with it."""
    at = questionnaire.questions.index(question_of(questionnaire, code))
    follower = questionnaire.questions[at + 1].code if at + 1 < len(questionnaire.questions) else "end"
    left = tuple(_rerouted(q, code, follower) for q in questionnaire.questions if q.code != code)
    counted = tuple(c for c in questionnaire.counted if c.question != code)
    return replace(questionnaire, questions=left, counted=counted)


def with_moved(questionnaire: Questionnaire, code: str, steps: int) -> Questionnaire:
    """The question moved by so many places (negative: forwards), as far as there are places.

    A route that leads backwards after the move is left for `questionnaire_checks` to name.
    """
    question = question_of(questionnaire, code)
    at = questionnaire.questions.index(question)
    others = [q for q in questionnaire.questions if q is not question]
    others.insert(min(max(at + steps, 0), len(others)), question)
    return replace(questionnaire, questions=tuple(others))


def with_counted(questionnaire: Questionnaire, question: str, counted: tuple[CountedAnswer, ...]) -> Questionnaire:
    """What counts of one question, replaced as a whole; the order of the questions is kept."""
    everything = [c for c in questionnaire.counted if c.question != question] + list(counted)
    order = {q.code: index for index, q in enumerate(questionnaire.questions)}
    return replace(questionnaire, counted=tuple(sorted(everything, key=lambda c: order.get(c.question, len(order)))))


def options_typed(text: str, before: tuple[Option, ...] = ()) -> tuple[Option, ...]:
    r"""Options written one a line: 「1 はい」 or 「はい」. What was said of an option
    (code, route, whether it leaves the base) stays with its words, and with its code when its words are mended.

    >>> [(o.code, o.words) for o in options_typed("はい\nいいえ\n9 わからない")]
    [('1', 'はい'), ('2', 'いいえ'), ('9', 'わからない')]
    """
    known = {option.words: option for option in before}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parts = [_code_and_words(line) for line in lines]
    taken = {code for code, _ in parts if code} | {known[w].code for c, w in parts if not c and w in known}
    still = {words for _, words in parts}
    mended = {option.code: option for option in before if option.words not in still}
    found = []
    for typed, words in parts:
        kept = known.get(words) or (mended.get(typed) if typed else None)
        code = typed or (kept.code if kept else _free(taken))
        taken.add(code)
        found.append(
            replace(kept, code=code, words=words) if kept else Option(code, words, is_missing=_says_nothing(words))
        )
    return tuple(found)


def _code_and_words(line: str) -> tuple[str, str]:
    head, _, rest = line.replace("\u3000", " ").replace("\t", " ").partition(" ")
    code = head.rstrip(".．:：)）")
    return (code, rest.strip()) if rest.strip() and code.isascii() and code.isalnum() and len(code) <= 3 else ("", line)


def _free(taken: set[str]) -> str:
    number = 1
    while str(number) in taken:
        number += 1
    return str(number)


def _says_nothing(words: str) -> bool:
    """わからない、答えたくない and the like: such an option leaves the base unless the author says otherwise."""
    return words in ("わからない", "分からない", "わからない・答えたくない", "答えたくない", "無回答", "該当しない")


def as_next_year(questionnaire: Questionnaire, indicators: dict[str, str] | None = None) -> Questionnaire:
    """Last year's questionnaire as this year's draft: all as it was, counting for this year's indicators when known."""
    known = indicators or {}
    counted = tuple(replace(c, indicator=known.get(c.indicator or "")) for c in questionnaire.counted)
    return replace(questionnaire, counted=counted)

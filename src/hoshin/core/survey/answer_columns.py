"""Which column of somebody else's table belongs to which question, and one row read by it.

The heading is proposed by code, then by words, then by the option's name behind a question's; what is left is ignored
until a person says otherwise. Columns that tell who answered or when are ignored by name and never stored.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from hoshin.core.survey.answer_matching import Reading, plain
from hoshin.core.survey.questionnaire import Option, Question, Questionnaire

Use = Literal["question", "option", "code", "ignored"]
How = Literal["code", "words", "position", "name", "person"]
CODE_HEADINGS = (
    "回答者コード",
    "対象者コード",
    "整理番号",
    "回答番号",
    "コード",
    "code",
    "respondent",
    "respondentcode",
)
IGNORED_HEADINGS = (
    "タイムスタンプ",
    "timestamp",
    "id",
    "no",
    "no.",
    "開始時刻",
    "完了時刻",
    "最終変更時刻",
    "送信日時",
    "回答日時",
    "受付日時",
    "starttime",
    "completiontime",
    "lastmodifiedtime",
    "メール",
    "メールアドレス",
    "email",
    "emailaddress",
    "名前",
    "氏名",
    "お名前",
    "name",
    "住所",
    "電話番号",
    "ipアドレス",
    "受付番号",
    "送信番号",
)
_NUMBER = re.compile(r"^(?:問|q|設問|質問)?([0-9]+(?:[-_][0-9]+)?)[.:)、]?")
_BEHIND = re.compile(r"[\[【（(:：_\-/]")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is used for. `how` says why; `person` when somebody chose it."""

    heading: str
    use: Use = "ignored"
    question: str = ""
    option: str = ""
    how: How = "position"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Every column in order, and how each question's cells are read."""

    columns: tuple[Column, ...]
    readings: Mapping[str, Reading] = field(default_factory=dict)


def propose_columns(questionnaire: Questionnaire, headings: Sequence[str]) -> tuple[Column, ...]:
    """A use for every column. No question is given two columns of its own; the first heading that fits has it.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Questionnaire("t", (Question("q1", "single", "安全だと思いますか", (Option("1", "はい"),)),))
    >>> [c.use for c in propose_columns(q, ("タイムスタンプ", "１．安全だと 思いますか？", "整理番号", "備考"))]
    ['ignored', 'question', 'code', 'ignored']
    """
    taken: set[tuple[str, str]] = set()
    found: list[Column] = []
    for heading in headings:
        column = _proposed(questionnaire, heading)
        mark = (column.question, column.option) if column.use != "code" else ("", "code")
        if column.use != "ignored" and mark in taken:
            column = Column(heading)
        taken.add(mark)
        found.append(column)
    return _by_position(questionnaire, found)


def _by_position(questionnaire: Questionnaire, columns: list[Column]) -> tuple[Column, ...]:
    """When no heading says anything and as many columns are left as there are questions: in their order, to confirm."""
    left = [at for at, column in enumerate(columns) if column.use == "ignored" and column.how != "name"]
    is_silent = not any(column.use in ("question", "option") for column in columns)
    if is_silent and left and len(left) == len(questionnaire.questions):
        for at, question in zip(left, questionnaire.questions, strict=True):
            columns[at] = Column(columns[at].heading, "question", question.code)
    return tuple(columns)


def heading_row(questionnaire: Questionnaire, rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the heading: the one that names most columns; above it may stand a title.

    >>> from hoshin.core.survey.questionnaire import Option
    >>> q = Questionnaire("t", (Question("q1", "single", "安全だと思いますか", (Option("1", "はい"),)),))
    >>> heading_row(q, [["回答一覧"], ["番号", "q1"], ["1", "はい"]]), heading_row(q, [["あ", "い"], ["1", "2"]])
    (1, 0)
    """
    named = [sum(_proposed(questionnaire, cell).how != "position" for cell in row if cell) for row in rows]
    return named.index(max(named)) if named else 0


def _proposed(questionnaire: Questionnaire, heading: str) -> Column:
    key = plain(heading)
    question, how = _question_of(questionnaire, heading)
    if question is not None:
        return Column(heading, "question", question.code, how=how)
    if key in map(plain, CODE_HEADINGS):
        return Column(heading, "code", how="name")
    if key in map(plain, IGNORED_HEADINGS):
        return Column(heading, "ignored", how="name")
    for question in questionnaire.questions:
        option = _option_of(question, heading) if question.kind == "multiple" else None
        if option is not None:
            return Column(heading, "option", question.code, option.code, "words")
    return Column(heading)


def _question_of(questionnaire: Questionnaire, heading: str) -> tuple[Question | None, How]:
    key = plain(heading)
    by_code = [q for q in questionnaire.questions if plain(q.code) == key]
    if by_code:
        return by_code[0], "code"
    number = "" if key.isdecimal() else _question_number(heading)
    numbered = [q for q in questionnaire.questions if number and _question_number(q.code) == number]
    if len(numbered) == 1:
        return numbered[0], "code"
    bare = _bare(heading)
    by_words = [q for q in questionnaire.questions if bare and _bare(q.words) == bare]
    if len(by_words) == 1:
        return by_words[0], "words"
    begun = [q for q in questionnaire.questions if len(bare) >= 6 and (_bare(q.words).startswith(bare))]
    if len(begun) == 1:
        return begun[0], "words"
    return None, "position"


def _question_number(text: str) -> str:
    """「問3」, 「Q3」 and 「3.」 are one question; a text of more than its number is none of them."""
    found = _NUMBER.fullmatch(plain(text))
    return found[1].replace("_", "-") if found else ""


def _bare(text: str) -> str:
    """A question's words without its number and the signs that forms add at the end."""
    key = plain(text)
    key = _NUMBER.sub("", key) or key
    return re.sub(r"[?？。.*＊※必須任意\[\]()（）:：]+$", "", key)


def _option_of(question: Question, heading: str) -> Option | None:
    """The option whose name stands behind the question's: 「q2_1」「問2[広報紙]」「見たもの（広報紙）」."""
    key = plain(heading)
    for option in question.options:
        for sign in ("_", "-", ".", "/", ":"):
            if key == plain(f"{question.code}{sign}{option.code}"):
                return option
    for cut in _BEHIND.finditer(heading):
        front, behind = heading[: cut.start()], heading[cut.end() :].strip("]】）) ")
        is_numbered = bool(_question_number(front)) and _question_number(front) == _question_number(question.code)
        if (
            is_numbered
            or plain(front) == plain(question.code)
            or (_bare(front) and _bare(front) == _bare(question.words))
        ):
            for option in question.options:
                if plain(behind) in (plain(option.words), plain(option.code)):
                    return option
    return None


def _names(question: Question, front: str) -> bool:
    """Whether a text is the question's code, number or words."""
    number = _question_number(front)
    is_numbered = bool(number) and number == _question_number(question.code)
    is_worded = bool(_bare(front)) and _bare(front) == _bare(question.words)
    return is_numbered or is_worded or plain(front) == plain(question.code)


def mapping_json(mapping: ColumnMapping) -> dict[str, Any]:
    """The mapping as plain JSON values, to be kept under a name."""
    return {
        "columns": [
            {"heading": c.heading, "use": c.use, "question": c.question, "option": c.option, "how": c.how}
            for c in mapping.columns
        ],
        "readings": {
            code: {"reads": r.reads, "missing": list(r.missing), "told": {k: list(v) for k, v in r.told.items()}}
            for code, r in mapping.readings.items()
        },
    }


def mapping_from(values: Mapping[str, Any]) -> ColumnMapping:
    """The mapping that `mapping_json` wrote."""
    return ColumnMapping(
        tuple(Column(**column) for column in values["columns"]),
        {
            code: Reading(r["reads"], tuple(r["missing"]), {k: tuple(v) for k, v in r["told"].items()})
            for code, r in values["readings"].items()
        },
    )


def reuse(kept: ColumnMapping, questionnaire: Questionnaire, headings: Sequence[str]) -> ColumnMapping:
    """A kept mapping laid on a new table: by heading, whatever the order; what it does not know is proposed anew.

    Questions and options that the new questionnaire no longer has fall back to the proposal.
    """
    known = {plain(column.heading): column for column in kept.columns}
    options = {(q.code, o.code) for q in questionnaire.questions for o in q.options}
    codes = {q.code for q in questionnaire.questions}
    columns = []
    for proposed in propose_columns(questionnaire, headings):
        column = known.get(plain(proposed.heading))
        fits = column is not None and (
            column.use in ("ignored", "code")
            or (column.use == "question" and column.question in codes)
            or (column.use == "option" and (column.question, column.option) in options)
        )
        columns.append(
            Column(proposed.heading, column.use, column.question, column.option, "person")
            if column and fits
            else proposed
        )
    return ColumnMapping(tuple(columns), {code: r for code, r in kept.readings.items() if code in codes})

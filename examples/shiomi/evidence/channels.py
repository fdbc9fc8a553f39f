"""How answers reach a survey: on the web, keyed from paper by two people, and from the file of an outside service."""

import csv
import hashlib
import io
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from examples.shiomi.evidence.answers import Sheet
from examples.shiomi.evidence.office import PLANNING, TODAY, Office, moment
from examples.shiomi.evidence.questionnaires import Wave
from hoshin.core.permissions import Actor
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import Answer
from hoshin.exchange.answers_csv.reading import open_answers
from hoshin.server.responses.actions import importing, keying
from hoshin.server.responses.actions.answering import begin, begin_open, keep_page, send
from hoshin.server.responses.queries.answering import entry_of
from hoshin.server.responses.queries.importing import profile_mapping
from hoshin.server.responses.waiting import WaitingFile, put_aside, waiting_under
from hoshin.server.surveys.queries import SampledMember, door_of, questionnaire_for, survey_header

CODE_HEADING = "回答者コード"
SLIPPED_ON = "q6"
"""The question in which whoever keys first sometimes slips."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back, and who of the sample sent it, when anybody was drawn."""

    answers: Sheet
    member: SampledMember | None = None


def take_in(
    office: Office,
    wave: Wave,
    survey: int,
    asked: Questionnaire,
    back: list[Returned],
    tokens: Mapping[str, str],
    by: Actor,
) -> None:
    """On the web, keyed from paper by two people, and the rest from the file of whoever entered the post."""
    web = len(back) if wave.stays_open else round(len(back) * wave.web)
    last = min(wave.last, TODAY - timedelta(days=1))
    days = [wave.first + timedelta(days=at) for at in range((last - wave.first).days + 1)]
    chance = random.Random(f"{survey_header(survey, by).title} {wave.fiscal_year} days")
    for sheet in back[:web]:
        day = days[min(int(chance.expovariate(4 / len(days))), len(days) - 1)]
        _answer_on_the_web(survey, asked, sheet, tokens, day, chance)
    _key_paper(office, survey, asked, back[web : web + wave.paper], wave, by)
    rest = back[web + wave.paper :]
    if rest:
        _import(survey, asked, rest, wave, by)


def _answer_on_the_web(
    survey: int, asked: Questionnaire, sheet: Returned, tokens: Mapping[str, str], day: date, chance: random.Random
) -> None:
    token = tokens[sheet.member.code] if sheet.member else begin_open(door=door_of(survey, day), on=day)
    entry = entry_of(token, day)
    view = entry.sheet or begin(entry=entry, on=day)
    entry = replace(entry, sheet=view)
    typed = [(q, _as_posted(sheet.answers[q.code])) for q in asked.questions if q.code in sheet.answers]
    assert not keep_page(entry=entry, typed=typed)
    send(entry=entry, key=view.key, at=moment(day, chance.randint(7, 22), chance.randint(0, 59)))


def _as_posted(answer: Answer) -> list[str]:
    if answer is None:
        return []
    return list(answer) if isinstance(answer, tuple) else [f"{answer:g}" if isinstance(answer, float) else answer]


def _key_paper(office: Office, survey: int, asked: Questionnaire, back: list[Returned], wave: Wave, by: Actor) -> None:
    """Two people key each sheet. In every sixth one of them slips, and the other's entry is taken after a look."""
    second = office.actor(PLANNING)
    at = moment(min(wave.last, TODAY), 15)
    for number, sheet in enumerate(back):
        assert sheet.member is not None
        code = sheet.member.code
        typed = {q.code: _as_keyed(sheet.answers.get(q.code)) for q in asked.questions}
        slip = dict(typed)
        if number % 6 == 0:
            slip[SLIPPED_ON] = "2" if typed[SLIPPED_ON] == "1" else "1"
        keying.key_sheet(survey=survey, number=code, typed=slip, by=by, at=at)
        outcome = keying.key_sheet(survey=survey, number=code, typed=typed, by=second, at=at + timedelta(hours=2))
        if outcome == "differing":
            keying.settle_paper(
                survey=survey, number=code, choices={SLIPPED_ON: "second"}, typed={}, by=by, at=at + timedelta(hours=3)
            )


def _as_keyed(answer: Answer) -> str:
    return " ".join(_as_posted(answer)) or "-"


def _import(survey: int, asked: Questionnaire, back: list[Returned], wave: Wave, by: Actor) -> None:
    """A CSV file as an outside keying service delivers it, taken in as a person would take it in."""
    data = _csv(asked, back)
    file = open_answers(data, "answers.csv", encoding=None, sheet=None)
    (_, headings), *rows = list(islice(file.rows, len(back) + 1))
    mapping = profile_mapping(survey, None, tuple(headings), by)
    name = f"回答データ_{wave.fiscal_year}.csv"
    waiting = WaitingFile(survey, name, hashlib.sha256(data).hexdigest(), tuple(headings), "UTF-8", mapping)
    token = put_aside(waiting, rows, by=by.name)
    frozen = questionnaire_for(survey)
    assert frozen is not None
    at = moment(wave.last + timedelta(days=1), 9)
    file_waiting = waiting_under(token, survey=survey, by=by.name)
    batch = importing.begin_import(file=file_waiting, version=frozen.number, by=by, at=at)
    while not importing.advance_import(survey=survey, batch=batch, by=by, at=at):
        pass


def _csv(asked: Questionnaire, back: list[Returned]) -> bytes:
    text = io.StringIO(newline="")
    write = csv.writer(text)
    drawn = any(sheet.member for sheet in back)
    write.writerow([*([CODE_HEADING] if drawn else []), *(q.code for q in asked.questions)])
    for sheet in back:
        cells = [_cell(q, sheet.answers.get(q.code)) for q in asked.questions]
        write.writerow([*([sheet.member.code] if sheet.member else []), *cells])
    return text.getvalue().encode("utf-8-sig")


def _cell(question: Question, answer: Answer) -> str:
    words = {option.code: option.words for option in question.options}
    if isinstance(answer, tuple):
        return ";".join(answer)
    return words.get(answer, "") if words else "".join(_as_posted(answer))

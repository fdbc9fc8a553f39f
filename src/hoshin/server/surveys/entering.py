"""From what was typed about a question to the core's question, and what of it counts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.http import QueryDict

from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, QuestionKind, Questionnaire
from hoshin.core.survey.questionnaire_checks import CHOICE_KINDS
from hoshin.core.survey.questionnaire_editing import options_typed
from hoshin.core.survey.questionnaire_routing import ROUTED_KINDS


def texts_typed(draft: Questionnaire) -> dict[str, Any]:
    """The texts of a draft as its form shows them."""
    return {"title": draft.title, "preface": draft.preface, "thanks": draft.thanks, "minutes": draft.minutes}


def with_texts(draft: Questionnaire, given: Mapping[str, Any]) -> Questionnaire:
    """The draft with the texts of a form."""
    return replace(
        draft,
        title=given["title"].strip(),
        preface=given["preface"].strip(),
        thanks=given["thanks"].strip(),
        minutes=given["minutes"],
    )


def question_typed(given: Mapping[str, Any], code: str, sent: QueryDict, before: Question | None = None) -> Question:
    """The question of a form. What belongs to another kind of answer is left out.

    Routes and what leaves the base are sent by the place an option had when the page was drawn.
    """
    kind = cast("QuestionKind", given["kind"])
    options = options_typed(given["options"], before.options if before else ()) if kind in CHOICE_KINDS else ()
    if before is not None:
        options = tuple(_sent_option(option, before, sent, kind) for option in options)
    is_number = kind == "number"
    return Question(
        code=given["code"].strip() or code,
        kind=kind,
        words=given["words"].strip(),
        options=options,
        help=given["help"].strip(),
        is_required=given["is_required"],
        is_attribute=given["is_attribute"],
        most=given["most"] if kind == "multiple" else None,
        smallest=given["smallest"] if is_number else None,
        largest=given["largest"] if is_number else None,
        unit=given["unit"].strip() if is_number else "",
    )


def _place(option: Option, before: Question) -> int | None:
    """Where an option stood before: by its code, which stays when its words are mended."""
    codes = [known.code for known in before.options]
    return codes.index(option.code) if option.code in codes else None


def _sent_option(option: Option, before: Question, sent: QueryDict, kind: QuestionKind) -> Option:
    place = _place(option, before)
    if place is None or f"goes_to-{place}" not in sent:
        return option
    goes_to = sent.get(f"goes_to-{place}", "") if kind in ROUTED_KINDS else ""
    return replace(option, goes_to=goes_to or None, is_missing=sent.get(f"missing-{place}") == "1")


def counted_typed(
    sent: QueryDict, draft: Questionnaire, before: Question, changed: Question
) -> tuple[CountedAnswer, ...]:
    """What counts of the question, once for each chosen indicator; once without one for a figure with a name."""
    if sent.get("is_counted") != "1":
        return ()
    places = {number for number in range(len(before.options)) if sent.get(f"counts-{number}") == "1"}
    counts = tuple(o.code for o in changed.options if _place(o, before) in places)
    name = sent.get("figure_name", "").strip()[:200]
    indicators: list[str | None] = [item for item in sent.getlist("indicator") if item]
    return tuple(CountedAnswer(changed.code, counts, indicator, name) for indicator in indicators or [None])

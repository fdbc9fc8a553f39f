"""The questionnaire builder: questions are added, changed, moved and taken out by plain forms, then frozen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_checks import minutes_needed, questionnaire_problems
from hoshin.core.survey.questionnaire_comparison import compare_questionnaires
from hoshin.core.survey.questionnaire_editing import (
    free_code,
    question_of,
    with_changed,
    with_counted,
    with_moved,
    with_question,
    without_question,
)
from hoshin.server.accounts.access import staff
from hoshin.server.surveys import actions
from hoshin.server.surveys.entering import counted_typed, question_typed, texts_typed, with_texts
from hoshin.server.surveys.forms import KIND_CHOICES, QuestionForm, TextsForm
from hoshin.server.surveys.queries import draft_of, questionnaire_for, survey_header, versions_of
from hoshin.server.surveys.queries.indicators import indicator_choices, indicator_words
from hoshin.server.surveys.queries.questionnaires import earlier_questionnaire
from hoshin.server.surveys.views.frame import (
    StaleSurveyError,
    SurveyRefusedError,
    frame,
    of_a_survey,
    put_on_form,
    say,
    shown,
    today,
    viewer_of,
)
from hoshin.server.surveys.views.printing import route_words

KIND_NAMES = dict(KIND_CHOICES)
CHANGE_NAMES = {
    "same": gettext_lazy("The same"),
    "words": gettext_lazy("Other words"),
    "options": gettext_lazy("Other options"),
    "words_and_options": gettext_lazy("Other words and options"),
    "kind": gettext_lazy("Answered in another way"),
    "new": gettext_lazy("New this year"),
    "gone": gettext_lazy("No longer asked"),
}


@staff
@of_a_survey
def questionnaire(request: HttpRequest, survey: int) -> HttpResponse:
    """The draft with everything that is wrong with it, its versions, and what last year asked."""
    context = frame(request, survey, "questionnaire")
    draft, viewer = draft_of(survey), viewer_of(request)
    earlier = earlier_questionnaire(survey)
    frozen = questionnaire_for(survey)
    choices = indicator_choices(survey, viewer)
    context |= {
        "draft": draft,
        "rows": _rows(draft, earlier, indicator_words(draft, choices)),
        "faults": questionnaire_problems(draft),
        "minutes": minutes_needed(draft),
        "versions": versions_of(survey),
        "is_frozen": frozen is not None and frozen.questionnaire == draft,
        "earlier": earlier,
        "texts": TextsForm(initial=texts_typed(draft) | {"version": context["survey"].version}, auto_id="texts-%s"),
    }
    return shown(request, "surveys/questionnaire.html", context)


def _rows(draft: Questionnaire, earlier: Questionnaire | None, indicators: dict[str, str]) -> list[dict[str, Any]]:
    """Each question as the list shows it."""
    changes = {c.code: c.change for c in compare_questionnaires(earlier, draft)} if earlier else {}
    numbers = {q.code: str(number) for number, q in enumerate(draft.questions, 1)}
    rows = []
    for number, question in enumerate(draft.questions, 1):
        counted = [c for c in draft.counted if c.question == question.code]
        counts = {code for c in counted for code in c.counts}
        rows.append(
            {
                "number": number,
                "question": question,
                "kind": KIND_NAMES[question.kind],
                "options": [
                    {"option": o, "counts": o.code in counts, "route": route_words(o, numbers)}
                    for o in question.options
                ],
                "counted": [indicators.get(c.indicator or "", c.name) for c in counted],
                "is_counted": bool(counted),
                "change": changes.get(question.code),
                "change_name": CHANGE_NAMES.get(changes.get(question.code, "same")),
                "is_first": number == 1,
                "is_last": number == len(draft.questions),
            }
        )
    return rows


@staff
@require_POST
@of_a_survey
def texts(request: HttpRequest, survey: int) -> HttpResponse:
    """The title and the texts around the questions."""
    form = TextsForm(request.POST, auto_id="texts-%s")
    if form.is_valid():
        try:
            draft = with_texts(draft_of(survey), form.cleaned_data)
            _store(request, survey, draft, form.cleaned_data["version"])
            messages.success(request, _("The texts were stored."))
            return redirect("surveys:questionnaire", survey)
        except SurveyRefusedError as refused:
            put_on_form(form, refused.problems)
            _next_version(form, refused)
    context = {**frame(request, survey, "questionnaire"), "form": form, "now": draft_of(survey)}
    return shown(request, "surveys/texts.html", context)


def _store(request: HttpRequest, survey: int, draft: Questionnaire, version: int) -> None:
    actions.store_draft(survey=survey, questionnaire=draft, version=version, by=viewer_of(request), on=today())


def _next_version(form: Any, refused: SurveyRefusedError) -> None:
    """After somebody else's change the next try is made knowing of it."""
    if isinstance(refused, StaleSurveyError):
        data: QueryDict = form.data.copy()
        data["version"] = str(refused.version)
        form.data = data


@staff
@of_a_survey
def add(request: HttpRequest, survey: int) -> HttpResponse:
    draft = draft_of(survey)
    header = survey_header(survey, viewer_of(request))
    initial = {"version": header.version, "kind": "single", "code": free_code(draft), "is_required": True}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        question = question_typed(form.cleaned_data, free_code(draft), request.POST)
        try:
            if any(q.code == question.code for q in draft.questions):
                form.add_error("code", _("Another question has this code."))
            else:
                _store(request, survey, with_question(draft, question), form.cleaned_data["version"])
                return redirect("surveys:question", survey, question.code)
        except SurveyRefusedError as refused:
            put_on_form(form, refused.problems)
            _next_version(form, refused)
    context = frame(request, survey, "questionnaire") | {"form": form, "question": None}
    return shown(request, "surveys/question.html", context)


def _asked(survey: int, code: str) -> tuple[Questionnaire, Question]:
    draft = draft_of(survey)
    try:
        return draft, question_of(draft, code)
    except KeyError as absent:
        raise Http404(code) from absent


@staff
@of_a_survey
def question(request: HttpRequest, survey: int, code: str) -> HttpResponse:
    """One question: its words, its options with their routes, and what of it counts."""
    draft, asked = _asked(survey, code)
    header = survey_header(survey, viewer_of(request))
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=_initial(asked, header.version))
    if request.method == "POST" and form.is_valid():
        changed = question_typed(form.cleaned_data, code, request.POST, asked)
        counted = counted_typed(request.POST, draft, asked, changed)
        try:
            if changed.code != code and any(q.code == changed.code for q in draft.questions):
                form.add_error("code", _("Another question has this code."))
            else:
                edited = with_counted(with_changed(draft, code, changed), changed.code, counted)
                _store(request, survey, edited, form.cleaned_data["version"])
                messages.success(request, _("The question was stored."))
                again = request.POST.get("do") == "again"
                return redirect(
                    *(("surveys:question", survey, changed.code) if again else ("surveys:questionnaire", survey))
                )
        except SurveyRefusedError as refused:
            put_on_form(form, refused.problems)
            _next_version(form, refused)
    context = frame(request, survey, "questionnaire") | _question_page(request, survey, draft, asked) | {"form": form}
    return shown(request, "surveys/question.html", context)


def _initial(asked: Question, version: int) -> dict[str, Any]:
    names = ("code", "kind", "words", "help", "is_required", "is_attribute", "most", "smallest", "largest", "unit")
    lines = "\n".join(f"{option.code} {option.words}" for option in asked.options)
    return {name: getattr(asked, name) for name in names} | {"version": version, "options": lines}


def _question_page(request: HttpRequest, survey: int, draft: Questionnaire, asked: Question) -> dict[str, Any]:
    later = draft.questions[[q.code for q in draft.questions].index(asked.code) + 1 :]
    numbers = {q.code: str(number) for number, q in enumerate(draft.questions, 1)}
    counted = [c for c in draft.counted if c.question == asked.code] or [CountedAnswer(asked.code, ())]
    counts = {code for c in counted for code in c.counts}
    earlier = earlier_questionnaire(survey)
    choices = indicator_choices(survey, viewer_of(request))
    taken = {c.indicator for c in counted}
    comparison = None
    if earlier is not None and any(q.code == asked.code for q in earlier.questions):
        comparison = next(c for c in compare_questionnaires(earlier, draft) if c.code == asked.code)
    sent = request.POST if request.method == "POST" else None
    return {
        "question": asked,
        "options": [
            {
                "option": o,
                "number": number,
                "goes_to": sent.get(f"goes_to-{number}", "") if sent else o.goes_to or "",
                "is_missing": sent.get(f"missing-{number}") == "1" if sent else o.is_missing,
                "counts": sent.get(f"counts-{number}") == "1" if sent else o.code in counts,
            }
            for number, o in enumerate(asked.options)
        ],
        "later": [(q.code, f"{numbers[q.code]}. {q.words}") for q in later],
        "may_route": asked.kind in ("single", "scale"),
        "counted": counted,
        "chosen": sent.getlist("indicator") if sent else [c.indicator for c in counted if c.indicator],
        "figure_name": sent.get("figure_name", "") if sent else counted[0].name,
        "is_counted": sent.get("is_counted") == "1" if sent else any(c.question == asked.code for c in draft.counted),
        "choices": choices,
        "fitting": [choice for choice in choices if choice.fits or choice.item in taken],
        "others": [choice for choice in choices if not choice.fits and choice.item not in taken],
        "comparison": comparison,
        "change_name": CHANGE_NAMES[comparison.change] if comparison else "",
        "faults": [p for p in questionnaire_problems(draft) if p.item == asked.code],
        "number": numbers[asked.code],
    }


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


@staff
@require_POST
@of_a_survey
def move(request: HttpRequest, survey: int, code: str) -> HttpResponse:
    draft, _asked_question = _asked(survey, code)
    step = -1 if request.POST.get("direction") == "up" else 1
    return _edited(request, survey, with_moved(draft, code, step))


@staff
@require_POST
@of_a_survey
def remove(request: HttpRequest, survey: int, code: str) -> HttpResponse:
    draft, gone = _asked(survey, code)
    messages.info(request, _("Taken out: %(question)s") % {"question": gone.words})
    return _edited(request, survey, without_question(draft, code))


def _edited(request: HttpRequest, survey: int, draft: Questionnaire) -> HttpResponse:
    try:
        _store(request, survey, draft, _version(request))
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:questionnaire", survey)


@staff
@require_POST
@of_a_survey
def copy(request: HttpRequest, survey: int) -> HttpResponse:
    try:
        actions.copy_questionnaire(survey=survey, version=_version(request), by=viewer_of(request), on=today())
        messages.success(request, _("Last year’s questionnaire was copied. Choose this year’s indicators again."))
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:questionnaire", survey)


@staff
@require_POST
@of_a_survey
def freeze(request: HttpRequest, survey: int) -> HttpResponse:
    try:
        number = actions.freeze_questionnaire(survey=survey, by=viewer_of(request), at=timezone.now())
        messages.success(request, _("Version %(number)s is fixed.") % {"number": number})
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:questionnaire", survey)

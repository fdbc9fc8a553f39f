"""Looking at a questionnaire: beside last year's, and as people will see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from hoshin.core.survey.questionnaire_checks import minutes_needed
from hoshin.core.survey.questionnaire_comparison import compare_counted, compare_questionnaires
from hoshin.core.survey.questionnaire_editing import question_of
from hoshin.server.accounts.access import staff
from hoshin.server.surveys.queries import draft_of
from hoshin.server.surveys.queries.indicators import indicator_choices, indicator_words
from hoshin.server.surveys.queries.questionnaires import earlier_questionnaire
from hoshin.server.surveys.views.frame import frame, of_a_survey, shown, viewer_of
from hoshin.server.surveys.views.printing import hint_of, route_words
from hoshin.server.surveys.views.questionnaires import CHANGE_NAMES

REASON_NAMES = {
    "new": gettext_lazy("it was not counted last year"),
    "words": gettext_lazy("the words of the question changed"),
    "options": gettext_lazy("the options changed"),
    "kind": gettext_lazy("it is answered in another way"),
    "counts": gettext_lazy("other answers count"),
    "base": gettext_lazy("other people are asked"),
}


@staff
@of_a_survey
def compare(request: HttpRequest, survey: int) -> HttpResponse:
    """Last year's wording beside this year's, and which figures stay comparable."""
    draft, earlier = draft_of(survey), earlier_questionnaire(survey)
    if earlier is None:
        raise Http404("no earlier questionnaire")
    words = indicator_words(draft, indicator_choices(survey, viewer_of(request)))
    counted = [
        {
            "counted": c,
            "words": words.get(
                c.counted.indicator or "", c.counted.name or question_of(draft, c.counted.question).words
            ),
            "reasons": [REASON_NAMES[reason] for reason in c.reasons],
        }
        for c in compare_counted(earlier, draft)
    ]
    rows = [{"c": c, "name": CHANGE_NAMES[c.change]} for c in compare_questionnaires(earlier, draft)]
    context = frame(request, survey, "questionnaire") | {"rows": rows, "counted": counted, "earlier": earlier}
    return shown(request, "surveys/compare.html", context)


@staff
@of_a_survey
def preview(request: HttpRequest, survey: int) -> HttpResponse:
    """The draft as a person sees it on a phone: nothing that is chosen here is kept."""
    draft = draft_of(survey)
    numbers = {q.code: str(number) for number, q in enumerate(draft.questions, 1)}
    rows = [
        {
            "question": q,
            "hint": hint_of(q),
            "options": [{"option": o, "route": route_words(o, numbers)} for o in q.options],
        }
        for q in draft.questions
    ]
    context = frame(request, survey, "questionnaire") | {
        "draft": draft,
        "rows": rows,
        "minutes": minutes_needed(draft),
    }
    return shown(request, "surveys/preview.html", context)

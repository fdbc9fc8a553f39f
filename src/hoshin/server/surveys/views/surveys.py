"""The list of surveys, a survey with its steps, and opening and closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoshin.core.measurement.population import POPULATION_NAMES
from hoshin.core.periods import fiscal_year_of
from hoshin.core.permissions import Actor, holds
from hoshin.core.survey.permissions import can_start_survey
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import organisations, posts_of
from hoshin.server.surveys import actions
from hoshin.server.surveys.forms import SurveyForm
from hoshin.server.surveys.queries import NoSuchSurveyError, open_path, survey_header, surveys_for
from hoshin.server.surveys.queries.headers import SurveyHeader, earlier_surveys, survey_of_source
from hoshin.server.surveys.queries.opening import missing_for_opening
from hoshin.server.surveys.views.frame import (
    SAMPLING_NAMES,
    STATUS_NAMES,
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
from hoshin.server.ui.language import page_language

FIELDS = (
    "title", "fiscal_year", "owner", "population", "population_words", "sampling", "first", "last", "previous",
    "answer_site", "retain_until", "notes",
)  # fmt: skip


@staff
def surveys(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    years: dict[int, list[dict[str, Any]]] = {}
    for survey in surveys_for(viewer):
        row = {
            "survey": survey,
            "organisation": survey.organisation.name(page_language()),
            "sampling": SAMPLING_NAMES[survey.sampling],
            "status": STATUS_NAMES[survey.status],
        }
        years.setdefault(survey.fiscal_year, []).append(row)
    context = {"years": years.items(), "may_start": bool(_startable(viewer)), "section": "evidence"}
    return render(request, "surveys/surveys.html", context)


def _startable(viewer: Actor) -> list[tuple[int, str]]:
    """Organisations for which the viewer may begin a survey, as planner or for an own post."""
    mine = []
    for organisation in organisations():
        posts = [post.post for post in viewer.posts if post.organisation == organisation.id]
        if can_start_survey(viewer, organisation.id) or any(
            can_start_survey(viewer, organisation.id, p) for p in posts
        ):
            mine.append((organisation.id, organisation.name(page_language())))
    return mine


def _posts(viewer: Actor, organisation: int) -> list[tuple[int, str]]:
    """Posts that the viewer may make owner: all for a planner, own ones for a section."""
    everyone = holds(viewer, organisation, "planner")
    own = {post.post for post in viewer.posts}
    return [(post.id, post.name) for post in posts_of(organisation) if everyone or post.id in own]


def _form(request: HttpRequest, header: SurveyHeader | None, *, initial: dict[str, Any] | None = None) -> SurveyForm:
    viewer = viewer_of(request)
    places = [(header.organisation.id, header.organisation.name(page_language()))] if header else _startable(viewer)
    posts = [post for organisation, _name in places for post in _posts(viewer, organisation)]
    year = header.fiscal_year if header else 9999
    earlier = [
        (survey.id, f"{survey.fiscal_year} {survey.title}")
        for organisation, _name in places
        for survey in earlier_surveys(organisation, year, viewer)
    ]
    language = 0 if page_language() == "ja" else 1
    return SurveyForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        organisations=places,
        posts=posts,
        populations=[(key, words[language]) for key, words in POPULATION_NAMES.items()],
        earlier=earlier,
    )


@staff
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    places = _startable(viewer)
    if not places:
        actions.check_may_start(viewer)
    own = [post.post for post in viewer.posts if post.organisation == places[0][0]]
    initial = {
        "fiscal_year": fiscal_year_of(today()),
        "sampling": "stratified",
        "population": "residents",
        "owner": own[0] if own and not holds(viewer, places[0][0], "planner") else None,
    }
    form = _form(request, None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            survey = actions.create_survey(
                organisation=form.cleaned_data["organisation"], **values, by=viewer, on=today()
            )
            return redirect("surveys:survey", survey)
        except SurveyRefusedError as refused:
            put_on_form(form, refused.problems)
    return shown(request, "surveys/new.html", {"form": form, "section": "evidence"})


@staff
@of_a_survey
def survey(request: HttpRequest, survey: int) -> HttpResponse:
    context = frame(request, survey, "survey")
    header: SurveyHeader = context["survey"]
    context |= {
        "missing": missing_for_opening(survey, viewer_of(request), today()),
        "population_name": POPULATION_NAMES[header.population][0 if page_language() == "ja" else 1],  # type: ignore[index]
        "answer_address": _answer_address(request, header) if header.sampling == "open" else "",
    }
    return render(request, "surveys/survey.html", context)


@staff
def of_source(request: HttpRequest, source: int) -> HttpResponse:
    """From a source of evidence to its latest survey."""
    try:
        return redirect("surveys:survey", survey_of_source(source, viewer_of(request)))
    except NoSuchSurveyError as absent:
        raise Http404(str(source)) from absent


def _answer_address(request: HttpRequest, header: SurveyHeader) -> str:
    site = header.answer_site.rstrip("/")
    path = open_path(header.id)
    return f"{site}{path}" if site else request.build_absolute_uri(path)


@staff
@of_a_survey
def edit(request: HttpRequest, survey: int) -> HttpResponse:
    viewer = viewer_of(request)
    header = survey_header(survey, viewer)
    initial = {name: getattr(header, name) for name in FIELDS}
    initial |= {"organisation": header.organisation.id, "version": header.version}
    form = _form(request, header, initial=initial)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_survey(survey=survey, values=values, version=version, by=viewer, on=today())
            messages.success(request, _("The survey was changed."))
            return redirect("surveys:survey", survey)
        except StaleSurveyError as stale:
            put_on_form(form, stale.problems)
            form.data = {**form.data.dict(), "version": str(stale.version)}
            theirs = _theirs(form, survey_header(survey, viewer), values)
        except SurveyRefusedError as refused:
            put_on_form(form, refused.problems)
    return shown(request, "surveys/edit.html", {**frame(request, survey, "survey"), "form": form, "theirs": theirs})


def _theirs(form: SurveyForm, now: SurveyHeader, typed: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands now in each field where it differs from what was typed."""
    found = []
    for name in FIELDS:
        stands = getattr(now, name)
        if stands != typed[name]:
            choices = dict(getattr(form.fields[name], "choices", ()))
            found.append({"label": form.fields[name].label, "value": choices.get(stands, stands)})
    return found


@staff
@require_POST
@of_a_survey
def open_it(request: HttpRequest, survey: int) -> HttpResponse:
    try:
        actions.open_survey(survey=survey, by=viewer_of(request), on=today(), at=timezone.now())
        messages.success(request, _("The survey takes answers from its first day on."))
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:survey", survey)


@staff
@require_POST
@of_a_survey
def close(request: HttpRequest, survey: int) -> HttpResponse:
    try:
        actions.close_survey(survey=survey, by=viewer_of(request), on=today(), at=timezone.now())
        messages.success(request, _("The survey takes no more answers."))
    except SurveyRefusedError as refused:
        say(request, refused.problems)
    return redirect("surveys:survey", survey)

"""An opened case: what is known of the family, its way, the next stage. Each look is recorded before it is shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshin.core.cases.permissions import CaseStanding, check_can_see_cases
from hoshin.server.accounts.access import staff
from hoshin.server.cases import actions
from hoshin.server.cases.actions.registering import GivenCase, GivenStep
from hoshin.server.cases.forms import PREFIX, FamilyForm, MoveForm, NewCaseForm
from hoshin.server.cases.queries.pages import CaseHead
from hoshin.server.cases.queries.standing import CaseRefusedError, StaleCaseError
from hoshin.server.cases.views.frame import frame, number_in, of_cases, today, viewer_of, words_of


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def new(request: HttpRequest, head: CaseHead) -> HttpResponseBase:
    viewer = viewer_of(request)
    check_can_see_cases(viewer, CaseStanding(head.organisation.id, head.owner_id))
    if request.method != "POST":
        form = NewCaseForm(head, initial={"reached_on": today(), "stage": head.table.beginnings[-1]})
        return _new(request, head, form)
    form = NewCaseForm(head, request.POST)
    if not form.is_valid():
        return _new(request, head, form, status=422)
    step = GivenStep(form.cleaned_data["stage"], form.cleaned_data["reached_on"])
    case = GivenCase((step,), form.cleaned_data["place_kind"], form.identifying())
    try:
        code = actions.register_case(register=head.id, case=case, by=viewer, on=today())
    except CaseRefusedError as refused:
        for problem in refused.problems:
            form.add_error(None, words_of(problem))
        return _new(request, head, form, status=422)
    messages.success(request, _("The case was stored under the code %(code)s.") % {"code": code})
    return redirect("cases:case", head.id, code)


def _new(request: HttpRequest, head: CaseHead, form: NewCaseForm, *, status: int = 200) -> HttpResponse:
    return render(request, "cases/new.html", {**frame(head, "new"), "form": form}, status=status)


@staff
@require_safe
@of_cases
def case(request: HttpRequest, head: CaseHead, code: str) -> HttpResponseBase:
    return _case(request, head, code)


def _case(
    request: HttpRequest, head: CaseHead, code: str, *, move: MoveForm | None = None, status: int = 200
) -> HttpResponse:
    page = actions.open_case(register=head.id, code=code, by=viewer_of(request), at=timezone.now())
    if move is None:
        initial = {"version": page.version, "reached_on": today()}
        move = MoveForm(page.next_stages, head.agency_kinds, initial=initial)
    shown = {**frame(head), "case": page, "form": move}
    return render(request, "cases/case.html", shown, status=status)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def edit(request: HttpRequest, head: CaseHead, code: str) -> HttpResponseBase:
    """Change what is known of the family. When somebody was first, what is stored now is shown beside."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = actions.open_case(register=head.id, code=code, by=viewer, at=timezone.now())
        kept = page.row.place_kind
        initial = {"place_kind": kept, **{PREFIX + field: text for field, _label, text in page.fields}}
        return _edit(request, head, code, FamilyForm(head, initial=initial, kept=kept), version=page.version)
    check_can_see_cases(viewer, CaseStanding(head.organisation.id, head.owner_id))
    form = FamilyForm(head, request.POST, kept=request.POST.get("place_kind", ""))
    version = number_in(request.POST.get("version"))
    if not form.is_valid():
        return _edit(request, head, code, form, version=version, status=422)
    try:
        actions.edit_case(
            register=head.id,
            code=code,
            identifying=form.identifying(),
            place_kind=form.cleaned_data["place_kind"],
            version=version,
            by=viewer,
            on=today(),
        )
    except CaseRefusedError as refused:
        for problem in refused.problems:
            form.add_error(None, words_of(problem))
        return _edit(request, head, code, form, version=version, status=422)
    except StaleCaseError as stale:
        form.add_error(None, words_of(stale.problem))
        theirs = actions.open_case(register=head.id, code=code, by=viewer, at=timezone.now())
        return _edit(request, head, code, form, version=stale.version, theirs=theirs, status=409)
    messages.success(request, _("The change was stored."))
    return redirect("cases:case", head.id, code)


def _edit(
    request: HttpRequest,
    head: CaseHead,
    code: str,
    form: FamilyForm,
    *,
    version: int,
    theirs: Any = None,
    status: int = 200,
) -> HttpResponse:
    shown = {**frame(head), "code": code, "form": form, "version": version, "theirs": theirs}
    return render(request, "cases/edit.html", shown, status=status)


@staff
@require_POST
@of_cases
def move(request: HttpRequest, head: CaseHead, code: str) -> HttpResponseBase:
    form = MoveForm(head.table.stages, head.agency_kinds, request.POST)
    if not form.is_valid():
        return _refused_move(request, head, code, form, 422)
    try:
        actions.move_case(
            register=head.id,
            code=code,
            stage=form.cleaned_data["stage"],
            reached_on=form.cleaned_data["reached_on"],
            agency_kind=form.cleaned_data["agency_kind"],
            version=form.cleaned_data["version"],
            by=viewer_of(request),
            on=today(),
        )
    except CaseRefusedError as refused:
        for problem in refused.problems:
            form.add_error(None, words_of(problem))
        return _refused_move(request, head, code, form, 422)
    except StaleCaseError as stale:
        form.add_error(None, words_of(stale.problem))
        return _refused_move(request, head, code, form, 409)
    messages.success(request, _("The stage was noted."))
    return redirect("cases:case", head.id, code)


def _refused_move(request: HttpRequest, head: CaseHead, code: str, form: MoveForm, status: int) -> HttpResponse:
    """The case again with what was typed; only the stages that may follow are offered, by the present version."""
    page = actions.open_case(register=head.id, code=code, by=viewer_of(request), at=timezone.now())
    again = MoveForm(page.next_stages, head.agency_kinds, {**form.data.dict(), "version": page.version})
    again.full_clean()
    again._errors = form.errors
    return render(request, "cases/case.html", {**frame(head), "case": page, "form": again}, status=status)


@staff
@require_POST
@of_cases
def take_back(request: HttpRequest, head: CaseHead, code: str) -> HttpResponseBase:
    try:
        version = number_in(request.POST.get("version"))
        actions.take_back_move(register=head.id, code=code, version=version, by=viewer_of(request), on=today())
    except (CaseRefusedError, StaleCaseError) as refused:
        problems = refused.problems if isinstance(refused, CaseRefusedError) else (refused.problem,)
        for problem in problems:
            messages.error(request, words_of(problem))
    else:
        messages.success(request, _("The last stage was taken back."))
    return redirect("cases:case", head.id, code)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def erase(request: HttpRequest, head: CaseHead, code: str) -> HttpResponseBase:
    """Ask once more before the names of a family are gone for good."""
    viewer = viewer_of(request)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        try:
            version = number_in(request.POST.get("version"))
            actions.erase_case(register=head.id, code=code, version=version, by=viewer, on=today())
        except (CaseRefusedError, StaleCaseError) as refused:
            problems = refused.problems if isinstance(refused, CaseRefusedError) else (refused.problem,)
            for problem in problems:
                messages.error(request, words_of(problem))
        else:
            messages.success(request, _("The identifying fields were erased."))
        return redirect("cases:case", head.id, code)
    page = actions.open_case(register=head.id, code=code, by=viewer, at=timezone.now())
    return render(request, "cases/erase.html", {**frame(head), "case": page}, status=200)

"""Signing in and out, and what an account may do today."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hoshin.server.accounts import actions, queries
from hoshin.server.accounts.access import client_address, public, signed_in
from hoshin.server.accounts.forms import SignInForm
from hoshin.server.ui.language import page_language

ROLE_LABELS = {
    "section_staff": gettext_lazy("Section staff"),
    "planner": gettext_lazy("Planner"),
    "ward_mayor": gettext_lazy("Head of the organisation"),
    "administrator": gettext_lazy("System administrator"),
}


@public
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST if request.method == "POST" else None)
    goal = _goal(request)
    if request.method == "POST" and form.is_valid():
        attempt = actions.sign_in(
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            address=client_address(request),
            at=timezone.now(),
            request=request,
        )
        if attempt.outcome == "accepted":
            login(request, attempt.user)
            return redirect(goal)
        form.add_error(None, _refused(attempt))
    shown = {"form": form, "next": goal, "section": "account"}
    return render(request, "accounts/sign_in.html", shown, status=422 if form.errors else 200)


def _refused(attempt: actions.SignIn) -> str:
    if attempt.until is None:
        return _("The sign-in name or the password is not right. Both tell large letters from small ones.")
    when = date_format(timezone.localtime(attempt.until), "TIME_FORMAT")
    return _("Too many failed attempts. Try again after %(when)s, or ask your administrator.") % {"when": when}


def _goal(request: HttpRequest) -> str:
    """Where to go after signing in: back to where one came from, if that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else "/"


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You have signed out."))
    return redirect("plans:home")


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    language = page_language()
    names = {organisation.id: organisation.name(language) for organisation in queries.organisations()}
    posts = []
    for held in request.actor.posts:  # type: ignore[attr-defined]
        name = next(post.name for post in queries.posts_of(held.organisation) if post.id == held.post)
        posts.append({"organisation": names[held.organisation], "name": name, "role_label": ROLE_LABELS[held.role]})
    return render(request, "accounts/me.html", {"posts": posts, "section": "account"})

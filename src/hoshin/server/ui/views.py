"""Pages that belong to no app: errors and the accessibility statement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from hoshin.core.problems.record import Problem


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal by a rule is told in the rule's own sentence."""
    refusal = getattr(exception, "problem", None)
    shown = {"refusal": refusal if isinstance(refusal, Problem) else None}
    return render(request, "403.html", shown, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def broken(request: HttpRequest) -> Any:
    """Drawn without anything that may itself be broken: no session, no database."""
    return server_error(request, "500.html")

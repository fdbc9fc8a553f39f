"""Deny by default: a view says who may open it, and one that says nothing is opened for nobody.

This is the first of two gates. It knows only whether somebody is signed in and holds a post; what they may see and
do with *this* plan is asked of `core.permissions` by queries and actions.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import get_resolver
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from hoshin.core.permissions import RefusedError
from hoshin.server.accounts.queries import actor_of

View = Callable[..., HttpResponseBase]


class Access(StrEnum):
    """Who may open an address."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    STAFF = "staff"


def public(view: View) -> View:
    """Everyone, signed in or not."""
    return _declare(view, Access.PUBLIC)


def signed_in(view: View) -> View:
    """Whoever has signed in; others are sent to the sign-in page and come back."""
    return _declare(view, Access.SIGNED_IN)


def staff(view: View) -> View:
    """Whoever holds a post today."""
    return _declare(view, Access.STAFF)


def _declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def declared_access(view: View) -> Access | None:
    """What a view says of itself, or None when it says nothing."""
    return getattr(view, "access", None)


def client_address(request: HttpRequest) -> str:
    """Where a request came from: the address that the proxy saw, but only when the setting says that there is one."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def error_page(request: HttpRequest, status: int, exception: Exception) -> HttpResponseBase:
    """The site's own page for 403 or 404."""
    answer: HttpResponseBase = get_resolver().resolve_error_handler(status)(request, exception=exception)
    return answer


class AccessMiddleware:
    """Sets `request.actor`, keeps the gate, and turns a refusal by a rule into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user, timezone.localdate()))  # type: ignore[attr-defined]
        response = self.get_response(request)
        declared = getattr(request, "declared_access", None)
        if declared != Access.PUBLIC or (request.session.accessed and request.user.is_authenticated):
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        access = declared_access(view)
        request.declared_access = access  # type: ignore[attr-defined]
        if access == Access.PUBLIC:
            return None
        if access is None:
            return error_page(request, 403, PermissionError("this view does not say who may open it"))
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if access == Access.STAFF and not request.actor.posts:  # type: ignore[attr-defined]
            return error_page(request, 403, PermissionError("this account holds no post"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What one may not even know of is not found; what one may see but not do is refused."""
        if not isinstance(exception, RefusedError):
            return None
        return error_page(request, 404 if exception.problem.code == "may_not_read_plan" else 403, exception)

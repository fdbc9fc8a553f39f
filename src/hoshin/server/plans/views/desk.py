"""The desk: a plan's tree with its edits. Each works as a plain form and, with htmx, in place."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoshin.core.permissions import can_start_plan
from hoshin.core.plan.edit import EditError
from hoshin.core.plan.flat import THE_PLAN
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.access import staff
from hoshin.server.plans import actions
from hoshin.server.plans.forms import AddForm
from hoshin.server.plans.queries import headers, history, pages
from hoshin.server.plans.queries.desk import desk_rows
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.views.frame import address_of, frame, of_a_plan, title_of, viewer_of
from hoshin.server.ui.language import page_language

REASON = "reason for the changes of plan %s"
"""Under which name the session keeps why a person is changing a published plan."""


def today() -> date:
    return timezone.localdate()


def reason_of(request: HttpRequest, plan: int) -> str:
    """Why this person is changing this plan, as they said when they began."""
    return str(request.session.get(REASON % plan, ""))


@staff
def desk(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    mine = {post.organisation for post in viewer.posts}
    everywhere = any(post.role == "administrator" for post in viewer.posts)
    found = [h for h in headers.plans_for(viewer) if everywhere or h.organisation.id in mine]
    shown = {
        "plans": [_entry(header) for header in found],
        "may_upload": any(can_start_plan(viewer, organisation) for organisation in mine),
        "section": "desk",
    }
    return render(request, "plans/desk/desk.html", shown)


def _entry(header: headers.PlanHeader) -> dict[str, Any]:
    return {
        "header": header,
        "address": address_of(header),
        "title": title_of(header),
        "organisation": header.organisation.name(page_language()),
    }


@staff
@of_a_plan
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    shown = _tree(request, plan, removed=request.GET.get("removed"))
    return render(request, "plans/desk/plan.html", {**shown, "uploads": history.uploads(plan, viewer_of(request))})


def _tree(
    request: HttpRequest,
    plan: int,
    *,
    removed: str | None = None,
    changed: str | None = None,
    refusals: tuple[Problem, ...] = (),
    add_form: AddForm | None = None,
) -> dict[str, Any]:
    """The tree as the viewer may edit it, with what just happened."""
    viewer = viewer_of(request)
    rows = desk_rows(plan, viewer)
    tree = pages.plan_tree(plan, viewer, page_language())
    gone = history.removed_items(plan, viewer)
    return {
        **frame(tree.header, tree.powers, tree.levels),
        "tree": tree,
        "plan": tree.document,
        "rows": rows,
        "published": tree.header.is_published,
        "gone": gone,
        "removed": next((g for g in gone if g.item == removed), None),
        "changed": changed,
        "refusals": refusals,
        "add_form": add_form,
        "reason": reason_of(request, plan),
        "section": "desk",
    }


def _edited(request: HttpRequest, plan: int, act: Callable[[], str | None], **shown: Any) -> HttpResponse:
    """Run one edit of the tree and show the tree again: the fragment for htmx, else the whole page."""
    try:
        changed = act()
    except NotStorableError as error:
        return _refused(request, plan, error.problems)
    except EditError as error:
        return _refused(request, plan, (error.problem,))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "plans/desk/_tree.html", _tree(request, plan, changed=changed, **shown))
    return redirect(_desk_address(request, plan) + (f"?removed={shown['removed']}" if shown.get("removed") else ""))


def _refused(request: HttpRequest, plan: int, problems: tuple[Problem, ...]) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "plans/desk/_tree.html", _tree(request, plan, refusals=problems))
    for problem in problems:
        messages.error(request, sentence(problem, page_language()))
    return redirect(_desk_address(request, plan))


def _desk_address(request: HttpRequest, plan: int) -> str:
    return reverse("plans:desk_plan", args=[address_of(headers.header_of(plan, viewer_of(request)))])


@staff
@require_POST
@of_a_plan
def add(request: HttpRequest, plan: int) -> HttpResponse:
    form = AddForm(request.POST)
    if not form.is_valid():
        problem = Problem("answer_required", field="title", severity="error")
        return _refused(request, plan, (problem,))
    given = form.cleaned_data

    def act() -> str:
        return actions.add_item(
            plan=plan,
            level=given["level"],
            name=given["title"],
            parent=given["parent"] or THE_PLAN,
            code=given["code"] or None,
            by=viewer_of(request),
            on=today(),
            reason=reason_of(request, plan),
        )

    return _edited(request, plan, act)


@staff
@require_POST
@of_a_plan
def move(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    step: Any = "up" if request.POST.get("direction") == "up" else "down"

    def act() -> str:
        actions.reorder_item(
            plan=plan, item=item, to=step, by=viewer_of(request), on=today(), reason=reason_of(request, plan)
        )
        return item

    return _edited(request, plan, act)


@staff
@require_POST
@of_a_plan
def remove(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    def act() -> None:
        actions.remove_item(plan=plan, item=item, by=viewer_of(request), on=today(), reason=reason_of(request, plan))

    return _edited(request, plan, act, removed=item)


@staff
@require_POST
@of_a_plan
def restore(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    def act() -> str:
        actions.restore_item(plan=plan, item=item, by=viewer_of(request), on=today(), reason=reason_of(request, plan))
        return item

    return _edited(request, plan, act)


@staff
@require_POST
@of_a_plan
def reason(request: HttpRequest, plan: int) -> HttpResponse:
    """Keep why this person changes a published plan, so that every step need not ask again."""
    request.session[REASON % plan] = request.POST.get("reason", "").strip()[:300]
    return redirect(_desk_address(request, plan))


@staff
@require_POST
@of_a_plan
def publish(request: HttpRequest, plan: int) -> HttpResponse:
    try:
        actions.publish_plan(plan=plan, by=viewer_of(request), on=today())
    except NotStorableError as error:
        return _refused(request, plan, error.problems)
    messages.success(request, _("The plan is public now. From here on every change is a revision with a reason."))
    return redirect(_desk_address(request, plan))


@staff
@require_POST
@of_a_plan
def assign(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    """Give an item to a section, or to none."""
    post = request.POST.get("post", "")
    try:
        chosen = int(post) if post.isascii() and post.isdigit() else None
        actions.assign_owner(plan=plan, item=item, post=chosen, by=viewer_of(request), on=today())
    except EditError as error:
        return _refused(request, plan, (error.problem,))
    header = headers.header_of(plan, viewer_of(request))
    messages.success(request, _("The section that is in charge was changed."))
    return redirect("plans:desk_item", address_of(header), item)

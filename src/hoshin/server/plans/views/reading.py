"""Pages for anyone: the list of plans, a plan, its items, its budget, its revisions."""

import itertools
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hoshin.core.change_wording import FIELD_NAMES, name_in
from hoshin.core.plan.document import Initiative, PlanDocument
from hoshin.core.plan.flat import flatten, name_of
from hoshin.server.accounts.access import public
from hoshin.server.plans.queries import headers, history, pages, problems
from hoshin.server.plans.queries.pages import FieldSource, ItemPage, PlanTree
from hoshin.server.plans.queries.sources import source_text
from hoshin.server.plans.views.frame import address_of, frame, of_a_plan, title_of, viewer_of
from hoshin.server.plans.views.panels import indicator_figures, indicator_panels
from hoshin.server.plans.views.record import entries_of
from hoshin.server.ui.language import page_language

ON_A_PAGE = 50


@public
def home(request: HttpRequest) -> HttpResponse:
    found = headers.plans_for(viewer_of(request))
    by_organisation = sorted(found, key=lambda h: (h.organisation.code or "~", h.organisation.name_ja))
    organisations = [
        {"name": owner.name(page_language()), "plans": [_entry(header) for header in plans]}
        for owner, plans in itertools.groupby(by_organisation, key=lambda h: h.organisation)
    ]
    return render(request, "plans/home.html", {"organisations": organisations, "section": "plans"})


def _entry(header: headers.PlanHeader) -> dict[str, Any]:
    return {"header": header, "address": address_of(header), "title": title_of(header)}


@public
@of_a_plan
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    tree = pages.plan_tree(plan, viewer_of(request), page_language())
    figures = indicator_figures(request, plan)
    return render(request, "plans/plan.html", {**_frame(tree), "tree": tree, "plan": tree.document, "figures": figures})


def _frame(tree: PlanTree) -> dict[str, Any]:
    return frame(tree.header, tree.powers, tree.levels)


@public
@of_a_plan
def budget(request: HttpRequest, plan: int) -> HttpResponse:
    tree = pages.plan_tree(plan, viewer_of(request), page_language())
    shown = {**_frame(tree), "table": tree.budget, "unstated": tree.budget.unread + tree.budget.absent}
    return render(request, "plans/budget.html", shown)


@public
@of_a_plan
def revisions(request: HttpRequest, plan: int) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    tree = pages.plan_tree(plan, viewer, language)
    found = entries_of(history.revisions(plan, viewer, language=language))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {**_frame(tree), "plan": tree.document, "revisions": page.object_list, "page": page}
    return render(request, "plans/revisions.html", shown)


@public
@of_a_plan
def item(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    """An issue's, outcome's or initiative's page; an indicator's address and a code lead to where they belong."""
    tree = pages.plan_tree(plan, viewer_of(request), page_language())
    items = flatten(tree.document)
    if item not in items:
        return _by_code(tree, item)
    level = items[item].level
    if level == "indicator":
        return redirect("plans:indicator", address_of(tree.header), item)
    answer = {"issue": _issue, "outcome": _outcome, "initiative": _initiative}[level]
    return answer(request, plan, item, tree)


def _by_code(tree: PlanTree, code: str) -> HttpResponse:
    coded = [i.id for i in flatten(tree.document).values() if getattr(i.record, "code", None) == code]
    if not coded:
        raise Http404(code)
    return redirect("plans:item", address_of(tree.header), coded[0])


def _issue(request: HttpRequest, plan: int, item: str, tree: PlanTree) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    view = next(v for v in tree.issues if v.issue and v.issue.id == item)
    assert view.issue is not None
    places = ((field, source_text(source, None, language)) for field, source in view.issue.sources.items())
    shown = {
        **_frame(tree),
        "issue": view.issue,
        "outcomes": view.outcomes,
        "page": {"item": item, "above": (), "may_edit": tree.powers.may_edit},
        "neighbours": _neighbours(tree.document, item),
        "origins": origins(FieldSource(field, text) for field, text in places if text),
        "problems": problems.problems(plan, viewer, item=item, language=language),
        "revisions": entries_of(history.revisions(plan, viewer, item=item, language=language, limit=100)),
    }
    return render(request, "plans/issue.html", shown)


def _outcome(request: HttpRequest, plan: int, item: str, tree: PlanTree) -> HttpResponse:
    found = pages.outcome_page(plan, item, viewer_of(request), page_language())
    shown = {**_item_frame(tree, found.page), "outcome": found.view.outcome, "view": found.view}
    return render(request, "plans/outcome.html", {**shown, "figures": indicator_figures(request, plan)})


def _initiative(request: HttpRequest, plan: int, item: str, tree: PlanTree) -> HttpResponse:
    found = pages.initiative_page(plan, item, viewer_of(request), page_language())
    initiative = found.view.initiative
    shown = {**_item_frame(tree, found.page), "initiative": initiative, "view": found.view}
    shown |= {"shares": _sharing(tree.document, initiative), "figures": indicator_figures(request, plan)}
    return render(request, "plans/initiative.html", shown)


def _sharing(document: PlanDocument, host: Initiative) -> list[Initiative]:
    """The initiatives whose money is part of this one's amount."""
    cells = [i for o in document.outcomes for i in o.initiatives if i.budget and host.code]
    return [i for i in cells if i.budget and i.budget.included_in == host.code]


@public
@of_a_plan
def indicator(request: HttpRequest, plan: int, item: str) -> HttpResponse:
    viewer, language = viewer_of(request), page_language()
    found = pages.indicator_page(plan, item, viewer, language)
    shown = found.view.indicator
    place = [{"text": found.source, "fields": []}] if found.source and found.source.segments else []
    context = {
        **frame(found.page.header, found.page.powers, found.page.levels),
        "page": found.page,
        "indicator": shown,
        "wording": found.view.wording,
        "owner": found.owner,
        "kind": "process" if isinstance(found.owner, Initiative) else "outcome",
        "group": found.group,
        "warnings": found.warnings,
        "origins": place,
        "problems": found.page.problems,
        "revisions": entries_of(found.page.revisions),
        "reworded": bool(place) and not any(segment.is_marked for segment in place[0]["text"].segments),
        "stamps": _stamps(plan, item, viewer) if shown.revised else (),
        "panels": indicator_panels(request, plan, item),
    }
    return render(request, "plans/indicator.html", context)


def _stamps(plan: int, item: str, viewer: Any) -> list[Any]:
    tree = pages.plan_tree(plan, viewer)
    return [stamp for stamp in tree.document.stamps if stamp.item == item]


def _item_frame(tree: PlanTree, page: ItemPage) -> dict[str, Any]:
    return {
        **_frame(tree),
        "page": page,
        "neighbours": _neighbours(tree.document, page.item),
        "origins": origins(page.sources),
        "problems": page.problems,
        "revisions": entries_of(page.revisions),
    }


def _neighbours(document: PlanDocument, item: str) -> dict[str, tuple[str, str]]:
    """The items of the same level before and after, in the document's order, as (id, name)."""
    items = flatten(document)
    same = [i for i in items.values() if i.level == items[item].level]
    at = next(place for place, i in enumerate(same) if i.id == item)
    found = {}
    if at:
        found["before"] = (same[at - 1].id, name_of(same[at - 1].record))
    if at + 1 < len(same):
        found["after"] = (same[at + 1].id, name_of(same[at + 1].record))
    return found


def origins(sources: Iterable[FieldSource]) -> list[dict[str, Any]]:
    """The printed places of an item, each once, with the names of the fields that stand there."""
    places: dict[tuple[Any, ...], dict[str, Any]] = {}
    for found in sources:
        if not found.source.source.text:
            continue
        shown = places.setdefault((found.source.place, found.source.source.text), {"text": found.source, "fields": []})
        if found.field in FIELD_NAMES:
            shown["fields"].append(name_in(FIELD_NAMES, found.field, page_language()))
    return list(places.values())

"""Sources: what there is, what a source is and measured, its words and its indicators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hoshin.core.measurement.permissions import can_attach, check_can_work_on_source
from hoshin.core.permissions import INSIDERS
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import posts_of
from hoshin.server.evidence import actions
from hoshin.server.evidence.forms import AttachForm, SourceForm
from hoshin.server.evidence.queries import EvidenceError, coverage_of, indicators_of_plan, source_page, sources_for
from hoshin.server.evidence.queries.sources import SourceEntry
from hoshin.server.evidence.queries.standing import readable_source, standing_of_source
from hoshin.server.evidence.views.frame import add_problems, hides_what_is_not_yours, viewer_of
from hoshin.server.plans.queries.headers import PlanHeader, plans_for
from hoshin.server.plans.views.frame import address_of, title_of

KINDS = {
    "survey": gettext_lazy("Surveys"),
    "register": gettext_lazy("Registers"),
    "cases": gettext_lazy("Cases"),
    "series": gettext_lazy("Statistics"),
}

PURPOSES = {
    "survey": gettext_lazy("Ask residents, members or participants, and say how sure the answer is."),
    "register": gettext_lazy("Keep dated entries such as visits and patrols, and count them."),
    "cases": gettext_lazy("Follow families from finding to support; only the section sees them."),
    "series": gettext_lazy("Take in figures that others publish, such as the police."),
}

PLANS_SHOWN = 3
"""Plans whose indicators the overview lists by itself; the others are one click away."""


@staff
def home(request: HttpRequest) -> HttpResponse:
    viewer, today = viewer_of(request), timezone.localdate()
    entries = sources_for(viewer, on=today)
    groups = [(name, [e for e in entries if e.kind == kind]) for kind, name in KINDS.items()]
    everywhere = any(p.role == "administrator" for p in viewer.posts)
    mine = {p.organisation for p in viewer.posts if p.role in INSIDERS}
    plans = [h for h in plans_for(viewer) if everywhere or h.organisation.id in mine]
    chosen = _chosen(plans, request.GET.get("plan", ""))
    shown = {
        "kinds": [(KINDS[kind], PURPOSES[kind], reverse(home)) for kind, home in settings.EVIDENCE_HOMES.items()],
        "groups": [(name, found) for name, found in groups if found],
        "plans": [
            {"coverage": coverage_of(h.id, viewer, on=today), "title": title_of(h), "address": address_of(h)}
            for h in chosen
        ],
        "others": [h for h in plans if h not in chosen],
        "section": "evidence",
    }
    return render(request, "evidence/home.html", shown)


def _chosen(plans: list[PlanHeader], wanted: str) -> list[PlanHeader]:
    """The plan that was asked for, else the newest of each organisation, a few at a time."""
    asked = [h for h in plans if str(h.id) == wanted]
    newest: dict[int, PlanHeader] = {}
    for header in plans:
        newest.setdefault(header.organisation.id, header)
    return asked or list(newest.values())[:PLANS_SHOWN]


@staff
@hides_what_is_not_yours
def source(request: HttpRequest, source: int) -> HttpResponse:
    page = source_page(source, viewer_of(request), on=timezone.localdate())
    shown = {
        "page": page,
        "entry": page.entry,
        "indicators": [{"attached": a, "address": address_of(a.plan)} for a in page.indicators],
        "kind": KINDS[page.entry.kind],
        "records": _records_of(page.entry),
        "section": "evidence",
    }
    return render(request, "evidence/source.html", shown)


def _records_of(entry: SourceEntry) -> str | None:
    """Where the records of this source are kept, as its kind's app names it (settings)."""
    found = settings.EVIDENCE_KIND_PAGES.get(entry.kind)
    if found and ":" in found:
        return reverse(found, args=[entry.id])
    return import_string(found)(entry.id) if found else None


@staff
@hides_what_is_not_yours
def edit(request: HttpRequest, source: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = readable_source(source, viewer)
    check_can_work_on_source(viewer, standing_of_source(row))
    posts = [(p.id, p.name) for p in posts_of(row.organisation_id)]
    stored = {
        "version": row.version,
        "title": row.title,
        "population_words": row.population_words,
        "instrument": row.instrument,
        "owner": row.owner_id,
        "next_due": row.details.get("next_due"),
    }
    form = SourceForm(request.POST if request.method == "POST" else None, initial=stored, posts=posts)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _edit(source, form.cleaned_data, row.details, viewer)
        except EvidenceError as refused:
            add_problems(form, refused.problems)
        except actions.SourceChangedError as changed:
            conflict = _theirs(changed, posts)
            form.data = form.data.copy()
            form.data["version"] = str(changed.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence:source", source)
    shown = {"form": form, "row": row, "conflict": conflict, "section": "evidence"}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "evidence/edit.html", shown, status=status)


def _edit(source: int, given: dict[str, Any], details: dict[str, Any], viewer: Any) -> None:
    kept = {k: v for k, v in details.items() if k != "next_due"}
    due = {"next_due": given["next_due"].isoformat()} if given["next_due"] else {}
    values = {name: given[name] for name in ("title", "population_words", "instrument", "owner")}
    actions.edit_source(
        source=source,
        values={**values, "details": {**kept, **due}},
        version=given["version"],
        by=viewer,
        on=timezone.localdate(),
    )


def _theirs(changed: actions.SourceChangedError, posts: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """What somebody else stored meanwhile, as (label, text)."""
    names = dict(posts)
    labels = {
        "title": _("Name of the source"),
        "population_words": _("Of whom or what, in words"),
        "instrument": _("Instrument"),
    }
    shown = [(label, str(changed.theirs[name])) for name, label in labels.items()]
    return [*shown, (_("Section in charge"), names.get(changed.theirs["owner"], "—"))]


@staff
@hides_what_is_not_yours
def attach(request: HttpRequest, source: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = readable_source(source, viewer)
    check_can_work_on_source(viewer, standing_of_source(row))
    groups, plans = _choices(row, viewer)
    form = AttachForm(
        request.POST if request.method == "POST" else None,
        indicators=groups,
        choices=_recipes(row.kind, source),
        initial={"indicator": request.GET.get("indicator", "")},
    )
    if request.method == "POST" and form.is_valid():
        plan, _slash, item = form.cleaned_data["indicator"].partition("/")
        try:
            actions.attach_indicator(
                source=source,
                plan=int(plan),
                indicator=item,
                recipe=form.cleaned_data["chosen_recipe"],
                base_words=form.cleaned_data["base_words"],
                wording=form.cleaned_data["wording"],
                override_reason=form.cleaned_data["override_reason"],
                remeasure_reason=form.cleaned_data["remeasure_reason"],
                by=viewer,
                on=timezone.localdate(),
            )
        except EvidenceError as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("The indicator is attached, and closed periods have been measured."))
            return redirect("evidence:source", source)
    shown = {"form": form, "row": row, "has_plans": plans, "section": "evidence"}
    return render(request, "evidence/attach.html", shown, status=422 if form.errors else 200)


def _choices(row: Any, viewer: Any) -> tuple[list[Any], bool]:
    """The indicators of every plan that the source may measure, grouped by plan."""
    groups = []
    for header in plans_for(viewer):
        found = indicators_of_plan(header.id, viewer)
        if can_attach(viewer, standing_of_source(row), found.standing):
            options = [(f"{header.id}/{i.item}", _option(i)) for i in found.indicators]
            groups.append((f"{title_of(header)} ({header.fiscal_year})", options))
    return groups, bool(groups)


def _option(indicator: Any) -> str:
    measure = indicator.measure if len(indicator.measure) <= 60 else indicator.measure[:59] + "…"
    return f"{indicator.owner_code} {indicator.label} {measure}".strip()


def _recipes(kind: str, source: int) -> dict[str, Any]:
    """What a kind offers to compute from a source, by its label (settings name the function)."""
    found = settings.EVIDENCE_RECIPES.get(kind)
    return dict(import_string(found)(source)) if found else {}


@staff
@require_POST
@hides_what_is_not_yours
def detach(request: HttpRequest, source: int, attachment: int) -> HttpResponse:
    page = source_page(source, viewer_of(request))
    if attachment not in {a.id for a in page.indicators}:
        raise Http404(str(attachment))
    actions.detach_indicator(attachment=attachment, by=viewer_of(request), on=timezone.localdate())
    messages.success(request, _("The source measures this indicator no more. Its figures stay."))
    return redirect("evidence:source", source)

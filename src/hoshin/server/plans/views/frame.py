"""What all pages of plans share: from an address to a plan, and from refusals and absences to answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from hoshin.core.permissions import Actor
from hoshin.server.plans.queries.exporting import plan_number
from hoshin.server.plans.queries.headers import PlanHeader, Powers
from hoshin.server.plans.queries.pages import NoSuchItemError
from hoshin.server.plans.queries.standing import NoSuchPlanError
from hoshin.server.ui.language import page_language

Address = tuple[str, int]
"""An organisation's code (or its Japanese name, when it has none) and a fiscal year."""
LEVEL_LABELS = {
    "ja": {"issue": "経営課題", "outcome": "めざす成果及び戦略", "initiative": "具体的取組"},
    "en": {"issue": "Management issue", "outcome": "Outcome and strategy", "initiative": "Initiative"},
}
"""What the levels are called when the plan does not say."""


class AddressConverter:
    """「271217/2026」: which organisation's plan of which fiscal year. It outlives renumbering and renaming."""

    regex = "[^/]+/[0-9]{4}"

    def to_python(self, value: str) -> Address:
        organisation, year = value.rsplit("/", 1)
        return organisation, int(year)

    def to_url(self, value: Address | str) -> str:
        return value if isinstance(value, str) else f"{value[0]}/{value[1]}"


def address_of(header: PlanHeader) -> str:
    """The address under which a plan's pages stand."""
    return f"{header.organisation.code or header.organisation.name_ja}/{header.fiscal_year}"


def viewer_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def of_a_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the plan's number for its address; what does not exist is a page not found."""

    @wraps(view)
    def answer(request: HttpRequest, address: Address, **more: Any) -> HttpResponse:
        try:
            plan = plan_number(organisation=address[0], fiscal_year=address[1])
            return view(request, plan, **more)
        except (NoSuchPlanError, NoSuchItemError) as absent:
            raise Http404(str(absent)) from absent

    return answer


def frame(header: PlanHeader, powers: Powers, levels: dict[str, str]) -> dict[str, Any]:
    """What the head of every page of a plan shows."""
    language = page_language()
    organisation = header.organisation.name(language)
    return {
        "header": header,
        "address": address_of(header),
        "organisation": organisation,
        "title": title_of(header),
        "levels": {**LEVEL_LABELS[language], **levels},
        "open_problems": header.open_problems,
        "may_edit": powers.may_edit,
        "may_open_desk": powers.may_read_history,
        "may_publish": powers.may_publish,
        "section": "plans",
    }


def title_of(header: PlanHeader) -> str:
    """What the plan calls itself, else its organisation and year."""
    return header.title or f"{header.organisation.name(page_language())} {header.fiscal_year}"

"""A stored plan as the document that it is."""

from hoshin.core.permissions import Actor, check_can_open_original
from hoshin.core.plan.document import PlanDocument
from hoshin.server.plans.models import Plan, Upload
from hoshin.server.plans.originals import path_of
from hoshin.server.plans.queries.standing import NoSuchPlanError, readable_plan, readable_row, standing_of


def export_document(plan: int, viewer: Actor) -> PlanDocument:
    """The plan as a document, without loss: importing it anywhere gives the same plan. Four queries."""
    return readable_plan(plan, viewer).document


def plan_number(*, organisation: str, fiscal_year: int) -> int:
    """The plan of an organisation (Japanese name or code) for a year; raises `NoSuchPlanError`. One query."""
    rows = Plan.objects.filter(fiscal_year=fiscal_year)
    found = rows.filter(organisation__name_ja=organisation) | rows.filter(organisation__code=organisation)
    key = found.values_list("pk", flat=True).first()
    if key is None:
        raise NoSuchPlanError(f"{organisation} {fiscal_year}")
    return int(key)


def plan_at(organisation: str, fiscal_year: int) -> int | None:
    """The plan at a page's address: the organisation's code, or `o` and its number when it has none. One query."""
    rows = Plan.objects.filter(fiscal_year=fiscal_year)
    number = organisation.removeprefix("o")
    if organisation.startswith("o") and number.isascii() and number.isdigit() and len(number) < 18:
        rows = rows.filter(organisation=int(number))
    else:
        rows = rows.filter(organisation__code=organisation)
    return rows.values_list("pk", flat=True).first()


def original_of(plan: int, upload: int, viewer: Actor) -> tuple[str, bytes]:
    """The name and bytes of an imported original, for the organisation's staff. Two queries.

    A view sends it as an attachment with nosniff, never inline: it may hold anything.
    """
    row = readable_row(plan, viewer)
    check_can_open_original(viewer, standing_of(row))
    found = Upload.objects.filter(plan=row, pk=upload, sha256__isnull=False).first()
    if found is None or found.sha256 is None:
        raise NoSuchPlanError(f"upload {upload}")
    try:
        return found.name, path_of(found.sha256).read_bytes()
    except FileNotFoundError as gone:
        raise NoSuchPlanError(f"the file of upload {upload}") from gone

"""How many are asked of each stratum, with a helper that works it out, and how answers will be weighted."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hoshin.core.problems.record import Problem
from hoshin.core.survey.population_counts import count_typed, stratum_populations
from hoshin.core.survey.sampling import Stratum, stratum_words
from hoshin.server.accounts.access import staff
from hoshin.server.surveys import actions
from hoshin.server.surveys.designs import (
    DesignNumberError,
    SampleDesign,
    percentage,
    planned_strata,
    planned_whole,
    with_sizes,
)
from hoshin.server.surveys.forms import ALLOCATION_CHOICES, WEIGHTING_CHOICES
from hoshin.server.surveys.queries import population_columns, population_table
from hoshin.server.surveys.queries.frames import design_kept
from hoshin.server.surveys.views.frame import SurveyRefusedError, frame, of_a_survey, shown, today, viewer_of

Populations = Mapping[Stratum, int]


@staff
@of_a_survey
def design(request: HttpRequest, survey: int) -> HttpResponse:
    """Show the design; on 「計算」 work the numbers out, on 「保存」 keep them."""
    context = frame(request, survey, "design")
    header = context["survey"]
    wants = header.draws
    chosen = design_kept(survey)
    problems: list[Problem] = []
    if request.method == "POST":
        chosen, problems = _typed(
            request.POST, survey, wants_sizes=wants, is_stratified=header.sampling == "stratified"
        )
        if not problems:
            try:
                chosen = _worked_out(request.POST, survey, chosen) if wants else chosen
                if request.POST.get("do") == "save":
                    actions.set_design(survey=survey, design=chosen, by=viewer_of(request), on=today())
                    messages.success(request, _("The design was stored."))
                    return redirect("surveys:design", survey)
            except (SurveyRefusedError, DesignNumberError) as refused:
                problems = list(refused.problems)
    context |= _page(survey, chosen, wants, request.POST if problems else None)
    return shown(request, "surveys/design.html", context, problems)


def _populations(survey: int, strata: tuple[str, ...]) -> Populations:
    table = population_table(survey)
    return stratum_populations(table, strata) if table else {}


def _typed(
    sent: QueryDict, survey: int, *, wants_sizes: bool, is_stratified: bool
) -> tuple[SampleDesign, list[Problem]]:
    """The design as it was typed, and every number of it that cannot be read."""
    columns = population_columns(survey)
    strata = tuple(c for c in columns if c in sent.getlist("strata")) if is_stratified else ()
    problems: list[Problem] = []
    sizes: dict[Stratum, int] = {}
    responses: dict[Stratum, str] = {}
    for number, stratum in enumerate(sorted(_populations(survey, strata))) if _same_strata(sent, strata) else ():
        typed, share = sent.get(f"size-{number}", "").strip(), _bare(sent.get(f"response-{number}", ""))
        count = count_typed(typed) if typed else None
        if typed and count is None:
            values = {"stratum": stratum_words(stratum)}
            problems.append(Problem("design_number_unreadable", found=typed, values=values, severity="error"))
        if count is not None:
            sizes[stratum] = count
        if share and share != _bare(sent.get("response", "")):
            responses[stratum] = share
    chosen = SampleDesign(
        strata=strata,
        allocation=_one_of(sent.get("allocation", ""), ALLOCATION_CHOICES, "proportional"),
        half_width=_bare(sent.get("half_width", "")) or "5",
        response=_bare(sent.get("response", "")) or "30",
        responses=responses,
        per_stratum=sent.get("per_stratum") == "1",
        sizes=sizes,
        weighting=_one_of(sent.get("weighting", ""), WEIGHTING_CHOICES, "none"),
        weight_by=tuple(c for c in columns if c in sent.getlist("weight_by")),
        cells=tuple(c for c in columns if c in sent.getlist("cells")),
    )
    return chosen, problems + (_share_problems(chosen) if wants_sizes else [])


def _bare(percent: str) -> str:
    """A percentage as it is kept: the pages add the sign, which some people type."""
    return percent.strip().rstrip("%％").rstrip()


def _share_problems(chosen: SampleDesign) -> list[Problem]:
    problems: list[Problem] = []
    shares = [(chosen.half_width, "half_width"), (chosen.response, "response")]
    for text, field in [*shares, *((share, "response") for share in chosen.responses.values())]:
        try:
            percentage(text, field)
        except DesignNumberError as refused:
            problems += refused.problems
    return problems


def _same_strata(sent: QueryDict, strata: tuple[str, ...]) -> bool:
    """Whether the table that was sent belongs to the strata that are ticked now."""
    return sent.get("table_of", "") == "|".join(strata)


def _one_of(value: str, choices: list[tuple[str, Any]], otherwise: str) -> Any:
    return value if value in dict(choices) else otherwise


def _worked_out(sent: QueryDict, survey: int, chosen: SampleDesign) -> SampleDesign:
    """Numbers typed in the table stay when the design is kept; asked to calculate, all are worked out anew."""
    populations = _populations(survey, chosen.strata)
    if sent.get("do") == "save" and _same_strata(sent, chosen.strata) and chosen.sizes:
        return chosen
    return with_sizes(chosen, populations)


def _page(survey: int, chosen: SampleDesign, wants: bool, sent: QueryDict | None) -> dict[str, Any]:
    populations = _populations(survey, chosen.strata)
    strata = planned_strata(chosen, populations) if wants else ()
    rows = [
        {
            "stratum": s,
            "number": number,
            "size": sent.get(f"size-{number}", "") if sent else str(s.mailed or ""),
            "response": sent.get(f"response-{number}", "") if sent else s.response,
        }
        for number, s in enumerate(strata)
    ]
    return {
        "design": chosen,
        "columns": population_columns(survey),
        "rows": rows,
        "whole": planned_whole(strata) if strata else None,
        "table_of": "|".join(chosen.strata),
        "allocations": ALLOCATION_CHOICES,
        "weightings": WEIGHTING_CHOICES,
    }

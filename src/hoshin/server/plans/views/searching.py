"""Search over all plans that the reader may see."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hoshin.server.accounts.access import public
from hoshin.server.plans.queries import finding
from hoshin.server.plans.views.frame import viewer_of
from hoshin.server.ui.language import page_language

ON_A_PAGE = 20
LONGEST_QUERY = 100


@public
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    number = request.GET.get("page", "1")
    offset = (int(number) - 1) * ON_A_PAGE if number.isascii() and number.isdigit() and int(number) > 0 else 0
    result = finding.search(query, viewer_of(request), limit=ON_A_PAGE, offset=min(offset, 10**6))
    page = Paginator(range(result.count), ON_A_PAGE).get_page(number)
    shown = {
        "query": query,
        "found": result.count,
        "hits": [_shown(hit) for hit in result.hits],
        "page": page,
        "section": "plans",
    }
    return render(request, "plans/search.html", shown)


def _shown(hit: finding.SearchHit) -> dict[str, object]:
    organisation = hit.organisation.name(page_language())
    address = f"{hit.organisation.code or hit.organisation.name_ja}/{hit.fiscal_year}"
    name = "plans:indicator" if hit.level == "indicator" else "plans:item"
    url = reverse(name, args=[address, hit.item]) if hit.item else reverse("plans:plan", args=[address])
    return {
        "url": url,
        "level": hit.level,
        "name": hit.name,
        "field": hit.field,
        "excerpt": hit.excerpt,
        "organisation": organisation,
        "fiscal_year": hit.fiscal_year,
    }

"""Whose plan this is and of which year: from the title, else from stamps, budgets or the file's name, and asked."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.assembly.drafts import Draft
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.headings import match_heading
from hoshin.exchange.assembly.sections import Key, Section
from hoshin.exchange.assembly.stamps import find_stamps
from hoshin.exchange.assembly.title import Title, lone_edition, organisation_in, read_title
from hoshin.exchange.assembly.years import year_in


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document says of itself; None where it is silent."""

    organisation: str | None = None
    fiscal_year: int | None = None
    title: str | None = None
    edition: str | None = None
    problems: tuple[Problem, ...] = ()


def identity_of(plan: Draft, sections: Sequence[Section], file: str) -> Identity:
    """The organisation, year, title and edition, each with a problem when it was inferred or is missing."""
    titles = [found for f in plan.fragments(Key.TITLE) if (found := read_title(visible(f.text)))]
    printed_year = _first_year(titles)
    year, problems = (printed_year, []) if printed_year else _inferred_year(sections, file)
    problems = [*problems, *_conflicts(titles, file)]
    organisation = _first([t.organisation for t in titles]) or _named(plan)
    if organisation is None:
        organisation = organisation_in(PurePath(file).stem)
        code = "organisation_missing" if organisation is None else "organisation_inferred"
        problems.append(Problem(code, Source(file), file, organisation, field="organisation"))
    return Identity(
        organisation=organisation,
        fiscal_year=year,
        title=titles[0].text if titles else None,
        edition=_first([*(t.edition for t in titles), *(lone_edition(f.text) for f in plan.fragments(Key.TITLE))]),
        problems=tuple(problems),
    )


def _named(plan: Draft) -> str | None:
    """The organisation from a line or field of its own; 「港区役所」 is the plan of 港区."""
    name = plan.text(Key.ORGANISATION)
    return name.split("\n")[0].removesuffix("役所") if name else None


def _first(values: Sequence[str | None]) -> str | None:
    return next((v for v in values if v), None)


def _first_year(titles: Sequence[Title]) -> int | None:
    return next((t.fiscal_year for t in titles if t.fiscal_year), None)


def _conflicts(titles: Sequence[Title], file: str) -> list[Problem]:
    years = sorted({t.fiscal_year for t in titles if t.fiscal_year})
    if len(years) < 2:
        return []
    found = "、".join(str(y) for y in years)
    return [Problem("fiscal_years_differ", Source(file), found, proposal=str(_first_year(titles)), field="fiscal_year")]


def _inferred_year(sections: Sequence[Section], file: str) -> tuple[int | None, list[Problem]]:
    """The year after the evaluation that stamps name, else of the latest budget's heading, else of the file's name."""
    stamps: Counter[int] = Counter()
    where: dict[int, Source] = {}
    budgets: Counter[int] = Counter()
    for section in sections:
        for fragment in section.fragments:
            for stamp in find_stamps(fragment.text):
                if stamp.evaluation_fiscal_year:
                    year = stamp.evaluation_fiscal_year + 1
                    stamps[year] += 1
                    where.setdefault(year, fragment.source)
        year_of_budget = _budget_year(section)
        if year_of_budget:
            budgets[year_of_budget] += 1
            where.setdefault(year_of_budget, section.source or Source(file))
    if stamps:
        return _asked(stamps.most_common(1)[0][0], where)
    if budgets:
        return _asked(max(budgets), where)
    in_name = _year_in_name(file)
    if in_name:
        return in_name, [Problem("fiscal_year_inferred", Source(file), file, str(in_name), field="fiscal_year")]
    return None, [Problem("fiscal_year_missing", Source(file), field="fiscal_year")]


def _year_in_name(file: str) -> int | None:
    """The year that a file's name holds: 「港区_令和4年度運営方針.xlsx」「r3-unei-hoshin.txt」."""
    folded = fold(PurePath(file).stem).text
    found = re.search(r"(?<![A-Za-z0-9])(?:令和|平成|[RrHh])(?:元|\d{1,2})(?!\d)|(?<!\d)20\d{2}(?!\d)", folded)
    return year_in(found.group() + "年度") if found else None


def _asked(year: int, where: dict[int, Source]) -> tuple[int, list[Problem]]:
    source = where[year]
    return year, [
        Problem("fiscal_year_inferred", source, visible(source.text).replace("\n", ""), str(year), field="fiscal_year")
    ]


def _budget_year(section: Section) -> int | None:
    if section.key is not Key.BUDGET:
        return None
    detail = section.detail or ""
    if not detail and section.heading:
        match = match_heading(section.heading)
        detail = (match.detail if match else None) or ""
    head = detail.partition(".")[0]
    return int(head) if head.isdigit() else None

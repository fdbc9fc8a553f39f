"""What is wrong with a design before anything is computed.

Columns that the answers lack, requests that contradict themselves, categories that no answer has.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from hoshin.core.problems.record import Problem
from hoshin.core.survey.cells import AnswerTable
from hoshin.core.survey.design import EstimateRequest, SurveyDesign, category_of

_SHOWN_COLUMNS = 20


def columns_of_design(design: SurveyDesign) -> list[str]:
    """All columns that drawing and weighting need, each once."""
    sampling, adjust = design.sampling, design.adjust
    tables = [adjust.nonresponse, adjust.poststratify, *adjust.rake]
    named = [
        *([sampling.weights] if sampling.weights else []),
        *sampling.strata,
        *sampling.clusters,
        *sampling.fpc,
        *(column for column, _wanted in sampling.where),
        *(column for table in tables if table is not None for column in table.by),
    ]
    return list(dict.fromkeys(named))


def columns_of_request(request: EstimateRequest) -> list[str]:
    """All columns that one estimate needs, each once."""
    crossed = [column for columns in request.crossed for column in columns]
    named = [request.variable, *([request.denominator] if request.denominator else []), *request.by, *crossed]
    return list(dict.fromkeys(named))


def missing_columns(needed: Sequence[str], present: Sequence[str], **values: str) -> list[Problem]:
    """A problem for each column that is not there, with the nearest name that is."""
    problems = []
    for column in needed:
        if column not in present:
            near = difflib.get_close_matches(column, present, n=1)
            shown = "、".join(present[:_SHOWN_COLUMNS]) + ("…" if len(present) > _SHOWN_COLUMNS else "")
            problem = Problem(
                "answer_column_missing",
                found=column,
                proposal=near[0] if near else None,
                severity="error",
                values={"column": column, "columns": shown, "nearest": f"→「{near[0]}」？ " if near else "", **values},
            )
            problems.append(problem)
    return problems


def request_problems(request: EstimateRequest) -> Iterator[Problem]:
    """What one request says that cannot be meant."""
    named = {"estimate": request.name}
    if request.kind == "proportion" and not request.counts:
        yield Problem("counts_missing", severity="error", values=named)
    if request.kind == "ratio" and not request.denominator:
        yield Problem("denominator_missing", severity="error", values=named)
    for category in sorted(set(request.counts) & set(request.missing)):
        yield Problem("counted_and_missing", found=category, severity="error", values={"category": category, **named})
    if not 0.0 < request.level < 1.0:
        yield Problem("level_not_a_share", found=f"{request.level:g}", severity="error", values=named)


def unseen_categories(table: AnswerTable, request: EstimateRequest) -> Iterator[Problem]:
    """A question for each counted category that no answer has: a misspelt one would count as "no" in silence."""
    seen = set(table.categories(request.variable))
    shown = "、".join(sorted(category for category in seen if category is not None)[:_SHOWN_COLUMNS])
    for category in request.counts:
        if category not in seen and not seen & _spellings(category):
            values = {"estimate": request.name, "column": request.variable, "category": category, "seen": shown}
            yield Problem("counted_category_unseen", found=category, values=values)


def _spellings(category: str) -> set[str]:
    """The ways in which files write the same truth value; a design that says `true` counts all of them."""
    return next((set(ways) for ways in TRUTHS.values() if category in ways), set())


TRUTHS = {True: ("1", "TRUE", "True", "true"), False: ("0", "FALSE", "False", "false")}
"""What `true` and `false` of a design file stand for in the cells of an answer file."""


def columns_of_rows(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The columns of the answers, from the first row."""
    return [str(column) for column in rows[0]] if rows else []


def categories_counted(values: Sequence[object]) -> tuple[str, ...]:
    """The categories that the values of a design file name.

    >>> categories_counted([1, 2.0, "そう思う"])
    ('1', '2', 'そう思う')
    """
    categories: dict[str, None] = {}
    for value in values:
        named = TRUTHS[value] if isinstance(value, bool) else (category_of(value),)
        categories.update(dict.fromkeys(category for category in named if category is not None))
    return tuple(categories)

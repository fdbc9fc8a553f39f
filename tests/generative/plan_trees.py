"""Random plan documents, small and nasty: few words, so that names repeat and codes collide."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from hoshin.core.plan.document import (
    Activity,
    Budget,
    BudgetLine,
    ExitCriterion,
    Indicator,
    Initiative,
    Issue,
    LevelLabel,
    Outcome,
    PlanDocument,
    Result,
    Review,
    RevisionEntry,
    RevisionStamp,
    Target,
)
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source

WORDS = (
    "安心",
    "子育て",
    "防犯カメラの設置",
    "防犯カメラの撤去",
    "支援の\n充実",
    "②-1",
    "髙い㈱",
    "a",
    "参加者の満足度",
)
texts = st.sampled_from(WORDS) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8
)
maybe = st.none() | texts
years = st.integers(1990, 2040)
numbers = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(Decimal.normalize) | st.integers(0, 10**12).map(
    Decimal
)
dates = st.dates(date(1990, 1, 1), date(2040, 12, 31))
sources = st.builds(
    Source,
    st.just("計画.xlsx"),
    texts,
    page=st.none() | st.integers(1, 9),
    cell=maybe,
    start=st.none() | st.integers(0, 99),
    box=st.none() | st.tuples(*[st.floats(0, 900, width=16)] * 4),
)
places = st.dictionaries(st.sampled_from(["title", "goal_state"]), sources, max_size=2)
some = {"max_size": 2}
targets = st.builds(
    Target,
    st.sampled_from([">=", "<=", "between", "increase", "qualitative"]),
    st.none() | numbers,
    unit=maybe,
    due_fiscal_year=st.none() | years,
    due_date=st.none() | dates,
    comparator_implied=st.booleans(),
)
budgets = st.builds(
    Budget,
    st.sampled_from(["amount", "none", "included_in", "unread"]),
    texts,
    st.none() | st.integers(0, 10**12),
    maybe,
)
reviews = st.builds(
    Review,
    st.sampled_from(["previous", "mid_year", "year_end"]),
    st.none() | years,
    st.dictionaries(st.sampled_from(["challenges", "policy"]), texts, **some),
    st.just({}),
    places,
)
results = st.builds(Result, texts, maybe, st.none() | years, st.none() | numbers, maybe, source=st.none() | sources)
marks = st.lists(st.sampled_from(["新規", "再掲"]), max_size=2, unique=True).map(tuple)


def tuples(records, most=2):
    return st.lists(records, max_size=most).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    """A plan whose ids are unique; outcomes may name an issue of the plan, one that is gone, or none."""
    counter = iter(range(10**6))

    def key() -> str:
        return f"{draw(st.sampled_from('abc'))}{next(counter)}"

    def indicators(most: int) -> tuple[Indicator, ...]:
        return tuple(
            Indicator(
                key(),
                measure=draw(texts),
                printed=draw(texts),
                label=draw(maybe),
                target=draw(st.none() | targets),
                target_printed=draw(maybe),
                group=draw(maybe),
                revised=draw(st.booleans()),
                marks=draw(marks),
                results=draw(tuples(results)),
                note=draw(maybe),
                source=draw(st.none() | sources),
            )
            for _ in range(draw(st.integers(0, most)))
        )

    def initiatives() -> tuple[Initiative, ...]:
        return tuple(
            Initiative(
                key(),
                code=draw(maybe),
                title=draw(maybe),
                indicators=indicators(2),
                activities=draw(tuples(st.builds(Activity, texts, maybe, st.integers(0, 1), st.none() | sources))),
                budget=draw(st.none() | budgets),
                budget_lines=draw(tuples(st.builds(BudgetLine, texts, budgets, st.none() | years), 1)),
                exit_criteria=draw(tuples(st.builds(ExitCriterion, texts, st.none() | targets), 1)),
                past_results=draw(maybe),
                reviews=draw(tuples(reviews, 1)),
                marks=draw(marks),
                sources=draw(places),
            )
            for _ in range(draw(st.integers(0, 2)))
        )

    issues = tuple(
        Issue(key(), code=draw(maybe), title=draw(maybe), challenge=draw(maybe), sources=draw(places))
        for _ in range(draw(st.integers(0, 2)))
    )
    named = st.sampled_from([None, "gone", *(i.id for i in issues)])
    outcomes = tuple(
        Outcome(
            key(),
            code=draw(maybe),
            title=draw(maybe),
            issue=draw(named),
            goal_state=draw(maybe),
            strategy=draw(maybe),
            indicators=indicators(1),
            initiatives=initiatives(),
            marks=draw(marks),
            sources=draw(places),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    items = st.sampled_from([None, *(o.id for o in outcomes)])
    problems = st.builds(
        Problem,
        st.just("budget_not_read"),
        st.none() | sources,
        maybe,
        maybe,
        items,
        maybe,
        values=st.just({"field": "予算"}),
    )
    return PlanDocument(
        f"plan{next(counter)}",
        organisation="北町区",
        fiscal_year=draw(years),
        title=draw(maybe),
        edition=draw(maybe),
        goal=draw(maybe),
        levels=draw(tuples(st.builds(LevelLabel, st.just("issue"), texts), 1)),
        issues=issues,
        outcomes=outcomes,
        stamps=draw(tuples(st.builds(RevisionStamp, texts, st.none() | years, items, maybe), 1)),
        revision_history=draw(tuples(st.builds(RevisionEntry, texts, st.none() | dates, items), 1)),
        reviews=draw(tuples(reviews, 1)),
        problems=draw(tuples(problems)),
        sources=draw(places),
    )

"""A small plan that has one of everything, built by hand."""

from datetime import date
from decimal import Decimal

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

FILE = "北町区運営方針.xlsx"


def place(cell: str, text: str = "") -> Source:
    return Source(FILE, text, sheet="様式2", cell=cell)


def indicator(key: str, measure: str, phrase: str, target: Target | None, **more: object) -> Indicator:
    return Indicator(
        key,
        measure=measure,
        printed=f"{measure} {phrase}",
        target=target,
        target_printed=phrase,
        source=place("F9", f"{measure}　{phrase}"),
        **more,  # type: ignore[arg-type]
    )


def kitamachi() -> PlanDocument:
    """北町区, FY2026: two issues, three outcomes, four initiatives, shared money, one open question."""
    safety = Issue("i1", code="1", title="安全なまち", challenge="街頭犯罪が減らない", sources={"title": place("A3")})
    children = Issue("i2", code="2", title="子育てしやすいまち")
    camera = Initiative(
        "n1",
        code="1-1-1",
        title="防犯カメラの設置支援",
        indicators=(
            indicator(
                "k1",
                "防犯カメラの新設台数",
                "20台以上",
                Target(">=", Decimal(20), unit="台", due_fiscal_year=2026),
                label="①",
            ),
            indicator(
                "k2", "街頭犯罪の認知件数", "前年以下", Target("<=", baseline="previous_calendar_year"), label="②"
            ),
        ),
        activities=(Activity("設置費の補助", label="(1)", source=place("C7")), Activity("町会への説明", depth=1)),
        budget=Budget("amount", "8,919千円", 8_919_000, rounding_yen=1000, source=place("H5")),
        budget_lines=(BudgetLine("7年度予算額", Budget("amount", "8,500千円", 8_500_000), 2025, "budget"),),
        exit_criteria=(ExitCriterion("新設が5台未満", Target("<", Decimal(5), unit="台")),),
        past_results="昨年度は18台を設置した。",
        reviews=(
            Review(
                "year_end", 2025, {"challenges": "設置場所の調整"}, {"assessment": "①(ⅰ)"}, {"challenges": place("A30")}
            ),
        ),
        marks=("新規",),
    )
    patrol = Initiative(
        "n2", code="1-1-2", title="青色防犯パトロール", budget=Budget("included_in", "1-1-1を含む", included_in="1-1-1")
    )
    visits = Initiative(
        "n3",
        code="2-1-1",
        title="子育て家庭への訪問支援",
        indicators=(indicator("k4", "訪問件数", "370件以上", Target(">=", Decimal(370), unit="件"), revised=True),),
        budget=Budget("amount", "2,607千円", 2_607_000),
    )
    reading = Initiative("n4", code="2-2-1", title="絵本の読み聞かせ", budget=Budget("none", "－"))
    return PlanDocument(
        "kitamachi-2026",
        organisation="北町区",
        fiscal_year=2026,
        title="令和8年度 北町区運営方針",
        edition="確定",
        goal="だれもが安心して暮らせるまち",
        levels=(LevelLabel("issue", "経営課題"), LevelLabel("initiative", "具体的取組")),
        issues=(safety, children),
        outcomes=(
            Outcome(
                "o1",
                code="1-1",
                title="街頭犯罪の減少",
                issue="i1",
                goal_state="夜も安心して歩ける",
                strategy="見守りの目を増やす",
                indicators=(
                    indicator(
                        "k3",
                        "治安がよいと感じる区民の割合",
                        "41.5%以上",
                        Target(">=", Decimal("41.5"), unit="%", due_fiscal_year=2028),
                        results=(Result("36.2%", "前年度", 2025, Decimal("36.2"), "%"),),
                    ),
                ),
                initiatives=(camera, patrol),
            ),
            Outcome("o2", code="2-1", title="孤立しない子育て", issue="i2", initiatives=(visits,)),
            Outcome("o3", code="2-2", title="ことばを育む", issue="i2", initiatives=(reading,)),
        ),
        stamps=(RevisionStamp("R7年度自己評価を踏まえ変更", 2025, "k4", "target", True, place("G20")),),
        revision_history=(
            RevisionEntry("令和8年6月1日 目標値を改定", date(2026, 6, 1), "k1", "15台", "20台", "実績を踏まえ"),
        ),
        problems=(
            Problem(
                "budget_not_read",
                where=place("H9", "約３百万円"),
                found="約３百万円",
                proposal="3,000千円",
                item="n4",
                field="budget",
                values={"field": "予算額"},
            ),
        ),
        sources={"goal": place("A2", "目標：だれもが安心して暮らせるまち")},
    )

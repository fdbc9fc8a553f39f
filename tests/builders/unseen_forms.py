"""The forms on which wards that do not exist print their plans: headings, grids, plain lines and slides.

A form turns a plan's truth into neutral shapes; `unseen_files` writes those into each file format.
"""

from dataclasses import dataclass

from tests.builders.unseen_content import Extent

OSAKA = {"issue": "経営課題", "outcome": "めざす成果及び戦略", "initiative": "具体的取組"}


@dataclass(frozen=True)
class Form:
    """One form generation of one government."""

    name: str
    layout: str
    extent: Extent
    words: dict[str, str]
    formats: tuple[str, ...]
    one_outcome_an_issue: bool = False
    document: str = "{year}　{organisation}運営方針"
    money: str = "{thousand}千円"


PROSE_FORMATS = ("text_marked", "docx_prose", "pdf_prose")
GRID_FORMATS = ("xlsx_sheets", "xlsx_single", "docx", "pptx_tables", "pdf_ruled")
SHEET_FORMATS = (*PROSE_FORMATS, "text", "scrambled", "markdown", "xlsx_sheets", "xlsx_single", "docx", "pdf_ruled")
SLIDE_FORMATS = (
    *PROSE_FORMATS,
    "text",
    "scrambled",
    "markdown",
    "xlsx_single",
    "docx",
    "pptx_tables",
    "pptx_boxes",
    "pptx_cards",
    "pdf_ruled",
    "pdf_slides",
    "pdf_printed",
)
PAGE_FORMATS = ("text", "markdown", "xlsx_sheets", "docx", "pptx_tables", "pdf_ruled")

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form(
            "sheet2013",
            "sheet",
            Extent(
                2013, exit=True, past=True, earlier_money=True, mid_year=True, challenge=True, front=True, stamps=False
            ),
            OSAKA
            | {
                "goal_state": "めざす状態＜概ね３～５年間を念頭に設定＞",
                "outcome_indicator": "アウトカム（成果）指標",
                "strategy": "戦略＜中期的な取組の方向性＞",
                "process": "プロセス指標（年度目標）",
                "activities": "当年度の取組内容",
                "exit": "撤退・再構築基準",
                "past": "前年度までの実績",
                "challenge": "課題",
                "goal": "目標（何をめざすのか）",
                "mission": "使命（どのような役割を担うのか）",
                "mid_year": "中間振り返り",
                "year_end": "自己評価",
            },
            SHEET_FORMATS,
        ),
        Form(
            "sheet2018",
            "sheet",
            Extent(
                2018, exit=True, past=True, earlier_money=True, mid_year=True, year_end=True, challenge=True, front=True
            ),
            OSAKA
            | {
                "goal_state": "めざす状態〈概ね3～5年間を念頭に設定〉",
                "outcome_indicator": "アウトカム(成果)指標(めざす状態を数値化した指標)",
                "strategy": "戦略(中期的な取組の方向性)",
                "process": "プロセス(過程)指標(取組によりめざす指標)",
                "activities": "取組内容",
                "exit": "撤退・再構築基準",
                "past": "前年度までの実績",
                "challenge": "課題(上記要因を解消するために必要なこと)",
                "goal": "区の目標(何をめざすのか)",
                "mission": "区の使命(どのような役割を担うのか)",
                "mid_year": "中間振り返り",
                "year_end": "自己評価",
            },
            SHEET_FORMATS,
        ),
        Form(
            "sheet2020",
            "sheet",
            Extent(2020, past=True, earlier_money=True, year_end=True, front=True, history=True),
            OSAKA
            | {
                "goal_state": "めざす状態（概ね３～５年間を念頭に設定）",
                "outcome_indicator": "アウトカム指標",
                "strategy": "戦略",
                "process": "プロセス指標",
                "activities": "当年度の取組内容",
                "past": "前年度までの実績",
                "goal": "目標",
                "mission": "使命",
                "mid_year": "中間振り返り",
                "year_end": "自己評価",
            },
            SHEET_FORMATS,
        ),
        Form(
            "page2023",
            "page",
            Extent(2023, goal_state=False, process=False, year_end=True, challenge=True, stamps=False),
            OSAKA
            | {
                "outcome_indicator": "アウトカム指標",
                "strategy": "主な戦略",
                "activities": "主な具体的取組（5年度予算額）",
                "challenge": "課題認識",
                "quantitative": "アウトカム指標の達成状況（定量評価）",
                "qualitative": "自己評価（定性評価）",
                "policy": "今後の方針",
            },
            PAGE_FORMATS,
            one_outcome_an_issue=True,
        ),
        Form(
            "overview2022",
            "columns",
            Extent(2022, history=True),
            OSAKA
            | {
                "goal_state": "めざす状態（概ね3～5年間を念頭に設定）",
                "outcome_indicator": "アウトカム指標",
                "strategy": "戦略",
                "process": "プロセス（過程）指標",
                "activities": "取組内容",
                "budget": "予算額",
            },
            SLIDE_FORMATS,
            document="{year}　{organisation}運営方針（概要版）",
        ),
        Form(
            "basic_goals",
            "columns",
            Extent(2024, challenge=True, stamps=False),
            {
                "issue": "基本目標",
                "outcome": "施策",
                "initiative": "事務事業",
                "goal_state": "目指す姿",
                "outcome_indicator": "成果指標",
                "strategy": "施策の方針",
                "process": "活動指標",
                "activities": "事業内容",
                "budget": "事業費（千円）",
                "challenge": "現状と課題",
            },
            SLIDE_FORMATS,
            document="{organisation}　{year}実施計画",
            money="{thousand}",
        ),
        Form(
            "bureau2016",
            "labels",
            Extent(2016, exit=True, past=True, challenge=True, front=True),
            OSAKA
            | {
                "goal_state": "めざす状態",
                "outcome_indicator": "アウトカム指数",
                "strategy": "戦略（中期的な取組の方向性）",
                "process": "プロセス指標（年度目標）",
                "activities": "当年度の取組内容",
                "budget": "28年度予算額",
                "exit": "撤退基準",
                "past": "前年度までの実績",
                "challenge": "課題",
                "goal": "局の目標（何をめざすのか）",
                "mission": "局の使命（どのような役割を担うのか）",
            },
            GRID_FORMATS,
            document="{year}　{organisation}運営方針",
        ),
        Form(
            "figures2024",
            "figures",
            Extent(2024, figures=True, challenge=True, stamps=False),
            {
                "issue": "基本方針",
                "outcome": "施策",
                "initiative": "事務事業",
                "goal_state": "施策のめざす姿",
                "outcome_indicator": "成果指標",
                "strategy": "施策の展開方向",
                "process": "活動指標",
                "activities": "事業内容",
                "budget": "予算額（千円）",
                "challenge": "現状と課題",
            },
            GRID_FORMATS,
            document="{organisation}　第3次総合計画　{year}実施計画",
            money="{thousand}",
        ),
        Form(
            "policy_projects",
            "columns",
            Extent(2025, stamps=False),
            {
                "issue": "政策",
                "outcome": "施策",
                "initiative": "事業",
                "goal_state": "めざす姿",
                "outcome_indicator": "成果指標",
                "strategy": "取組方針",
                "process": "活動指標",
                "activities": "事業概要",
                "budget": "当初予算額",
            },
            SLIDE_FORMATS,
            document="{year}　{organisation}　政策・施策・事業一覧",
            money="{yen}円",
        ),
    )
}

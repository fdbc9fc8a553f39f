"""How the example's files word their headings, labels and lines, in one place for all formats."""

from datetime import date

from hoshin.core.plan.document import Activity, Indicator, Initiative, Issue, Outcome, PlanDocument, RevisionEntry

FUTURE_VISION = "めざすべき将来像（概ね10～20年間を念頭に設定）"
CURRENT_STATE = "現状（課題設定の根拠となる現状・データ）"
CAUSE_ANALYSIS = "要因分析（めざすべき将来像と現状に差が生じる要因の分析）"
CHALLENGE = "課題（上記要因を解消するために必要なこと）"
GOAL_STATE = "めざす状態（概ね3～5年間を念頭に設定）"
OUTCOME_INDICATORS = "アウトカム（成果）指標"
STRATEGY = "戦略（中期的な取組の方向性）"
ACTIVITIES = "取組内容"
PROCESS_INDICATORS = "プロセス（過程）指標（単年度目標）"
EXIT_CRITERIA = "撤退・再構築基準"
PAST_RESULTS = "前年度までの実績"
REVISION_HISTORY = "改訂履歴"
HISTORY_COLUMNS = ("改訂年月日", "対象", "変更前", "変更後", "理由")
GOAL, MISSION, APPROACH = "区の目標", "区の使命", "区運営の基本的な考え方"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def issue_parts(issue: Issue) -> tuple[tuple[str, str], ...]:
    """The four texts of a management issue under their headings."""
    parts = (
        (FUTURE_VISION, issue.future_vision),
        (CURRENT_STATE, issue.current_state),
        (CAUSE_ANALYSIS, issue.cause_analysis),
        (CHALLENGE, issue.challenge),
    )
    return tuple((heading, text or "") for heading, text in parts)


def front_parts(plan: PlanDocument) -> tuple[tuple[str, str], ...]:
    """The three texts at the head of the plan under their headings."""
    return ((GOAL, plan.goal or ""), (MISSION, plan.mission or ""), (APPROACH, plan.approach or ""))


def issue_code(issue: Issue) -> str:
    """「経営課題１」: the level's label with its number in full width, as offices write it."""
    return f"経営課題{(issue.code or '').translate(FULL_WIDTH)}"


def outcome_code(outcome: Outcome) -> str:
    """「めざす成果及び戦略1-1」."""
    return f"めざす成果及び戦略{outcome.code}"


def initiative_code(initiative: Initiative) -> str:
    """「具体的取組1-1-1」."""
    return f"具体的取組{initiative.code}"


def printed_once(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The indicators by what is printed: those cut from one phrase (「それぞれ」) stand there once."""
    seen: set[str] = set()
    kept = []
    for indicator in indicators:
        if indicator.group is None or indicator.group not in seen:
            kept.append(indicator)
        if indicator.group:
            seen.add(indicator.group)
    return tuple(kept)


def before_target(indicator: Indicator) -> str:
    """What stands before the target: label, marks, measure and colon, so that the target can be printed bold."""
    target = indicator.target_printed or ""
    label = f"{indicator.label} " if indicator.label else ""
    return label + marks_of(indicator.marks) + indicator.printed.removesuffix(target)


def indicator_text(indicator: Indicator) -> str:
    """The whole printed line of an indicator, without its stamp."""
    return before_target(indicator) + (indicator.target_printed or "")


def marks_of(marks: tuple[str, ...]) -> str:
    """「【新規】」."""
    return "".join(f"【{mark}】" for mark in marks)


def activity_lines(activities: tuple[Activity, ...]) -> tuple[str, ...]:
    """The printed lines of 取組内容: 「●」 or 「①」 for what has something below it, 「・」 for the rest."""
    lines = []
    for index, activity in enumerate(activities):
        following = activities[index + 1] if index + 1 < len(activities) else None
        is_heading = activity.depth == 0 and following is not None and following.depth > 0
        bullet = f"{activity.label} " if activity.label else "●" if is_heading else "・"
        lines.append("　" * activity.depth + bullet + activity.text)
    return tuple(lines)


def exit_lines(initiative: Initiative) -> tuple[str, ...]:
    """The printed lines of 撤退・再構築基準."""
    return tuple((f"{c.label} " if c.label else "") + c.printed for c in initiative.exit_criteria)


def budget_rows(initiative: Initiative) -> tuple[tuple[str, str], ...]:
    """This year's money between last year's and its parts, each under its printed label."""
    rows = [(line.label, line.budget.printed) for line in initiative.budget_lines]
    own = ("令和8年度予算額", initiative.budget.printed if initiative.budget else "")
    return (*rows[:2], own, *rows[2:])


def day_in_words(day: date | None) -> str:
    """「令和8年7月15日」: all days of the example lie in 令和."""
    assert day is not None
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def revised_place(entry: RevisionEntry) -> str:
    """What a row of the history names as changed: 「2-1-1 プロセス指標①」."""
    return entry.text.partition(f" {entry.old} ")[0]


def stamp_of(plan: PlanDocument, item: str, field: str) -> str | None:
    """The stamp that stands on this field of this item, if there is one."""
    return next((s.text for s in plan.stamps if s.item == item and s.field == field), None)

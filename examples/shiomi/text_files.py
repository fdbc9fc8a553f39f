"""The plan as plain text in reading order, as Markdown, and as text taken from slides whose order is lost."""

from collections.abc import Iterator

from examples.shiomi import wording
from hoshin.core.plan.document import Indicator, Initiative, Outcome, PlanDocument


def plain_text(plan: PlanDocument) -> str:
    """The whole plan in reading order, headings in 【】."""
    return "\n".join(_plain_lines(plan)) + "\n"


def _plain_lines(plan: PlanDocument) -> Iterator[str]:
    yield plan.title or ""
    for heading, text in wording.front_parts(plan):
        yield from ("", f"【{heading}】", text)
    for issue in plan.issues:
        yield from ("", "", f"{wording.issue_code(issue)}　{issue.title}")
        for heading, text in wording.issue_parts(issue):
            yield from ("", f"【{heading}】", text)
        for outcome in plan.outcomes:
            if outcome.issue == issue.id:
                yield from _plain_outcome(plan, outcome)
    yield from ("", "", f"【{wording.REVISION_HISTORY}】")
    for entry in plan.revision_history:
        yield f"{wording.day_in_words(entry.on)}　{wording.revised_place(entry)}"
        yield from (f"　変更前：{entry.old}", f"　変更後：{entry.new}", f"　理由：{entry.reason}")


def _plain_outcome(plan: PlanDocument, outcome: Outcome) -> Iterator[str]:
    yield from ("", "", f"{wording.outcome_code(outcome)}　{outcome.title}")
    yield from ("", f"【{wording.GOAL_STATE}】", outcome.goal_state or "")
    yield from ("", f"【{wording.OUTCOME_INDICATORS}】")
    yield from (_with_stamp(plan, i) for i in wording.printed_once(outcome.indicators))
    yield from ("", f"【{wording.STRATEGY}】", outcome.strategy or "")
    for initiative in outcome.initiatives:
        yield from ("", "", f"{wording.initiative_code(initiative)}　{initiative.title}")
        yield from _plain_initiative(plan, initiative)


def _plain_initiative(plan: PlanDocument, initiative: Initiative) -> Iterator[str]:
    yield from ("", f"【{wording.PROCESS_INDICATORS}】")
    yield from (_with_stamp(plan, i) for i in wording.printed_once(initiative.indicators))
    stamp = wording.stamp_of(plan, initiative.id, "activities")
    yield from ("", f"【{wording.ACTIVITIES}】{f'（{stamp}）' if stamp else ''}")
    yield from wording.activity_lines(initiative.activities)
    yield from ("", f"【{wording.EXIT_CRITERIA}】", *wording.exit_lines(initiative))
    yield from ("", f"【{wording.PAST_RESULTS}】", initiative.past_results or "")
    yield from ("", "【予算】")
    yield from (f"{label}　{amount}" for label, amount in wording.budget_rows(initiative))


def _with_stamp(plan: PlanDocument, indicator: Indicator) -> str:
    bullet = "" if indicator.label else "・"
    stamp = wording.stamp_of(plan, indicator.id, "target")
    return bullet + wording.indicator_text(indicator) + (f"（{stamp}）" if stamp else "")


def markdown(plan: PlanDocument) -> str:
    """The whole plan with Markdown headings and lists, targets in bold and money and history in tables."""
    return "\n".join(_markdown_lines(plan)) + "\n"


def _markdown_lines(plan: PlanDocument) -> Iterator[str]:
    yield f"# {plan.title}"
    for heading, text in wording.front_parts(plan):
        yield from ("", f"## {heading}", "", *_paragraphs(text))
    for issue in plan.issues:
        yield from ("", f"## {wording.issue_code(issue)}　{issue.title}")
        for heading, text in wording.issue_parts(issue):
            yield from ("", f"### {heading}", "", *_paragraphs(text))
        for outcome in plan.outcomes:
            if outcome.issue == issue.id:
                yield from _markdown_outcome(plan, outcome)
    yield from ("", f"## {wording.REVISION_HISTORY}", "")
    yield from _markdown_table(wording.HISTORY_COLUMNS)
    for e in plan.revision_history:
        cells = (wording.day_in_words(e.on), wording.revised_place(e), e.old, e.new, e.reason)
        yield f"| {' | '.join(str(c) for c in cells)} |"


def _markdown_outcome(plan: PlanDocument, outcome: Outcome) -> Iterator[str]:
    yield from ("", f"### {wording.outcome_code(outcome)}　{outcome.title}")
    yield from ("", f"#### {wording.GOAL_STATE}", "", *_paragraphs(outcome.goal_state or ""))
    yield from ("", f"#### {wording.OUTCOME_INDICATORS}", "")
    yield from (_markdown_indicator(plan, i) for i in wording.printed_once(outcome.indicators))
    yield from ("", f"#### {wording.STRATEGY}", "", *_paragraphs(outcome.strategy or ""))
    for initiative in outcome.initiatives:
        yield from ("", f"#### {wording.initiative_code(initiative)}　{initiative.title}")
        yield from _markdown_initiative(plan, initiative)


def _markdown_initiative(plan: PlanDocument, initiative: Initiative) -> Iterator[str]:
    yield from ("", f"##### {wording.PROCESS_INDICATORS}", "")
    yield from (_markdown_indicator(plan, i) for i in wording.printed_once(initiative.indicators))
    stamp = wording.stamp_of(plan, initiative.id, "activities")
    yield from ("", f"##### {wording.ACTIVITIES}{f'（{stamp}）' if stamp else ''}", "")
    for line in wording.activity_lines(initiative.activities):
        depth = len(line) - len(line.lstrip("　"))
        yield f"{'  ' * depth}- {line.strip('　').removeprefix('・').removeprefix('●')}"
    yield from ("", f"##### {wording.EXIT_CRITERIA}", "", *(f"- {line}" for line in wording.exit_lines(initiative)))
    yield from ("", f"##### {wording.PAST_RESULTS}", "", *_paragraphs(initiative.past_results or ""))
    rows = wording.budget_rows(initiative)
    yield from ("", "##### 予算", "", *_markdown_table(tuple(label for label, _ in rows)))
    yield f"| {' | '.join(amount for _, amount in rows)} |"


def _markdown_table(columns: tuple[str, ...]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + " --- |" * len(columns)


def _markdown_indicator(plan: PlanDocument, indicator: Indicator) -> str:
    stamp = wording.stamp_of(plan, indicator.id, "target")
    words = f"- {wording.before_target(indicator)}**{indicator.target_printed}**"
    return words + (f"（{stamp}）" if stamp else "")


def _paragraphs(text: str) -> Iterator[str]:
    """List items stay together; running sentences become paragraphs of their own."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        is_item = line.startswith("・")
        yield f"- {line.removeprefix('・')}" if is_item else line
        if index + 1 < len(lines) and not (is_item and lines[index + 1].startswith("・")):
            yield ""


def scrambled_text(plan: PlanDocument) -> str:
    """The digest's words as a program takes them from slides: labels together, money and stamps apart from their items.

    Each slide is out of order in another way, because the order of shapes on real slides is the order of drawing.
    """
    slides = [_SCRAMBLES[n % len(_SCRAMBLES)](plan, outcome) for n, outcome in enumerate(plan.outcomes)]
    head = [plan.title or "", "概要版"]
    return "\n\n".join([*head, *("\n\n".join(texts) for texts in slides)]) + "\n"


def _labels_first(plan: PlanDocument, outcome: Outcome) -> list[str]:
    """Title and column heads first, then the panel, then each row with its stamps and money inside."""
    texts = [wording.outcome_code(outcome), outcome.title or "", *_COLUMN_HEADS, *_panel(plan, outcome)]
    for initiative in outcome.initiatives:
        texts += [initiative.code or "", initiative.title or ""]
        texts += _indicators(plan, initiative.indicators)
        texts += ["\n".join(wording.activity_lines(initiative.activities)), _money(initiative)]
    return texts


def _column_by_column(plan: PlanDocument, outcome: Outcome) -> list[str]:
    """The panel, then all titles, all indicators with stamps, and last each activity cell with its money."""
    texts = [_broken(wording.outcome_code(outcome)), outcome.title or "", *_panel(plan, outcome), _COLUMN_HEADS[1]]
    for initiative in outcome.initiatives:
        texts += [initiative.code or "", initiative.title or ""]
    texts += _COLUMN_HEADS[2:]
    for initiative in outcome.initiatives:
        texts += _indicators(plan, initiative.indicators)
    for initiative in outcome.initiatives:
        texts += ["\n".join(wording.activity_lines(initiative.activities)), _money(initiative)]
    return texts


def _stamps_last(plan: PlanDocument, outcome: Outcome) -> list[str]:
    """Titles with their indicators, then the heads, then activities with money, and the stamps at the slide's end."""
    texts = [_broken(wording.outcome_code(outcome)), outcome.title or "", *_panel(plan, outcome), _COLUMN_HEADS[1]]
    stamps = []
    for initiative in outcome.initiatives:
        texts.append(f"{initiative.code}　{initiative.title}")
        texts += [wording.indicator_text(i) for i in wording.printed_once(initiative.indicators)]
        stamps += [s.text for s in plan.stamps if s.item == initiative.id]
        stamps += [s.text for i in initiative.indicators for s in plan.stamps if s.item == i.id]
    texts += _COLUMN_HEADS[2:]
    for initiative in outcome.initiatives:
        texts += ["\n".join(wording.activity_lines(initiative.activities)), _money(initiative)]
    return texts + [_broken(stamp, 9) for stamp in stamps]


_SCRAMBLES = (_labels_first, _column_by_column, _stamps_last)
_COLUMN_HEADS = ("計 画", "具体的 取組", "プロセス(過程) 指標", "単年度\n目標", "取組内容")


def _panel(plan: PlanDocument, outcome: Outcome) -> list[str]:
    return [
        wording.GOAL_STATE,
        outcome.goal_state or "",
        "アウトカム指標",
        *_indicators(plan, outcome.indicators),
        "戦略",
        outcome.strategy or "",
    ]


def _indicators(plan: PlanDocument, indicators: tuple[Indicator, ...]) -> list[str]:
    texts = []
    for indicator in wording.printed_once(indicators):
        texts.append(wording.indicator_text(indicator))
        stamp = wording.stamp_of(plan, indicator.id, "target")
        texts += [_broken(stamp, 9)] if stamp else []
    return texts


def _money(initiative: Initiative) -> str:
    return initiative.budget.printed if initiative.budget else ""


def _broken(text: str, at: int = 5) -> str:
    """The text on two lines, as a narrow box shows it."""
    return f"{text[:at]}\n{text[at:]}"

"""A plan on ruled paper: merged cells on fine columns, one builder a layout."""

from dataclasses import dataclass, field
from typing import Any

from tests.builders.unseen_content import era_year
from tests.builders.unseen_forms import Form


@dataclass
class Cell:
    """A merged cell: lines of text, what stands struck in them, and stamps that stand on a line."""

    row: int
    col: int
    rows: int
    cols: int
    lines: list[str]
    kind: str = "body"
    yen: int | None = None
    struck: dict[int, tuple[str, str]] = field(default_factory=dict)
    stamps: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines with their stamps between them."""
        return "\n".join(self.lines_with_stamps())

    def lines_with_stamps(self) -> list[str]:
        out = []
        for number, line in enumerate(self.lines):
            out.append(line)
            out.extend(text for at, text in self.stamps if at == number)
        return out


class Grid:
    """Cells on a fixed number of fine columns, filled row by row."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.row = 0
        self.cells: list[Cell] = []
        self.decoy_rows: list[int] = []

    def _taken(self, row: int) -> set[int]:
        return {
            c
            for cell in self.cells
            if cell.row <= row < cell.row + cell.rows
            for c in range(cell.col, cell.col + cell.cols)
        }

    def band(self, *parts: tuple[int, Any, str] | tuple[int, Any, str, int], left: int = 0) -> list[Cell]:
        """One row: (columns, text or lines or Cell, kind[, rows]) from `left`, past what hangs down from above."""
        taken, col, placed = self._taken(self.row), left, []
        for cols, content, kind, *rest in parts:
            while col in taken:
                col += 1
            cell = content if isinstance(content, Cell) else Cell(0, 0, 1, 1, _lines(content))
            cell.row, cell.col, cell.rows, cell.cols = self.row, col, rest[0] if rest else 1, cols
            cell.kind = kind
            self.cells.append(cell)
            placed.append(cell)
            col += cols
        self.row += 1
        return placed

    def side(self, start: int, text: str) -> None:
        """A vertical label in the first column from `start` to here."""
        self.cells.append(Cell(start, 0, self.row - start, 1, [text], "vertical"))

    def decoy(self, text: str) -> None:
        """A row that no reader of the paper sees (written hidden where a format can hide)."""
        self.decoy_rows.append(self.row)
        self.band((self.columns, text, "body"))


def _lines(content: Any) -> list[str]:
    return str(content).split("\n") if not isinstance(content, list) else [str(x) for x in content]


def indicator_cell(groups: list[list[dict[str, Any]]], bullet: str = "") -> Cell:
    """The indicators as printed in one cell."""
    cell = Cell(0, 0, 1, 1, [])
    for group in groups:
        one = group[0]
        cell.lines.append(f"{one['label'] or bullet}{one['printed']}")
        at = len(cell.lines) - 1
        if "old" in one:
            cell.struck[at] = (one["old"], one["words"])
        if one["revised"]:
            cell.stamps.append((at, one["stamp"]))
    return cell


def money_text(budget: dict[str, Any], how: Any) -> str:
    if budget["kind"] == "none":
        return "－円"
    if budget["kind"] == "included_in":
        return f"{budget['included_in_printed']}を含む"
    yen = budget["amount_yen"]
    return how.number(how.money.format(thousand=f"{yen // 1000:,}", yen=f"{yen:,}"))


def money_cell(budget: dict[str, Any], how: Any) -> Cell:
    thousand = how.money.startswith("{thousand}")
    return Cell(0, 0, 1, 1, [money_text(budget, how)], "money", yen=budget["amount_yen"] if thousand else None)


def with_marks(initiative: dict[str, Any]) -> str:
    return initiative["title"] + "".join(f"【{mark}】" for mark in initiative["marks"])


def outcome_heading(form: Form, outcome: dict[str, Any], how: Any) -> str:
    return f"{form.words['outcome']}{outcome['code_printed']}{how.title(outcome['title'])}"


def initiative_heading(form: Form, initiative: dict[str, Any], how: Any) -> str:
    marks = "".join(f"【{mark}】" for mark in initiative["marks"])
    return f"{form.words['initiative']}{initiative['code_printed']}{how.title(initiative['title'])}{marks}"


def issue_heading(form: Form, issue: dict[str, Any], how: Any) -> str:
    number = how.number(issue["code"])
    return f"{form.words['issue']}{number}　{issue['title']}"


def document_title(form: Form, plan: dict[str, Any]) -> str:
    return form.document.format(year=era_year(plan["fiscal_year"]), organisation=plan["organisation"])


def short_year(fiscal_year: int) -> str:
    """「30」「元」「2」 as in 「30決算額」."""
    return str(fiscal_year - 1988) if fiscal_year < 2019 else ("元" if fiscal_year == 2019 else str(fiscal_year - 2018))


# --- the sheet of FY2012–2022 -------------------------------------------------------------------


def front_grid(form: Form, plan: dict[str, Any]) -> Grid:
    grid = Grid(24)
    grid.band((24, document_title(form, plan), "title"))
    for key in ("goal", "mission"):
        if plan[key]:
            grid.band((24, form.words[key], "head"))
            grid.band((24, plan[key], "body"))
    return grid


def bulleted(text: str) -> list[str]:
    return [f"・{line}" for line in text.split("\n")]


def history_grid(plan: dict[str, Any]) -> Grid:
    grid = Grid(24)
    grid.band((24, "改訂履歴", "title"))
    heads = ((4, "改訂日"), (4, "取組"), (5, "改訂前"), (5, "改訂後"), (6, "改訂理由"))
    grid.band(*((cols, text, "head") for cols, text in heads))
    for row in plan["revision_history"]:
        texts = (date_words(row["on"]), row["code"], row["old"], row["new"], row["reason"])
        grid.band(*((cols, text, "body") for (cols, _), text in zip(heads, texts, strict=True)))
    return grid


def date_words(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"令和{year - 2018}年{month}月{day}日"


def issue_band(grid: Grid, form: Form, issue: dict[str, Any], how: Any) -> None:
    grid.band((grid.columns, issue_heading(form, issue, how), "title"))
    if issue["challenge"]:
        grid.band((grid.columns, form.words["challenge"], "head"))
        grid.band((grid.columns, issue["challenge"], "body"))


def sheet_outcome(grid: Grid, form: Form, outcome: dict[str, Any], how: Any) -> None:
    words = form.words
    grid.band((24, outcome_heading(form, outcome, how), "title"))
    start = grid.row
    grid.band((12, words["goal_state"], "head"), (11, words["strategy"], "head"), left=1)
    grid.band((12, bulleted(outcome["goal_state"]), "body"), (11, bulleted(outcome["strategy"]), "body", 3), left=1)
    grid.band((12, words["outcome_indicator"], "head"), left=1)
    grid.band((12, indicator_cell(outcome["groups"], "・"), "body"), left=1)
    grid.side(start, "計画")
    if form.extent.mid_year:
        start = grid.row
        grid.band((12, "戦略の進捗状況　a：順調　b：順調でない", "head"), (11, "課題と改善策", "head"), left=1)
        grid.band((12, "a", "body"), (11, "―", "body"), left=1)
        grid.side(start, words["mid_year"])
    if form.extent.year_end:
        start = grid.row
        grid.band(
            (11, "アウトカム指標の達成状況", "head"),
            (4, "前年度", "head"),
            (4, "個別", "head"),
            (4, "全体", "head"),
            left=1,
        )
        for now, before in zip(outcome["measured"], outcome["earlier"], strict=True):
            grid.band(
                (11, now["printed"], "body"), (4, before["printed"], "body"), (4, "A", "body"), (4, "A", "body"), left=1
            )
        grid.side(start, words["year_end"])
    for initiative in outcome["initiatives"]:
        sheet_initiative(grid, form, initiative, how)


def sheet_initiative(grid: Grid, form: Form, initiative: dict[str, Any], how: Any) -> None:
    words, year = form.words, form.extent.fiscal_year
    heading = initiative_heading(form, initiative, how)
    lines = initiative["budget_lines"]
    heads = [f"{short_year(year - 2)}決算額", f"{short_year(year - 1)}予算額", f"{short_year(year)}予算額"]
    grid.band((12, heading, "title", 2), *((4, head, "head") for head in heads))
    cells = [money_cell({"kind": "amount", "amount_yen": line["amount_yen"]}, how) for line in lines]
    grid.band(*((4, cell, "money") for cell in [*cells, money_cell(initiative["budget"], how)]))
    start = grid.row
    body = 3 if initiative["exit_criteria"] else 1
    grid.band((12, words["activities"], "head"), (11, words["process"], "head"), left=1)
    activities = [f"・{text}" for text in initiative["activities"]]
    grid.band((12, activities, "body", body), (11, indicator_cell(initiative["groups"], "・"), "body"), left=1)
    if initiative["exit_criteria"]:
        grid.band((11, words["exit"], "head"), left=13)
        grid.band((11, [f"・{text}" for text in initiative["exit_criteria"]], "body"), left=13)
    if initiative["past_results"]:
        grid.band((23, words["past"], "head"), left=1)
        grid.band((23, initiative["past_results"], "body"), left=1)
    grid.side(start, "計画")
    for review in initiative["reviews"]:
        sheet_review(grid, form, initiative, review)


def sheet_review(grid: Grid, form: Form, initiative: dict[str, Any], review: dict[str, Any]) -> None:
    start = grid.row
    grid.band((12, "当年度の取組実績", "head"), (11, "課題と改善策", "head"), left=1)
    grid.band((12, review["actions"], "body"), (11, review.get("improve", "―"), "body"), left=1)
    grid.band((12, "プロセス指標の達成状況", "head"), (11, "評価", "head"), left=1)
    if review["stage"] == "mid_year":
        grid.band((12, "①：目標達成見込　②：目標達成できない見込", "body"), (11, review["code"], "body"), left=1)
    else:
        shown = [
            f"{group[0]['label'] or ''}{found['printed']}"
            for group, found in zip(initiative["groups"], review["measured"], strict=True)
        ]
        grid.band((12, shown, "body"), (11, review["code"], "body"), left=1)
    grid.side(start, form.words[review["stage"]])


# --- the short page since FY2023 ----------------------------------------------------------------


def page_grid(form: Form, plan: dict[str, Any], issue: dict[str, Any], outcome: dict[str, Any]) -> Grid:
    words, how = form.words, plan["manner"]
    grid = Grid(24)
    grid.band((24, issue_heading(form, issue, how), "title"))
    grid.band((6, words["challenge"], "head"), (18, issue["challenge"], "body"))
    grid.band((6, words["strategy"], "head"), (18, outcome["strategy"], "body"))
    grid.band((6, words["outcome_indicator"], "head"), (18, indicator_cell(outcome["groups"]), "body"))
    grid.band((6, words["activities"], "head"), (18, page_initiatives(outcome, how), "body"))
    shown = [f"{now['printed']}（達成状況：A）" for now in outcome["measured"]]
    grid.band((6, words["quantitative"], "head"), (18, shown, "body"))
    review = outcome["initiatives"][0]["reviews"][0]
    grid.band((6, words["qualitative"], "head"), (18, review["actions"], "body"))
    grid.band((6, words["policy"], "head"), (18, review["improve"], "body"))
    return grid


def page_initiatives(outcome: dict[str, Any], how: Any) -> list[str]:
    return [f"{i['code_printed']}　{with_marks(i)}　（{money_text(i['budget'], how)}）" for i in outcome["initiatives"]]


# --- a table with one row an initiative ---------------------------------------------------------


def columns_grid(form: Form, plan: dict[str, Any], outcome: dict[str, Any]) -> Grid:
    words, how = form.words, plan["manner"]
    grid = Grid(24)
    grid.band((24, outcome_heading(form, outcome, how), "title"))
    grid.band((5, words["goal_state"], "head"), (19, outcome["goal_state"], "body"))
    grid.band((5, words["outcome_indicator"], "head"), (19, indicator_cell(outcome["groups"]), "body"))
    grid.band((5, words["strategy"], "head"), (19, outcome["strategy"], "body"))
    heads = ((5, "initiative"), (8, "process"), (8, "activities"), (3, "budget"))
    grid.band(*((cols, words[key], "head") for cols, key in heads))
    for one in outcome["initiatives"]:
        grid.band(
            (5, [one["code_printed"], with_marks(one)], "body"),
            (8, indicator_cell(one["groups"]), "body"),
            (8, [f"・{text}" for text in one["activities"]], "body"),
            (3, money_cell(one["budget"], how), "money"),
        )
    return grid


# --- one label a row ----------------------------------------------------------------------------


def labels_grid(grid: Grid, form: Form, outcome: dict[str, Any], how: Any) -> None:
    """Label left, text right, for outcomes and initiatives alike."""
    words = form.words
    grid.band((24, outcome_heading(form, outcome, how), "title"))
    grid.band((6, words["goal_state"], "head"), (18, outcome["goal_state"], "body"))
    grid.band((6, words["outcome_indicator"], "head"), (18, indicator_cell(outcome["groups"], "・"), "body"))
    grid.band((6, words["strategy"], "head"), (18, outcome["strategy"], "body"))
    for one in outcome["initiatives"]:
        grid.band((24, initiative_heading(form, one, how), "title"))
        grid.band((6, words["activities"], "head"), (18, [f"・{text}" for text in one["activities"]], "body"))
        grid.band((6, words["process"], "head"), (18, indicator_cell(one["groups"], "・"), "body"))
        grid.band((6, words["exit"], "head"), (18, [f"・{text}" for text in one["exit_criteria"]], "body"))
        grid.band((6, words["past"], "head"), (18, one["past_results"], "body"))
        grid.band((6, words["budget"], "head"), (18, money_cell(one["budget"], how), "money"))


# --- tables of figures --------------------------------------------------------------------------


def figures_grid(form: Form, plan: dict[str, Any], outcome: dict[str, Any]) -> Grid:
    """Unit, present value and target value each in a cell of its own; several rows an initiative."""
    words, how, year = form.words, plan["manner"], plan["fiscal_year"]
    grid = Grid(24)
    grid.band((24, outcome_heading(form, outcome, how), "title"))
    grid.band((5, words["goal_state"], "head"), (19, outcome["goal_state"], "body"))
    grid.band((5, words["strategy"], "head"), (19, outcome["strategy"], "body"))
    due = outcome["groups"][0][0]["target"]["due_fiscal_year"]
    now = f"現状値（{era_year(year - 1)}）"
    heads = ((11, words["outcome_indicator"]), (3, "単位"), (5, now), (5, f"目標値（{era_year(due)}）"))
    grid.band(*((cols, text, "head") for cols, text in heads))
    for (one, *_), found in zip(outcome["groups"], outcome["measured"], strict=True):
        cells = (one["measure"], one["target"]["unit"], found["printed"], one["figure"])
        grid.band(*((cols, how.number(text), "body") for (cols, _), text in zip(heads, cells, strict=True)))
    names = ("番号", words["initiative"], words["process"], "単位", "目標値", words["budget"])
    heads = tuple(zip((2, 6, 8, 2, 3, 3), names, strict=True))
    grid.band(*((cols, text, "head") for cols, text in heads))
    for one in outcome["initiatives"]:
        rows = [(g[0]["measure"], g[0]["target"]["unit"], how.number(g[0]["figure"])) for g in one["groups"]] or [
            ("―", "―", "―")
        ]
        high = len(rows)
        for place, (measure, unit, figure) in enumerate(rows):
            middle = ((8, measure, "body"), (2, unit, "body"), (3, figure, "body"))
            if place == 0:
                first = ((2, one["code_printed"], "body", high), (6, with_marks(one), "body", high))
                grid.band(*first, *middle, (3, money_cell(one["budget"], how), "money", high))
            else:
                grid.band(*middle)
    return grid


def outcome_pages(form: Form, plan: dict[str, Any]) -> list[tuple[str, Grid]]:
    """(sheet name, grid) for the front and for each outcome, with its issue's heading where it is the first."""
    how, pages = plan["manner"], []
    if form.layout in ("sheet", "labels"):
        pages.append(("様式1", front_grid(form, plan)))
    shown: set[str] = set()
    issues = {issue["code"]: issue for issue in plan["issues"]}
    for outcome in plan["outcomes"]:
        issue = issues[outcome["issue_code"]]
        if form.layout == "page":
            pages.append((f"経営課題{issue['code']}", page_grid(form, plan, issue, outcome)))
            continue
        if form.layout in ("sheet", "labels"):
            grid = Grid(24)
            if issue["code"] not in shown:
                issue_band(grid, form, issue, how)
            (sheet_outcome if form.layout == "sheet" else labels_grid)(grid, form, outcome, how)
        else:
            grid = (columns_grid if form.layout == "columns" else figures_grid)(form, plan, outcome)
            grid = with_issue_heading(grid, form, plan, issue, first=issue["code"] not in shown)
        shown.add(issue["code"])
        pages.append((f"{outcome['code']}", grid))
    if plan["revision_history"]:
        pages.append(("改訂履歴", history_grid(plan)))
    return pages


def with_issue_heading(grid: Grid, form: Form, plan: dict[str, Any], issue: dict[str, Any], *, first: bool) -> Grid:
    if not first:
        return grid
    headed = Grid(grid.columns)
    issue_band(headed, form, issue, plan["manner"])
    for cell in grid.cells:
        cell.row += headed.row
    headed.cells += grid.cells
    headed.row += grid.row
    return headed

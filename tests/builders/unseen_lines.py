"""A plan without rules: lines in order, lines as they fall out of slides, and slides of free boxes."""

import random
from dataclasses import dataclass
from typing import Any

from tests.builders.unseen_forms import Form
from tests.builders.unseen_grids import (
    Cell,
    date_words,
    document_title,
    indicator_cell,
    initiative_heading,
    issue_heading,
    money_text,
    outcome_heading,
    page_initiatives,
    with_marks,
)

# --- plain lines --------------------------------------------------------------------------------


def ordered_lines(form: Form, plan: dict[str, Any]) -> list[tuple[int, str]]:
    """(heading depth, line), 0 for text: the whole plan read from top to bottom."""
    words, how = form.words, plan["manner"]
    out: list[tuple[int, str]] = [(1, document_title(form, plan))]
    for key in ("goal", "mission"):
        if plan[key]:
            out += [(2, words[key]), (0, plan[key])]
    shown: set[str] = set()
    issues = {issue["code"]: issue for issue in plan["issues"]}
    for outcome in plan["outcomes"]:
        issue = issues[outcome["issue_code"]]
        if issue["code"] not in shown:
            shown.add(issue["code"])
            out.append((2, issue_heading(form, issue, how)))
            if issue["challenge"]:
                out += [(3, words["challenge"]), (0, issue["challenge"])]
        out += _page_lines(form, outcome, how) if form.layout == "page" else _outcome_lines(form, outcome, how)
    for row in plan["revision_history"]:
        change = f"「{row['old']}」を「{row['new']}」に変更（{row['reason']}）"
        out += [(2, "改訂履歴"), (0, f"{date_words(row['on'])}　{row['code']}　{change}")]
    return out


def _body(cell: Cell) -> list[tuple[int, str]]:
    return [(0, line) for line in cell.lines_with_stamps()]


def _page_lines(form: Form, outcome: dict[str, Any], how: Any) -> list[tuple[int, str]]:
    words, review = form.words, outcome["initiatives"][0]["reviews"][0]
    out = [(3, words["strategy"]), (0, outcome["strategy"]), (3, words["outcome_indicator"])]
    out += _body(indicator_cell(outcome["groups"]))
    out += [(3, words["activities"])] + [(0, line) for line in page_initiatives(outcome, how)]
    out += [(3, words["quantitative"])] + [(0, f"{now['printed']}（達成状況：A）") for now in outcome["measured"]]
    return [*out, (3, words["qualitative"]), (0, review["actions"]), (3, words["policy"]), (0, review["improve"])]


def _outcome_lines(form: Form, outcome: dict[str, Any], how: Any) -> list[tuple[int, str]]:
    words = form.words
    out = [(3, outcome_heading(form, outcome, how)), (4, words["goal_state"]), (0, outcome["goal_state"])]
    out += [(4, words["outcome_indicator"]), *_body(indicator_cell(outcome["groups"]))]
    out += [(4, words["strategy"]), (0, outcome["strategy"])]
    for now in outcome["measured"]:
        out += [(4, words["year_end"]), (0, f"アウトカム指標の達成状況　{now['printed']}　個別 A　全体 A")]
    for one in outcome["initiatives"]:
        out += [(4, initiative_heading(form, one, how)), (5, words["process"]), *_body(indicator_cell(one["groups"]))]
        out += [(5, words["activities"])] + [(0, f"・{text}") for text in one["activities"]]
        out += [(5, words.get("budget", "予算額")), (0, money_text(one["budget"], how))]
        for name, key in (("exit", "exit_criteria"), ("past", "past_results")):
            if one[key]:
                texts = one[key] if isinstance(one[key], list) else [one[key]]
                out += [(5, words[name]), *((0, f"・{text}") for text in texts)]
        for review in one["reviews"]:
            out += [(5, words[review["stage"]]), (0, f"当年度の取組実績　{review['actions']}")]
            if "improve" in review:
                out.append((0, f"課題と改善策　{review['improve']}"))
            found = "".join(m["printed"] + "　" for m in review.get("measured", ()))
            out.append((0, f"プロセス指標の達成状況　{found}{review['code']}"))
    return out


def scrambled_lines(form: Form, plan: dict[str, Any], rng: random.Random) -> list[str]:
    """As text comes out of slides: labels apart, codes first, then indicators, then activities with their money."""
    words, how = form.words, plan["manner"]
    out: list[str] = ["", "詳しくはこちら", document_title(form, plan), ""]
    for outcome in plan["outcomes"]:
        heading = [f"{words['outcome']}{outcome['code_printed']}", ""]
        heading += [outcome["title"], ""] if outcome["title"] else []
        names = ["計 画", words["initiative"], words["process"], "単年度\n目標", words["activities"]]
        names += [words["budget"]] if "budget" in words else []
        labels = [line for name in names for line in (*name.split("\n"), "")]
        top = []
        for label, lines in (
            (words["goal_state"], [outcome["goal_state"]]),
            (words["outcome_indicator"], indicator_cell(outcome["groups"]).lines_with_stamps()),
            (words["strategy"], [outcome["strategy"]]),
        ):
            top += [label, "", *(x for line in lines for x in (line, ""))]
        out += heading + (labels + top if rng.random() < 0.5 else top + labels)
        out += _scrambled_initiatives(outcome, how, apart=rng.random() < 0.5)
    return out


def _scrambled_initiatives(outcome: dict[str, Any], how: Any, *, apart: bool) -> list[str]:
    codes, measured = [], []
    for one in outcome["initiatives"]:
        name = [one["code_printed"], "", with_marks(one), ""]
        found = [x for line in indicator_cell(one["groups"]).lines_with_stamps() for x in (line, "")]
        if apart:
            codes += name
            measured += found
        else:
            codes += name + found
    work = []
    for one in outcome["initiatives"]:
        work += [f"- {label}{text}" for label, text in zip("①②③④⑤", one["activities"], strict=False)]
        work += ["", money_text(one["budget"], how), ""]
    return codes + measured + work


# --- slides of free boxes -----------------------------------------------------------------------


@dataclass
class Box:
    """A text box at a place, in points on a page of 960 × 540."""

    x: float
    y: float
    w: float
    h: float
    text: str
    kind: str = "body"


def slide_boxes(form: Form, plan: dict[str, Any], outcome: dict[str, Any]) -> list[Box]:
    """One slide of an overview: three labelled texts above, one row of boxes an initiative below."""
    words, how = form.words, plan["manner"]
    boxes = [
        Box(20, 10, 180, 40, f"{words['outcome']}{outcome['code_printed']}", "head"),
        Box(205, 10, 735, 40, outcome["title"] or "", "title"),
    ]
    tops = (
        (words["goal_state"], Cell(0, 0, 1, 1, [outcome["goal_state"]])),
        (words["outcome_indicator"], indicator_cell(outcome["groups"])),
        (words["strategy"], Cell(0, 0, 1, 1, [outcome["strategy"]])),
    )
    for number, (label, cell) in enumerate(tops):
        y = 56 + 48 * number
        boxes += [Box(20, y, 180, 44, label, "head"), Box(205, y, 735, 44, "\n".join(cell.lines))]
        boxes += [Box(800, y + 26, 136, 17, text, "stamp") for _, text in cell.stamps]
    columns = ((20, 180), (205, 330), (540, 280), (825, 115))
    heads = (words["initiative"], words["process"], words["activities"], words["budget"])
    boxes += [Box(x, 204, w, 24, head, "head") for (x, w), head in zip(columns, heads, strict=True)]
    height = min(96, 296 / len(outcome["initiatives"]))
    for number, one in enumerate(outcome["initiatives"]):
        y = 232 + number * (height + 4)
        cell = indicator_cell(one["groups"])
        texts = (
            f"{one['code_printed']}\n{with_marks(one)}",
            "\n".join(cell.lines),
            "\n".join(f"・{text}" for text in one["activities"]),
            money_text(one["budget"], how),
        )
        boxes += [Box(x, y, w, height, text) for (x, w), text in zip(columns, texts, strict=True)]
        boxes += [Box(398, y + height - 18, 136, 17, text, "stamp") for _, text in cell.stamps]
    return [box for box in boxes if box.text]


def marked_lines(form: Form, plan: dict[str, Any]) -> list[str]:
    """Plain text whose headings carry marks, with short texts on the heading's own line."""
    marks = {1: "{}", 2: "■ {}", 3: "◆{}", 4: "○{}", 5: "【{}】"}
    out: list[str] = []
    lines = ordered_lines(form, plan)
    for place, (depth, line) in enumerate(lines):
        follows = lines[place + 1] if place + 1 < len(lines) else (1, "")
        after = lines[place + 2] if place + 2 < len(lines) else (1, "")
        one_text = follows[0] == 0 and after[0] != 0 and len(follows[1]) < 60
        if depth == 0 and place and out and out[-1].endswith(f"】{line}"):
            continue
        if depth == 5 and one_text:
            out.append(f"【{line}】{follows[1]}")
        elif depth:
            out += ["", marks[depth].format(line)] if depth < 5 else [marks[depth].format(line)]
        else:
            out.append(f"　{line}")
    return out


def slide_cards(form: Form, plan: dict[str, Any], outcome: dict[str, Any]) -> list[Box]:
    """One slide whose boxes each hold their label and their text, one card an initiative."""
    words, how = form.words, plan["manner"]
    top = [
        Box(20, 10, 920, 36, outcome_heading(form, outcome, how), "title"),
        Box(20, 52, 450, 74, f"{words['goal_state']}\n{outcome['goal_state']}"),
        Box(490, 52, 450, 74, f"{words['strategy']}\n{outcome['strategy']}"),
        Box(20, 132, 920, 60, f"{words['outcome_indicator']}\n{indicator_cell(outcome['groups']).text}"),
    ]
    width = 920 / len(outcome["initiatives"])
    for number, one in enumerate(outcome["initiatives"]):
        lines = [initiative_heading(form, one, how), words["process"]]
        lines += indicator_cell(one["groups"]).lines_with_stamps()
        lines += [words["activities"], *(f"・{text}" for text in one["activities"])]
        lines += [words["budget"], money_text(one["budget"], how)]
        top.append(Box(20 + number * width, 200, width - 8, 320, "\n".join(lines), "card"))
    return top

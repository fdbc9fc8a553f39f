"""What each cell of a grid is by its own words: a level, a label, a label with its value, a stage, or a value.

Some words are headings only in a grid, as the head of a column: 「番号」「前年度」「目標値」. They stand here.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.headings import HeadingMatch, match_heading
from hoshin.exchange.assembly.lattice import Lattice, Square
from hoshin.exchange.assembly.sections import Key

LEVELS = (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE)
_LONGEST_OPENING = 160
_STAGES = {"mid_year", "year_end"}
_PLAN_STAGE = re.compile(r"(?:当初)?計画(?:欄)?|PLAN|Plan")
_MARKER = re.compile(r"[①-⑳㋐-㋾●○■□◆◇・▪▶※★☆*◎-]|[①-⑳]-\d{1,2}|[(（]?(?:\d{1,2}|[ア-ンa-zA-Zⅰ-ⅹ])[)）.．、]?")
_ONE_YEAR = r"(?:(?:(?:令和|平成|R|H)?(?:元|\d{1,2})|(?:19|20)\d\d|前|前々|当|本|今|最終|計画最終)(?:年度?末?)?)"
_YEARED = rf"(?:{_ONE_YEAR}|\({_ONE_YEAR}\))(?:の)?"


def _rows(*rows: tuple[Key, str | None, str]) -> tuple[tuple[Key, str | None, re.Pattern[str]], ...]:
    return tuple((key, detail, re.compile(words)) for key, detail, words in rows)


_GRID_LABELS = _rows(
    (Key.REVIEW, "challenges", r"課題(?:と|・|及び)(?:改善策|対応策|今後の対応)(?:※.*)?"),
    (Key.FUTURE_VISION, None, r"めざすべき将来像・?将来像(?:\(.*\))?"),
    (Key.DECORATION, "code_column", r"(?:施策|事業|取組|整理|計画|枝|管理)?(?:番号|コード|No\.?|NO\.?|№)|#"),
    (Key.GOAL_STATE, None, r"(?:基本)?(?:施策|取組|事業)の?(?:目標|目的|ねらい|(?:めざす|目指す)(?:姿|べき姿))"),
    (Key.STRATEGY, None, r"(?:基本)?施策の(?:展開|推進|取組)?の?(?:方向性?|方針)|(?:展開|推進)の?方向性?"),
    (Key.ISSUE, None, r"(?:政策|基本目標|経営課題|柱)(?:名|名称|の名称)?"),
    (Key.OUTCOME, None, r"(?:施策|基本施策)(?:名|名称|の名称)?"),
    (Key.INITIATIVE, None, r"(?:事務事業|細事業|主要事業|取組|取り組み|事業)(?:名|名称|の名称)?"),
    (Key.DECORATION, "target_column", _YEARED + r"目標値?(?:\(.*\))?|(?:数値)?目標値(?:\(.*\))?|計画値|数値目標"),
    (
        Key.DECORATION,
        "section_column",
        r"(?:所管|担当|所属|主管)(?:課|部署|部|局|課名|部署名|者)|備考|関連(?:計画|事業)",
    ),
)
_INDICATOR_LABELS = _rows(
    (Key.DECORATION, "target_column", r"(?:単年度|最終|中間)?目標(?:\(.*\))?"),
    (Key.DECORATION, "measure_column", r"指標(?:名|の名称|の内容|項目)?|測定項目|項目"),
    (Key.DECORATION, "unit_column", r"単位"),
    (Key.DECORATION, "due_column", r"(?:目標|達成|計画終了)年度|(?:目標|達成)時期|年度"),
    (Key.RESULT, "previous", r"(?:前年度|前回|昨年度)(?:の)?(?:実績値?|数値|値)?"),
    (Key.RESULT, "individual", r"個別"),
    (Key.RESULT, "overall", r"全体"),
    (Key.RESULT, "assessment", r"達成(?:度|率)|評価(?:区分)?|判定|進捗(?:率|度)?"),
    (Key.RESULT, "actual", rf"(?:{_YEARED})?(?:実績値?|現状値?|現況値?|基準値|当初値|計画策定時値?|達成値)(?:\(.*\))?"),
)
"""Heads that mean this only beside an indicator's head."""
_HISTORY_LABELS = _rows(
    (Key.REVISION_HISTORY, "date", r"(?:改訂|改定|変更|修正|更新)?(?:年月日|日付?|時期)"),
    (Key.REVISION_HISTORY, "old", r"(?:改訂|改定|変更|修正)前(?:の内容)?|旧"),
    (Key.REVISION_HISTORY, "new", r"(?:改訂|改定|変更|修正)後(?:の内容)?|新"),
    (Key.REVISION_HISTORY, "reason", r"(?:改訂|改定|変更|修正)?(?:の)?(?:理由|事由|経緯)"),
    (
        Key.REVISION_HISTORY,
        "item",
        r"(?:具体的)?取組(?:番号|名)?|項目|対象|(?:該当|対象|改訂|改定|変更|修正)(?:箇所|項目|部分)|箇所",
    ),
    (Key.REVISION_HISTORY, "text", r"(?:改訂|改定|変更|修正)?(?:の)?内容"),
)
"""Heads of a table of changes, told by a date's head or by an old and a new column."""
_LEGEND = re.compile(r"[\s\u3000]*(?:[(（]?[a-cA-CＡ-Ｃａ-ｃア-ウ①-④][)）]?[：:][^：:①-④]{1,30}){2,5}$")
"""「Ａ：順調　Ｂ：順調でない」: what the codes mean, printed in the form itself."""
_REMOVED = frozenset({"single_year", "legend", "unit_note"})
_BRACKET = re.compile(r"[【】「」『』()\[\]<>〔〕|]")
_UNIT_NOTE = re.compile(r"\(?単位:?(?P<unit>[^()]{1,8})\)?|\((?P<money>千円|百万円|万円|円)\)")
_MONEY_UNIT = re.compile(r"(?:\(|単位:?)(?P<unit>千円|百万円|十万円|万円|円)(?:\)|$)")
_TOTAL = re.compile(r"(?:合|小|総|累)?計(?:額)?|総額|総事業費")
_INDICATOR_KEYS = (Key.OUTCOME_INDICATORS, Key.PROCESS_INDICATORS, Key.RESULT)


class Kind(Enum):
    """The part that a cell plays."""

    LEVEL = auto()
    LABEL = auto()
    LABELLED = auto()
    STAGE = auto()
    MARKER = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Role:
    """A cell's kind, the key and detail of its heading, and the heading itself where there is one."""

    kind: Kind
    key: Key = Key.UNKNOWN
    detail: str | None = None
    match: HeadingMatch | None = None

    @property
    def is_heading(self) -> bool:
        """Whether values can stand under or beside it."""
        return self.kind in (Kind.LABEL, Kind.STAGE)


VALUE = Role(Kind.VALUE)


def role_of(square: Square) -> Role:
    """What the cell is by itself; the grid may still decide otherwise for what stands in a column of values."""
    text = _LEGEND.sub("", square.text).strip()
    aside = _aside(text)
    if aside:
        return Role(Kind.LABEL, Key.DECORATION, aside)
    if _MARKER.fullmatch(text):
        return Role(Kind.MARKER)
    grid_label = _listed_label(text, _GRID_LABELS)
    if grid_label:
        return grid_label
    match = opening_heading(text if len(text) < len(square.text.strip()) else square.text)
    if match is None:
        return VALUE
    if match.is_level and match.code:
        return Role(Kind.LEVEL, match.key, None, match)
    stage = _stage(match, text)
    if stage:
        return Role(Kind.STAGE, Key.REVIEW, stage, match)
    has_value = bool(match.rest.strip()) and not _is_decoration(match.rest)
    kind = Kind.LABELLED if has_value else Kind.LABEL
    return Role(Kind.LABELLED if match.key is Key.TITLE else kind, match.key, match.detail, match)


def _is_decoration(rest: str) -> bool:
    """Whether what stands behind a heading is only more of the form: 「プロセス指標 / 単年度目標」."""
    match = opening_heading(rest)
    return match is not None and match.key is Key.DECORATION and not match.rest.strip()


def opening_heading(text: str) -> HeadingMatch | None:
    """The heading at a text's beginning; of a long text only the beginning is looked at, since headings are short."""
    if len(text) <= _LONGEST_OPENING:
        return match_heading(text)
    match = match_heading(text[:_LONGEST_OPENING])
    if match is None or match.key is Key.TITLE or match.end >= _LONGEST_OPENING:
        return None
    rest = text[match.end :].lstrip(" \u3000:：")
    return HeadingMatch(match.key, match.start, match.end, rest, match.detail, match.code, match.label, None)


def _aside(text: str) -> str | None:
    """Marks of the form that hold nothing of the plan: a legend, a bracket in a cell of its own, a unit, a sum."""
    folded = fold(text).text
    if not folded or _BRACKET.fullmatch(folded):
        return "legend"
    if _UNIT_NOTE.fullmatch(folded):
        return "unit_note"
    return "total" if _TOTAL.fullmatch(folded) else None


def money_unit(text: str) -> str | None:
    """The unit of yen that a note or a head announces: 「（単位：千円）」, 「予算額（千円）」.

    >>> money_unit("（単位：千円）"), money_unit("予算額(百万円)"), money_unit("単位：%")
    ('千円', '百万円', None)
    """
    found = _MONEY_UNIT.search(fold(text).text)
    return found["unit"] if found else None


def roles_of(lattice: Lattice) -> dict[Square, Role]:
    """What each cell is, seeing its row: 「目標」 beside 「成果指標」 heads targets, else it is the ward's goal."""
    roles = {square: role_of(square) for square in lattice.squares}
    columns: set[tuple[int, int]] = set()
    for row in lattice.rows():
        columns = _settle_history(row, roles) or _settle_changes(row, roles, columns)
        labels = sum(roles[square].kind is Kind.LABEL for square in row)
        if labels >= 3 or any(_heads_indicators(roles[square]) for square in row):
            for square in row:
                label = _listed_label(square.text.strip(), _INDICATOR_LABELS)
                if label and roles[square].kind is not Kind.LEVEL:
                    roles[square] = label
        _settle_years(row, roles)
    return roles


def _settle_history(row: list[Square], roles: dict[Square, Role]) -> set[tuple[int, int]]:
    """Heads of a table of changes mean that only together: a date's head and one more, or an old and a new column.

    The answer is the columns of such a table, or none.
    """
    found = {s: label for s in row if (label := _listed_label(s.text.strip(), _HISTORY_LABELS))}
    details = {label.detail for label in found.values()}
    if {"old", "new"} <= details or ("date" in details and len(details) > 1 and len(found) == len(row)):
        roles.update(found)
        return {(s.left, s.right) for s in row}
    return set()


def _settle_changes(
    row: list[Square], roles: dict[Square, Role], columns: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """A row under a table of changes' heads: 「区の目標」 there names what was changed and heads nothing."""
    if not {(s.left, s.right) for s in row} <= columns:
        return set()
    if len(row) > 1:
        roles.update({s: VALUE for s in row if roles[s].kind in (Kind.LABEL, Kind.LABELLED, Kind.STAGE)})
    return columns


def unit_of_money(lattice: Lattice) -> str | None:
    """The unit of yen that a note in the grid announces for all amounts; None when two notes differ."""
    notes = (s.text for s in lattice.squares if _UNIT_NOTE.fullmatch(fold(s.text).text))
    units = {unit for text in notes if (unit := money_unit(text))}
    return units.pop() if len(units) == 1 else None


def without_asides(lattice: Lattice) -> Lattice:
    """The grid without words that only comment on the label above them: 「単年度目標」 under 「プロセス指標」."""
    roles = roles_of(lattice)
    return lattice.without({s for s, role in roles.items() if role.detail in _REMOVED})


def _settle_years(row: list[Square], roles: dict[Square, Role]) -> None:
    """Of several years' budgets in one row the last is this year's; the others are lines beside it, filled or not."""
    money = [s for s in row if roles[s].key is Key.BUDGET and roles[s].detail]
    for square in money[:-1]:
        role = roles[square]
        roles[square] = Role(role.kind, Key.BUDGET_LINE, role.detail, role.match)


def _heads_indicators(role: Role) -> bool:
    if role.kind is not Kind.LABEL:
        return False
    return role.key in _INDICATOR_KEYS or role.detail in ("target_column", "measure_column", "present_column")


def _listed_label(text: str, rows: tuple[tuple[Key, str | None, re.Pattern[str]], ...]) -> Role | None:
    if len(text) > 40:
        return None
    folded = fold(text).text
    for key, detail, words in rows:
        if words.fullmatch(folded):
            return Role(Kind.LABEL, key, detail)
    return None


def _stage(match: HeadingMatch, text: str) -> str | None:
    if match.rest.strip():
        return None
    if match.key is Key.REVIEW and match.detail in _STAGES:
        return match.detail
    return "plan" if _PLAN_STAGE.fullmatch(fold(text).text) else None


def staged(role: Role, stage: str | None) -> tuple[Key, str | None]:
    """The key and detail of a label inside a stage: 「課題」 beside 「中間振り返り」 is a review's, not an issue's."""
    key, detail = role.key, role.detail
    if stage in (None, "plan"):
        return key, detail
    field = _REVIEW_FIELDS.get(key) or ("assessment" if (key, detail) == (Key.RESULT, "assessment") else None)
    if key is Key.REVIEW:
        field = detail if detail and "." not in detail and detail not in _STAGES else None
    if field:
        return Key.REVIEW, f"{stage}.{field}"
    if key in (Key.OUTCOME_INDICATORS, Key.PROCESS_INDICATORS):
        return Key.RESULT, "outcome" if key is Key.OUTCOME_INDICATORS else "process"
    return key, detail


_REVIEW_FIELDS = {
    Key.CHALLENGE: "challenges",
    Key.ACTIVITIES: "actions_taken",
    Key.PAST_RESULTS: "actions_taken",
    Key.STRATEGY: "policy",
}

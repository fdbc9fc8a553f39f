"""The words that head the columns of statistical tables, and what they say of a column."""

import re
from datetime import date
from enum import StrEnum

from hoshin.core.periods import period_at
from hoshin.core.series.typed import State
from hoshin.core.text import even


class Column(StrEnum):
    """What a column of the long form holds."""

    PERIOD = "period"
    YEAR = "year"
    MONTH = "month"
    AREA = "area"
    VALUE = "value"
    STATE = "state"
    PUBLISHED = "published"


_WORDS: dict[Column, str] = {
    Column.PERIOD: "期間 年月 年次 時点 period",
    Column.YEAR: "年 年度 西暦 和暦 暦年 調査年 year",
    Column.MONTH: "月 month",
    Column.AREA: "地域 区 区名 行政区 市区町村 市区町村名 町丁目 町名 地区 小学校区 地点 エリア area",
    Column.VALUE: "値 数値 件数 認知件数 発生件数 実数 人数 人口 割合 率 金額 合計 総数 value count",
    Column.STATE: "区分 状態 確定・速報 速報・確定 確定区分 state",
    Column.PUBLISHED: "公表日 公表年月日 発表日 更新日 掲載日 published",
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
_TOTALS = frozenset(["計", "合計", "総計", "総数", "全体", "全域", "区全体", "区計", "total"])
_OF_MONTHS = _TOTALS | {"年計", "累計", "年間", "年間計", "年度計"}
_COUNTED = re.compile(r"(?:数|値|率|割合|額|量|面積)$")
_BRACKET = re.compile(r"[(\[].*?[)\]]$")
_STATES: dict[str, State] = {
    **dict.fromkeys(("速報", "速報値", "暫定", "暫定値", "p", "provisional"), "provisional"),
    **dict.fromkeys(("確定", "確定値", "確報", "確報値", "改定", "改定値", "r", "final"), "final"),
}


def _plain(text: str) -> str:
    return _BRACKET.sub("", "".join(even(text).text.split())).lower()


def column_of(heading: str) -> Column | None:
    """What a heading says of its column; its unit in brackets does not matter.

    >>> column_of("放置台数（台）"), column_of("年 度"), column_of("備考")
    (<Column.VALUE: 'value'>, <Column.YEAR: 'year'>, None)
    """
    plain = _plain(heading)
    return _BY_WORD.get(plain) or (Column.VALUE if _COUNTED.search(plain) else None)


def is_total(text: str) -> bool:
    """Whether a heading stands for all of it: 「計」「総数」「区全体」.

    >>> is_total("総　数"), is_total("中央区")
    (True, False)
    """
    return _plain(text) in _TOTALS


def is_total_of_months(text: str) -> bool:
    """Whether a heading beside months is their sum: 「計」「年計」."""
    return _plain(text) in _OF_MONTHS


def printed_state(text: str) -> State | None:
    """速報 or 確定, as people write it; None for other words."""
    return _STATES.get(_plain(text))


def printed_date(text: str) -> date | None:
    """A day as tables print it, eras included; None when it is no day.

    >>> printed_date("令和８年３月５日"), printed_date("2026-03-05 00:00:00")
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5))
    """
    plain = "".join(even(text).text.split(" ")[:1]) if ":" in text else "".join(even(text).text.split())
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = period_at(plain.split("T")[0], 0)
    is_day = found is not None and found.span == "day" and found.doubt is None
    return found.last_day if found is not None and is_day else None

"""Stamps 「R2年度自己評価を踏まえ変更」 and marks 「再掲」「新規」: found in a text, and taken out of it."""

import re
from dataclasses import dataclass

from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.years import RELATIVE, YEAR, year_in

_WHOSE = (
    r"(?:の)?(?:施策|事業|取組)?(?:自己評価|評価|中間振り?返り|振り?返り|自己点検|点検|外部評価|"
    r"区政会議(?:で)?の?(?:意見|評価)|実績|見直し)"
)
_STAMP = re.compile(
    rf"[(【\[<※★◆■]*(?:{YEAR}|{'|'.join(RELATIVE)}|(?:元|\d{{1,2}})年度)?{_WHOSE}(?:結果|等|の結果)*"
    r"(?:を|に)(?:踏まえ|ふまえ|より|よる|基づき|基づく|もとづき|反映し|受け|応じ)(?:て|た|、)?"
    r"(?:指標|目標|目標値|内容|数値|一部|取組)?(?:を|の)?(?:変更|修正|見直し|改定|改訂|追加|新設|新規|再設定|廃止)(?:し(?:た|ました))?[)】\]>。]*"
)
_EVALUATING = frozenset("評振点意実見")
_CHANGING = frozenset("変修見改追新再廃")
_LONGEST_STAMP = 120
_MARK = re.compile(
    r"[(（【\[［〔<＜]\s*(再\s*掲|新\s*規|拡\s*充|一部新規|継\s*続|重\s*点)(?:事業|取組)?\s*[)）】\]］〕>＞]"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp inside a text: its printed words, where they stand, and the year whose evaluation it names."""

    text: str
    start: int
    end: int
    evaluation_fiscal_year: int | None


def find_stamps(text: str) -> tuple[Stamp, ...]:
    """Every stamp that the text holds, line breaks inside it allowed.

    >>> [(s.text, s.evaluation_fiscal_year) for s in find_stamps("割合：50%以上（R4年度評価により変更）")]
    [('（R4年度評価により変更）', 2022)]
    """
    if not _may_hold_stamp(text):
        return ()
    folded = fold(text)
    found = []
    for match in _STAMP.finditer(folded.text):
        start, end = folded.start(match.start()), folded.end(match.end())
        found.append(Stamp(text[start:end], start, end, year_in(match.group())))
    return tuple(found)


def standing_stamps(text: str) -> tuple[Stamp, ...]:
    r"""The stamps that stand beside a text and are no part of its sentences: in brackets, or at the end of a line.

    >>> [s.text for s in standing_stamps("・講座\n（R7年度自己評価を踏まえ変更）")]
    ['（R7年度自己評価を踏まえ変更）']
    >>> standing_stamps("R7年度自己評価を踏まえ変更した計画により進める。")
    ()
    """
    return tuple(s for s in find_stamps(text) if _stands_apart(text, s))


def _stands_apart(text: str, stamp: Stamp) -> bool:
    if stamp.text[:1] in "（(【[［<＜※★" and stamp.text[-1:] in "）)】]］>＞更正直定加設規止":
        return True
    before, behind = text[: stamp.start], text[stamp.end :].lstrip(" \u3000")
    return (not before or before[-1].isspace()) and (not behind or behind[0] in "\r\n")


def is_stamp(text: str) -> bool:
    r"""Whether the text is a stamp and nothing else.

    >>> is_stamp("R2年度自己評価\nを踏まえ変更"), is_stamp("割合：50%（R2年度自己評価を踏まえ変更）")
    (True, False)
    """
    return _may_hold_stamp(text) and len(text) <= _LONGEST_STAMP and bool(_STAMP.fullmatch(fold(text).text))


def _may_hold_stamp(text: str) -> bool:
    """A quick look: every stamp has a word of evaluating and one of changing."""
    return not (_EVALUATING.isdisjoint(text) or _CHANGING.isdisjoint(text))


def find_marks(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every mark in brackets, as (mark, start, end).

    >>> find_marks("見守り活動【再掲】")
    (('再掲', 5, 9),)
    """
    return tuple((re.sub(r"\s", "", m.group(1)), m.start(), m.end()) for m in _MARK.finditer(text))


def without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with these spans taken out."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at:start])
        at = end
    return ("".join(kept) + text[at:]).strip()

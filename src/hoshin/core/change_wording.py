"""Changes in words: what each field is called, and its old and new value as people read them."""

from collections.abc import Callable, Mapping
from typing import Any

from hoshin.core.plan.codec import from_json, to_json
from hoshin.core.plan.difference import Change, Place
from hoshin.core.plan.document import Target
from hoshin.core.problems import SENTENCES, sentence
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source, place_in_words
from hoshin.core.targets import wording

FIELD_NAMES: Mapping[str, tuple[str, str]] = {
    "id": ("id", "id"),
    "format": ("形式", "format"),
    "organisation": ("組織", "organisation"),
    "organisation_code": ("団体コード", "organisation code"),
    "fiscal_year": ("年度", "fiscal year"),
    "title": ("名称", "title"),
    "edition": ("版", "edition"),
    "goal": ("目標", "goal"),
    "mission": ("使命", "mission"),
    "approach": ("基本的な考え方", "approach"),
    "levels": ("階層の呼び名", "level names"),
    "stamps": ("変更の注記", "revision stamps"),
    "revision_history": ("改訂履歴", "printed revision history"),
    "reviews": ("振り返り・自己評価", "reviews"),
    "code": ("番号", "code"),
    "issue": ("経営課題", "management issue"),
    "future_vision": ("将来像", "future vision"),
    "current_state": ("現状・データ", "current state"),
    "cause_analysis": ("要因分析", "cause analysis"),
    "challenge": ("課題", "challenge"),
    "goal_state": ("めざす状態", "goal state"),
    "strategy": ("戦略", "strategy"),
    "activities": ("取組内容", "activities"),
    "budget": ("予算額", "budget"),
    "budget_lines": ("予算の内訳・ほかの年度", "other budget lines"),
    "exit_criteria": ("撤退・再構築基準", "exit criteria"),
    "past_results": ("前年度までの実績", "past results"),
    "marks": ("再掲・新規などの印", "marks"),
    "label": ("番号", "label"),
    "measure": ("指標", "measure"),
    "printed": ("印刷された文", "printed text"),
    "target": ("目標の意味", "meaning of the target"),
    "target_printed": ("目標", "target"),
    "group": ("まとまり", "group"),
    "revised": ("前年度評価による変更", "changed after last year's evaluation"),
    "results": ("実績・評価", "results"),
    "note": ("注記", "note"),
    "source": ("出典", "source"),
    "sources": ("出典", "sources"),
    "problems": ("確認事項", "problems"),
}
"""What each field of each level is called, in Japanese and English."""
LEVEL_NAMES: Mapping[str, tuple[str, str]] = {
    "plan": ("計画", "plan"),
    "issue": ("経営課題", "issue"),
    "outcome": ("めざす成果", "outcome"),
    "initiative": ("具体的取組", "initiative"),
    "indicator": ("指標", "indicator"),
}
KIND_NAMES: Mapping[str, tuple[str, str]] = {
    "added": ("追加", "added"),
    "removed": ("削除", "removed"),
    "restored": ("復元", "restored"),
    "renamed": ("名称変更", "renamed"),
    "changed": ("変更", "changed"),
    "moved": ("移動", "moved"),
    "reread": ("読み取り位置のみ", "read elsewhere"),
}

BUDGET_NAMES: Mapping[str, tuple[str, str]] = {
    "amount": ("金額あり", "an amount"),
    "none": ("予算なし", "no budget"),
    "included_in": ("ほかの取組に含む", "included in another initiative"),
    "unread": ("未確認", "not yet understood"),
}
STAGE_NAMES: Mapping[str, tuple[str, str]] = {
    "previous": ("前年度の評価", "last year's evaluation"),
    "mid_year": ("中間振り返り", "mid-year review"),
    "year_end": ("自己評価", "self-evaluation"),
}
HEADING_NAMES: Mapping[str, tuple[str, str]] = {
    "actions_taken": ("取組の実施状況", "what was done"),
    "challenges": ("課題", "challenges"),
    "improvements": ("改善策", "improvements"),
    "effectiveness": ("戦略の有効性", "effect of the strategy"),
    "assessment": ("評価", "assessment"),
    "policy": ("今後の方針", "policy from now on"),
}
"""What the parts of a budget and of a review are called."""


def name_in(names: Mapping[str, tuple[str, str]], key: str, language: str) -> str:
    """A word of one of the tables above.

    >>> name_in(FIELD_NAMES, "goal_state", "ja"), name_in(KIND_NAMES, "moved", "en")
    ('めざす状態', 'moved')
    """
    ja, en = names[key]
    return ja if language == "ja" else en


def value_in_words(value: Any, level: str, field: str, language: str = "ja") -> str:
    """A field's value for people: printed texts where there are any, absence as a dash.

    >>> value_in_words(None, "outcome", "goal_state"), value_in_words({"kind": "none", "printed": "－"}, "x", "budget")
    ('―', '－')
    """
    written = to_json(value)
    if written is None or written in ("", [], {}):
        return "―"
    if isinstance(written, str):
        return written
    if isinstance(written, bool):
        return {True: ("はい", "yes"), False: ("いいえ", "no")}[written][language != "ja"]
    if isinstance(written, list):
        return "\n".join(value_in_words(v, level, field, language) for v in written)
    if isinstance(written, dict):
        return _record_in_words(written, level, field, language)
    return str(written)


def _record_in_words(record: dict[str, Any], level: str, field: str, language: str) -> str:
    """A record by the shape in which it is written; the first key of `_WORDINGS` that it has says which one it is."""
    ja = language == "ja"
    for key, say in _WORDINGS.items():
        if key in record:
            return say(record, ja)
    named = (
        f"{_name(FIELD_NAMES, name, ja)}{'：' if ja else ': '}{value_in_words(value, level, name, language)}"
        for name, value in record.items()
    )
    return "\n".join(named)


def _name(names: Mapping[str, tuple[str, str]], key: str, ja: bool) -> str:
    """The word of a table, or the key itself where a document may bring keys of its own."""
    return names.get(key, (key, key))[not ja]


def _with_details(text: str, details: list[str], ja: bool) -> str:
    """A text with what stands beside it in brackets."""
    if not details:
        return text
    return f"{text}（{'、'.join(details)}）" if ja else f"{text} ({', '.join(details)})".lstrip()


def _year(record: dict[str, Any], ja: bool) -> list[str]:
    year = record.get("fiscal_year")
    return [] if year is None else [f"{year}年度" if ja else f"fiscal year {year}"]


def _place(record: dict[str, Any], ja: bool) -> str:
    place = int(record["index"]) + 1
    return f"{place}番目" if ja else f"place {place}"


def _target(record: dict[str, Any], ja: bool) -> str:
    return wording(from_json(Target, record), "ja" if ja else "en")


def _level_label(record: dict[str, Any], ja: bool) -> str:
    level = _name(LEVEL_NAMES, record["level"], ja)
    return f"{level}は「{record['label']}」と呼ぶ" if ja else f"the {level} level is called “{record['label']}”"


def _budget_line(record: dict[str, Any], ja: bool) -> str:
    return " ".join(part for part in (record.get("label", ""), _budget(record["budget"], ja)) if part)


def _budget(record: dict[str, Any], ja: bool) -> str:
    """The cell as printed, with what it was settled to mean where the print does not say it."""
    printed = record.get("printed") or _name(BUDGET_NAMES, record["kind"], ja)
    amount, included = record.get("amount_yen"), record.get("included_in")
    details = []
    if amount is not None and not any(letter.isdecimal() for letter in printed):
        details.append(f"{amount:,}円" if ja else f"{amount:,} yen")
    if included and included not in printed:
        details.append(f"{included}に含む" if ja else f"included in {included}")
    return _with_details(printed, details, ja)


def _review(record: dict[str, Any], ja: bool) -> str:
    head = _with_details(_name(STAGE_NAMES, record["stage"], ja), _year(record, ja), ja)
    texts, codes = record.get("texts", {}), record.get("codes", {})
    said = []
    for key in dict.fromkeys([*texts, *codes]):
        text = " ".join(part for part in (codes.get(key), texts.get(key)) if part)
        said.append(f"{_name(HEADING_NAMES, key, ja)}{'：' if ja else ': '}{text}")
    return "\n".join([head, *said])


def _source(record: dict[str, Any], ja: bool) -> str:
    return place_in_words(from_json(Source, record), "ja" if ja else "en")


def _problem(record: dict[str, Any], ja: bool) -> str:
    problem = from_json(Problem, record)
    known = problem.code in SENTENCES
    return sentence(problem, "ja" if ja else "en") if known else problem.found or problem.code


def _printed(record: dict[str, Any], ja: bool) -> str:
    """A line of an activity, a result, a criterion, a stamp or a printed revision history."""
    text = str(record.get("printed") or record.get("text") or record.get("code") or "")
    lines = [part for part in (record.get("on"), record.get("label"), text) if part]
    details = _year(record, ja)
    if record.get("code") and record["code"] not in text:
        details.append(f"評価 {record['code']}" if ja else f"evaluation {record['code']}")
    if record.get("old") or record.get("new"):
        details.append(f"{record.get('old') or '―'} → {record.get('new') or '―'}")
    if record.get("reason"):
        details.append(f"理由：{record['reason']}" if ja else f"reason: {record['reason']}")
    return _with_details(" ".join(lines), details, ja)


_WORDINGS: Mapping[str, Callable[[dict[str, Any], bool], str]] = {
    "parent": _place,
    "comparator": _target,
    "level": _level_label,
    "budget": _budget_line,
    "kind": _budget,
    "stage": _review,
    "file": _source,
    "printed": _printed,
    "text": _printed,
    "code": _problem,
}
"""How each record is said, by a key that only records of its shape are written with."""


def change_in_words(change: Change, language: str = "ja") -> str:
    """One change in one paragraph: what, which item, and old → new on lines of their own.

    >>> print(change_in_words(Change("changed", "outcome", "o", "1-1 安心", "strategy", "甲", "乙")))
    変更：めざす成果「1-1 安心」の戦略
      － 甲
      ＋ 乙
    """
    kind, level = name_in(KIND_NAMES, change.kind, language), name_in(LEVEL_NAMES, change.level, language)
    named = f"{level}「{change.name}」" if language == "ja" else f"{level} “{change.name}”"
    if change.field is None:
        head = f"{kind}：{named}" if language == "ja" else f"{kind}: {named}"
        return head + _new_place(change, language)
    field = name_in(FIELD_NAMES, change.field, language)
    head = f"{kind}：{named}の{field}" if language == "ja" else f"{kind}: {field} of {named}"
    old = value_in_words(change.old, change.level, change.field, language).replace("\n", "\n     ")
    new = value_in_words(change.new, change.level, change.field, language).replace("\n", "\n     ")
    return f"{head}\n  － {old}\n  ＋ {new}"


def _new_place(change: Change, language: str) -> str:
    if not isinstance(change.new, Place):
        return ""
    old, new = change.old.index + 1, change.new.index + 1
    return f"（{old}番目 → {new}番目）" if language == "ja" else f" (place {old} → {new})"

"""Changes in words: what each field is called, and its old and new value as people read them."""

import json
from collections.abc import Mapping
from typing import Any

from hoshin.core.plan.codec import from_json, to_json
from hoshin.core.plan.difference import Change, Place
from hoshin.core.plan.document import Target
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
    if "parent" in record and "index" in record:
        place = int(record["index"]) + 1
        return f"{place}番目" if language == "ja" else f"place {place}"
    if "comparator" in record:
        return wording(from_json(Target, record), "ja" if language == "ja" else "en")
    if "budget" in record and isinstance(record["budget"], dict):
        return f"{record.get('label', '')} {record['budget'].get('printed', '')}".strip()
    text = record.get("printed") or record.get("text")
    if text:
        return f"{record['label']} {text}" if record.get("label") else str(text)
    if "texts" in record:
        return "\n".join(str(text) for text in record["texts"].values()) or str(record.get("stage", ""))
    return json.dumps(record, ensure_ascii=False)


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

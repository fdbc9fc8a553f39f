"""A recipe in words: what is read, what is counted, against what. Keys that no table knows are shown as they are."""

import json
from collections.abc import Mapping
from typing import Any

from hoshin.core.measurement.shown import method_in_words

KEY_WORDS: dict[str, tuple[str, str]] = {
    "method": ("計算方法", "Method"),
    "table": ("使う表", "Table"),
    "estimate": ("推定", "Estimate"),
    "variable": ("質問（列）", "Question (column)"),
    "question": ("質問", "Question"),
    "counts": ("数える答え", "Answers counted"),
    "missing": ("無回答とする答え", "Answers taken as none"),
    "denominator": ("分母", "Base"),
    "numerator": ("分子", "Part"),
    "figure": ("求める値", "Figure"),
    "operation": ("計算", "Operation"),
    "field": ("項目", "Field"),
    "fields": ("項目", "Fields"),
    "where": ("対象とする記録", "Records taken"),
    "filter": ("対象とする記録", "Records taken"),
    "by": ("区分", "By"),
    "unit": ("単位", "Unit"),
    "series": ("系列", "Series"),
    "area": ("地域", "Area"),
    "from_stage": ("分母の段階", "Stage of the base"),
    "to_stage": ("分子の段階", "Stage reached"),
    "stage": ("段階", "Stage"),
    "interval": ("区間の方法", "Interval"),
    "level": ("信頼度", "Level"),
    "design": ("調査の設計", "Survey design"),
    "kind": ("種類", "Kind"),
}


def recipe_in_words(recipe: Mapping[str, Any], language: str = "ja") -> tuple[tuple[str, str], ...]:
    """Each part as (term, words), the method first.

    >>> recipe_in_words({"counts": ["1", "2"], "method": "register_figure/1", "mine": True})
    (('計算方法', '記録簿の件数・合計・割合を数えた値（第1版）'), ('数える答え', '1、2'), ('mine', 'はい'))
    """
    ordered = sorted(recipe.items(), key=lambda part: part[0] != "method")
    return tuple((_term(key, language), _words(key, value, language)) for key, value in ordered if value is not None)


def _term(key: str, language: str) -> str:
    return KEY_WORDS.get(key, (key, key))[0 if language == "ja" else 1]


def _words(key: str, value: Any, language: str) -> str:
    if key == "method":
        return method_in_words(str(value), language)
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい"), "en": ("no", "yes")}[language][value]
    if isinstance(value, list | tuple) and all(isinstance(v, str | int | float) for v in value):
        return ("、" if language == "ja" else ", ").join(str(v) for v in value)
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)

"""What an indicator can take from a register, in words: a section chooses from these instead of writing a recipe."""

from collections.abc import Iterator, Mapping
from typing import Any

from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.core.registers.entering import stage_key
from hoshin.core.registers.recipe import METHOD

Offer = tuple[str, str, dict[str, Any]]
"""The words in Japanese and English, and the recipe."""


def offered_recipes(definition: RegisterDefinition, language: str = "ja") -> dict[str, dict[str, Any]]:
    """Every simple figure of the counted fields, by its words.

    >>> register = RegisterDefinition((FieldDefinition("f1", "訪問日", "date", True),
    ...     FieldDefinition("f2", "人数", "number", unit="人", is_counted=True)), "f1")
    >>> list(offered_recipes(register))
    ['件数', '「人数」の合計']
    """
    offers = [*_of_all(definition), *(offer for one in definition.counted for offer in _of_field(one, definition))]
    return {ja if language == "ja" else en: {"method": METHOD, **recipe} for ja, en, recipe in offers}


def _of_all(definition: RegisterDefinition) -> Iterator[Offer]:
    yield "件数", "Number of entries", {"figure": "count"}
    area = definition.area_field
    if area is not None and area.is_counted:
        yield "記録のある地域の数", "Areas with an entry", {"figure": "covered"}
        yield "記録のある地域の割合", "Share of areas with an entry", {"figure": "covered", "as": "share"}


def _of_field(one: FieldDefinition, definition: RegisterDefinition) -> Iterator[Offer]:
    if one.is_retired or one.code == definition.time_field:
        return
    if one.kind == "number":
        yield f"「{one.label}」の合計", f"Sum of “{one.label}”", {"figure": "sum", "field": one.code}
    elif one.kind == "choice":
        for choice in one.choices:
            part = {"field": one.code, "in": [choice]}
            yield from _counted_and_shared(f"{one.label}：{choice}", part)
    elif one.kind == "yes_no":
        yield from _counted_and_shared(f"{one.label}：はい", {"field": one.code, "is": True})
    elif one.kind == "stages":
        for stage in one.stages:
            yield from _of_stage(one, stage.code, f"{one.label}：{stage.label}")
    elif one.kind == "text":
        yield (
            f"「{one.label}」の種類の数",
            f"Different values of “{one.label}”",
            {"figure": "distinct", "field": one.code},
        )


def _counted_and_shared(words: str, part: Mapping[str, Any]) -> Iterator[Offer]:
    yield f"「{words}」の件数", f"Entries with “{words}”", {"figure": "count", "where": dict(part)}
    yield f"「{words}」の割合", f"Share of “{words}”", {"figure": "share", "part": dict(part)}


def _of_stage(one: FieldDefinition, stage: str, words: str) -> Iterator[Offer]:
    reached = {"field": one.code, "stage": stage}
    day = {"figure": "count", "date": stage_key(one.code, stage)}
    yield f"期間中に「{words}」に達した件数", f"Entries that reached “{words}” in the period", day
    share = {"figure": "share", "part": reached}
    yield f"期間末までに「{words}」に達した割合", f"Share that reached “{words}” by the end of the period", share

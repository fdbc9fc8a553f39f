"""Entries that are perhaps the same happening written down twice.

`same`: all key fields agree (every field, when the register names none). `near`: the same day at the same place, with
spelling evened out. Nothing is removed by itself: a person looks at each pair.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hoshin.core.registers.definition import RegisterDefinition
from hoshin.core.registers.typed_values import even_word

Likeness = Literal["same", "near"]
_LEGAL_FORMS = re.compile(r"(?:株式|有限|合同)会社|(?:一般|公益)?(?:社団|財団)法人|社会福祉法人|学校法人|[㈱㈲]")
_MARKS = re.compile(r"[\W_ー]+")
_SAME_SIGNS = str.maketrans(
    {"ヶ": "ケ", "ヵ": "カ", "ヴ": "ブ", "邊": "辺", "邉": "辺", "髙": "高", "﨑": "崎", "齋": "斎"}
)


@dataclass(frozen=True, slots=True)
class Likely:
    """Entries that look alike, in their order, and how much."""

    likeness: Likeness
    entries: tuple[int, ...]


def even_place(text: str) -> str:
    """A place's or school's name with its spelling evened out.

    >>> even_place("汐見　第１保育所") == even_place("汐見第1保育所")
    True
    >>> even_place("（株）うみかぜ") == even_place("株式会社うみかぜ")
    True
    """
    word = even_word(text).translate(_SAME_SIGNS).replace("(株)", "").replace("(有)", "")
    return _MARKS.sub("", _LEGAL_FORMS.sub("", word))


def same_key(content: Mapping[str, Any], definition: RegisterDefinition) -> tuple[str, ...] | None:
    """What makes an entry the same as another; None when a key field is blank, since blanks are not the same."""
    codes = definition.key_fields or tuple(f.code for f in definition.shown if f.kind != "attachment")
    values = tuple(_comparable(content.get(code)) for code in codes)
    if definition.key_fields and "" in values:
        return None
    return values


def near_key(content: Mapping[str, Any], definition: RegisterDefinition) -> tuple[str, ...] | None:
    """Its day and place; None when the register has no place or this entry names none."""
    places = [f.code for f in definition.shown if f.names_place]
    if not places and definition.area_field and not definition.key_fields:
        places = [definition.area_field.code]
    named = [even_place(str(content[code])) for code in places if content.get(code)]
    day = content.get(definition.time_field)
    return (str(day), *named) if named and day and all(named) else None


def _comparable(value: Any) -> str:
    if isinstance(value, Mapping):
        return "|".join(f"{k}={value[k]}" for k in sorted(value))
    return "" if value is None else even_place(str(value)) or str(value)


def likely_duplicates(
    entries: Iterable[tuple[int, Mapping[str, Any]]], definition: RegisterDefinition
) -> tuple[Likely, ...]:
    """Groups of entries that look alike. Give it entries that count, not withdrawn ones.

    >>> from hoshin.core.registers.definition import FieldDefinition
    >>> register = RegisterDefinition((FieldDefinition("f1", "日", "date", True),
    ...     FieldDefinition("f2", "行き先", "text", names_place=True), FieldDefinition("f3", "目的", "text")), "f1")
    >>> seen = [(1, {"f1": "2026-04-01", "f2": "汐見 保育所", "f3": "見学"}),
    ...         (2, {"f1": "2026-04-01", "f2": "汐見保育所", "f3": "相談"})]
    >>> likely_duplicates(seen, register)
    (Likely(likeness='near', entries=(1, 2)),)
    """
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    near: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, content in entries:
        key, place = same_key(content, definition), near_key(content, definition)
        if key is not None:
            same[key].append(number)
        if place is not None:
            near[place].append(number)
    found = [Likely("same", tuple(group)) for group in same.values() if len(group) > 1]
    alike = {group.entries for group in found}
    found += [Likely("near", tuple(g)) for g in near.values() if len(g) > 1 and tuple(g) not in alike]
    return tuple(sorted(found, key=lambda group: group.entries))

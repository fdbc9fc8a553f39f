"""The record of one problem and the wording of one code."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hoshin.core.sources import Source

Severity = Literal["error", "question", "note"]
"""`error`: this was not taken in. `question`: taken in, but a person must confirm. `note`: worth knowing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """How one code is said. `{found}`, `{proposal}` and the names in `values` are filled in."""

    ja: str
    en: str
    severity: Severity = "question"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or uncertain.

    `code` chooses the sentence, `where` the place in the document, `item` the id of the plan item
    and `field` its field, `found` the printed text, `proposal` what would settle it,
    `values` whatever else the sentence names.
    """

    code: str
    where: Source | None = None
    found: str | None = None
    proposal: str | None = None
    item: str | None = None
    field: str | None = None
    severity: Severity = "question"
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

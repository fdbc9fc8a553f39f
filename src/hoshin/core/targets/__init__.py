"""Target phrases: what a printed target says, in words, and how good it is.

A phrase is evened in width (`core.text`), cut into tokens (`tokens`) and parts (`parts`). The grammar (`expression`)
reads cores, rules (`acceptance`) say which of them are targets, `meaning` turns those into `Target`s.
"""

from hoshin.core.targets.detection import Likeness, hints_at_target, is_target_like, likeness
from hoshin.core.targets.quality import warnings
from hoshin.core.targets.reading import PhraseReading, ReadTarget, read_phrase
from hoshin.core.targets.wording import wording

__all__ = [
    "Likeness",
    "PhraseReading",
    "ReadTarget",
    "hints_at_target",
    "is_target_like",
    "likeness",
    "read_phrase",
    "warnings",
    "wording",
]

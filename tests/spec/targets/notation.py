"""The short notation of `phrases.toml`, written from a reading so that a table's row can be compared and shown."""

from typing import Any

from hoshin.core.targets import PhraseReading, ReadTarget

NAMES = {
    "unit": "unit",
    "baseline": "baseline",
    "per": "per",
    "due_fiscal_year": "due",
    "due_date": "due",
    "since_fiscal_year": "since",
}


def meaning(reading: PhraseReading) -> str:
    """All targets of a reading, parted by " | "; empty without any."""
    return " | ".join(_said(read, reading.measure) for read in reading.targets)


def codes(reading: PhraseReading) -> str:
    """The codes of what is asked or noted, in order."""
    return " ".join(problem.code for problem in reading.problems)


def _said(read: ReadTarget, measure: str) -> str:
    target = read.target
    words: list[Any] = [target.comparator]
    if target.value is not None:
        words.append(f"{target.value:f}" + (f"..{target.value_max:f}" if target.value_max is not None else ""))
        words += [target.unit] if target.unit else []
    for field, name in NAMES.items():
        value = getattr(target, field)
        if value is not None and not (field == "unit" and target.value is not None):
            words.append(f"{name}={value}")
    words += ["cumulative"] if target.cumulative else []
    words += ["implied"] if target.comparator_implied else []
    words += [f"「{read.measure}」"] if read.measure != measure else []
    return " ".join(words)

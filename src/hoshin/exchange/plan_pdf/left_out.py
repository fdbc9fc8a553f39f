"""What was left out of one page, by reason."""

from dataclasses import dataclass, field

TAKEN_AWAY = {"mode", "colour", "covered", "size"}
"""Reasons of texts that are no longer on the page when its characters are counted."""


@dataclass(slots=True)
class LeftOut:
    """The texts in the file's order. Reasons are those of `scan.Hidden` and struck, ruby, outside and speck."""

    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, text: str) -> None:
        """Notes a text; blanks need no note."""
        if text.strip():
            self.texts.setdefault(reason, []).append(text.strip())

"""The rows of `phrases.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True)
class Row:
    phrase: str
    measure: str
    means: str
    codes: str


@dataclass(frozen=True)
class Theme:
    ja: str
    en: str
    rows: tuple[Row, ...]


def themes() -> tuple[Theme, ...]:
    parsed = tomllib.loads(TABLE.read_text("utf-8"))
    return tuple(Theme(t["ja"], t["en"], tuple(Row(*row) for row in t["rows"])) for t in parsed["theme"])

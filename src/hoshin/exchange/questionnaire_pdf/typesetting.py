"""The printed questionnaire, set by typst from one template and one JSON value that holds its words."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import segno
import typst

FONTS = ("BIZ UDGothic", "Noto Sans CJK JP")
FONT_PACKAGE = "fonts-morisawa-bizud-gothic"
TEMPLATE = Path(__file__).parent / "templates" / "questionnaire.typ"
_STANDARDS = ["a-2a", "ua-1"]


class FontMissingError(Exception):
    """No face with Japanese is installed; `FONT_PACKAGE` is the Debian package that brings one."""


@dataclass(frozen=True, slots=True)
class PrintedOption:
    """A box to tick: its number, its words, and where to go on after it (empty: the next question)."""

    code: str
    words: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """A question as it is printed. `hint` says how to answer; `space` is `boxes`, `line` (a number) or `area`."""

    number: str
    words: str
    help: str
    hint: str
    options: tuple[PrintedOption, ...]
    space: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """Everything that every sheet says, in the reader's language. `dated`: year, month, day of the version."""

    language: str
    title: str
    organisation: str
    period: str
    preface: tuple[str, ...]
    questions: tuple[PrintedQuestion, ...]
    thanks: tuple[str, ...]
    code_label: str
    token_label: str
    web_label: str
    qr_alt: str
    specimen: str
    dated: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PrintedMember:
    """The codes on one person's sheet and the address its QR holds."""

    code: str
    token: str
    address: str


def font() -> str:
    """The face to print with; raises `FontMissingError`."""
    known = typst.Fonts().families()
    for name in FONTS:
        if name in known:
            return name
    raise FontMissingError


def questionnaire_pdf(texts: SheetTexts, members: Sequence[PrintedMember] = ()) -> bytes:
    """The questionnaire once for each member, each beginning on a new sheet; without members a blank specimen."""
    value: dict[str, Any] = {
        "font": font(),
        "texts": asdict(texts),
        "members": [{**asdict(member), "qr": _qr(member.address)} for member in members],
    }
    words = json.dumps(value, ensure_ascii=False)
    made = typst.compile(TEMPLATE, sys_inputs={"sheet": words}, pdf_standards=_STANDARDS)  # type: ignore[arg-type]
    assert isinstance(made, bytes), "one document makes one file"
    return made


def _qr(address: str) -> str:
    """The QR code of an address as SVG, error correction M: a fold or a stain may hide a seventh of it."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode("utf-8")

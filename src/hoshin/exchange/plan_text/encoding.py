"""The characters of a text file: byte order mark, then strict UTF-8, then Windows' Shift_JIS (cp932).

Bytes that fit two encodings are read in the likelier one and asked about. ISO-2022-JP and broken bytes are refused:
reading them as something else would be wrong in silence.
"""

import codecs
import re

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.guard.refusal import not_readable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_FIRST_BEYOND_LATIN = 0x2000
_PREVIEW = 40


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The file's characters and what is doubtful about them; raises `UnreadableFileError` when none can be sure.

    >>> decode("計画".encode("cp932"), "plan.txt")
    ('計画', ())
    """
    if data.startswith(b"\x1b") or b"\x1b$B" in data or b"\x1b$@" in data:
        raise not_readable("text_encoding_unknown", name, encoding="ISO-2022-JP (JIS)")
    text, problems = _by_mark(data, name) or _by_trial(data, name)
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise not_readable("text_has_control_characters", name, line=str(line), character=f"U+{ord(found.group()):04X}")
    return text, problems


def _by_mark(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise not_readable("text_encoding_unknown", name, encoding=encoding.upper()) from error
    return None


def _by_trial(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    as_utf8, as_cp932 = _try(data, "utf-8"), _try(data, "cp932")
    if as_utf8 is not None:
        is_ascii = as_utf8.isascii()
        if not is_ascii and as_cp932 is not None and max(map(ord, as_utf8)) < _FIRST_BEYOND_LATIN:
            return as_utf8, (_doubt(name, "UTF-8", "Shift_JIS (cp932)", as_utf8, as_cp932),)
        return as_utf8, ()
    if as_cp932 is None:
        as_euc = _try(data, "euc_jp")
        if as_euc is None:
            raise not_readable("text_encoding_unknown", name, encoding="UTF-8, Shift_JIS, EUC-JP")
        return as_euc, (_doubt(name, "EUC-JP", "?", as_euc, ""),)
    as_euc = _try(data, "euc_jp")
    if as_euc is None or not _HALF_WIDTH_KANA.search(as_cp932):
        return as_cp932, ()
    if len(_HIRAGANA.findall(as_euc)) > len(_HIRAGANA.findall(as_cp932)):
        return as_euc, (_doubt(name, "EUC-JP", "Shift_JIS (cp932)", as_euc, as_cp932),)
    return as_cp932, (_doubt(name, "Shift_JIS (cp932)", "EUC-JP", as_cp932, as_euc),)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _doubt(name: str, chosen: str, other: str, text: str, other_text: str) -> Problem:
    values = {"encoding": chosen, "other": other, "other_text": _preview(other_text)}
    return Problem("encoding_doubtful", where=Source(name), found=_preview(text), proposal="UTF-8", values=values)


def _preview(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if not line.isascii()), "")
    return line[:_PREVIEW]

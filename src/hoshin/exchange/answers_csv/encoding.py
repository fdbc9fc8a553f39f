"""The characters of a file of answers: its own mark, then ISO-2022-JP, strict UTF-8, cp932 and EUC-JP; in doubt, ask.

Bytes that fit two encodings are never read in one of them in silence: `DoubtfulEncodingError` carries both readings,
and a person chooses. Control characters mean that the guess, or the file, is wrong, so they are refused.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES: dict[str, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "cp932": "Shift_JIS (cp932)",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP (JIS)",
}
"""Every encoding that can be read or chosen, and how it is called."""
_JIS_DIALECTS = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_3", "iso2022_jp_2004")
_ESCAPE = b"\x1b"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_NOT_WINDOWS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python's cp932 makes of bytes that Windows leaves undefined."""
_FIRST_BEYOND_LATIN = 0x2000
_PREVIEW = 60


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters and the encoding they were read in."""

    text: str
    encoding: str


class DoubtfulEncodingError(Exception):
    """The bytes fit more than one encoding. `readings` are (encoding, how its first Japanese line would read)."""

    def __init__(self, readings: tuple[tuple[str, str], ...]) -> None:
        super().__init__(" / ".join(encoding for encoding, _ in readings))
        self.readings = readings


def decode_answers(data: bytes, name: str, chosen: str | None = None) -> Decoded:
    """The file's characters.

    With `chosen`, a person has said which encoding it is. Raises `DoubtfulEncodingError` when two fit and nobody has
    chosen, `UnreadableFileError` when none fits or control characters stand in the text.

    >>> decode_answers("問1,問2".encode("cp932"), "a.csv")
    Decoded(text='問1,問2', encoding='cp932')
    >>> decode_answers("問1,問2".encode("iso2022_jp"), "a.csv").text
    '問1,問2'
    """
    decoded = _as_chosen(data, name, chosen) if chosen else _by_mark(data, name) or _by_trial(data, name)
    found = _CONTROL.search(decoded.text)
    if found:
        line = decoded.text.count("\n", 0, found.start()) + 1
        raise not_readable("text_has_control_characters", name, line=str(line), character=f"U+{ord(found.group()):04X}")
    return decoded


def _as_chosen(data: bytes, name: str, chosen: str) -> Decoded:
    for mark, encoding in _MARKS:
        if encoding == chosen and data.startswith(mark):
            data = data[len(mark) :]
    text = _jis(data) if chosen == "iso2022_jp" else _try(data, chosen) if chosen in NAMES else None
    if text is None:
        raise _unknown(name, NAMES.get(chosen, chosen))
    return Decoded(text, chosen)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is None:
                raise _unknown(name, NAMES[encoding])
            return Decoded(text, encoding)
    return None


def _by_trial(data: bytes, name: str) -> Decoded:
    if _ESCAPE in data:
        text = _jis(data)
        if text is None:
            raise _unknown(name, NAMES["iso2022_jp"])
        return Decoded(text, "iso2022_jp")
    utf8, windows, euc = _try(data, "utf-8"), _windows(data), _try(data, "euc_jp")
    if utf8 is not None:
        is_sure = utf8.isascii() or max(map(ord, utf8)) >= _FIRST_BEYOND_LATIN
        return _only_or_ask(("utf-8", utf8), () if is_sure else (("cp932", windows), ("euc_jp", euc)))
    if windows is not None:
        return _only_or_ask(("cp932", windows), (("euc_jp", euc),))
    if euc is not None:
        return Decoded(euc, "euc_jp")
    raise _unknown(name, "UTF-8, Shift_JIS, EUC-JP")


def _only_or_ask(first: tuple[str, str], others: Iterable[tuple[str, str | None]]) -> Decoded:
    every = (first, *((encoding, text) for encoding, text in others if text is not None))
    fitting = tuple((encoding, text) for encoding, text in every if not _CONTROL.search(text)) or (first,)
    if len(fitting) == 1:
        return Decoded(fitting[0][1], fitting[0][0])
    raise DoubtfulEncodingError(tuple((encoding, _preview(text)) for encoding, text in fitting))


def _jis(data: bytes) -> str | None:
    """ISO-2022-JP in one of its dialects; it is all seven-bit, so anything else is not."""
    if not data.isascii():
        return None
    texts = (_try(data, dialect) for dialect in _JIS_DIALECTS)
    return next((text for text in texts if text is not None), None)


def _windows(data: bytes) -> str | None:
    text = _try(data, "cp932")
    return None if text is None or _NOT_WINDOWS.search(text) else text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unknown(name: str, encoding: str) -> UnreadableFileError:
    return not_readable("text_encoding_unknown", name, encoding=encoding)


def _preview(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if not line.isascii()), "")
    return line[:_PREVIEW]

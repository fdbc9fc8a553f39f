"""Finding words in plans as people type them: width, case, kana and line breaks make no difference.

Folding is for keys only; what is stored and shown stays as printed. A key has no white space, since printed cells
break lines inside words; a query's words must all be found.
"""

import unicodedata
from dataclasses import dataclass

KATAKANA = range(0x30A1, 0x30F7)
TO_HIRAGANA = 0x60
VOICED = "\u3099\u309a\uff9e\uff9f"
"""Marks that join the character before them when it is normalised."""
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as a search key, and for each character of the key where its original begins and ends."""

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """The text as a search key.

    >>> fold("ｺﾄﾞﾓ ｻﾎﾟｰﾄ")
    'こどもさぽーと'
    >>> fold("ＳＤＧｓ①") == fold("sdgs1")
    True
    """
    return fold_with_places(text).key


def fold_with_places(text: str) -> Folded:
    """The key with the way back to the original text, to show what was found."""
    key: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and text[end] in VOICED:
            end += 1
        for character in _folded(text[position:end]):
            key.append(character)
            starts.append(position)
            ends.append(end)
        position = end
    return Folded("".join(key), tuple(starts), tuple(ends))


def _folded(cluster: str) -> str:
    normal = unicodedata.normalize("NFKC", cluster).casefold().translate(DASHES)
    return "".join(
        chr(ord(c) - TO_HIRAGANA) if ord(c) in KATAKANA else c for c in normal if not c.isspace() and c.isprintable()
    )


def search_terms(query: str) -> tuple[str, ...]:
    """The folded words of a query, without repetition; all must be found.

    >>> search_terms("子育て　支援 支援")
    ('子育て', '支援')
    """
    return tuple(dict.fromkeys(term for term in (fold(word) for word in query.split()) if term))


def spans_of(terms: tuple[str, ...], text: str) -> tuple[tuple[int, int], ...]:
    r"""Where the terms stand in the original text, half-open, merged where they touch, from left to right.

    >>> spans_of(("支援",), "子育て支\n援センター")
    ((3, 6),)
    """
    folded = fold_with_places(text)
    found = []
    for term in terms:
        at = folded.key.find(term)
        while at >= 0 and term:
            found.append((folded.starts[at], folded.ends[at + len(term) - 1]))
            at = folded.key.find(term, at + len(term))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def excerpt(text: str, terms: tuple[str, ...], *, around: int = 40) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of the text around the first find, with the finds' places inside the piece.

    >>> excerpt("あ" * 100 + "支援" + "い" * 100, ("支援",), around=3)
    ('…あああ支援いいい…', ((4, 6),))
    """
    spans = spans_of(terms, text)
    first = spans[0] if spans else (0, 0)
    start, end = max(0, first[0] - around), min(len(text), first[1] + around)
    lead = "…" if start else ""
    piece = lead + text[start:end] + ("…" if end < len(text) else "")
    shift = len(lead) - start
    return piece, tuple((s + shift, e + shift) for s, e in spans if e <= end)

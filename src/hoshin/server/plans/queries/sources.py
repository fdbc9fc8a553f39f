"""Where a thing was printed, as a page shows it: the place in words, and the text with the part that counts marked."""

from dataclasses import dataclass

from hoshin.core.plan.search import fold, spans_of
from hoshin.core.sources import Source, place_in_words


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, marked or not; the pieces in order are the text."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """A place in words and its printed text in pieces. Without a marked piece, the whole text is what counts."""

    place: str
    segments: tuple[Segment, ...]
    source: Source


def segments_of(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Segment, ...]:
    """The text cut at the spans, which are marked.

    >>> [(s.text, s.is_marked) for s in segments_of("60%以上である", ((0, 5),))]
    [('60%以上', True), ('である', False)]
    """
    segments, at = [], 0
    for start, end in spans:
        segments += [Segment(text[at:start]), Segment(text[start:end], is_marked=True)]
        at = end
    return tuple(s for s in (*segments, Segment(text[at:])) if s.text)


def source_text(source: Source | None, marked: str | None, language: str) -> SourceText | None:
    """A source for a page, with the first find of `marked` in it highlighted; None when nothing says where it stood."""
    if source is None:
        return None
    spans = spans_of((fold(marked),), source.text)[:1] if marked and fold(marked) else ()
    return SourceText(place_in_words(source, language), segments_of(source.text, spans), source)

"""A plan's items while sections are being gathered into them."""

from dataclasses import dataclass, field

from hoshin.core.sources import Source
from hoshin.exchange.assembly.fragments import paragraphs_joined, united, visible
from hoshin.exchange.assembly.headings import one_line
from hoshin.exchange.assembly.reviews import ReviewDraft
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.stamps import find_marks, find_stamps, standing_stamps, without


@dataclass(slots=True)
class Draft:
    """One issue, outcome or initiative: its title, its sections by key, its reviews, its children."""

    key: Key
    code: str | None
    id: str
    parent: "Draft | None" = None
    heading: Section | None = None
    titles: list[Fragment] = field(default_factory=list)
    other_titles: list[Fragment] = field(default_factory=list)
    repeats: list[Fragment] = field(default_factory=list)
    sections: dict[Key, list[Section]] = field(default_factory=dict)
    reviews: ReviewDraft = field(default_factory=ReviewDraft)
    children: list["Draft"] = field(default_factory=list)
    floating: list[Section] = field(default_factory=list)
    is_implicit: bool = False

    def take(self, section: Section) -> None:
        """Keep a section under its key, all money in its printed order; one without texts is only a printed heading."""
        key = Key.BUDGET if section.key is Key.BUDGET_LINE else section.key
        if section.fragments:
            self.sections.setdefault(key, []).append(section)

    def fragments(self, key: Key) -> list[Fragment]:
        """All texts under a key, in order."""
        return [f for s in self.sections.get(key, []) for f in s.fragments]

    def text(self, key: Key) -> str | None:
        """The text under a key, None when there is none."""
        return plain_text(self.fragments(key))

    def title(self) -> str | None:
        """The title on one line, without marks and stamps."""
        parts = []
        for fragment in self.titles:
            text = visible(fragment.text)
            spans = [(a, b) for _, a, b in find_marks(text)] + [(s.start, s.end) for s in find_stamps(text)]
            parts.append(_unbracketed(one_line(without(text, tuple(spans)))))
        return "".join(parts) or None

    def marks(self) -> tuple[str, ...]:
        """新規, 再掲 and the like, printed beside the title."""
        texts = [visible(f.text) for f in self.titles]
        if self.heading:
            texts.append(self.heading.heading)
        return tuple(dict.fromkeys(mark for t in texts for mark, _, _ in find_marks(t)))

    def sources(self, names: dict[Key, str]) -> dict[str, Source]:
        """The place of each field that was printed."""
        found = {}
        if self.heading and self.heading.source:
            found["code"] = self.heading.source
        title = united(self.titles)
        if title:
            found["title"] = title
        for key, name in names.items():
            place = united(self.fragments(key))
            if place:
                found[name] = place
        return found

    def place(self) -> Source | None:
        """Where the item stands: its heading, its title, or its first text."""
        if self.heading and self.heading.source:
            return self.heading.source
        texts = [*self.titles, *(f for s in self.sections.values() for x in s for f in x.fragments)]
        if texts:
            return texts[0].source
        return next((place for child in self.children if (place := child.place())), None)


def plain_text(fragments: list[Fragment]) -> str | None:
    """Fragments as one text: lines that a page broke are joined, paragraphs stay apart.

    Stamps beside the text are no part of it. A text that keeps no line numbers comes from a cell or box, where a line
    break may be meant.
    """
    parts = []
    for fragment in fragments:
        is_line = fragment.source.line is not None
        text = without(fragment.text, tuple((s.start, s.end) for s in standing_stamps(fragment.text)))
        parts.append(one_line(visible(text)) if is_line else paragraphs_joined(text))
    return "\n".join(part for part in parts if part) or None


_PAIRS = (("【", "】"), ("「", "」"), ("『", "』"), ("［", "］"), ("[", "]"), ("〈", "〉"), ("＜", "＞"), ("<", ">"))


def _unbracketed(text: str) -> str:
    """A title whose whole is in one pair of brackets, without them."""
    for opening, closing in _PAIRS:
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1 == text.count(closing):
            return text[1:-1].strip()
    return text

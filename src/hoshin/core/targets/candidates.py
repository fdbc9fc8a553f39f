"""Where in a phrase a target could stand: its parts, the cores in them, and what was found around a core."""

from dataclasses import dataclass, field

from hoshin.core.problems.record import Problem
from hoshin.core.targets.amounts import Core
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.rhythms import Surroundings
from hoshin.core.targets.surroundings import Walk
from hoshin.core.targets.tails import Tail
from hoshin.core.targets.vocabulary import Role

_BREAKS = " \t・/;"
_FIGURE_WORDS = ("平均", "前年", "割", "ゼロ")


@dataclass(slots=True)
class Finding:
    """A core that was accepted, with its surroundings. `own` is the span of its measure, `common` a shared head.

    `old` is the core that an arrow before it leads from.
    """

    part: Part
    core: Core
    around: Surroundings
    tail: Tail
    low: int
    high: int
    colon: int | None
    begun: int = 0
    own: tuple[int, int] = (0, 0)
    behind: tuple[int, int] | None = None
    common: tuple[int, int] | None = None
    problems: list[Problem] = field(default_factory=list)
    old: Core | None = None

    @property
    def explicit(self) -> bool:
        """Whether the phrase itself says what is demanded, so that no direction has to be supplied."""
        return self.core.comparator is not None or self.around.bound is not None


def split_further(phrase: Phrase, parts: list[Part]) -> list[Part]:
    """Parts cut once more where a list goes on behind a complete target with a space, 「・」 or 「/」."""
    return [piece for part in parts for piece in _pieces(phrase, part)]


def _pieces(phrase: Phrase, part: Part) -> list[Part]:
    tokens, pieces = phrase.tokens, []
    colons = [i for i in depth_zero(phrase, part.start, part.end) if tokens[i].role is Role.COLON]
    begun = part.start
    for core in cores(phrase, part.start, part.end):
        if core.start < begun or core.form == "unread":
            continue
        walk = walk_in(phrase, tokens[begun].start, part_end(phrase, part.end))
        around = walk.around(tokens[core.start].start, tokens[core.end - 1].end)
        said_before = any(begun <= colon < core.start for colon in colons)
        said_after = any(colon >= core.end for colon in colons)
        settled = core.comparator is not None or bool(around.dues)
        if settled and (said_before or not said_after) and _breaks(phrase, around.end, part):
            end = next(k for k in range(core.end, part.end) if tokens[k].start >= around.end)
            pieces.append(Part(begun, end, part.sentence, Role.SPACE))
            begun = end
    return [*pieces, Part(begun, part.end, part.sentence, part.parted_by)]


def _breaks(phrase: Phrase, at: int, part: Part) -> bool:
    end = part_end(phrase, part.end)
    if at >= end or phrase.text[at] not in _BREAKS:
        return False
    rest = phrase.text[at:end].strip(_BREAKS)
    return bool(rest) and (any(s.isdecimal() for s in rest) or any(word in rest for word in _FIGURE_WORDS))


def depth_zero(phrase: Phrase, start: int, end: int) -> list[int]:
    """The tokens of a range that stand in no bracket."""
    known = phrase.outside.get((start, end))
    if known is not None:
        return known
    found, i = [], start
    while i < end:
        if phrase.tokens[i].role is Role.OPEN and i in phrase.pairs:
            i = phrase.pairs[i] + 1
            continue
        found.append(i)
        i += 1
    phrase.outside[start, end] = found
    return found


def cores(phrase: Phrase, start: int, end: int) -> list[Core]:
    """Every core outside brackets, left to right, none inside another."""
    found: list[Core] = []
    reached = start
    for i in depth_zero(phrase, start, end):
        if i < reached:
            continue
        core = phrase.grammar.core_at(i)
        if core is not None and core.end <= end:
            found.append(core)
            reached = core.end
    return found


def part_end(phrase: Phrase, end: int) -> int:
    """The offset where the token before `end` ends, not beyond the phrase."""
    return min(phrase.tokens[end - 1].end, phrase.high)


def walk_in(phrase: Phrase, low: int, high: int) -> Walk:
    """A walk between two offsets."""
    return Walk(phrase, low, high)


def last_colon(phrase: Phrase, part: Part) -> int | None:
    """The last colon of a part that something follows."""
    colons = [i for i in depth_zero(phrase, part.start, part.end) if phrase.tokens[i].role is Role.COLON]
    return next((i for i in reversed(colons) if i + 1 < part.end), None)


def head_before(phrase: Phrase, part: Part, colon: int) -> str:
    """What stands before a colon, without marks."""
    return phrase.part_text(part.start, colon).strip(" 「」[]【】()*\n\t")

"""How many lines a text takes in a box, since neither Excel nor PowerPoint sizes merged cells and boxes by itself."""

import math
import unicodedata

_NOT_AT_START = "、。）」』】，．・ー％%：；？！々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ"


def width_of(text: str) -> float:
    """The text's width in full-width characters of a fixed-pitch face.

    >>> width_of("目標70%")
    3.5
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def lines_of(text: str, columns: float) -> int:
    """The lines that the text takes when each holds `columns` full-width characters.

    A line may end one character early, because no line begins with a closing bracket or a small kana.

    >>> lines_of("あいうえお", 3), lines_of("あい\\nう", 3)
    (2, 2)
    """
    return sum(_wrapped(paragraph, columns) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, columns: float) -> int:
    lines, used = 1, 0.0
    for index, character in enumerate(paragraph):
        following = paragraph[index + 1] if index + 1 < len(paragraph) else ""
        needed = width_of(character) + (width_of(following) if following in _NOT_AT_START and following else 0)
        if used and used + needed > columns:
            lines, used = lines + 1, 0.0
        used += width_of(character)
    return lines


def height_of(text: str, width_points: float, size: float, *, leading: float = 1.35, padding: float = 6) -> float:
    """The height in points of the text in a box of this width, at this size of type."""
    columns = max(1.0, math.floor((width_points - padding) / size * 2) / 2)
    return lines_of(text, columns) * size * leading + padding

"""How much a file may be and how much reading it may cost.

A ward's plan of 200 pages is a few megabytes and reads in about a second, so each bound stands an order of
magnitude above anything honest. A file beyond one of them is refused with a sentence that names the bound.
"""

MEBIBYTE = 1024 * 1024

MAX_FILE_BYTES = 100 * MEBIBYTE
"""Of the file as it lies on the disk."""

MAX_ARCHIVE_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 4 * MEBIBYTE
"""Of a ZIP's table of contents, measured before it is parsed."""
MAX_UNPACKED_BYTES = 400 * MEBIBYTE
"""Of all parts of an archive together, pictures included."""
MAX_PART_BYTES = 64 * MEBIBYTE
"""Of one XML part: a sheet of 300,000 cells is about 15 MB."""
MAX_RATIO = 250
"""Unpacked to packed, for parts above `RATIO_APPLIES_FROM`; honest sheets stay below 60."""
RATIO_APPLIES_FROM = 4 * MEBIBYTE

MAX_XML_DEPTH = 256
MAX_CELLS = 200_000
"""Cells with content that one file may hold."""
MAX_STYLED_CELLS = 2_000_000
"""Cells that a sheet's XML may name, blank ones included."""
MAX_SHEETS = 500
MAX_SLIDES = 1_000
MAX_CELL_CHARACTERS = 32_767
"""Excel's own bound; a longer text in one cell, paragraph or shape is not a plan's."""
MAX_TEXT_CHARACTERS = 10_000_000
MAX_NAME_CHARACTERS = 80
"""Of a shape's name as it is cited."""

MEMORY_BYTES = 512 * MEBIBYTE
"""Address space of the reading process."""
CPU_SECONDS = 5
WALL_SECONDS = 10
"""Of any file, honest or hostile: nobody waits longer than this for a plan or for the sentence that refuses it."""
MOST_CPU_SECONDS = 9
_BYTES_A_SECOND = 100_000
"""What one more second of reading is allowed for. A plan of usual size stays below the first five seconds by far; a
text of 12,000 indicators is half a megabyte and takes eight."""
MAX_ANSWER_BYTES = 64 * MEBIBYTE
"""Of what the reading process may hand back."""


def cpu_seconds(size: int) -> int:
    """How long reading a file of so many bytes may compute: longer for a longer one, up to a bound.

    >>> cpu_seconds(80_000), cpu_seconds(300_000), cpu_seconds(100 * MEBIBYTE)
    (5, 8, 9)
    """
    return min(CPU_SECONDS + size // _BYTES_A_SECOND, MOST_CPU_SECONDS)

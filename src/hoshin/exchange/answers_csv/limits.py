"""How much a table of answers may be. A ward's survey has 1,500 rows; a city's of everyone may have 100,000."""

from hoshin.exchange.guard.limits import MEBIBYTE

MAX_ROWS = 100_000
MAX_CELLS = 6_000_000
MAX_FILE_BYTES = 60 * MEBIBYTE
MAX_PART_BYTES = 256 * MEBIBYTE
"""Of one unpacked XML part: 100,000 rows of 40 cells are about 120 MB."""
MEMORY_BYTES = 1536 * MEBIBYTE
"""Address space of the reading process; the site's own process never holds the table."""
CPU_SECONDS = 40
WALL_SECONDS = 60

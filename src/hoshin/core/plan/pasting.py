r"""A block copied from Excel, as rows of cells.

Windows line ends, quoted cells with line breaks and doubled quotes inside, tabs between cells; a quote in the middle
of an unquoted cell is a character like any other. Text keeps its width: 「８０％」 is read where its meaning is.
"""

import unicodedata
from dataclasses import dataclass


def rows_of(block: str) -> tuple[tuple[str, ...], ...]:
    r"""The rows of a pasted block, without its empty last line and without rows that are blank altogether.

    >>> rows_of('参加者数\t"1日\r\n100人"\r\n満足度\t"「""良い""」の割合"\r\n')
    (('参加者数', '1日\n100人'), ('満足度', '「"良い"」の割合'))
    """
    text = block.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    position = 0
    while position <= len(text):
        cell, position = _cell(text, position)
        rows[-1].append(cell.strip())
        if position >= len(text):
            break
        if text[position] == "\n":
            rows.append([])
        position += 1
    return tuple(tuple(row) for row in rows if any(row))


def _cell(text: str, position: int) -> tuple[str, int]:
    if text.startswith('"', position):
        quoted = _quoted(text, position)
        if quoted is not None:
            return quoted
    end = position
    while end < len(text) and text[end] not in "\t\n":
        end += 1
    return text[position:end], end


def _quoted(text: str, position: int) -> tuple[str, int] | None:
    """The quoted cell that begins here, or None when its quote is never closed before a separator."""
    end = position + 1
    while (end := text.find('"', end)) >= 0:
        if text.startswith('""', end):
            end += 2
            continue
        after = end + 1
        if after == len(text) or text[after] in "\t\n":
            return text[position + 1 : end].replace('""', '"'), after
        return None
    return None


HEADINGS = {
    "label": ("番号", "no", "no.", "№", "項番", "記号"),
    "measure": (
        "指標", "指標名", "測定内容", "indicator", "measure",
        "プロセス指標", "プロセス(過程)指標", "アウトカム指標", "アウトカム(成果)指標",
    ),
    "phrase": ("目標", "目標値", "数値目標", "target", "目標(値)"),
    "note": ("備考", "注", "注記", "note", "メモ"),
}  # fmt: skip
"""First rows that name their columns, folded."""
LABEL_LENGTH = 6


@dataclass(frozen=True, slots=True)
class PastedIndicator:
    """One row of a pasted block: `row` counts from 1 in the block, header included. An empty cell is None.

    `phrase` is the target's own phrase, or the whole sentence when the row has but one cell (`measure` is None).
    """

    row: int
    label: str | None
    measure: str | None
    phrase: str | None
    note: str | None = None
    surplus: tuple[str, ...] = ()


def indicators_of(block: str) -> tuple[PastedIndicator, ...]:
    r"""The rows of a pasted block as indicators, by its header or by how many cells each row has.

    One cell is a whole sentence, two are measure and target, three are label, measure and target when the first is
    short, else measure, target and note. What stands in further cells is `surplus`, and a question for the user.

    >>> indicators_of("①\t参加者の満足度\t８０％以上\r\n相談件数\t370件以上")[1]
    PastedIndicator(row=2, label=None, measure='相談件数', phrase='370件以上', note=None, surplus=())
    """
    rows = rows_of(block)
    columns = _columns(rows[0]) if rows else None
    pasted = []
    for number, cells in enumerate(rows, 1):
        if not (columns and number == 1):
            pasted.append(_pasted(number, cells, columns or _guessed(cells)))
    return tuple(pasted)


def _columns(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    named = {text: name for name, texts in HEADINGS.items() for text in texts}
    columns = tuple(named.get(unicodedata.normalize("NFKC", cell).casefold().strip(), "") for cell in cells)
    return columns if "measure" in columns or {"label", "phrase"} <= set(columns) else None


def _guessed(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) <= 1:
        return ("phrase",)
    if len(cells) == 2:
        return ("measure", "phrase")
    if len(cells[0]) <= LABEL_LENGTH:
        return ("label", "measure", "phrase", "note")
    return ("measure", "phrase", "note")


def _pasted(number: int, cells: tuple[str, ...], columns: tuple[str, ...]) -> PastedIndicator:
    found: dict[str, str] = {}
    surplus = []
    for place, cell in enumerate(cells):
        name = columns[place] if place < len(columns) else ""
        if not name and cell:
            surplus.append(cell)
        elif cell:
            found[name] = cell
    return PastedIndicator(
        number, found.get("label"), found.get("measure"), found.get("phrase"), found.get("note"), tuple(surplus)
    )

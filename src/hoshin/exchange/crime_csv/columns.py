"""Which column of a crime file holds what. Headings differ by prefecture, year and kind of theft.

The national form names them 「市区町村コード（発生地）」「発生年月日（始期）」; some files leave the
brackets out, use half width or another word. What a file has beyond these (victim's age, locks, goods) is never read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.core.text import even

_HEADINGS: dict[str, str] = {
    "crime": "罪名 罪種",
    "method": "手口 手口名 犯罪手口",
    "station": "管轄警察署(発生地) 管轄警察署 警察署 警察署名",
    "code": "市区町村コード(発生地) 市区町村コード 市町村コード 市町村コード(発生地) 全国地方公共団体コード 団体コード",
    "prefecture": "都道府県(発生地) 都道府県 都道府県名",
    "municipality": "市区町村(発生地) 市区町村 市区町村名 市町村(発生地) 市町村",
    "town": "町丁目(発生地) 町丁目 町丁目名 町名 町丁(発生地) 町丁・字",
    "date": "発生年月日(始期) 発生年月日 発生日(始期) 発生日 認知年月日",
}
_BY_HEADING = {word: field for field, words in _HEADINGS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The number of each column that is read, from 0; None where the file has none."""

    code: int | None
    municipality: int | None
    date: int | None
    town: int | None
    method: int | None
    crime: int | None
    width: int

    @property
    def are_enough(self) -> bool:
        """Whether a line can be placed at all. A municipality's name can stand in for its code."""
        return (self.code is not None or self.municipality is not None) and self.date is not None


def columns_of(heading: Sequence[str]) -> Columns:
    """The columns that a heading names.

    >>> columns_of(["罪名", "手口", "市区町村コード（発生地）", "発生年月日（始期）"]).date
    3
    """
    found: dict[str, int] = {}
    for n, cell in enumerate(heading):
        field = _BY_HEADING.get("".join(even(cell).text.split()))
        if field is not None:
            found.setdefault(field, n)
    fields = {name: found.get(name) for name in ("code", "municipality", "date", "town", "method", "crime")}
    return Columns(**fields, width=len(heading))

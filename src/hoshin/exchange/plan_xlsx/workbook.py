"""The workbook part: its sheets in tab order, the shared strings, the styles, and where days begin to count."""

from dataclasses import dataclass

from hoshin.exchange.guard.package import Package, relation_id
from hoshin.exchange.guard.xml import iterate_xml
from hoshin.exchange.plan_xlsx.rich_text import Run, read_runs
from hoshin.exchange.plan_xlsx.styles import Style, read_styles


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One worksheet's tab."""

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a file share."""

    sheets: tuple[SheetEntry, ...]
    strings: tuple[tuple[Run, ...], ...]
    styles: tuple[Style, ...]
    epoch_1904: bool

    def shared_string(self, index: str) -> tuple[Run, ...]:
        """The runs of one shared string; nothing for an index that points nowhere."""
        at = int(index) if index.isascii() and index.strip().isdigit() else -1
        return self.strings[at] if 0 <= at < len(self.strings) else ()


def open_workbook(package: Package) -> Workbook:
    """Reads everything but the sheets. Chart sheets hold no text of the plan and are passed over."""
    main = package.main_part()
    root = package.xml(main)
    relations = package.relations(main)
    sheets = []
    for element in root.iterfind("{*}sheets/{*}sheet"):
        relation = relations.get(relation_id(element))
        if relation and relation.kind == "worksheet" and relation.target in package.parts:
            is_hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetEntry(element.get("name", ""), relation.target, is_hidden))
    properties = root.find("{*}workbookPr")
    epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Workbook(tuple(sheets), _strings(package, main), _styles(package, main), epoch_1904)


def _strings(package: Package, main: str) -> tuple[tuple[Run, ...], ...]:
    strings: list[tuple[Run, ...]] = []
    for part in package.related(main, "sharedStrings"):
        for element in iterate_xml(package.read(part), part, package.name, ("{*}si",)):
            strings.append(read_runs(element))
            element.clear()
    return tuple(strings)


def _styles(package: Package, main: str) -> tuple[Style, ...]:
    parts = package.related(main, "styles")
    return read_styles(package.xml(parts[0])) if parts else ()

"""An Office document as a package of parts that point to each other (OPC), opened part by part."""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from hoshin.exchange.guard import limits
from hoshin.exchange.guard.refusal import not_readable, refused
from hoshin.exchange.guard.xml import parse_xml

_UNPACKING_FAULTS = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,  # a directory that moved gives a negative offset
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One part pointing to another, or to something outside of the file (never followed)."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of one Office document. Parts are read when asked for, never more than the limit of each."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise not_readable("file_broken", name, reason="ZIP") from error

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._zip.namelist())

    def read(self, part: str) -> bytes:
        """One part's bytes; a missing or broken part makes the file broken."""
        try:
            with self._zip.open(part) as stream:
                data = stream.read(limits.MAX_PART_BYTES + 1)
        except _UNPACKING_FAULTS as error:
            raise not_readable("file_broken", self.name, reason=part) from error
        if len(data) > limits.MAX_PART_BYTES:
            limit = f"{limits.MAX_PART_BYTES // limits.MEBIBYTE} MB"
            raise refused("archive_unpacks_too_large", self.name, part=part, size=f"> {limit}", limit=limit)
        return data

    def xml(self, part: str) -> etree._Element:
        """One part's root element."""
        return parse_xml(self.read(part), part, self.name)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by relation id; empty when it points to nothing. `""` asks for the package's own."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, base = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self.parts:
            return {}
        found: dict[str, Relation] = {}
        for element in self.xml(listing):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = _resolve(folder, target)
            kind = posixpath.basename(element.get("Type", ""))
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part points to and that exist, in the listing's order."""
        return [
            r.target
            for r in self.relations(part).values()
            if r.kind == kind and not r.is_external and r.target in self.parts
        ]

    def main_part(self) -> str:
        """The part that is the document itself."""
        found = self.related("", "officeDocument")
        if not found:
            raise not_readable("file_broken", self.name, reason="_rels/.rels")
        return found[0]


def relation_id(element: etree._Element) -> str:
    """The relation that an element names with `r:id`, in the transitional or the strict namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _resolve(folder: str, target: str) -> str:
    """A relation's target as a part name: relative to the folder of the part that points, or from the root."""
    path = unquote(target.split("#", 1)[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")

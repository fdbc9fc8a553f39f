"""Files that somebody broke, mislabelled or built to do harm, each with the codes in which it may end."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.guard.office_files import (
    SHEET,
    WORD,
    archive,
    document,
    package,
    paragraph,
    presentation,
    relations,
    shape,
    sheet_xml,
    slide_xml,
    text_cell,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
FOREIGN = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
NO_PLAN = frozenset({"no_plan_found", "no_text_found"})
COSTLY = frozenset({"reading_too_costly", "too_many_cells", "no_plan_found"})


@dataclass(frozen=True)
class Hostile:
    """One bad file. `build` makes its bytes when asked, since some are large."""

    kind: str
    name: str
    build: Callable[[], bytes]
    ends_in: frozenset[str]


def _case(kind: str, name: str, build: Callable[[], bytes] | bytes, *codes: str) -> Hostile:
    made = build if callable(build) else (lambda: build)
    return Hostile(kind, name, made, frozenset(codes))


def _ole(*streams: str) -> bytes:
    return OLE + b"".join((s + "\0").encode("utf-16-le").ljust(128, b"\0") for s in streams)


def _plain_workbook() -> bytes:
    return workbook(sheet_xml(f'<row r="1">{text_cell("A1", "会議の資料")}</row>'))


def _with_flag(data: bytes, flag: int) -> bytes:
    """The archive with a flag set on every entry, in both of its tables."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(signature, at + 4)
    return bytes(changed)


def _two_of_one_name() -> bytes:
    out = io.BytesIO(_plain_workbook())
    with zipfile.ZipFile(out, "a") as opened:
        opened.writestr("XL/workbook.xml", "<other/>")
    return out.getvalue()


def _overlapping() -> bytes:
    """Many directory entries that all point to one packed part."""
    inner = archive({"xl/workbook.xml": b"0" * 200_000})
    at = inner.index(b"PK\x01\x02")
    end = inner.index(b"PK\x05\x06")
    entry = inner[at:end]
    entries = b"".join(entry.replace(b"workbook", b"work%04d" % n) for n in range(500))
    packed = inner[:at] + entries
    return packed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 500, 500, len(entries), at, 0)


def _lying_size() -> bytes:
    """A part that unpacks to more than its entry says."""
    data = bytearray(workbook(sheet_xml("<row/>" * 50_000)))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        name_length = struct.unpack_from("<H", data, at + 28)[0]
        if b"sheet1" in data[at + 46 : at + 46 + name_length]:
            struct.pack_into("<I", data, at + 24, 100)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _many_entries() -> bytes:
    parts = {f"xl/media/{n}.txt": "" for n in range(10_050)}
    return archive({"[Content_Types].xml": "", "xl/workbook.xml": "", **parts}, zipfile.ZIP_STORED)


def _huge_directory() -> bytes:
    return b"PK\x03\x04" + b"\0" * 60 + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 2_000_000_000, 0, 0)


def _shared_string_repeated() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2000))
    strings = f'<sst xmlns="{SHEET}"><si><t>{"計画" * 16_000}</t></si></sst>'
    return workbook(sheet_xml(rows), {"xl/sharedStrings.xml": strings})


def _cells(count: int) -> bytes:
    rows = "".join(
        f'<row r="{n}">' + "".join(f"<c><v>{n * 7919 % 99991}{i}</v></c>" for i in range(100)) + "</row>"
        for n in range(1, count // 100 + 1)
    )
    return workbook(sheet_xml(rows))


def _blank_cells() -> bytes:
    """Five million styled blanks: small on the disk, large in memory."""
    return workbook(sheet_xml("<row>" + '<c s="1"/>' * 5_000_000 + "</row>"))


def _merges(count: int) -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n + 900}"/>' for n in range(1, count))
    row = f'<row r="1">{text_cell("A1", "会議")}</row>'
    return workbook(sheet_xml(row, f"<mergeCells>{merges}</mergeCells>"))


def _word_table(rows: int) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 60 + "</w:tr>"
    return document(f"<w:tbl>{row * rows}</w:tbl>")


def _style_circle() -> bytes:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    body = paragraph("会議", '<w:pStyle w:val="a"/>')
    return document(body, {"word/styles.xml": styles}, relations(("rId1", "styles", "styles.xml")))


def _nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + closing * depth


def _truncated(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def _flipped(data: bytes, step: int) -> bytes:
    changed = bytearray(data)
    for at in range(60, len(changed) - 200, step):
        changed[at] ^= 0x5A
    return bytes(changed)


BROKEN = ("file_broken", "reading_failed", "file_other_kind", "no_plan_found", "no_text_found", "archive_suspicious")
ARCHIVES = (
    _case("empty file", "a.xlsx", b"", "file_empty"),
    _case("nothing but zeros", "a.xlsx", b"\0" * 5000, "file_other_kind"),
    _case("half of a workbook", "a.xlsx", lambda: _truncated(_plain_workbook(), 0.5), "file_broken"),
    _case("end record cut", "a.xlsx", lambda: _plain_workbook()[:-4], "file_broken"),
    _case("three bytes of a ZIP", "a.docx", b"PK\x03\x04\x00\x00\x00", "file_broken"),
    _case("empty ZIP", "a.pptx", b"PK\x05\x06" + b"\0" * 18, "file_other_kind"),
    _case("bytes flipped", "a.xlsx", lambda: _flipped(_plain_workbook(), 37), *BROKEN),
    _case("ZIP inside a ZIP", "a.xlsx", lambda: archive({"a.zip": _plain_workbook()}), "file_other_kind"),
    _case("ZIP of pictures", "a.zip", lambda: archive({"1.png": b"x"}), "file_other_kind"),
    _case("password on the ZIP", "a.xlsx", lambda: _with_flag(_plain_workbook(), 1), "file_encrypted"),
    _case(
        "workbook and document at once",
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "xl/workbook.xml": "", "word/document.xml": ""}),
        "archive_suspicious",
    ),
    _case("one part twice", "a.xlsx", _two_of_one_name, "archive_suspicious"),
    _case(
        "path that climbs",
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "xl/../../etc/cron.d/x": "", "xl/workbook.xml": ""}),
        "archive_suspicious",
    ),
    _case(
        "path from the root",
        "a.docx",
        lambda: archive({"[Content_Types].xml": "", "/etc/passwd": "", "word/document.xml": ""}),
        "archive_suspicious",
    ),
    _case(
        "packed with bzip2",
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}, zipfile.ZIP_BZIP2),
        "archive_suspicious",
    ),
    _case(
        "packed with LZMA",
        "a.xlsx",
        lambda: archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}, zipfile.ZIP_LZMA),
        "archive_suspicious",
    ),
    _case("ten thousand parts", "a.xlsx", _many_entries, "archive_too_many_entries"),
    _case("two gigabytes of directory", "a.xlsx", _huge_directory, "archive_too_many_entries", "file_broken"),
    _case("parts that overlap", "a.xlsx", _overlapping, "archive_suspicious"),
    _case("size that lies", "a.xlsx", _lying_size, *BROKEN),
    _case("70 MB of blanks", "a.xlsx", lambda: workbook(sheet_xml(" " * 70_000_000)), "archive_unpacks_too_large"),
    _case("packed 1000 to 1", "a.docx", lambda: document(" " * 30_000_000), "archive_unpacks_too_large"),
    _case(
        "500 MB of zeros beside",
        "a.pptx",
        lambda: archive(
            {"[Content_Types].xml": "", "ppt/presentation.xml": "", "ppt/media/1.bin": b"\0" * 450_000_000}
        ),
        "archive_unpacks_too_large",
    ),
)
STRANGERS = (
    _case("Excel 97", "a.xls", _ole("Workbook"), "file_old_office"),
    _case("Excel 97 called xlsx", "a.xlsx", _ole("Workbook"), "file_old_office"),
    _case("Excel 95", "a.xls", _ole("Book"), "file_old_office"),
    _case("Word 97", "a.doc", _ole("WordDocument"), "file_old_office"),
    _case("PowerPoint 97", "a.ppt", _ole("PowerPoint Document"), "file_old_office"),
    _case("password on Excel", "a.xlsx", _ole("EncryptionInfo", "EncryptedPackage"), "file_encrypted"),
    _case("Ichitaro", "a.jtd", _ole("DocumentText"), "file_other_kind"),
    _case("Outlook", "a.msg", _ole("__properties"), "file_other_kind"),
    _case(
        "Excel binary", "a.xlsb", lambda: archive({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "file_other_kind"
    ),
    _case("OpenDocument", "a.ods", lambda: archive({"mimetype": "", "content.xml": ""}), "file_other_kind"),
    _case("EPUB", "a.epub", lambda: archive({"META-INF/container.xml": ""}), "file_other_kind"),
    _case("Java", "a.jar", lambda: archive({"META-INF/MANIFEST.MF": ""}), "file_other_kind"),
    _case("Pages", "a.pages", lambda: archive({"Index/Document.iwa": ""}), "file_other_kind"),
    _case("RTF", "a.doc", b"{\\rtf1 hello}", "file_other_kind"),
    _case("PNG", "a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "file_other_kind"),
    _case("JPEG called pdf", "a.pdf", b"\xff\xd8\xff\xe0" + b"\0" * 50, "file_other_kind"),
    _case("TIFF scan", "a.tif", b"II*\x00" + b"\0" * 50, "file_other_kind"),
    _case("gzip", "a.gz", b"\x1f\x8b\x08" + b"\0" * 50, "file_other_kind"),
    _case("7-Zip", "a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "file_other_kind"),
    _case("program", "a.exe", b"MZ\x90\x00" + b"\0" * 90, "file_other_kind"),
    _case("database", "a.db", b"SQLite format 3\x00" + b"\0" * 90, "file_other_kind"),
    _case(
        "web page called xls",
        "a.xls",
        "<html><table><tr><td>経営課題1</td></tr></table></html>".encode(),
        "file_other_kind",
    ),
    _case("XML of 2003", "a.xml", b'<?xml version="1.0"?><Workbook/>', "file_other_kind"),
    _case("DocuWorks", "a.xdw", b"\x60\x0e\x82\x7f\x00\x00" + b"\0" * 90, "file_other_kind"),
)
XML = (
    _case("laughs in a sheet", "a.xlsx", lambda: workbook(LAUGHS + sheet_xml("&d;")), "xml_with_entities"),
    _case(
        "laughs in strings",
        "a.xlsx",
        lambda: workbook(
            sheet_xml(""), {"xl/sharedStrings.xml": f'{LAUGHS}<sst xmlns="{SHEET}"><si><t>&d;</t></si></sst>'}
        ),
        "xml_with_entities",
    ),
    _case(
        "laughs in a document",
        "a.docx",
        lambda: archive(package("word/document.xml", {"word/document.xml": LAUGHS + "<w>&d;</w>"})),
        "xml_with_entities",
    ),
    _case("laughs in a slide", "a.pptx", lambda: presentation([LAUGHS + "<sld>&d;</sld>"]), "xml_with_entities"),
    _case("foreign file in a sheet", "a.xlsx", lambda: workbook(FOREIGN + sheet_xml("&e;")), "xml_with_entities"),
    _case(
        "foreign file in relations",
        "a.docx",
        lambda: archive({"[Content_Types].xml": "", "_rels/.rels": FOREIGN + "<r>&e;</r>", "word/document.xml": ""}),
        "xml_with_entities",
    ),
    _case(
        "declaration in UTF-16",
        "a.xlsx",
        lambda: workbook(('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + sheet_xml("&d;")).encode("utf-16")),
        "xml_with_entities",
    ),
    _case("deep sheet", "a.xlsx", lambda: workbook(sheet_xml(_nested("<x>", "</x>", 30_000))), "xml_too_deep"),
    _case("deep document", "a.docx", lambda: document(_nested("<w:sdt>", "</w:sdt>", 30_000)), "xml_too_deep"),
    _case(
        "deep groups",
        "a.pptx",
        lambda: presentation([slide_xml(_nested("<p:grpSp>", "</p:grpSp>", 5000))]),
        "xml_too_deep",
    ),
    _case(
        "tables in tables",
        "a.docx",
        lambda: document(_nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80)),
        *NO_PLAN,
    ),
    _case("sheet cut off", "a.xlsx", lambda: workbook(sheet_xml("<row><c><v>1</v></c></row>")[:-30]), "file_broken"),
    _case(
        "no XML at all",
        "a.docx",
        lambda: archive(package("word/document.xml", {"word/document.xml": b"\xff\xfe\0\0"})),
        "file_broken",
    ),
    _case(
        "one huge text",
        "a.docx",
        lambda: document(paragraph("文" * 4_000_000)),
        "too_many_cells",
        "archive_unpacks_too_large",
    ),
)
CONTENTS = (
    _case(
        "a cell at XFD1048576",
        "a.xlsx",
        lambda: workbook(sheet_xml(f'<row r="1048576">{text_cell("XFD1048576", "会議")}</row>')),
        *NO_PLAN,
    ),
    _case(
        "cells beyond the sheet",
        "a.xlsx",
        lambda: workbook(sheet_xml(f'<row r="99999999999">{text_cell("ZZZZ99999999999", "会議")}</row>')),
        *NO_PLAN,
    ),
    _case("five million blank cells", "a.xlsx", _blank_cells, "archive_unpacks_too_large"),
    _case("300,000 cells", "a.xlsx", lambda: _cells(300_000), "too_many_cells"),
    _case("one long string two thousand times", "a.xlsx", _shared_string_repeated, "too_many_cells"),
    _case(
        "merge of the whole sheet",
        "a.xlsx",
        lambda: workbook(sheet_xml("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        *NO_PLAN,
    ),
    _case("10,000 tall merges", "a.xlsx", lambda: _merges(10_000), *COSTLY),
    _case(
        "formulas without results",
        "a.xlsx",
        lambda: workbook(sheet_xml('<row r="1"><c r="A1"><f>cmd|"/c calc"!A1</f></c></row>')),
        *NO_PLAN,
    ),
    _case(
        "string index out of range",
        "a.xlsx",
        lambda: workbook(sheet_xml('<row r="1"><c r="A1" t="s"><v>999999999999</v></c></row>')),
        *NO_PLAN,
    ),
    _case(
        "numbers that are none",
        "a.xlsx",
        lambda: workbook(sheet_xml('<row r="1"><c><v>1e999</v></c><c><v>NaN</v></c><c s="-5"><v>x</v></c></row>')),
        *NO_PLAN,
    ),
    _case(
        "no sheets",
        "a.xlsx",
        lambda: archive(package("xl/workbook.xml", {"xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>'})),
        *NO_PLAN,
    ),
    _case(
        "relation to nowhere",
        "a.xlsx",
        lambda: archive(
            {
                "[Content_Types].xml": "",
                "_rels/.rels": relations(("r", "officeDocument", "xl/none.xml")),
                "xl/workbook.xml": "",
            }
        ),
        "file_broken",
    ),
    _case(
        "relation to the internet",
        "a.docx",
        lambda: archive(
            {
                "[Content_Types].xml": "",
                "_rels/.rels": relations(("r", "officeDocument", "http://192.0.2.1/a")),
                "word/document.xml": "",
            }
        ),
        "file_broken",
    ),
    _case(
        "macros and no plan",
        "a.xlsm",
        lambda: workbook(sheet_xml(f'<row r="1">{text_cell("A1", "会議")}</row>'), {"xl/vbaProject.bin": b"\0"}),
        *NO_PLAN,
    ),
    _case(
        "a table of 300,000 cells", "a.docx", lambda: _word_table(5000), "too_many_cells", "archive_unpacks_too_large"
    ),
    _case(
        "spans without end",
        "a.docx",
        lambda: document('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        *NO_PLAN,
    ),
    _case("styles in a circle", "a.docx", _style_circle, *NO_PLAN),
    _case(
        "document without a body",
        "a.docx",
        lambda: archive(package("word/document.xml", {"word/document.xml": "<w:document xmlns:w='x'/>"})),
        "file_broken",
    ),
    _case("1,500 slides", "a.pptx", lambda: presentation([slide_xml("")] * 1500), "too_many_cells"),
    _case(
        "shapes off every map",
        "a.pptx",
        lambda: presentation([slide_xml(shape("会議", 1e18, -1e18, 1e18, 5) + shape("会議", float("1e9"), 0, 1, 1))]),
        *NO_PLAN,
    ),
    _case("slide without a tree", "a.pptx", lambda: presentation(["<sld/>"]), "file_broken"),
    _case(
        "3,000 boxes on one slide",
        "a.pptx",
        lambda: presentation(
            [slide_xml("".join(shape(f"会議{n}", n % 90 * 10, n // 90 * 10, 30, 20) for n in range(3000)))]
        ),
        *COSTLY,
    ),
)
TEXTS = (
    _case("PDF of one line", "a.pdf", b"%PDF-1.7\n", "file_broken"),
    _case("PDF cut off", "a.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", "file_broken"),
    _case(
        "PDF whose pages are their own parents",
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF",
        "file_broken",
        *NO_PLAN,
    ),
    _case(
        "control characters", "a.txt", "経営課題1\x01\x02\x03 まち".encode(), "text_has_control_characters", *NO_PLAN
    ),
    _case("only blank lines", "a.txt", b"\n \n\t\n" * 1000, *NO_PLAN),
    _case("12 MB of one letter", "a.txt", b"a" * 12_000_000, "too_many_cells"),
    _case("open brackets", "a.txt", ("（" * 50_000).encode(), *COSTLY),
    _case("endless code", "a.txt", ("1-" * 50_000).encode(), *COSTLY),
    _case("endless digits", "a.txt", ("割合：" + "9" * 100_000 + "%以上").encode(), *COSTLY),
    _case("endless numerals", "a.md", ("一億二千万" * 20_000).encode(), *COSTLY),
    _case("100,000 bullets", "a.md", ("- ①\n" * 100_000).encode(), *COSTLY),
    _case("100,000 rows of bars", "a.md", ("|a|b|\n" * 100_000).encode(), *COSTLY),
)
HOSTILE = (*ARCHIVES, *STRANGERS, *XML, *CONTENTS, *TEXTS)

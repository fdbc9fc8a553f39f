"""What a file is, whatever its name says."""

import pytest

from hoshin.exchange.guard.archive import check_archive, megabytes
from hoshin.exchange.guard.kinds import SUFFIXES, Kind, kind_of, suffix_agrees
from hoshin.exchange.guard.refusal import UnreadableFileError
from tests.unit.guard.office_files import archive, document, paragraph, presentation, sheet_xml, slide_xml, workbook

TEXTS = [
    "経営課題1".encode(),
    "経営課題1".encode("cp932"),
    "経営課題1".encode("utf-16"),
    b"\xef\xbb\xbf# plan",
    b"BM is how this text begins",
    b"MZ too",
    "<p>段落</p>".encode(),
]


@pytest.mark.parametrize("data", TEXTS)
def test_what_nothing_claims_is_text(data):
    assert kind_of(data, "plan.txt") is Kind.TEXT


def test_a_pdf_may_begin_with_something_else():
    assert kind_of(b"\r\n%PDF-1.4\n", "plan.pdf") is Kind.PDF


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (workbook(sheet_xml("")), Kind.XLSX),
        (document(paragraph("計画")), Kind.DOCX),
        (presentation([slide_xml("")]), Kind.PPTX),
    ],
)
def test_an_office_file_is_told_by_its_folders(data, kind):
    assert kind_of(data, "plan.zip") is None
    assert check_archive(data, "plan.zip").kind is kind


def test_macros_are_seen():
    data = workbook(sheet_xml(""), {"xl/vbaProject.bin": b"x"})
    assert check_archive(data, "plan.xlsm").has_macros is True
    assert check_archive(workbook(sheet_xml("")), "plan.xlsx").has_macros is False


def test_no_suffix_belongs_to_two_kinds():
    every = [suffix for suffixes in SUFFIXES.values() for suffix in suffixes]
    assert len(every) == len(set(every))
    assert suffix_agrees(Kind.XLSX, "計画.XLSX")
    assert not suffix_agrees(Kind.PDF, "計画.docx")


@pytest.mark.parametrize(
    ("name", "said"), [("a.jtd", "一太郎"), ("a.xdw", "DocuWorks"), ("a.bin", "binary"), ("a.key", "Keynote")]
)
def test_a_stranger_is_called_by_its_name(name, said):
    with pytest.raises(UnreadableFileError) as refusal:
        kind_of(b"\x00\x01\x02" * 400, name)
    assert refusal.value.problem.values["kind"] == said


def test_a_password_is_told_from_an_old_format():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    endings = {
        "EncryptedPackage": ("refused", "file_encrypted"),
        "Workbook": ("not_readable", "file_old_office"),
        "WordDocument": ("not_readable", "file_old_office"),
        "Else": ("not_readable", "file_other_kind"),
    }
    for stream, (family, code) in endings.items():
        with pytest.raises(UnreadableFileError) as refusal:
            kind_of(ole + (stream + "\0").encode("utf-16-le"), "a.xlsx")
        assert (refusal.value.family, refusal.value.problem.code) == (family, code)


def test_an_honest_archive_of_pictures_beside_text_passes():
    parts = {f"word/media/image{n}.png": bytes(range(256)) * 400 for n in range(40)}
    assert check_archive(document(paragraph("計画"), parts), "plan.docx").kind is Kind.DOCX


def test_an_archive_without_content_types_is_no_document():
    with pytest.raises(UnreadableFileError) as refusal:
        check_archive(archive({"word/document.xml": "<x/>"}), "plan.docx")
    assert refusal.value.problem.code == "file_other_kind"


def test_sizes_in_words():
    assert megabytes(1_572_864) == "1.5 MB"

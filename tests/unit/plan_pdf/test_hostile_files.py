"""Broken, locked and hostile files end in a sentence, and within bounds."""

import pytest

from hoshin.core.problems import sentence
from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.plan_pdf import reader
from tests.unit.plan_pdf.minimal import Page, encrypted, pdf, text, written
from tests.unit.plan_pdf.seen import codes, read, texts

WHOLE = pdf(text("本文70%", 50, 300))

NOT_READABLE = {
    "nothing but a head": b"%PDF-1.7\nfoo",
    "cut in the middle": WHOLE[: len(WHOLE) // 2],
    "no pages": written({1: b"<</Type/Catalog>>"}),
    "noise": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("data", NOT_READABLE.values(), ids=NOT_READABLE.keys())
def test_a_broken_file_is_refused_with_a_sentence(data):
    with pytest.raises(UnreadableFileError) as refusal:
        read(data)
    assert refusal.value.problem.code == "file_broken"


def test_a_locked_file_is_refused_and_says_what_to_do():
    with pytest.raises(UnreadableFileError) as refusal:
        read(encrypted("secret"))
    assert refusal.value.family == "refused"
    assert "パスワード" in sentence(refusal.value.problem, "ja")


def test_a_file_locked_with_an_empty_password_opens():
    assert texts(read(encrypted(""))) == []


def test_a_scan_is_refused_and_names_ocr():
    picture = "q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    with pytest.raises(UnreadableFileError) as refusal:
        read(pdf(picture))
    assert refusal.value.problem.code == "pdf_is_a_scan"
    assert "OCR" in sentence(refusal.value.problem, "ja")


def test_a_scan_with_recognised_text_under_it_is_not_taken_as_printed():
    picture = "q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    printed = read(pdf(picture + text("本文69.19%", 50, 300, before="3 Tr"), text("本文", 50, 300)))
    assert texts(printed) == ["本文"]
    assert codes(printed) == ["hidden_text_left_out", "pdf_page_is_a_picture"]


def test_text_laid_visibly_over_a_scan_is_asked_about():
    picture = "q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    assert codes(read(pdf(picture + text("本文69.19%", 50, 300)))) == ["pdf_text_from_scan"]


def test_a_page_of_endless_size_is_read():
    assert texts(read(pdf(Page(text("本文70%", 50, 300), box=(0, 0, 1e9, 1e9))))) == ["本文70%"]


def test_forms_within_forms_end():
    forms = {f"X{n}": f"/X{n + 1} Do " * 3 for n in range(7)} | {"X7": text("1", 10, 10)}
    assert len(texts(read(pdf("/X0 Do", forms=forms)))) <= 1


def test_a_form_that_calls_itself_ends():
    assert texts(read(pdf("/X Do " + text("本文", 50, 300), forms={"X": "/X Do"}))) == ["本文"]


def test_a_page_tree_that_loops_ends():
    data = written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"})
    assert texts(read(data)) == []


def test_pages_beyond_the_limit_are_named(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    printed = read(pdf(*[text(f"本文その{n}", 50, 300) for n in range(4)]))
    assert texts(printed) == ["本文その0", "本文その1"]
    assert codes(printed) == ["pdf_too_many_pages"]


def test_a_page_with_too_many_lines_says_so(monkeypatch):
    monkeypatch.setattr("hoshin.exchange.plan_pdf.scan.MAX_OBJECTS", 50)
    printed = read(pdf("".join(f"10 {y} m 20 {y} l S\n" for y in range(60)) + text("本文70%", 50, 300)))
    assert texts(printed) == ["本文70%"]
    assert codes(printed) == ["pdf_page_too_full"]


def test_a_blank_page_gives_an_empty_region():
    printed = read(pdf(""))
    assert [region.items for region in printed.regions] == [()]

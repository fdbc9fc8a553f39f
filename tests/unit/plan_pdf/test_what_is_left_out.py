"""Only what a reader of the page sees is the plan; whatever else the file holds is named, never dropped in silence."""

import pytest

from tests.unit.plan_pdf.minimal import Page, grid, latin, line, pdf, text
from tests.unit.plan_pdf.seen import cells, codes, found, read, texts

RULES = grid([50.0, 150.0, 350.0], [200.0, 230.0, 260.0])
LABEL = text("指標", 55, 240)
LIVE = [(0, 0, "指標"), (0, 1, "支援70%以上")]
SHOWN = RULES + LABEL + text("支援70%以上", 155, 245)

UNSEEN = {
    "invisible mode": text("旧50%", 155, 234, before="3 Tr"),
    "clipping mode": text("旧50%", 155, 234, before="7 Tr"),
    "white on white": "1 1 1 rg " + text("旧50%", 155, 234) + "0 g ",
    "nearly white": "0.97 0.97 0.97 rg " + text("旧50%", 155, 234) + "0 g ",
    "in the colour of its background": "0 0 1 rg 152 231 100 11 re f " + text("旧50%", 155, 234) + "0 g ",
    "black on black": "0 g 152 231 100 11 re f " + text("旧50%", 155, 234),
    "size zero": text("旧50%", 155, 234, size=0.01),
    "beside the page": text("旧50%", -150, 234),
    "under an opaque area": text("旧50%", 155, 234) + "1 g 152 231 100 11 re f 0 g ",
}


@pytest.mark.parametrize("trap", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_nobody_can_see_is_left_out_and_named(trap):
    printed = read(pdf(RULES + LABEL + trap + text("支援70%以上", 155, 245)))
    assert cells(printed) == LIVE
    assert found(printed, "hidden_text_left_out") == "旧50%"


SEEN = {
    "white on a dark header": "0 0 0.6 rg 150 230 200 30 re f 1 g ",
    "outlined letters": "1 Tr ",
    "grey letters": "0.6 g ",
}


@pytest.mark.parametrize("before", SEEN.values(), ids=SEEN.keys())
def test_what_can_be_seen_is_kept(before):
    printed = read(pdf(RULES + LABEL + before + text("支援70%以上", 155, 245)))
    assert cells(printed) == LIVE
    assert codes(printed) == []


def test_new_text_over_a_covered_old_one_keeps_all_its_digits():
    old_and_new = text("旧50%", 155, 240) + "1 g 152 232 100 25 re f 0 g " + text("新70%", 155, 240)
    printed = read(pdf(RULES + LABEL + old_and_new))
    assert cells(printed) == [(0, 0, "指標"), (0, 1, "新70%")]
    assert found(printed, "hidden_text_left_out") == "旧50%"


STRIKES = {
    "a line": line(155, 244, 173, 244),
    "two lines": line(155, 243, 173, 243) + line(155, 245, 173, 245),
    "a thin area": "155 243.6 18 0.8 re f ",
}


@pytest.mark.parametrize("strike", STRIKES.values(), ids=STRIKES.keys())
def test_struck_letters_are_left_out_and_the_rest_of_the_line_stays(strike):
    printed = read(pdf(RULES + LABEL + latin("60%", 155, 240) + text("70%以上", 175, 240) + strike))
    assert cells(printed) == [(0, 0, "指標"), (0, 1, "70%以上")]
    assert found(printed, "struck_text_left_out") == "60%"


def test_a_line_under_words_strikes_nothing():
    printed = read(pdf(SHOWN + line(155, 243, 220, 243)))
    assert cells(printed) == LIVE
    assert codes(printed) == []


def test_words_printed_twice_to_look_bold_are_read_once():
    assert cells(read(pdf(SHOWN + text("支援70%以上", 155.3, 245)))) == LIVE


def test_equal_words_at_different_places_are_both_read():
    printed = read(pdf(RULES + text("－", 155, 240) + text("－", 155, 210)))
    assert cells(printed) == [(0, 1, "－"), (1, 1, "－")]


def test_furigana_is_left_out_and_named():
    printed = read(pdf(text("しえん", 100, 311, size=5) + text("支援の割合70%", 100, 300)))
    assert texts(printed) == ["支援の割合70%"]
    assert found(printed, "pdf_ruby_left_out") == "しえん"


def test_a_small_line_of_kana_that_stands_alone_is_read():
    assert texts(read(pdf(text("あいうえ", 100, 350, size=5) + text("支援の割合70%", 100, 300)))) == [
        "あいうえ",
        "支援の割合70%",
    ]


def test_comments_are_named_and_form_fields_are_read():
    comment = "<</Type/Annot/Subtype/FreeText/Rect[10 10 99 30]/Contents(check 123)/DA(/Helv 10 Tf)>>"
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(45%)/Rect[155 202 200 215]>>"
    printed = read(pdf(Page(SHOWN, annotations=[comment, field])))
    assert texts(printed) == ["45%"]
    assert found(printed, "comments_left_out") == "check 123"


def test_page_numbers_and_repeated_heads_are_read_once():
    pages = [
        text("架空区 運営方針", 50, 380) + text(f"本文{n}", 50, 300) + text(f"- {n} -", 190, 12) for n in range(1, 4)
    ]
    printed = read(pdf(*pages))
    assert texts(printed) == ["架空区 運営方針", "本文1", "本文2", "本文3"]
    assert found(printed, "page_header_left_out") == "- 1 -／架空区 運営方針／- 2 -／- 3 -"


def test_a_foot_that_counts_the_pages_is_left_out_from_the_first_page_on():
    pages = [text(f"本文{n}", 50, 300) + text(f"架空区　{n} / 3", 190, 12) for n in range(1, 4)]
    printed = read(pdf(*pages))
    assert texts(printed) == ["本文1", "本文2", "本文3"]
    assert found(printed, "page_header_left_out").startswith("架空区")


def test_a_foot_that_is_the_title_stays_on_the_first_page():
    pages = [text(f"本文{n}", 50, 300) + text(f"令和8年度架空区運営方針 {n}", 150, 12) for n in range(1, 4)]
    assert any("運営方針" in words for words in texts(read(pdf(*pages))))


@pytest.mark.parametrize("glyphs", ["00050006", "00370030", "0030"])
def test_glyphs_without_letters_are_asked_about_and_never_taken_for_figures(glyphs):
    """A font that says which glyph to draw and not which letter it is: glyph 0x37 is no 7."""
    printed = read(pdf(RULES + LABEL + f"q BT /F3 10 Tf 1 0 0 1 155 210 Tm <{glyphs}> Tj ET Q\n"))
    assert cells(printed) == [(0, 0, "指標"), (1, 1, "\ufffd" * (len(glyphs) // 4))]
    assert codes(printed) == ["pdf_unreadable_characters"]

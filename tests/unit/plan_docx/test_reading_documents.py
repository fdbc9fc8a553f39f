"""Word documents as they stand once every tracked change is accepted."""

import io

import docx
import pytest

from hoshin.exchange.plan_docx.numbering import numeral
from hoshin.exchange.plan_docx.reader import read_docx
from hoshin.exchange.printed import Box, Line, Table
from tests.unit.guard.office_files import WORD, document, paragraph, relations


def read(body, extra=None, links=""):
    return read_docx(document(body, extra, links), "plan.docx")


def texts(printed):
    return [item.text for item in printed.regions[0].items if not isinstance(item, Table)]


def notes(printed):
    return [(p.code, p.found) for p in printed.problems]


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_headings_keep_their_level():
    made = docx.Document()
    made.add_heading("経営課題1", 1)
    made.add_heading("めざす成果及び戦略1-1", 2)
    made.add_paragraph("本文")
    stream = io.BytesIO()
    made.save(stream)
    lines = read_docx(stream.getvalue(), "plan.docx").regions[0].items
    assert [(line.text, line.emphasis) for line in lines] == [
        ("経営課題1", 1),
        ("めざす成果及び戦略1-1", 2),
        ("本文", 0),
    ]


def test_insertions_stand_and_deletions_do_not():
    deleted = "<w:del><w:r><w:delText>60%以上</w:delText></w:r></w:del>"
    body = f"<w:p>{run('70%以上')}<w:ins>{run('（令和5年度まで）')}</w:ins>{deleted}</w:p>"
    printed = read(body)
    assert texts(printed) == ["70%以上（令和5年度まで）"]
    assert notes(printed) == [("deleted_text_left_out", "60%以上")]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ("<w:strike/>", "struck_text_left_out"),
        ("<w:dstrike/>", "struck_text_left_out"),
        ("<w:vanish/>", "hidden_text_left_out"),
        ('<w:color w:val="FFFFFF"/>', "hidden_text_left_out"),
    ],
)
def test_text_that_does_not_print_is_left_out_with_a_note(properties, code):
    printed = read(f"<w:p>{run('旧', properties)}{run('新')}</w:p>")
    assert texts(printed) == ["新"]
    assert notes(printed) == [(code, "旧")]


@pytest.mark.parametrize("properties", ['<w:strike w:val="0"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'])
def test_text_that_prints_is_kept(properties):
    assert texts(read(f"<w:p>{run('生きている', properties)}</w:p>")) == ["生きている"]


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("fill", "is_printed"), [("1F3864", True), ("auto", False), ("FFFFFF", False), ("F2F2F2", False)]
)
def test_white_words_are_printed_where_something_dark_lies_behind(fill, is_printed):
    shade = f'<w:shd w:val="clear" w:fill="{fill}"/>'
    heading = f"<w:p><w:pPr>{shade}</w:pPr>{run('経営課題１', WHITE)}</w:p>"
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p>{run('戦略', WHITE)}</w:p></w:tc></w:tr></w:tbl>"
    printed = read(heading + cell + f"<w:p>{run('本文')}</w:p>")
    assert texts(printed) == (["経営課題１"] if is_printed else []) + ["本文"]
    assert notes(printed) == ([] if is_printed else [("hidden_text_left_out", t) for t in ("経営課題１", "戦略")])


def test_a_style_can_strike_its_text():
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="older"><w:basedOn w:val="old"/></w:style></w:styles>'
    )
    links = relations(("rId1", "styles", "styles.xml"))
    printed = read(
        paragraph("旧い", '<w:pStyle w:val="older"/>') + paragraph("新しい"), {"word/styles.xml": styles}, links
    )
    assert texts(printed) == ["新しい"]


def test_of_a_ruby_the_base_stands():
    ruby = f"<w:r><w:ruby><w:rt>{run('まち')}</w:rt><w:rubyBase>{run('街')}</w:rubyBase></w:ruby></w:r>"
    assert texts(read(f"<w:p>{run('安全な')}{ruby}</w:p>")) == ["安全な街"]


def test_a_text_box_stands_once():
    content = f"<w:txbxContent>{paragraph('R2年度自己評価')}{paragraph('を踏まえ変更')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + content + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + content + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    items = read(f"<w:p>{run('本文')}{shape}</w:p>").regions[0].items
    assert [(type(i), i.text) for i in items] == [(Line, "本文"), (Box, "R2年度自己評価\nを踏まえ変更")]


def test_a_table_keeps_its_merges_and_a_nested_table_stands_for_itself():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('中')}</w:tc></w:tr></w:tbl>"
    body = (
        "<w:tbl>"
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("計画")}</w:tc>'
        f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("見出し")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc><w:tc>{paragraph('左')}{inner}</w:tc>"
        f"<w:tc>{paragraph('右')}</w:tc></w:tr></w:tbl>"
    )
    outer, nested = read(body).regions[0].items
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in outer.cells] == [
        ("計画", 0, 0, 2, 1),
        ("見出し", 0, 1, 1, 2),
        ("左", 1, 1, 1, 1),
        ("右", 1, 2, 1, 1),
    ]
    assert outer.cells[2].source.cell == "table 1 row 2 column 2"
    assert [c.text for c in nested.cells] == ["中"]


def test_a_row_deleted_by_a_tracked_change_is_no_row():
    body = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('新')}</w:tc></w:tr></w:tbl>"
    )
    table = read(body).regions[0].items[0]
    assert [(c.text, c.row) for c in table.cells] == [("新", 0)]


NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def numbered(text, level):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')


def test_numbers_that_word_counts_are_printed():
    body = (
        numbered("A", 0) + numbered("a", 1) + numbered("b", 1) + numbered("点", 2) + numbered("B", 0) + numbered("c", 1)
    )
    printed = read(body, {"word/numbering.xml": NUMBERING}, relations(("rId1", "numbering", "numbering.xml")))
    assert texts(printed) == ["1-1 A", "① a", "② b", "・点", "2-1 B", "① c"]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (1, "decimalEnclosedCircle", "①"),
        (21, "decimalEnclosedCircle", "21"),
        (12, "japaneseCounting", "十二"),
        (3, "aiueo", "ウ"),
        (2, "iroha", "ロ"),
        (4, "upperRoman", "IV"),
        (10, "decimalFullWidth", "１０"),
        (7, "decimalZero", "07"),
    ],
)
def test_numerals(number, style, shown):
    assert numeral(number, style) == shown


def test_field_codes_are_no_text_but_their_results_are():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("頁")}</w:p>'
    )
    assert texts(read(body)) == ["12頁"]


def test_footnotes_follow_their_paragraph_and_headers_stay_aside():
    extra = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="2">{paragraph("区民アンケートによる")}</w:footnote></w:footnotes>',
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("港区")}</w:hdr>',
    }
    links = relations(("a", "footnotes", "footnotes.xml"), ("b", "header", "header1.xml"))
    printed = read(f'<w:p>{run("割合")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', extra, links)
    assert texts(printed) == ["割合", "※区民アンケートによる"]
    assert notes(printed) == [("page_header_left_out", "港区")]


def test_a_page_header_that_is_the_title_is_read():
    header = {"word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("令和3年度　港区運営方針")}</w:hdr>'}
    printed = read(paragraph("本文"), header, relations(("b", "header", "header1.xml")))
    assert texts(printed) == ["令和3年度　港区運営方針", "本文"]
    assert notes(printed) == []


def test_blank_paragraphs_part_blocks_as_in_a_plain_text():
    body = "".join(paragraph(text) for text in ("見出し", "", "一行目", "二行目", "", "次"))
    assert [line.source.line for line in read(body).regions[0].items] == [1, 3, 4, 6]
    assert [line.source.line for line in read(paragraph("一") + paragraph("二")).regions[0].items] == [None, None]

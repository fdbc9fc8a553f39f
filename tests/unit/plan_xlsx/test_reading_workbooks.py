"""Workbooks as they print: merges, formats, strikes, hidden things, floating boxes."""

import io

import pytest
import xlsxwriter
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from hoshin.exchange.plan_xlsx.reader import read_xlsx
from hoshin.exchange.printed import Box, Table
from tests.unit.guard.office_files import SHEET, relations, sheet_xml, text_cell, workbook


class Book:
    """A workbook under construction; leaving the block reads it."""

    def __init__(self):
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.sheet = self.book.add_worksheet("様式2")

    def format(self, **properties):
        return self.book.add_format(properties)

    def read(self):
        self.book.close()
        return read_xlsx(self.stream.getvalue(), "plan.xlsx")


def cells_of(printed, region=0):
    table = next(item for item in printed.regions[region].items if isinstance(item, Table))
    return {cell.source.cell: cell.text for cell in table.cells}


def codes_of(printed):
    return [(p.code, p.found) for p in printed.problems]


def test_a_merged_cell_stands_once_with_its_spans():
    book = Book()
    book.sheet.merge_range("B2:F4", "めざす状態")
    cell = next(iter(book.read().regions[0].items)).cells[0]
    assert (cell.row, cell.column, cell.row_span, cell.column_span) == (1, 1, 3, 5)
    assert (cell.source.sheet, cell.source.cell, cell.source.text) == ("様式2", "B2:F4", "めざす状態")
    assert cell.source.box is not None


def test_number_formats_are_printed_as_shown():
    book = Book()
    book.sheet.write("A1", 77153, book.format(num_format='#,##0"千円"'))
    book.sheet.write("A2", 0.691, book.format(num_format="0.0%"))
    book.sheet.write("A3", 44287, book.format(num_format='[$-411]ggge"年"m"月"d"日"'))
    book.sheet.write_boolean("A4", True)
    assert cells_of(book.read()) == {"A1": "77,153千円", "A2": "69.1%", "A3": "令和3年4月1日", "A4": "TRUE"}


def test_struck_text_is_left_out_with_a_note():
    book = Book()
    strike = book.format(font_strikeout=True)
    book.sheet.write_rich_string("A1", strike, "60%以上", "70%以上")
    book.sheet.write("A2", "旧い取組", strike)
    book.sheet.write("A3", 55, strike)
    printed = book.read()
    assert cells_of(printed) == {"A1": "70%以上"}
    assert codes_of(printed) == [("struck_text_left_out", text) for text in ("60%以上", "旧い取組", "55")]
    assert printed.problems[0].where.cell == "A1"


def test_text_that_nobody_sees_is_left_out_with_a_note():
    book = Book()
    book.sheet.write("A1", "白地に白", book.format(font_color="white"))
    book.sheet.write("A2", "青地に白", book.format(font_color="white", bg_color="#0000ff"))
    book.sheet.write("A3", "灰に灰", book.format(font_color="#777777", bg_color="#777777"))
    book.sheet.write("A4", 5, book.format(num_format=";;;"))
    book.sheet.write("A5", "隠す", book.format(num_format=";;;"))
    book.sheet.write("A6", "極小", book.format(font_size=1))
    printed = book.read()
    assert cells_of(printed) == {"A2": "青地に白"}
    assert [found for _, found in codes_of(printed)] == ["白地に白", "灰に灰", "5", "隠す", "極小"]


def test_hidden_rows_columns_and_sheets_are_left_out_with_notes():
    book = Book()
    for place in ("A1", "A3", "C1", "E1"):
        book.sheet.write(place, place)
    book.sheet.set_row(2, None, None, {"hidden": True})
    book.sheet.set_column("C:C", None, None, {"hidden": True})
    book.sheet.set_column("E:E", 0)
    hidden = book.book.add_worksheet("旧案")
    hidden.write("A1", "旧い計画")
    hidden.hide()
    very = book.book.add_worksheet("裏")
    very.write("A1", "裏")
    very.very_hidden()
    printed = book.read()
    assert cells_of(printed) == {"A1": "A1"}
    assert [region.name for region in printed.regions] == ["様式2"]
    assert [p.code for p in printed.problems] == [
        "hidden_cells_left_out",
        "hidden_sheet_left_out",
        "hidden_sheet_left_out",
    ]
    assert "旧い計画" in (printed.problems[1].found or "")


def test_a_merge_that_begins_in_a_hidden_row_still_shows():
    book = Book()
    book.sheet.merge_range("A1:A2", "見える")
    book.sheet.set_row(0, None, None, {"hidden": True})
    assert cells_of(book.read()) == {"A1:A2": "見える"}


def test_a_floating_text_box_keeps_its_cells_and_its_rectangle():
    book = Book()
    book.sheet.write("A1", "x")
    book.sheet.insert_textbox("C3", "R2年度自己評価\nを踏まえ変更", {"width": 120, "height": 40})
    box = next(item for item in book.read().regions[0].items if isinstance(item, Box))
    assert box.text == "R2年度自己評価\nを踏まえ変更"
    assert box.source.cell == "C3:D5"
    left, top, right, bottom = box.source.box
    assert (right - left, bottom - top) == (pytest.approx(90, abs=10), pytest.approx(30, abs=2))


def test_comments_and_pictures_are_named():
    book = Book()
    book.sheet.write("A1", "x")
    book.sheet.write_comment("A1", "担当への伝言")
    printed = book.read()
    assert [p.code for p in printed.problems] == ["comments_left_out"]
    assert "担当への伝言" in (printed.problems[0].found or "")


def test_stored_results_are_read_and_missing_ones_asked_about():
    book = Workbook()
    book.active["A1"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    printed = read_xlsx(stream.getvalue(), "plan.xlsx")
    assert codes_of(printed) == [("formula_without_value", "=1+1")]
    computed = Book()
    computed.sheet.write_formula("A1", "=SUM(B1:B9)", computed.format(num_format='#,##0"千円"'), 134829)
    assert cells_of(computed.read()) == {"A1": "134,829千円"}


def test_an_error_value_is_kept_and_asked_about():
    rows = '<row r="1"><c r="A1" t="e"><f>B1</f><v>#REF!</v></c></row>'
    printed = read_xlsx(workbook(sheet_xml(rows)), "plan.xlsx")
    assert cells_of(printed) == {"A1": "#REF!"}
    assert codes_of(printed) == [("cell_holds_error", "#REF!")]


def test_reading_aids_are_no_text():
    strings = f'<sst xmlns="{SHEET}"><si><r><t>東淀川</t></r><rPh sb="0" eb="3"><t>ヒガシヨドガワ</t></rPh></si></sst>'
    data = workbook(sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), {"xl/sharedStrings.xml": strings})
    assert cells_of(read_xlsx(data, "plan.xlsx")) == {"A1": "東淀川"}


def test_links_to_other_files_are_named_and_not_followed():
    extra = {
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("r", "externalLinkPath", "file:///C:/予算.xlsx")),
    }
    printed = read_xlsx(workbook(sheet_xml(f'<row r="1">{text_cell("A1", "x")}</row>'), extra), "plan.xlsx")
    assert codes_of(printed) == [("external_link_not_followed", "予算.xlsx")]


def test_cells_without_addresses_follow_each_other():
    rows = "<row><c t='inlineStr'><is><t>a</t></is></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    assert cells_of(read_xlsx(workbook(sheet_xml(rows)), "plan.xlsx")) == {"A1": "a", "C1": "3", "A2": "4"}


def test_the_strict_namespaces_are_read_too():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = workbook(sheet_xml(f'<row r="1">{text_cell("A1", "厳格")}</row>').replace(SHEET, strict))
    assert cells_of(read_xlsx(data, "plan.xlsx")) == {"A1": "厳格"}


def test_escapes_and_windows_line_ends():
    rows = f'<row r="1">{text_cell("A1", "a_x000D_" + chr(10) + "b")}</row>'
    assert cells_of(read_xlsx(workbook(sheet_xml(rows)), "plan.xlsx")) == {"A1": "a\nb"}


def test_values_agree_with_calamine():
    """An independent reader sees the same values in a plain sheet of text and numbers."""
    book = Book()
    for row in range(40):
        for column in range(12):
            if (row * 7 + column) % 3:
                book.sheet.write(row, column, f"文{row}-{column}" if column % 2 else row * 1.25 + column)
    stream = book.stream
    ours = cells_of(book.read())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0).to_python()
    theirs = [str(int(v) if isinstance(v, float) and v.is_integer() else v) for r in rows for v in r if v != ""]
    assert list(ours.values()) == theirs


def test_squared_paper_reads_as_one_grid_in_no_time():
    """方眼紙: 60 columns of two characters, everything merged, 400 rows."""
    book = Book()
    book.sheet.set_column(0, 59, 2)
    for row in range(0, 400, 2):
        book.sheet.merge_range(row, 0, row + 1, 9, "めざす状態")
        book.sheet.merge_range(row, 10, row + 1, 59, f"{row}行目の文")
    printed = book.read()
    assert len(cells_of(printed)) == 400
    assert printed.problems == ()


def test_a_page_header_that_is_the_title_is_read():
    book = Book()
    book.sheet.write("A1", "x")
    book.sheet.set_header('&L&"游ゴシック,Bold"&12令和3年度　港区運営方針（案）&R&P')
    line = book.read().regions[0].items[0]
    assert (line.text, line.source.cell) == ("令和3年度　港区運営方針（案）", "header")


def test_any_other_page_header_is_not_the_plan():
    book = Book()
    book.sheet.write("A1", "x")
    book.sheet.set_header("&C取扱注意")
    assert [type(item) for item in book.read().regions[0].items] == [Table]

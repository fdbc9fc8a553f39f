"""Tables of every shape, with everything that stands against them at once."""

from datetime import date
from decimal import Decimal

from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.tables import TableStanding, read_table
from hoshin.exchange.series_tables.grids import grid_of_text

YEARLY = SeriesDefinition("特殊詐欺", "府警察本部", "件", "calendar_year", whole="汐見区")
FISCAL = SeriesDefinition("校内暴力", "教育委員会", "件", "fiscal_year")
MONTHLY = SeriesDefinition("放置自転車", "区役所", "台", "month", whole="汐見区")
STANDING = TableStanding(date(2026, 2, 10), "provisional")


def read(text, definition=YEARLY, standing=STANDING):
    return read_table(grid_of_text(text), definition, standing)


def found(reading):
    return {f.cell: f.typed.value for f in reading.figures}


def codes(reading):
    return [p.code for p in reading.problems]


def test_years_across_with_areas_down():
    reading = read("表1　認知件数\n\t令和6年\t令和7年\n汐見区\t1,502\t1,486\n港町\t12\t…\n")
    assert found(reading) == {
        ("2024", ""): Decimal(1502),
        ("2025", ""): Decimal(1486),
        ("2024", "港町"): Decimal(12),
        ("2025", "港町"): None,
    }
    assert reading.problems == () and reading.can_be_stored
    assert {f.state for f in reading.figures} == {"provisional"}


def test_years_down_with_areas_across():
    reading = read("年\t港町\t汐見区\n2024\t12\t47\n2025\t9\t52\n")
    assert found(reading)[("2025", "")] == Decimal(52) and found(reading)[("2024", "港町")] == Decimal(12)


def test_two_columns_are_a_year_and_its_figure():
    assert found(read("2024\t47\n2025\t52\n")) == {("2024", ""): Decimal(47), ("2025", ""): Decimal(52)}
    assert found(read("年\t認知件数（件）\n2024\t47\n")) == {("2024", ""): Decimal(47)}
    assert found(read("2024 1,502\n2025 1,486\n")) == {("2024", ""): Decimal(1502), ("2025", ""): Decimal(1486)}


def test_a_single_row_of_years():
    assert found(read("\t2023年\t2024年\n認知件数\t40\t47\n")) == {
        ("2023", "認知件数"): Decimal(40),
        ("2024", "認知件数"): Decimal(47),
    }


def test_the_long_form_says_area_state_and_day():
    text = "年,地域,件数,区分,公表日\n2025,港町,9,確定,令和8年3月5日\n2025,総数,52,速報,2026-01-20\n"
    reading = read(text)
    assert [(f.area, f.state, f.published_on) for f in reading.figures] == [
        ("港町", "final", date(2026, 3, 5)),
        ("", "provisional", date(2026, 1, 20)),
    ]


def test_months_across_with_fiscal_years_down():
    months = "\t".join(f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3))
    reading = read(f"年度\t{months}\t計\n令和7年度\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t78\n", MONTHLY)
    assert found(reading)[("2025-04", "")] == Decimal(1) and found(reading)[("2026-03", "")] == Decimal(12)
    assert reading.problems == ()


def test_months_across_with_calendar_years_and_areas():
    reading = read("年\t町名\t1月\t2月\n2025\t港町\t3\t4\n2025\t汐見区\t30\t40\n", MONTHLY)
    assert found(reading)[("2025-02", "港町")] == Decimal(4) and found(reading)[("2025-01", "")] == Decimal(30)


def test_year_and_month_in_two_columns():
    reading = read("年度,月,放置台数（台）,地域\n令和7年度,4月,5,\n令和7年度,1,6,\n", MONTHLY)
    assert found(reading) == {("2025-04", ""): Decimal(5), ("2026-01", ""): Decimal(6)}


def test_a_total_that_is_not_the_sum_is_asked_about():
    reading = read("年\t1月\t2月\t計\n2025\t3\t4\t8\n", MONTHLY)
    assert codes(reading) == ["series_total_differs"] and not reading.can_be_stored
    assert reading.problems[0].values["sum"] == "7"


def test_every_problem_of_a_table_is_told_at_once_with_its_place():
    reading = read("\t令和6年\t令和7年\n汐見区\t1,5,02\t-\n港町\t12\t約9\n")
    assert codes(reading) == ["series_value_not_read", "series_dash_unclear", "series_value_not_read"]
    assert [(p.values["row"], p.values["column"]) for p in reading.problems] == [("2", "2"), ("2", "3"), ("3", "3")]
    assert not reading.can_be_stored


def test_a_dash_is_read_as_the_legend_says():
    zero = read("年\t件数\n2025\t-\n", standing=TableStanding(date(2026, 2, 1), dash="zero"))
    absent = read("年\t件数\n2025\t-\n", standing=TableStanding(date(2026, 2, 1), dash="not_applicable"))
    assert zero.figures[0].typed.value == 0 and absent.figures[0].typed.absence == "not_applicable"


def test_a_fiscal_heading_in_a_series_of_calendar_years_is_not_taken():
    reading = read("\t令和6年度\t令和7年度\n汐見区\t1\t2\n")
    assert set(codes(reading)) == {"series_cycle_differs"} and not reading.figures
    assert found(read("年度\t件数\n令和7年度\t3\n", FISCAL)) == {("FY2025", ""): Decimal(3)}


def test_the_same_cell_twice_is_refused():
    reading = read("年,地域,件数\n2025,港町,9\n2025,港町,8\n")
    assert codes(reading) == ["series_cell_repeated", "series_cell_repeated"]


def test_columns_and_cells_that_are_not_read_are_told():
    reading = read("\t2024年\t2025年\t増減率\n汐見区\t47\t52\t10.6\n")
    assert codes(reading)[0] == "series_column_not_read" and reading.can_be_stored


def test_what_is_no_table_says_so():
    assert codes(read("こんにちは\nさようなら\n")) == ["series_table_not_read"]
    assert codes(read(" \n \n")) == ["series_table_empty"]


def test_a_total_beside_its_parts_is_no_long_form():
    reading = read("年\t総数\t男\t女\n2025\t52\t20\t32\n")
    assert found(reading) == {("2025", ""): Decimal(52), ("2025", "男"): Decimal(20), ("2025", "女"): Decimal(32)}


def test_remarks_beside_the_long_form_are_left_alone():
    assert found(read("年,件数,備考\n2025,52,確定済み\n")) == {("2025", ""): Decimal(52)}


def test_a_bad_row_in_the_long_form_leaves_the_others():
    reading = read("年,地域,件数,区分,公表日\nある年,港町,9,,\n2025,港町,9,たぶん,昨日\n2024,港町,7,,\n")
    assert codes(reading) == ["series_period_not_read", "series_date_not_read", "series_state_not_read"]
    assert found(reading) == {("2024", "港町"): Decimal(7)}

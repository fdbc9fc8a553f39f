"""The police's crime files: headings, encodings, codes and days as prefectures publish them."""

import tracemalloc
from datetime import date

import pytest

from hoshin.core.series.definition import SeriesDefinition
from hoshin.exchange.crime_csv.cells import municipality_code, occurred
from hoshin.exchange.crime_csv.counting import CrimeKey, Wanted, count_crimes
from hoshin.exchange.crime_csv.figures import absent_code, crime_figures
from hoshin.exchange.guard.refusal import UnreadableFileError

HEAD = (
    "罪名,手口,管轄警察署（発生地）,管轄交番・駐在所（発生地）,市区町村コード（発生地）,都道府県（発生地）,"
    "市区町村（発生地）,町丁目（発生地）,発生年月日（始期）,発生時（始期）,発生場所,発生場所の詳細,施錠関係"
)
SHIOMI = Wanted(frozenset({"27121"}))


def line(code="271217", day="2024-05-01", town="港町１丁目", method="自転車盗", city="海原市汐見区"):
    return f"窃盗,{method},汐見,駅前,{code},海原府,{city},{town},{day},12,駐車（輪）場,その他,施錠せず"


def counted(tmp_path, lines, wanted=SHIOMI, encoding="cp932", head=HEAD, newline="\r\n"):
    path = tmp_path / "crimes.csv"
    path.write_bytes(newline.join([head, *lines, ""]).encode(encoding))
    return count_crimes(path, path.name, wanted)


def balanced(found):
    return found.lines == found.placed + found.elsewhere + found.other_methods + sum(found.unplaced.values())


def test_cases_are_counted_by_municipality_town_method_and_month(tmp_path):
    found = counted(tmp_path, [line(), line(), line(town="浜町", day="2024-12-31"), line(code="271225")])
    assert found.counts == {
        CrimeKey("27121", "港町１丁目", "自転車盗", 2024, 5): 2,
        CrimeKey("27121", "浜町", "自転車盗", 2024, 12): 1,
    }
    assert found.elsewhere == 1 and found.by_code == {"27121": 3, "27122": 1} and balanced(found)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_and_sign_gives_the_same(tmp_path, encoding):
    commas = counted(tmp_path, [line()], encoding=encoding)
    tabs = counted(tmp_path, [line().replace(",", "\t")], encoding=encoding, head=HEAD.replace(",", "\t"), newline="\n")
    assert commas.counts == tabs.counts != {}


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("（発生地）", "").replace("（始期）", ""),
        HEAD.replace("（", "(").replace("）", ")"),
        HEAD.replace("市区町村コード", "市町村コード").replace(",", " ,"),
        HEAD.replace("管轄交番・駐在所", "管轄交番･駐在所"),
    ],
)
def test_headings_vary(tmp_path, head):
    assert counted(tmp_path, [line()], head=head).placed == 1


def test_a_file_without_codes_is_counted_by_name(tmp_path):
    head, row = HEAD.replace("市区町村コード（発生地）,", ""), line().replace("271217,", "")
    assert counted(tmp_path, [row], Wanted(frozenset({"海原市汐見区"})), head=head).placed == 1


def test_a_title_above_the_heading_is_passed_over(tmp_path):
    path = tmp_path / "crimes.csv"
    path.write_text("\n".join(["令和6年 自転車盗", "", HEAD, line()]), encoding="utf-8")
    assert count_crimes(path, "crimes.csv", SHIOMI).placed == 1


def test_what_cannot_be_placed_is_counted_with_its_reason(tmp_path):
    lines = [
        line(),
        line(code=""),
        line(code="不明"),
        line(code="27121X"),
        line(code="271218"),
        line(day="不明"),
        line(day=""),
        line(day="2024-02-30"),
        "窃盗,自転車盗",
        '窃盗,"自転車盗',
    ]
    found = counted(tmp_path, lines)
    assert found.unplaced == {
        "code_unknown": 2,
        "code_not_read": 2,
        "date_unknown": 2,
        "date_not_read": 1,
        "line_too_short": 1,
        "line_broken": 1,
    }
    assert found.examples["code_not_read"] == (5, "27121X") and balanced(found)


def test_a_case_belongs_to_the_year_it_was_recognised_in(tmp_path):
    wanted = Wanted(frozenset({"27121"}), recognised_in=2024)
    found = counted(tmp_path, [line(), line(day="2023-12-30"), line(day="不明")], wanted)
    assert found.by_year() == {2024: 3} and found.without_month == 2 and found.began == {2024: 1, 2023: 1, 0: 1}
    assert counted(tmp_path, [line(), line(day="2023-12-30")]).by_year() == {2024: 1, 2023: 1}


def test_only_the_wanted_kinds_of_theft(tmp_path):
    wanted = Wanted(frozenset({"27121"}), frozenset({"ひったくり"}))
    found = counted(tmp_path, [line(), line(method="ひったくり")], wanted)
    assert (found.placed, found.other_methods) == (1, 1) and balanced(found)
    assert found.by_method == {"自転車盗": 1, "ひったくり": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("271217", "27121"),
        ("27121", "27121"),
        ("２７１２１", "27121"),
        ("1101", "01101"),
        ("011011", "01101"),
        ("27121.0", "27121"),
        ("", ""),
        ("不明", ""),
        ("271218", None),
        ("99999", None),
        ("2712", "02712"),
        ("汐見区", None),
    ],
)
def test_codes(text, code):
    assert municipality_code(text) == code


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-05-01", (2024, 5)),
        ("2024/05/01", (2024, 5)),
        ("2024/5/1", (2024, 5)),
        ("20240501", (2024, 5)),
        ("2024年5月1日", (2024, 5)),
        ("令和6年5月1日", (2024, 5)),
        ("R6.5.1", (2024, 5)),
        ("2024年5月", (2024, 5)),
        ("2024年", (2024, 0)),
        ("2024-05-01 00:00:00", (2024, 5)),
        ("不明", (0, 0)),
        ("", (0, 0)),
        ("2024-02-30", None),
        ("昨日", None),
    ],
)
def test_days(text, when):
    assert occurred(text) == when


def test_a_file_that_is_no_crime_table_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError) as refused:
        count_crimes(path, "other.csv", SHIOMI)
    assert refused.value.problem.code == "crime_headings_missing"
    path.write_bytes(b"\xff\xfe\x00\xd8\x00")
    with pytest.raises(UnreadableFileError):
        count_crimes(path, "other.csv", SHIOMI)
    path.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(UnreadableFileError):
        count_crimes(path, "other.csv", SHIOMI)


def test_memory_stays_flat_as_lines_grow(tmp_path):
    def peak(lines):
        tracemalloc.start()
        counted_lines = counted(tmp_path, (line(day=f"2024-{n % 12 + 1:02d}-01") for n in range(lines)))
        tracemalloc.clear_traces()
        path = tmp_path / "crimes.csv"
        again = count_crimes(path, "crimes.csv", SHIOMI)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert again.counts == counted_lines.counts
        return top

    small, large = peak(2_000), peak(20_000)
    assert large < small * 3 + 8_000_000


def test_counting_can_be_interrupted(tmp_path):
    class Stop(Exception):
        pass

    def stop(_lines):
        raise Stop

    path = tmp_path / "crimes.csv"
    path.write_text("\n".join([HEAD, *[line()] * 50_001]), encoding="utf-8")
    with pytest.raises(Stop):
        count_crimes(path, "crimes.csv", SHIOMI, stop)


YEARLY = SeriesDefinition("自転車盗", "府警察本部", "件", "calendar_year", whole="汐見区")
MONTHLY = SeriesDefinition("自転車盗", "府警察本部", "件", "month", months_make="calendar", whole="汐見区")


def figures(found, definition=YEARLY, by_town=False, year=2024):
    return crime_figures(found, definition, year=year, published_on=date(2025, 3, 1), state="final", by_town=by_town)


def test_figures_of_the_whole_and_of_towns(tmp_path):
    wanted = Wanted(frozenset({"27121"}), recognised_in=2024)
    found = counted(tmp_path, [line(), line(town=""), line(town="浜町", day="2023-12-31")], wanted)
    reading = figures(found, by_town=True)
    assert {f.cell: int(f.typed.value) for f in reading.figures} == {
        ("2024", ""): 3,
        ("2024", "港町１丁目"): 1,
        ("2024", "浜町"): 1,
    }
    assert [p.code for p in reading.problems] == ["crime_year_differs", "crime_towns_unknown"]


def test_months_without_a_case_are_nought_and_cases_without_a_month_are_told(tmp_path):
    wanted = Wanted(frozenset({"27121"}), recognised_in=2024)
    found = counted(tmp_path, [line()] * 6 + [line(day="不明")], wanted)
    reading = figures(found, MONTHLY)
    assert [int(f.typed.value) for f in reading.figures] == [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    assert [p.code for p in reading.problems] == ["crime_months_unknown"]


def test_a_file_of_another_year_or_place_is_noticed(tmp_path):
    wanted = Wanted(frozenset({"27121"}), recognised_in=2023)
    assert "crime_year_differs" in [p.code for p in figures(counted(tmp_path, [line()], wanted), year=2023).problems]
    elsewhere = counted(tmp_path, [line(code="271225", city="海原市沖区")])
    assert absent_code(elsewhere, "27121").values["known"] == "27122 海原市沖区"
    assert not figures(elsewhere).figures


def test_fiscal_years_cannot_be_made_of_the_files(tmp_path):
    fiscal = SeriesDefinition("自転車盗", "府警察本部", "件", "fiscal_year")
    reading = figures(counted(tmp_path, [line()]), fiscal)
    assert not reading.figures and "crime_cycle_not_fit" in [p.code for p in reading.problems]

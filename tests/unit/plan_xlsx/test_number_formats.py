"""What a value prints as under a number format."""

from decimal import Decimal

import pytest

from hoshin.exchange.plan_xlsx.format_codes import BUILT_IN
from hoshin.exchange.plan_xlsx.number_formats import general, moment_of, show_number, show_text

NUMBERS = [
    ("77153", '#,##0"千円"', "77,153千円"),
    ("1234567", '#,##0,"千円"', "1,235千円"),
    ("1234567890", '#,##0,,"百万円"', "1,235百万円"),
    ("0.691", "0.0%", "69.1%"),
    ("0.47", "0%", "47%"),
    ("0.005", "0%", "1%"),
    ("-5", "#,##0;[赤]▲#,##0", "▲5"),
    ("-5", '#,##0;"△ "#,##0', "△ 5"),
    ("-1234", "#,##0", "-1,234"),
    ("-1234", '"¥"#,##0', "-¥1,234"),
    ("0", '#,##0;-#,##0;"－"', "－"),
    ("0", "#,##0", "0"),
    ("0", "#,###", ""),
    ("5", "00", "05"),
    ("1.5", "0.00", "1.50"),
    ("1.5", "0.##", "1.5"),
    ("2", "0.##", "2"),
    ("1.005", "0.00", "1.01"),
    ("2.5", "0", "3"),
    ("12", '0"件以上"', "12件以上"),
    ("12", r"0\件", "12件"),
    ("12", '"約"0_)"人"', "約12 人"),
    ("70", '[<50]0"未満";[>=50]0"以上"', "70以上"),
    ("30", '[<50]0"未満";[>=50]0"以上"', "30未満"),
    ("3", "[DBNum3]0", "３"),
    ("12000", "[$¥-411]#,##0", "¥12,000"),
    ("69.1", "General", "69.1"),
    ("69.1", "G/標準", "69.1"),
    ("69.1", 'General"%"', "69.1%"),
    ("0.3", "@", "0.3"),
    ("123456", "0.00E+00", "1.23E+5"),
]
DATES = [
    ("44287", "yyyy/m/d", "2021/4/1"),
    ("44287", '[$-411]ggge"年"m"月"d"日"', "令和3年4月1日"),
    ("43585", '[$-411]ggge"年"m"月"d"日"', "平成31年4月30日"),
    ("43586", "[$-411]ge.m.d", "R1.5.1"),
    ("44287", '[$-411]gge"."mm"."dd', "令3.04.01"),
    ("44287", 'm"月"d"日"(aaa)', "4月1日(木)"),
    ("44287", "aaaa", "木曜日"),
    ("44287", "ddd", "Thu"),
    ("44287.5", "yyyy-mm-dd hh:mm", "2021-04-01 12:00"),
    ("0.75", "h:mm", "18:00"),
    ("0.75", "h:mm AM/PM", "6:00 午後"),
    ("1.25", "[h]:mm", "30:00"),
    ("44287", "mmm-yy", "Apr-21"),
]


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS + DATES)
def test_a_number_prints_as_excel_prints_it(value, code, shown):
    assert show_number(Decimal(value), code).text == shown


@pytest.mark.parametrize("code", ["# ?/?", "[DBNum1]0", "[雲]0"])
def test_a_format_that_is_not_wholly_known_shows_the_bare_value_and_says_so(code):
    shown = show_number(Decimal("12.5"), code)
    assert (shown.text, shown.is_certain) == ("12.5", False)


def test_a_day_that_no_calendar_has_is_not_guessed():
    assert show_number(Decimal(-3), "yyyy/m/d").is_certain is False
    assert moment_of(Decimal(9_999_999)) is None


def test_days_may_begin_in_1904():
    assert show_number(Decimal(0), "yyyy/m/d", epoch_1904=True).text == "1904/1/1"


@pytest.mark.parametrize("code", BUILT_IN.values())
def test_every_built_in_format_is_known_or_asks(code):
    shown = show_number(Decimal("12345.678"), code)
    assert shown.text
    assert shown.is_certain is ("?/" not in code)


def test_text_sections_add_and_hide():
    assert [show_text("有", code) for code in ("General", ";;;", '0;0;0;@"り"', '"※"@')] == ["有", "", "有り", "※有"]


def test_general_shows_ten_decimals_at_most():
    assert general(Decimal("0.30000000000000004")) == "0.3"
    assert general(Decimal("-1200")) == "-1200"

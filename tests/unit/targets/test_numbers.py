"""Numerals as they are printed."""

from decimal import Decimal

import pytest

from hoshin.core.values import in_figures, number_at


@pytest.mark.parametrize(
    ("printed", "value", "rest"),
    [
        ("370件", "370", "件"),
        ("1,250,000kWh", "1250000", "kWh"),
        ("69.1%", "69.1", "%"),
        ("6千2百万円", "62000000", "円"),
        ("1億5千万円", "150000000", "円"),
        ("9億2,000万円", "920000000", "円"),
        ("250百万円", "250000000", "円"),
        ("3,500千円", "3500000", "円"),
        ("2.5万人", "25000", "人"),
        ("1兆6014億円", "1601400000000", "円"),
        ("50 兆円", "50000000000000", "円"),
        ("三百七十件", "370", "件"),
        ("一万二千人", "12000", "人"),
        ("二〇二五年", "2025", "年"),
        ("三七〇件", "370", "件"),
        ("千五百冊", "1500", "冊"),
        ("十万人", "100000", "人"),
        ("〇人", "0", "人"),
    ],
)
def test_a_numeral_and_where_it_ends(printed, value, rest):
    number = number_at(printed, 0)
    assert (number.value, printed[number.end :], number.malformed) == (Decimal(value), rest, False)


@pytest.mark.parametrize("printed", ["1,23,4", "69.19.1", "1,2", "12,34", "1,2345", "1.5.2", "9" * 40])
def test_a_misprinted_numeral_says_so(printed):
    assert number_at(printed, 0).malformed


@pytest.mark.parametrize("printed", ["", "件", "万人", ",5", ".5", "あ1"])
def test_no_numeral(printed):
    assert number_at(printed, 0) is None


@pytest.mark.parametrize(("value", "said"), [("62000000", "62,000,000"), ("69.10", "69.1"), ("0", "0"), ("100", "100")])
def test_figures_as_people_print_them(value, said):
    assert in_figures(Decimal(value)) == said

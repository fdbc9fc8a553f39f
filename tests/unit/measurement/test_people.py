"""Who was asked and how few they were, in words; what a yearly source is called."""

from fractions import Fraction

import pytest

from hoshin.core.measurement.completing import completed
from hoshin.core.measurement.flags import FLAG_MEANINGS, FLAG_NAMES, flag_in_words
from hoshin.core.measurement.population import POPULATION_NAMES, asked_in_words, counted_in_words
from hoshin.core.measurement.record import Withheld
from hoshin.core.measurement.years import name_without_year
from tests.unit.measurement.samples import count, survey


@pytest.mark.parametrize(
    ("population", "words", "ja", "en"),
    [
        ("residents", "", "31人に聞き、28人が回答", "28 of 31 people answered"),
        ("organisations", "", "31団体に聞き、28団体が回答", "28 of 31 organisations answered"),
        ("schools", "", "31校に聞き、28校が回答", "28 of 31 schools answered"),
        ("households", "", "31世帯に聞き、28世帯が回答", "28 of 31 households answered"),
        ("members", "17のまち協を構成する団体", "31団体に聞き、28団体が回答", "28 of 31 organisations answered"),
        ("members", "協議会の委員", "31人に聞き、28人が回答", "28 of 31 members answered"),
    ],
)
def test_who_was_asked_is_counted_as_what_they_are(population, words, ja, en):
    assert asked_in_words(31, 28, population, population_words=words) == ja
    assert asked_in_words(31, 28, population, "en", population_words=words) == en


def test_every_population_has_a_counter():
    assert all(counted_in_words(1, p) and counted_in_words(1, p, "en") for p in POPULATION_NAMES)


@pytest.mark.parametrize(
    ("of", "flags"),
    [
        (survey(numerator=8, denominator=17), ("reference_value",)),
        (survey(numerator=8, denominator=30), ()),
        (count(Fraction(1, 29), unit="%", numerator=1, denominator=29), ("reference_value",)),
        (count(17, unit="地域", numerator=17, denominator=17), ()),
        (survey(numerator=8, denominator=17, flags=("reference_value",)), ("reference_value",)),
        (survey(reading=Withheld("small_count"), denominator=17), ()),
    ],
)
def test_a_share_of_few_is_a_reference_value(of, flags):
    done = completed(of, source={"population": "organisations"}, snapshot="0")
    assert done.flags == flags
    if flags:
        assert flag_in_words("reference_value", done)[0] == "参考値（もとの数が少ない）"
        assert "30" in flag_in_words("reference_value", done, "en")[1]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("令和6年度区民アンケート", "区民アンケート"),
        ("２０２６年度 まちづくりアンケート", "まちづくりアンケート"),
        ("区民アンケート（令和８年度）", "区民アンケート"),
        ("R8区民アンケート", "区民アンケート"),
        ("FY2026 residents’ survey", "residents’ survey"),
        ("18歳アンケート", "18歳アンケート"),
        ("2000人アンケート", "2000人アンケート"),
        ("まちづくり協議会調査", "まちづくり協議会調査"),
        ("令和8年度", "令和8年度"),
    ],
)
def test_a_source_is_called_without_its_year(name, plain):
    assert name_without_year(name) == plain


def test_every_flag_has_words():
    assert FLAG_NAMES.keys() == FLAG_MEANINGS.keys()
    assert all(flag_in_words(flag, survey(), language) for flag in FLAG_NAMES for language in ("ja", "en"))

"""The spec table of target phrases, row by row."""

import pytest

from hoshin.core.targets import read_phrase
from tests.spec.targets.notation import codes, meaning
from tests.spec.targets.table import themes

ROWS = [row for theme in themes() for row in theme.rows]


@pytest.mark.parametrize("row", ROWS, ids=[row.phrase[:40] for row in ROWS])
def test_a_phrase_means_what_the_table_says(row):
    reading = read_phrase(row.phrase)
    assert (reading.measure, meaning(reading), codes(reading)) == (row.measure, row.means, row.codes)


@pytest.mark.parametrize("row", ROWS, ids=[row.phrase[:40] for row in ROWS])
def test_the_place_of_a_target_is_what_was_printed(row):
    for read in read_phrase(row.phrase).targets:
        assert row.phrase[read.start : read.end] == read.printed != ""


def test_the_table_has_no_phrase_twice():
    phrases = [row.phrase for row in ROWS]
    assert len(set(phrases)) == len(phrases) >= 150


def test_labels_stamps_and_emphasis_are_no_part_of_the_measure():
    reading = read_phrase("②-1 **出前講座**の満足度：**70%以上** R2年度自己評価を踏まえ変更")
    assert (reading.label, reading.measure, meaning(reading)) == ("②-1", "出前講座の満足度", ">= 70 %")
    assert [read.printed for read in reading.targets] == ["70%以上"]


@pytest.mark.parametrize(
    ("phrase", "label", "measure"),
    [
        ("① 満足度：70%以上", "①", "満足度"),
        ("・満足度：70%以上", "・", "満足度"),
        ("- ③満足度：70%以上", "③", "満足度"),
        ("（2）満足度：70%以上", "(2)", "満足度"),
        ("ア　満足度：70%以上", "ア", "満足度"),
        ("「満足度：70%以上」", None, "満足度"),
        ("3歳児健診の受診率：70%以上", None, "3歳児健診の受診率"),
    ],
)
def test_the_label_at_the_head(phrase, label, measure):
    reading = read_phrase(phrase)
    assert (reading.label, reading.measure, meaning(reading)) == (label, measure, ">= 70 %")


@pytest.mark.parametrize(
    ("phrase", "fiscal_year", "due"),
    [
        ("利用率：32年度までに50%以上", None, 2020),
        ("利用率：32年度までに50%以上", 2016, 2020),
        ("利用率：12年度までに50%以上", 2026, 2030),
        ("利用率：12年度までに50%以上", 1998, 2000),
        ("利用率：15年度までに50%以上", 2030, 2033),
        ("利用率：来年度までに50%以上", 2026, 2027),
        ("利用率：今年度中に50%以上", 2026, 2026),
    ],
)
def test_the_plans_year_settles_a_year_without_an_era(phrase, fiscal_year, due):
    assert [t.target.due_fiscal_year for t in read_phrase(phrase, fiscal_year=fiscal_year).targets] == [due]


def test_a_month_without_a_year_is_of_the_plans_year():
    (read,) = read_phrase("講座を3月末までに5回以上開催", fiscal_year=2026).targets
    assert str(read.target.due_date) == "2027-03-31"

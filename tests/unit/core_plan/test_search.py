"""Folding and finding: one table of what counts as the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.plan.search import excerpt, fold, fold_with_places, search_terms, spans_of

SAME = [
    ("支援", "支\n援"),
    ("サポート", "ｻﾎﾟｰﾄ"),
    ("サポート", "さぽーと"),
    ("ガイド", "ｶﾞｲﾄﾞ"),
    ("ＳＤＧｓ", "sdgs"),
    ("１２３", "123"),
    ("①", "1"),
    ("㈱", "(株)"),
    ("1－2", "1-2"),
    ("1‐2", "1−2"),
    ("が", "か\u3099"),
    ("Ｒ５年度", "r5年度"),
]
DIFFERENT = [("支援", "支撑"), ("80", "8"), ("ー", "-"), ("高", "髙")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_people_take_for_the_same_word_is_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_not_the_same_stays_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once_and_places_lie_inside(text):
    folded = fold_with_places(text)
    assert fold(folded.key) == folded.key
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


@given(st.text(max_size=20), st.text("支援 aｱ80%_\\", max_size=6))
def test_what_is_found_is_what_was_asked(text, query):
    terms = search_terms(query)
    for start, end in spans_of(terms, text):
        assert any(term in fold(text[start:end]) for term in terms)


def test_a_query_of_spaces_asks_for_nothing():
    assert search_terms(" 　\n") == ()
    assert spans_of((), "支援") == ()


def test_an_excerpt_of_a_text_without_the_word_is_its_beginning():
    assert excerpt("あいう", ("え",)) == ("あいう", ())

"""Whose id an item of a new reading gets: a table of what may happen to an item between two editions."""

from dataclasses import replace

import pytest

from hoshin.core.plan.document import Indicator, Initiative, Outcome, PlanDocument, RevisionStamp
from hoshin.core.plan.flat import flatten
from hoshin.core.plan.matching import adopt_ids
from hoshin.core.problems.record import Problem


def plan(*rows: tuple[str, str | None, str | None]) -> PlanDocument:
    return PlanDocument("p", outcomes=tuple(Outcome(key, code=code, title=title) for key, code, title in rows))


A, B, C = "街頭犯罪を減らす", "子育てを支える", "健康寿命を延ばす"
CASES = {
    "nothing changed": ([("1", "1-1", A), ("2", "1-2", B)], ["1", "2"]),
    "other ids, same names": ([("x", "1-1", A), ("y", "1-2", B)], ["1", "2"]),
    "renumbered by a new first": ([("1", "1-1", C), ("2", "1-2", A), ("3", "1-3", B)], ["1-2", "1", "2"]),
    "swapped numbers": ([("1", "1-1", B), ("2", "1-2", A)], ["2", "1"]),
    "reworded a little": ([("x", "9", "街頭での犯罪を減らす"), ("y", "8", B)], ["1", "2"]),
    "reworded altogether under the same number": ([("x", "1-1", "まったく別のこと"), ("y", "1-2", B)], ["1", "2"]),
    "other number and other words": ([("x", "7-7", "まったく別のこと")], ["x"]),
    "line break and width in the name": ([("x", None, "街頭犯罪を\n減らす"), ("y", None, B)], ["1", "2"]),
    "a name twice proves nothing": ([("x", None, A), ("y", None, A)], ["1", "y"]),
    "no name, no number": ([("x", None, None)], ["x"]),
    "one is gone": ([("9", "1-2", B)], ["2"]),
}


@pytest.mark.parametrize("case", CASES)
def test_an_item_keeps_its_id(case):
    rows, ids = CASES[case]
    adopted = adopt_ids(plan(("1", "1-1", A), ("2", "1-2", B)), plan(*rows))
    if case == "a name twice proves nothing":
        assert len({o.id for o in adopted.outcomes}) == 2
        return
    assert [o.id for o in adopted.outcomes] == ids


def test_a_trusted_id_outweighs_every_other_sign():
    swapped = plan(("1", "1-2", B), ("2", "1-1", A))
    assert adopt_ids(plan(("1", "1-1", A), ("2", "1-2", B)), swapped, trust_ids=True) == swapped


def test_an_id_that_was_used_before_is_never_given_again():
    adopted = adopt_ids(plan(("1", "1-1", A)), plan(("1", "1-1", A), ("2", "1-2", C)), taken={"2", "2-2"})
    assert [o.id for o in adopted.outcomes] == ["1", "2-3"]


def test_an_initiative_that_moved_to_another_outcome_keeps_its_id():
    visits = Initiative("n", code="1-1-1", title="家庭訪問")
    before = PlanDocument("p", outcomes=(Outcome("1", title=A, initiatives=(visits,)), Outcome("2", title=B)))
    moved = replace(visits, id="z", code="1-2-1")
    after = PlanDocument("q", outcomes=(Outcome("1", title=A), Outcome("2", title=B, initiatives=(moved,))))
    assert adopt_ids(before, after).outcomes[1].initiatives[0].id == "n"


def test_equal_measures_are_told_apart_by_their_items():
    def with_indicators(*keys: str) -> PlanDocument:
        rows = [(A, keys[0]), (B, keys[1])]
        made = [Outcome(f"o{t}", title=t, indicators=(Indicator(k, "満足度", "満足度"),)) for t, k in rows]
        return PlanDocument("p", outcomes=tuple(made))

    adopted = adopt_ids(with_indicators("k1", "k2"), with_indicators("k2", "k1"))
    assert [o.indicators[0].id for o in adopted.outcomes] == ["k1", "k2"]


def test_references_follow_the_ids():
    stored = plan(("1", "1-1", A))
    read = replace(
        plan(("x", "1-1", A)),
        id="q",
        stamps=(RevisionStamp("R2年度自己評価を踏まえ変更", item="x"), RevisionStamp("変更", item="q")),
        problems=(Problem("budget_not_read", item="x"), Problem("budget_not_read")),
    )
    adopted = adopt_ids(stored, read)
    assert [s.item for s in adopted.stamps] == ["1", "p"]
    assert [p.item for p in adopted.problems] == ["1", None]


def test_thousands_of_unknown_names_are_compared_in_bounded_time():
    def many(prefix: str) -> PlanDocument:
        return plan(*((f"{prefix}{n}", None, f"{prefix * 20}{n}") for n in range(600)))

    adopted = adopt_ids(many("あ"), many("い"))
    assert len(flatten(adopted)) == 601

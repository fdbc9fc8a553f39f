"""Typing a target and pasting a block from Excel."""

import pytest

from hoshin.core.permissions import RefusedError
from hoshin.core.plan.edit import EditError
from hoshin.server.plans.actions import EditConflict, IndicatorForm, edit_indicator, paste_indicators
from hoshin.server.plans.models import StoredProblem
from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.pasting import preview_paste
from tests.people import TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


def indicators(plan, person, item="n1"):
    outcomes = export_document(plan, person.actor).outcomes
    return next(i.indicators for o in outcomes for i in o.initiatives if i.id == item)


def test_a_typed_target_is_read_and_kept_as_typed(stored_plan, sato):
    form = IndicatorForm(target="令和９年度までに３０台以上")
    assert edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY) == 2
    changed = indicators(stored_plan, sato)[0]
    assert changed.target_printed == "令和９年度までに３０台以上"
    assert (changed.target.comparator, changed.target.value, changed.target.due_fiscal_year) == (">=", 30, 2027)
    assert changed.printed == "防犯カメラの新設台数 令和９年度までに３０台以上"


def test_what_cannot_be_read_with_certainty_becomes_a_question(stored_plan, sato):
    form = IndicatorForm(target="もにょもにょする")
    edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY)
    assert indicators(stored_plan, sato)[0].target is None
    question = StoredProblem.objects.get(item_id="k1", field="target", state="open")
    assert question.code == "typed_target_unread"
    form = IndicatorForm(target="30台以上")
    edit_indicator(plan=stored_plan, item="k1", form=form, version=2, by=sato.actor, on=TODAY)
    assert indicators(stored_plan, sato)[0].target.value == 30
    assert not StoredProblem.objects.filter(item_id="k1", field="target", state="open").exists()


def test_a_form_left_alone_changes_nothing(stored_plan, sato):
    form = IndicatorForm(label="①", measure="防犯カメラの新設台数", target="20台以上", note="")
    assert edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY) == 1


def test_the_second_editor_of_a_target_sees_both(stored_plan, sato):
    for target in ("30台以上", "40台以上"):
        form = IndicatorForm(target=target)
        if target == "30台以上":
            edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY)
            continue
        with pytest.raises(EditConflict) as conflict:
            edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY)
    shown = conflict.value
    assert (shown.base["target_printed"], shown.theirs["target_printed"], shown.mine["target_printed"]) == (
        "20台以上",
        "30台以上",
        "40台以上",
    )
    assert shown.base["target"] == kitamachi().outcomes[0].initiatives[0].indicators[0].target


def test_several_targets_in_one_cell_are_not_guessed_apart(stored_plan, sato):
    with pytest.raises(EditError) as refused:
        form = IndicatorForm(measure="こどもの満足度：60%以上、親の満足度", target="70%以上")
        edit_indicator(plan=stored_plan, item="k1", form=form, version=1, by=sato.actor, on=TODAY)
    assert refused.value.problem.code == "several_targets"


EXCEL = (
    "①\t防犯カメラの新設台数\t２５台以上\r\n"
    '\t"見守り隊の\r\n「""新""」隊員数"\t延べ１，２３４人以上\t春から\r\n\t\t\r\n'
)


def test_a_block_from_excel_is_shown_before_it_is_stored(stored_plan, sato):
    preview = preview_paste(stored_plan, "n1", EXCEL, sato.actor)
    first, second = preview.rows
    assert (first.item, first.target.value) == ("k1", 25)
    assert (second.item, second.label, second.measure) == (None, None, '見守り隊の\n「"新"」隊員数')
    assert (second.target.value, second.note) == (1234, "春から")
    assert preview.can_be_stored
    assert indicators(stored_plan, sato) == kitamachi().outcomes[0].initiatives[0].indicators


def test_a_pasted_block_changes_what_is_there_and_adds_the_rest(stored_plan, sato):
    paste_indicators(plan=stored_plan, parent="n1", block=EXCEL, by=sato.actor, on=TODAY)
    kept = indicators(stored_plan, sato)
    assert [i.id for i in kept[:2]] == ["k1", "k2"]
    assert [(i.measure, i.target and i.target.value) for i in kept] == [
        ("防犯カメラの新設台数", 25),
        ("街頭犯罪の認知件数", None),
        ('見守り隊の\n「"新"」隊員数', 1234),
    ]
    assert kept[0].source is not None


def test_pasting_the_same_block_again_changes_nothing(stored_plan, sato):
    paste_indicators(plan=stored_plan, parent="n1", block=EXCEL, by=sato.actor, on=TODAY)
    once = indicators(stored_plan, sato)
    paste_indicators(plan=stored_plan, parent="n1", block=EXCEL, by=sato.actor, on=TODAY)
    assert indicators(stored_plan, sato) == once


def test_a_block_with_a_row_that_measures_nothing_is_not_stored(stored_plan, sato):
    with pytest.raises(NotStorableError) as refused:
        paste_indicators(plan=stored_plan, parent="n1", block="指標\t目標\r\n\t80%以上", by=sato.actor, on=TODAY)
    assert [(p.code, p.values["row"]) for p in refused.value.problems] == [("pasted_measure_missing", "2")]
    assert indicators(stored_plan, sato) == kitamachi().outcomes[0].initiatives[0].indicators


def test_a_stranger_pastes_nothing(stored_plan, tanaka, suzuki):
    for person in (tanaka, suzuki):
        with pytest.raises(RefusedError):
            paste_indicators(plan=stored_plan, parent="n1", block=EXCEL, by=person.actor, on=TODAY)
        with pytest.raises(RefusedError):
            edit_indicator(
                plan=stored_plan, item="k1", form=IndicatorForm(note="x"), version=1, by=person.actor, on=TODAY
            )

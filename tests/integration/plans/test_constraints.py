"""The database itself refuses rows that cannot be true."""

from itertools import chain

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from hoshin.server.plans.models import Indicator, Plan, PlanNode, Revision, StoredProblem, Upload
from tests.people import TODAY

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def node(item):
    return PlanNode.objects.get(item_id=item)


def revision(plan, **more):
    given = {"level": "plan", "kind": "changed", "on": TODAY, "by": "x", "at": NOW, "item_version": 1, **more}
    return Revision.objects.create(plan_id=plan, **given)


def change(model, values, **which):
    return model.objects.filter(**which).update(**values)


WRONG = {
    "a second plan of the year": lambda p: Plan.objects.create(
        organisation_id=Plan.objects.get(pk=p).organisation_id, fiscal_year=2026, document_id="x"
    ),
    "a year before Meiji": lambda p: change(Plan, {"fiscal_year": 1800}),
    "an unknown status": lambda p: change(Plan, {"status": "secret"}),
    "published without a date": lambda p: change(Plan, {"status": "published"}),
    "a date without who published": lambda p: change(Plan, {"published_on": TODAY}),
    "version zero": lambda p: change(Plan, {"version": 0}),
    "an id twice": lambda p: change(PlanNode, {"item_id": "o2"}, item_id="o1"),
    "an empty id": lambda p: change(PlanNode, {"item_id": ""}, item_id="o1"),
    "an unknown level": lambda p: change(PlanNode, {"level": "theme"}, item_id="o1"),
    "an initiative without outcome": lambda p: change(PlanNode, {"parent": None}, item_id="n1"),
    "an issue under an outcome": lambda p: change(PlanNode, {"parent": node("o1")}, item_id="i1"),
    "a node under itself": lambda p: change(PlanNode, {"parent": node("o1")}, item_id="o1"),
    "removed by nobody": lambda p: change(PlanNode, {"removed_at": NOW}, item_id="o1"),
    "node version zero": lambda p: change(PlanNode, {"version": 0}, item_id="o1"),
    "an indicator's id twice": lambda p: change(Indicator, {"item_id": "k2"}, item_id="k1"),
    "an indicator without id": lambda p: change(Indicator, {"item_id": ""}, item_id="k1"),
    "an indicator removed by nobody": lambda p: change(Indicator, {"removed_at": NOW}, item_id="k1"),
    "indicator version zero": lambda p: change(Indicator, {"version": 0}, item_id="k1"),
    "settled without saying how": lambda p: change(
        StoredProblem, {"state": "settled", "settled_at": NOW, "settled_by": "x"}
    ),
    "settled by nobody": lambda p: change(
        StoredProblem, {"state": "settled", "settled_at": NOW, "settled_how": "proposal"}
    ),
    "open and settled": lambda p: change(StoredProblem, {"settled_at": NOW, "settled_by": "x"}),
    "an unknown severity": lambda p: change(StoredProblem, {"severity": "fatal"}),
    "set aside without a reason": lambda p: change(
        StoredProblem, {"state": "set_aside", "settled_how": "set_aside", "settled_at": NOW, "settled_by": "x"}
    ),
    "an unknown kind of change": lambda p: revision(p, kind="mangled"),
    "a public revision without a reason": lambda p: revision(p, is_public=True),
    "an original without its size": lambda p: Upload.objects.create(
        plan_id=p, document={}, fingerprint="x", sha256="0" * 64, at=NOW, on=TODAY, by="x"
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_database_refuses_wrong_rows(case, stored_plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG[case](stored_plan)


def hoshin_models():
    return [m for m in apps.get_models() if m.__module__.startswith("hoshin.")]


def named(condition) -> set[str]:
    """Every field that a constraint's condition names."""
    if isinstance(condition, models.Q):
        return set(chain.from_iterable(named(child) for child in condition.children))
    if isinstance(condition, tuple):
        return {condition[0].split("__")[0]}
    return set()


def test_every_time_and_its_person_are_a_pair_for_the_database():
    """`x_at` or `x_on` beside `x_by`, where they may be absent: one without the other would be half a fact."""
    pairs = [
        (model, moment.name, f"{moment.name[:-3]}_by")
        for model in hoshin_models()
        for moment in model._meta.fields
        if moment.null
        and moment.name.endswith(("_at", "_on"))
        and any(f.name == f"{moment.name[:-3]}_by" for f in model._meta.fields)
    ]
    assert len(pairs) >= 4
    for model, moment, person in pairs:
        conditions = [named(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        assert any({moment, person} <= condition for condition in conditions), (model, moment)


def test_every_editable_row_has_a_version():
    editable = {Plan, PlanNode, Indicator, StoredProblem}
    assert all(any(f.name == "version" for f in m._meta.fields) for m in editable)

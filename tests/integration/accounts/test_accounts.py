"""Signing in and its lock-out, posts that begin and end, passwords, and the demonstration's people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.server.accounts.actions import (
    add_user,
    end_membership,
    ensure_demo_people,
    ensure_organisation,
    give_post,
    sign_in,
)
from hoshin.server.accounts.models import Membership, Organisation, Post, SignInFailure, User
from hoshin.server.accounts.queries import actor_of, organisation_named, organisations, posts_of
from hoshin.server.audit.queries import events_about
from tests.people import OPERATOR, PASSWORD, TODAY, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def attempt(name="sato", password=PASSWORD, address="10.0.0.1", at=NOON):
    return sign_in(name=name, password=password, address=address, at=at)


def test_the_right_password_signs_in(sato):
    assert attempt().user == sato.user
    assert attempt(name="ｓａｔｏ").user == sato.user


def test_a_wrong_password_and_an_unknown_name_are_told_alike(sato):
    assert attempt(password="wrong").outcome == attempt(name="nobody").outcome == "wrong"


def test_five_failures_lock_the_name_at_that_address_alone(sato, takahashi):
    for minute in range(4):
        assert attempt(password="wrong", at=NOON + timedelta(minutes=minute)).outcome == "wrong"
    locked = attempt(password="wrong", at=NOON + timedelta(minutes=4))
    assert (locked.outcome, locked.until) == ("locked", NOON + timedelta(minutes=19))
    assert attempt(at=NOON + timedelta(minutes=5)).outcome == "locked"
    assert attempt(at=NOON + timedelta(minutes=5), address="10.0.0.2").outcome == "accepted"
    assert attempt(name="takahashi", at=NOON + timedelta(minutes=5)).outcome == "accepted"
    assert attempt(at=NOON + timedelta(minutes=19)).outcome == "accepted"


def test_success_forgets_failures_and_old_ones_are_swept(sato):
    attempt(password="wrong")
    attempt()
    assert SignInFailure.objects.count() == 0
    attempt(name="old", password="wrong", at=NOON - timedelta(days=1))
    attempt(password="wrong")
    assert set(SignInFailure.objects.values_list("name", flat=True)) == {"sato"}


def test_an_inactive_account_does_not_sign_in_nor_act(sato):
    sato.user.is_active = False
    sato.user.save()
    assert attempt().outcome == "wrong"
    assert actor_of(sato.user, TODAY) == VISITOR


def test_no_failed_name_is_in_the_record(sato):
    attempt(name="secret-name", password="wrong")
    (event,) = events_about("accounts")
    assert "secret-name" not in f"{event}"


def test_a_post_counts_from_its_first_to_its_last_day(ward, sato):
    membership = Membership.objects.get(user=sato.user)
    membership.since, membership.until = date(2026, 4, 1), date(2027, 3, 31)
    membership.save()
    held = [bool(actor_of(sato.user, day).posts) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31))]
    assert held == [False, True, True]
    assert actor_of(sato.user, date(2027, 4, 1)).posts == ()


def test_an_administrator_gives_and_ends_posts(ward, sato):
    user = add_user(username="ito", display_name="伊藤", password="a long enough password", by=OPERATOR)
    give_post(user=user, organisation=ward, name="総務", role="planner", since=TODAY, by=OPERATOR)
    (held,) = actor_of(user, TODAY).posts
    end_membership(user=user, post=held.post, until=TODAY, by=OPERATOR)
    assert actor_of(user, TODAY + timedelta(days=1)).posts == ()
    assert [e.action for e in events_about(f"user:{user.pk}")] == ["post_ended", "post_given", "user_added"]


@pytest.mark.parametrize("who", ["sato", "takahashi", "tanaka"])
def test_nobody_else_gives_posts(ward, who, request):
    somebody = request.getfixturevalue(who)
    with pytest.raises(RefusedError):
        add_user(username="x", display_name="x", password="a long enough password", by=somebody.actor)
    with pytest.raises(RefusedError):
        give_post(user=somebody.user, organisation=ward, name="x", role="administrator", since=TODAY, by=somebody.actor)
    with pytest.raises(RefusedError):
        end_membership(user=somebody.user, post=1, until=TODAY, by=somebody.actor)


@pytest.mark.parametrize("password", ["short", "fourteen chars", "ito", ""])
def test_a_weak_password_is_refused(db, password):
    with pytest.raises(ValidationError):
        add_user(username="ito", display_name="伊藤", password=password, by=OPERATOR)
    assert not User.objects.filter(username="ito").exists()


def test_demo_people_are_made_once_with_passwords_that_work(ward):
    people = ensure_demo_people(organisation=ward, since=TODAY)
    assert {p.role for p in people} == {"planner", "section_staff", "ward_mayor", "administrator"}
    for someone in people:
        assert attempt(name=someone.username, password=someone.password).outcome == "accepted"
    again = ensure_demo_people(organisation=ward, since=TODAY)
    assert [p.password for p in again] == [None] * len(people)
    assert User.objects.count() == len(people)
    assert Membership.objects.count() == len(people)


def test_organisations_are_found_by_name_and_code(db):
    city = ensure_organisation(name_ja="大阪市", name_en="Osaka City", code="271004", kind="city")
    assert organisation_named("271004") == organisation_named("大阪市") == city
    assert city.name("en") == "Osaka City"
    assert ensure_organisation(name_ja="東町区").name("en") == "東町区"
    assert ensure_organisation(name_ja="西町区", code="271005").code is None
    assert ensure_organisation(name_ja="中町区", code="271004").code is None
    assert len(organisations()) == 4


def test_posts_are_listed_for_choosing_an_owner(ward, sato, suzuki, tanaka):
    assert {p.name for p in posts_of(ward)} == {"企画担当", "子育て支援担当"}


WRONG_ROWS = {
    "ends before it begins": lambda u, p: Membership.objects.create(
        user=u, post=p, since=TODAY, until=date(2026, 1, 1)
    ),
    "twice a day": lambda u, p: [Membership.objects.create(user=u, post=p, since=TODAY) for _ in range(2)],
    "unknown role": lambda u, p: Post.objects.create(organisation=p.organisation, name="x", role="king"),
    "the same name": lambda u, p: Post.objects.create(organisation=p.organisation, name=p.name, role="planner"),
    "an empty code": lambda u, p: Organisation.objects.create(name_ja="x", code=""),
    "an unknown kind": lambda u, p: Organisation.objects.create(name_ja="x", kind="planet"),
    "no name": lambda u, p: Organisation.objects.create(name_ja=""),
}


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_the_database_refuses_wrong_rows(case, ward):
    someone = person("x", "x", role="planner", ward=ward)
    post = Post.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG_ROWS[case](someone.user, post)

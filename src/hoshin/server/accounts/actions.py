"""Changing accounts: signing in, giving posts, organisations, the people of the demonstration."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from hoshin.core.permissions import Actor, Role, check_can_administer
from hoshin.core.plan.organisation_code import is_organisation_code
from hoshin.server.accounts.models import Membership, Organisation, Post, SignInFailure, User
from hoshin.server.accounts.queries import LOCK_OUT, OrganisationName, locked_until
from hoshin.server.audit.actions import record


@dataclass(frozen=True, slots=True)
class SignIn:
    """How an attempt ended. `user` is given to Django's `login`; `until` is when a locked name may try again."""

    outcome: Literal["accepted", "wrong", "locked"]
    user: Any = None
    until: datetime | None = None


def sign_in(*, name: str, password: str, address: str, at: datetime, request: Any = None) -> SignIn:
    """Check a name and password. A locked pair is told so without its password being looked at.

    Each failure is kept by name and address; success forgets them. An unknown name takes as long as a wrong password.
    """
    name = unicodedata.normalize("NFKC", name).strip()
    until = locked_until(name=name, address=address, at=at)
    if until:
        return SignIn("locked", until=until)
    user = authenticate(request, username=name, password=password)
    with transaction.atomic():
        if user is None:
            SignInFailure.objects.create(name=name[:60], address=address[:45], at=at)
            SignInFailure.objects.filter(at__lt=at - 2 * LOCK_OUT).delete()
            record(actor="", action="sign_in_failed", subject="accounts", detail={}, at=at)
            until = locked_until(name=name, address=address, at=at)
            return SignIn("locked", until=until) if until else SignIn("wrong")
        SignInFailure.objects.filter(name=name[:60], address=address[:45]).delete()
        record(actor=user.get_username(), action="signed_in", subject=f"user:{user.pk}", at=at)
    return SignIn("accepted", user=user)


KIND_BY_LAST_CHARACTER = {"区": "ward", "局": "bureau", "市": "city", "町": "town", "村": "village"}


def kind_of_organisation(name: str) -> str:
    """What an organisation is by its Japanese name.

    >>> kind_of_organisation("港湾局"), kind_of_organisation("東京都")
    ('bureau', 'other')
    """
    return KIND_BY_LAST_CHARACTER.get(name[-1:], "other")


def ensure_organisation(
    *, name_ja: str, name_en: str = "", code: str | None = None, kind: str = "ward"
) -> OrganisationName:
    """The organisation of this name, made when it is new. A code that does not hold its check digit, or that another
    organisation has, is not taken over. Must run inside the caller's transaction.
    """
    usable = code is not None and is_organisation_code(code) and not Organisation.objects.filter(code=code).exists()
    row, _ = Organisation.objects.get_or_create(
        name_ja=name_ja, defaults={"name_en": name_en, "code": code if usable else None, "kind": kind}
    )
    return OrganisationName(row.pk, row.code, row.name_ja, row.name_en)


def add_user(*, username: str, display_name: str, password: str, by: Actor, email: str = "") -> User:
    """A new account without any post. Raises Django's `ValidationError` when the password is too weak."""
    check_can_administer(by)
    return _add_user(username=username, display_name=display_name, password=password, email=email, by=by.name)


@transaction.atomic
def _add_user(*, username: str, display_name: str, password: str, email: str, by: str) -> User:
    user = User(username=unicodedata.normalize("NFKC", username), display_name=display_name, email=email)
    validate_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    record(actor=by, action="user_added", subject=f"user:{user.pk}", detail={"username": user.username})
    return user


def give_post(
    *, user: User, organisation: int, name: str, role: Role, since: date, by: Actor, until: date | None = None
) -> None:
    """Let a user hold a post, made when the organisation does not have it yet."""
    check_can_administer(by)
    _give_post(user=user, organisation=organisation, name=name, role=role, since=since, until=until, by=by.name)


@transaction.atomic
def _give_post(
    *, user: User, organisation: int, name: str, role: Role, since: date, by: str, until: date | None = None
) -> None:
    post, _ = Post.objects.get_or_create(organisation_id=organisation, name=name, defaults={"role": role})
    Membership.objects.get_or_create(user=user, post=post, since=since, defaults={"until": until})
    record(
        actor=by,
        action="post_given",
        subject=f"user:{user.pk}",
        detail={"post": post.name, "role": post.role, "organisation": organisation, "since": since.isoformat()},
    )


@transaction.atomic
def end_membership(*, user: User, post: int, until: date, by: Actor) -> None:
    """The last day on which a user holds a post."""
    check_can_administer(by)
    Membership.objects.filter(user=user, post_id=post, until__isnull=True).update(until=until)
    record(
        actor=by.name,
        action="post_ended",
        subject=f"user:{user.pk}",
        detail={"post": post, "until": until.isoformat()},
    )


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone to sign in as while trying the site. The password is known only to whoever made the account."""

    username: str
    display_name: str
    role: Role
    post: str
    password: str | None


DEMO_PEOPLE: tuple[tuple[str, str, Role, str], ...] = (
    ("sato", "佐藤 企画", "planner", "企画担当"),
    ("suzuki", "鈴木 担当", "section_staff", "子育て支援担当"),
    ("ito", "伊藤 調査", "section_staff", "調査担当"),
    ("watanabe", "渡辺 地域", "section_staff", "地域支援担当"),
    ("kato", "加藤 防犯", "section_staff", "防犯・交通担当"),
    ("takahashi", "高橋 区長", "ward_mayor", "区長"),
    ("admin", "管理 太郎", "administrator", "システム管理"),
)


@transaction.atomic
def ensure_demo_posts(*, organisation: int) -> dict[str, int]:
    """The posts of the people of the demonstration by their names, made when they are new.

    The example's evidence is owned by posts, and it is loaded before anybody signs in.
    """
    posts = {}
    for _, _, role, name in DEMO_PEOPLE:
        post, is_new = Post.objects.get_or_create(organisation_id=organisation, name=name, defaults={"role": role})
        posts[name] = post.pk
        if is_new:
            detail = {"post": name, "role": role, "organisation": organisation}
            record(actor="example", action="post_made", subject=f"post:{post.pk}", detail=detail)
    return posts


@transaction.atomic
def ensure_demo_people(*, organisation: int, since: date) -> tuple[DemoPerson, ...]:
    """Accounts for each role and section, with a password of chance that is returned once, when the account is made.

    Called by `hoshin serve --demo` alone; no other way makes an account without an administrator.
    """
    people = []
    for username, display_name, role, post in DEMO_PEOPLE:
        user = User.objects.filter(username=username).first()
        password = None
        if user is None:
            password = secrets.token_urlsafe(15)
            user = _add_user(
                username=username, display_name=display_name, password=password, email="", by="serve --demo"
            )
        if not Membership.objects.filter(user=user, post__organisation_id=organisation).exists():
            _give_post(user=user, organisation=organisation, name=post, role=role, since=since, by="serve --demo")
        people.append(DemoPerson(username, display_name, role, post, password))
    return tuple(people)

"""Who somebody is today, which organisations there are, and whether a name is locked out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from hoshin.core.permissions import VISITOR, Actor, HeldPost
from hoshin.server.accounts.models import Membership, Organisation, Post, SignInFailure, User

FAILURES_ALLOWED = 5
LOCK_OUT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as pages show it."""

    id: int
    code: str | None
    name_ja: str
    name_en: str

    def name(self, language: str) -> str:
        """Its name in a language; Japanese when it has no other."""
        return self.name_en if language == "en" and self.name_en else self.name_ja


@dataclass(frozen=True, slots=True)
class PostName:
    """A post as pages show it, to choose an owner from."""

    id: int
    name: str
    role: str


def actor_of(user: Any, on: date) -> Actor:
    """What the rules need to know of a signed-in user on a day; a visitor for anyone else. One query."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return VISITOR
    held = (
        Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user=user, since__lte=on)
        .order_by("post_id")
        .values_list("post_id", "post__organisation_id", "post__role")
        .distinct()
    )
    return Actor(user.get_username(), tuple(HeldPost(*row) for row in held))


def display_names(usernames: set[str]) -> dict[str, str]:
    """The names people are shown by, for the account names that a record keeps. One query."""
    return dict(User.objects.filter(username__in=usernames).values_list("username", "display_name"))


def organisation_named(name: str) -> OrganisationName | None:
    """The organisation of exactly this Japanese name or code."""
    row = Organisation.objects.filter(Q(name_ja=name) | Q(code=name)).order_by("id").first()
    return OrganisationName(row.pk, row.code, row.name_ja, row.name_en) if row else None


def organisations() -> tuple[OrganisationName, ...]:
    """Every organisation, by code and name. One query."""
    return tuple(OrganisationName(r.pk, r.code, r.name_ja, r.name_en) for r in Organisation.objects.all())


def posts_of(organisation: int) -> tuple[PostName, ...]:
    """The posts of an organisation. One query."""
    return tuple(PostName(*r) for r in Post.objects.filter(organisation=organisation).values_list("id", "name", "role"))


def locked_until(*, name: str, address: str, at: datetime) -> datetime | None:
    """When this name may try again from this address, or None when it may now.

    Five failures within fifteen minutes lock the pair for fifteen minutes from the last. Other names from the same
    address, and the same name from elsewhere, go on.
    """
    recent = list(
        SignInFailure.objects.filter(name=name[:60], address=address[:45], at__gt=at - LOCK_OUT)
        .order_by("-at")
        .values_list("at", flat=True)[:FAILURES_ALLOWED]
    )
    return recent[0] + LOCK_OUT if len(recent) >= FAILURES_ALLOWED else None

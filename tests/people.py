"""The people of the tests: 佐藤 plans, 鈴木 works in a section, 高橋 is the ward mayor, and 田中 must be refused."""

from dataclasses import dataclass
from datetime import date

from hoshin.core.permissions import Actor, HeldPost, Role
from hoshin.server.accounts.actions import ensure_organisation
from hoshin.server.accounts.models import Membership, Post, User
from hoshin.server.accounts.queries import actor_of

TODAY = date(2026, 11, 24)
PASSWORD = "correct horse battery staple"
OPERATOR = Actor("operator", (HeldPost(0, 0, "administrator"),))


@dataclass(frozen=True)
class Person:
    """A user with the actor that the rules see."""

    user: User
    actor: Actor


def organisation(name: str = "北町区") -> int:
    return ensure_organisation(name_ja=name, name_en="Kitamachi Ward").id


def person(
    username: str, display_name: str, *, role: Role | None = None, ward: int | None = None, post: str = ""
) -> Person:
    """A user who can sign in with PASSWORD, holding a post of the ward when a role is given."""
    user = User(username=username, display_name=display_name)
    user.set_password(PASSWORD)
    user.save()
    if role is not None:
        held, _ = Post.objects.get_or_create(organisation_id=ward, name=post or role, defaults={"role": role})
        Membership.objects.create(user=user, post=held, since=date(2026, 4, 1))
    return Person(user, actor_of(user, TODAY))


def sato(ward: int) -> Person:
    return person("sato", "佐藤 和子", role="planner", ward=ward, post="企画担当")


def suzuki(ward: int) -> Person:
    return person("suzuki", "鈴木 一郎", role="section_staff", ward=ward, post="子育て支援担当")


def takahashi(ward: int) -> Person:
    return person("takahashi", "高橋 明", role="ward_mayor", ward=ward, post="区長")


def tanaka() -> Person:
    """The planner of another ward: signed in, powerful at home, a stranger here."""
    return person("tanaka", "田中 次郎", role="planner", ward=organisation("南町区"), post="企画担当")

"""Organisations, users, posts, who holds which post from when to when, and failed sign-ins."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hoshin.core.permissions import ROLES


class Organisation(models.Model):
    """A ward, bureau, city or town. The code is text of six digits (全国地方公共団体コード); a bureau has none."""

    KINDS = [("ward", "区"), ("bureau", "局"), ("city", "市"), ("town", "町"), ("village", "村"), ("other", "その他")]

    code = models.CharField(max_length=6, null=True, blank=True, unique=True)
    name_ja = models.CharField(max_length=100, unique=True)
    name_en = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS, default="ward")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["code", "name_ja"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(code=""), name="organisation_code_absent_or_filled"),
            models.CheckConstraint(condition=~models.Q(name_ja=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["ward", "bureau", "city", "town", "village", "other"]),
                name="organisation_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="organisation_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name_ja


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from the posts they hold, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    def __str__(self) -> str:
        return self.display_name


class Post(models.Model):
    """A post or section (役職・担当) of an organisation. Work is owned by posts, so it outlives the person."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])

    class Meta:
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="post_name_once_in_organisation"),
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="post_role_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Who holds a post, from a day on and until a day (both included; open when `until` is empty)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["user", "post", "since"], name="membership_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.post}"


class SignInFailure(models.Model):
    """A sign-in that failed, by name and address together: a ward office is one address."""

    name = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "address", "at"], name="failure_by_name_and_address")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

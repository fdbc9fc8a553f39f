"""Code sets of an organisation, and what was written and decided on an indicator in a year.

A decision keeps the code set, the support and the sentence that it was made with: a set or a figure that changes later
changes the next decision, never this one. Presets are data in the core and need no rows.
"""

from django.db import models
from django.db.models import F, Q

PERIODS = ["year_end", "mid_year"]
LEVELS = ["outcome", "process", "effectiveness"]
SUPPORTS = ["reached", "not_reached", "cannot_tell", "not_measured", "not_comparable"]


class CodeSet(models.Model):
    """The set with which an organisation judges a level in a period, from a first fiscal year to a last or on."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation", "level", "period", "first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "level", "period", "first_year"], name="code_set_once_a_first_year"
            ),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="code_set_level_known"),
            models.CheckConstraint(condition=Q(period__in=PERIODS), name="code_set_period_known"),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")), name="code_set_years_in_order"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="code_set_version_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.period} {self.first_year}"


class Decision(models.Model):
    """What the section wrote on one indicator in one year, and the code that was decided, if one was."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    item_id = models.CharField(max_length=200)
    fiscal_year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10)
    done_as_planned = models.BooleanField(null=True, blank=True)
    expected = models.CharField(max_length=60, blank=True, default="")
    challenges = models.TextField(blank=True, default="")
    improvements = models.TextField(blank=True, default="")
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    code = models.CharField(max_length=20, blank=True, default="")
    proposed = models.CharField(max_length=20, blank=True, default="")
    supports = models.CharField(max_length=20, blank=True, default="")
    retreat = models.CharField(max_length=10, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    sentence_ja = models.TextField(blank=True, default="")
    sentence_en = models.TextField(blank=True, default="")
    code_set = models.JSONField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["fiscal_year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "item_id", "fiscal_year", "period"], name="decision_once_a_year_and_period"
            ),
            models.CheckConstraint(condition=~Q(item_id=""), name="decision_names_an_indicator"),
            models.CheckConstraint(condition=Q(period__in=PERIODS), name="decision_period_known"),
            models.CheckConstraint(condition=Q(supports__in=["", *SUPPORTS]), name="decision_support_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="decision_version_from_1"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decision_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, code="", code_set__isnull=True)
                | Q(decided_at__isnull=False, code_set__isnull=False) & ~Q(code=""),
                name="decision_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(code=F("proposed")) | Q(code="") | ~Q(reason=""), name="decision_otherwise_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.fiscal_year} {self.code}"


class PastDecision(models.Model):
    """A decision that another one replaced. Rows are only ever added."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="past")
    code = models.CharField(max_length=20)
    proposed = models.CharField(max_length=20, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["-ended_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="past_decision_has_a_code"),
            models.CheckConstraint(condition=Q(ended_at__gte=F("decided_at")), name="past_decision_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.code}"

"""Cases as rows: a random code, the days of its stages, the kind of place. Names are in one sealed text, nowhere else.

`sealed` holds every identifying field, encrypted with keys that are not in the database; after the retention date it is
overwritten with nothing, and the days stay for the cohort's figure.
"""

from django.db import models
from django.db.models import F, Q


class CaseRegister(models.Model):
    """What a section keeps cases of: its stages, kinds of place and agency, which identifying fields, for how long."""

    source = models.OneToOneField("evidence.Source", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    stages = models.JSONField()
    place_kinds = models.JSONField(default=list)
    agency_kinds = models.JSONField(default=list)
    identifying = models.JSONField(default=list)
    retention_years = models.PositiveSmallIntegerField(default=5)
    smallest = models.PositiveSmallIntegerField(default=10)
    smallest_part = models.PositiveSmallIntegerField(default=5)
    version = models.PositiveIntegerField(default=1)
    created_on = models.DateField()

    class Meta:
        ordering = ["organisation", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="case_register_has_a_title"),
            models.CheckConstraint(condition=Q(retention_years__range=(1, 100)), name="case_retention_plausible"),
            models.CheckConstraint(
                condition=Q(smallest_part__gte=2) & Q(smallest__gte=F("smallest_part")), name="case_limits_in_order"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="case_register_version_from_1"),
        ]

    def __str__(self) -> str:
        return self.title


class Case(models.Model):
    """One case. `erased_at` says when its identifying fields were overwritten; `sealed` is empty from then on."""

    register = models.ForeignKey(CaseRegister, on_delete=models.CASCADE, related_name="cases")
    code = models.CharField(max_length=12, unique=True)
    stage = models.CharField(max_length=20)
    began_on = models.DateField()
    changed_on = models.DateField()
    place_kind = models.CharField(max_length=100, blank=True, default="")
    sealed = models.TextField(blank=True, default="")
    key_id = models.CharField(max_length=20, blank=True, default="")
    retention_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-began_on", "code"]
        indexes = [models.Index(fields=["register", "stage"], name="case_of_register_by_stage")]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="case_has_a_code"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(sealed=""), name="case_erased_holds_nothing"
            ),
            models.CheckConstraint(
                condition=Q(sealed="", key_id="") | (~Q(sealed="") & ~Q(key_id="")), name="case_sealed_with_a_key"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="case_version_from_1"),
            models.CheckConstraint(condition=Q(changed_on__gte=F("began_on")), name="case_changed_after_it_began"),
        ]

    def __str__(self) -> str:
        return self.code


class StageChange(models.Model):
    """A stage that a case reached on a day. A wrong one is taken back and stays on record."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="changes")
    stage = models.CharField(max_length=20)
    reached_on = models.DateField()
    agency_kind = models.CharField(max_length=100, blank=True, default="")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="stage_change_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.reached_on}"

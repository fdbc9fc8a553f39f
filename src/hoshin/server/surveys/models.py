"""Surveys as rows. A design is data (`design`), a questionnaire's content is the core's JSON.

No name or address of a person is ever a column here: a member of the sample is a random code and the cells (sex, age,
area) that weighting needs. Of the one-time code only the hash is kept.
"""

from django.db import models
from django.db.models import Q

SAMPLING = ["census", "simple", "stratified", "open", "monitor"]
STATUSES = ["draft", "ready", "open", "closed"]
POPULATIONS = [
    "residents", "households", "members", "participants", "users", "pupils", "parents", "schools", "organisations",
    "areas", "events", "other",
]  # fmt: skip


class Survey(models.Model):
    """One survey of one organisation in one fiscal year, owned by a post.

    `source` is its number in the app of evidence; the surveys of several years share one. `columns` name what the
    population is counted by; `design` holds how many are asked and how answers are weighted (`designs.py` reads it);
    `drawn` what the last draw did.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    fiscal_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    population = models.CharField(max_length=20, choices=[(p, p) for p in POPULATIONS], default="residents")
    population_words = models.CharField(max_length=300, blank=True)
    sampling = models.CharField(max_length=10, choices=[(kind, kind) for kind in SAMPLING])
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    retain_until = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    answer_site = models.CharField(max_length=200, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    columns = models.JSONField(default=list)
    design = models.JSONField(default=dict)
    drawn = models.JSONField(default=dict)
    draft = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=[(s, s) for s in STATUSES], default="draft")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-fiscal_year", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fiscal_year__range=(1868, 2200)), name="survey_fiscal_year_plausible"),
            models.CheckConstraint(condition=Q(sampling__in=SAMPLING), name="survey_sampling_known"),
            models.CheckConstraint(condition=Q(population__in=POPULATIONS), name="survey_population_known"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="survey_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="survey_has_a_title"),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(last__isnull=True) | Q(last__gte=models.F("first")),
                name="survey_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "ready"], opened_at__isnull=True)
                | Q(status="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(status="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="survey_opened_and_closed",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="survey_version_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.fiscal_year}"


class PopulationCount(models.Model):
    """How many live in one cell: the values of the survey's columns, in their order."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="population_counts")
    position = models.PositiveIntegerField()
    cell = models.JSONField()
    count = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "position"], name="population_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cell} {self.count}"


class SampleMember(models.Model):
    """Somebody who was drawn: a random code and what cell they are of. Nothing here says who it is."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="members")
    code = models.CharField(max_length=12)
    cells = models.JSONField(default=dict)
    stratum = models.CharField(max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    mailed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["stratum", "code"]
        indexes = [models.Index(fields=["survey", "stratum"], name="member_by_stratum")]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="member_code_once_in_survey"),
            models.CheckConstraint(condition=~Q(code=""), name="member_has_a_code"),
            models.CheckConstraint(condition=~Q(token_hash=""), name="member_has_a_token"),
        ]

    def __str__(self) -> str:
        return self.code


class QuestionnaireVersion(models.Model):
    """A frozen questionnaire. It never changes; the draft that a person edits stands in the survey."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="questionnaire_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="questionnaire_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} v{self.number}"

"""Sources, which indicators they measure, frozen snapshots, measurements, and what was not measured.

Rows of snapshots and measurements are only ever added; a correction marks the ones before it. The records themselves
lie in the evidence store, never in these tables.
"""

from django.db import models
from django.db.models import F, Q

from hoshin.core.measurement.population import POPULATION_NAMES

KINDS = ["survey", "register", "cases", "series"]
READINGS = ["known", "missing", "withheld"]


class Source(models.Model):
    """One record that an organisation keeps: a survey, a register, a line of cases, a series. Owned by a post."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    title = models.CharField(max_length=200)
    population = models.CharField(max_length=20)
    population_words = models.CharField(max_length=300, blank=True, default="")
    instrument = models.CharField(max_length=300, blank=True, default="")
    details = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="source_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="source_has_a_title"),
            models.CheckConstraint(condition=Q(population__in=list(POPULATION_NAMES)), name="source_population_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="source_version_from_1"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | Q(retired_on__gte=F("created_on")), name="source_retired_later"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A source measures an indicator of a plan, by a recipe, from a day on and until another takes over."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="attachments")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    item_id = models.CharField(max_length=200)
    recipe = models.JSONField()
    base_words = models.CharField(max_length=300, blank=True, default="")
    wording = models.TextField(blank=True, default="")
    override_reason = models.TextField(blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["plan", "item_id"], name="attachment_of_item")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "plan", "item_id"], condition=Q(until__isnull=True), name="attachment_open_once"
            ),
            models.CheckConstraint(condition=~Q(item_id=""), name="attachment_names_an_indicator"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="attachment_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.item_id}"


class Snapshot(models.Model):
    """A closed period of a source: the manifest of the frozen records, whose hash is its name. Never changed."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="snapshots")
    hash = models.CharField(max_length=64, unique=True)
    first = models.DateField()
    last = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    manifest = models.JSONField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-last", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="snapshot_period_in_order"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="snapshot_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="snapshot_not_its_own_correction"
            ),
        ]

    def __str__(self) -> str:
        return self.hash[:12]


class MeasurementRow(models.Model):
    """One figure of one indicator in one period, as it was computed. `superseded_at` when a correction took its place.

    `content` is the core's measurement, exactly; the columns beside it repeat what lists and sums ask for.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="measurements")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="measurements")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    item_id = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    reading = models.CharField(max_length=10, choices=[(r, r) for r in READINGS])
    value = models.CharField(max_length=200, blank=True, default="")
    unit = models.CharField(max_length=40, blank=True, default="")
    computed_at = models.DateTimeField()
    engine_version = models.CharField(max_length=40)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["first", "id"]
        indexes = [models.Index(fields=["plan", "item_id", "fiscal_year"], name="measurement_of_item")]
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "first", "last"],
                condition=Q(superseded_at__isnull=True),
                name="measurement_current_once",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="measurement_period_in_order"),
            models.CheckConstraint(condition=Q(reading__in=READINGS), name="measurement_reading_known"),
            models.CheckConstraint(
                condition=Q(reading="known") & ~Q(value="") | (~Q(reading="known") & Q(value="")),
                name="measurement_value_only_when_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.fiscal_year}: {self.value or self.reading}"


class NotMeasured(models.Model):
    """Somebody's statement that an indicator has no figure for a year: why, and when one is expected."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    item_id = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=40)
    note = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    stated_on = models.DateField()
    stated_by = models.CharField(max_length=150)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["fiscal_year", "id"]
        indexes = [models.Index(fields=["plan", "item_id"], name="not_measured_of_item")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "item_id", "fiscal_year"],
                condition=Q(withdrawn_on__isnull=True),
                name="not_measured_once_a_year",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="not_measured_has_a_reason"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="not_measured_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.fiscal_year}: {self.reason}"

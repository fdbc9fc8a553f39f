"""Series, what was published of them, and the imports by which it came in.

Observations are only ever added: a later publication supersedes, an import that was taken back no longer counts. The
figure is kept as text, since it is exact and a database's decimals need not be.
"""

from django.db import models
from django.db.models import Q


class Series(models.Model):
    """One series of an organisation, looked after by a post. `source` is what evidence knows it by."""

    source = models.OneToOneField("evidence.Source", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_on = models.DateField()

    class Meta:
        ordering = ["organisation", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="series_title_once"),
            models.CheckConstraint(condition=~Q(title=""), name="series_has_a_title"),
            models.CheckConstraint(condition=Q(version__gte=1), name="series_version_from_1"),
        ]

    def __str__(self) -> str:
        return self.title


class ImportBatch(models.Model):
    """Figures that came in together. While `waiting`, `content` holds them and nothing counts; `report` says all."""

    WAYS = ["pasted", "entered", "file", "crime", "recorded"]
    STATES = ["waiting", "stored", "taken_back"]

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="batches")
    way = models.CharField(max_length=10, choices=[(w, w) for w in WAYS])
    file = models.CharField(max_length=255, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="waiting")
    content = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    stored_at = models.DateTimeField(null=True, blank=True)
    stored_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "stored", "taken_back"]), name="batch_state_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["pasted", "entered", "file", "crime", "recorded"]), name="batch_way_known"
            ),
            models.CheckConstraint(
                condition=Q(stored_at__isnull=True, stored_by__isnull=True)
                | Q(stored_at__isnull=False, stored_by__isnull=False),
                name="batch_storing",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", stored_at__isnull=True)
                | (~Q(state="waiting") & Q(stored_at__isnull=False)),
                name="batch_stored_or_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state="taken_back", taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(reason="")
                | ~Q(state="taken_back") & Q(taken_back_at__isnull=True, taken_back_by__isnull=True),
                name="batch_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.made_at:%Y-%m-%d}"


class Observation(models.Model):
    """One published figure, or the sign in its place. Never changed; it counts while its batch is stored."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="observations")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="observations")
    period = models.CharField(max_length=10)
    area = models.CharField(max_length=100, blank=True, default="")
    value = models.CharField(max_length=60, blank=True, default="")
    absence = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=12)
    published_on = models.DateField()
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["period", "area", "published_on", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period", "area", "published_on", "revision"], name="observation_revision_once"
            ),
            models.CheckConstraint(condition=Q(state__in=["provisional", "final"]), name="observation_state_known"),
            models.CheckConstraint(
                condition=Q(value="", absence__in=["unknown", "withheld", "not_obtained", "not_applicable"])
                | (~Q(value="") & Q(absence="")),
                name="observation_figure_or_sign",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="observation_revision_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.area} {self.value or self.absence}"

"""Registers as rows. Their evidence source, owner and words stand in `evidence`; here are the fields and the entries.

An entry is never deleted: a correction keeps what stood before (`EntryVersion`), a withdrawal its reason. `happened_on`
and `area` repeat what lists and counts ask for.
"""

from django.db import models
from django.db.models import F, Q


class Register(models.Model):
    """What a section keeps dated entries of. `definition` is the present one; older ones are in `RegisterVersion`."""

    source = models.OneToOneField("evidence.Source", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    retention_years = models.PositiveSmallIntegerField(default=5)
    created_on = models.DateField()

    class Meta:
        ordering = ["organisation", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="register_has_a_title"),
            models.CheckConstraint(condition=Q(version__gte=1), name="register_version_from_1"),
            models.CheckConstraint(condition=Q(retention_years__range=(1, 100)), name="register_retention_plausible"),
        ]

    def __str__(self) -> str:
        return self.title


class RegisterVersion(models.Model):
    """A definition as it was, so that what an entry was checked against can be shown."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["register", "version"], name="register_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="register_definition_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.version}"


class Entry(models.Model):
    """One dated entry. `content` is by field code; `key` makes sending twice one entry."""

    STATES = ["active", "withdrawn"]

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="entries")
    content = models.JSONField()
    happened_on = models.DateField()
    area = models.CharField(max_length=200, blank=True, default="")
    search_key = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="active")
    state_reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    definition_version = models.PositiveIntegerField()
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 absent for pasted rows

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["register", "state", "happened_on"], name="entry_of_register_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="entry_sent_once"),
            models.CheckConstraint(condition=Q(state__in=["active", "withdrawn"]), name="entry_state_known"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(state_reason=""), name="entry_withdrawn_for_a_reason"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="entry_version_from_1"),
            models.CheckConstraint(condition=~Q(key=""), name="entry_key_absent_or_filled"),
            models.CheckConstraint(condition=Q(changed_at__gte=F("entered_at")), name="entry_changed_after_entered"),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.happened_on}"


class EntryVersion(models.Model):
    """An entry as it stood before a change: its content and state, who changed it, why and when."""

    KINDS = ["corrected", "withdrawn", "restored"]

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    content = models.JSONField()
    definition_version = models.PositiveIntegerField()
    reason = models.TextField(blank=True, default="")
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="entry_version_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["corrected", "withdrawn", "restored"]), name="entry_change_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.version}"


class AttachedFile(models.Model):
    """A photo or PDF of an entry. The bytes lie in the data folder under their hash."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "sha256"], name="file_once_in_entry")]

    def __str__(self) -> str:
        return self.name


class Distinction(models.Model):
    """Somebody's word that entries which look alike are not the same, so that they are not asked about again."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="distinctions")
    entries = models.CharField(max_length=500)
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "entries"], name="distinction_once")]

    def __str__(self) -> str:
        return self.entries

"""Answers as rows: one JSON row a sheet. Only the sample's code says who answered, and nothing says from where.

`state` says what a sheet counts for. The database itself keeps the promises: one counted sheet a member, one web
sheet a member, one sheet a key, one sheet a row of a file, and a receipt exactly for what was sent.
"""

from django.db import models
from django.db.models import F, Q

CHANNELS = ["web", "paper", "import"]
STATES = ["draft", "staged", "counted", "conflict", "set_aside"]
"""`draft`: being answered. `staged`: of a file that is still being taken in. `counted`. `conflict`: a second sheet of
one member, kept until a person decides. `set_aside`: decided against, or taken back."""
UNSENT = ["draft", "staged"]


class ImportProfile(models.Model):
    """How the columns of another service's file are read, kept under a name for next year's survey."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    mapping = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="answer_profile_name_once")]

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One file that was taken in: running until all its rows stand, then stored, later perhaps taken back."""

    STATES = ["running", "stored", "withdrawn"]

    survey = models.ForeignKey("surveys.Survey", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="running")
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "sha256"], condition=~Q(state="withdrawn"), name="answer_batch_of_one_file_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "stored", "withdrawn"]), name="answer_batch_state_known"
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("rows")), name="answer_batch_takes_no_more_than_it_has"),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True) | Q(~Q(state="running"), ended_at__isnull=False),
                name="answer_batch_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class AnswerSheet(models.Model):
    """One person's answers. `token_hash` opens a draft of an open survey; `key` makes sending it twice harmless."""

    survey = models.ForeignKey("surveys.Survey", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    member = models.ForeignKey(
        "surveys.SampleMember", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=6, choices=[(c, c) for c in CHANNELS])
    state = models.CharField(max_length=9, choices=[(s, s) for s in STATES])
    answers = models.JSONField(default=dict)
    key = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    receipt = models.CharField(max_length=16, null=True, blank=True, unique=True)
    started_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="sheets")
    row = models.PositiveIntegerField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["survey", "state", "channel"], name="sheet_by_state"),
            models.Index(fields=["survey", "day"], name="sheet_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by="") | Q(~Q(decided_by=""), decided_at__isnull=False),
                name="sheet_decision",
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="counted", member__isnull=False), name="one_counted_sheet_a_member"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(channel="web", member__isnull=False), name="one_web_sheet_a_member"
            ),
            models.UniqueConstraint(fields=["batch", "row"], name="one_sheet_a_row"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="sheet_channel_known"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="sheet_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT, receipt__isnull=True, sent_at__isnull=True, day__isnull=True)
                | Q(~Q(state__in=UNSENT), sent_at__isnull=False, day__isnull=False),
                name="sheet_sent_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(channel="import", receipt__isnull=True)
                | Q(~Q(channel="import"), state="draft", receipt__isnull=True)
                | Q(~Q(channel="import"), ~Q(state="draft"), receipt__isnull=False),
                name="receipt_for_what_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(channel="import", batch__isnull=False, row__isnull=False)
                | Q(~Q(channel="import"), batch__isnull=True, row__isnull=True),
                name="imported_sheet_has_a_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.channel} {self.state} {self.receipt or ''}"


class PaperReturn(models.Model):
    """A sheet of paper that came back: entered by two people who do not see each other's entry, then settled.

    `number` is the sample's code, or the running number written on it when nobody was drawn.
    """

    STATES = ["once", "differing", "settled"]

    survey = models.ForeignKey("surveys.Survey", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    member = models.ForeignKey(
        "surveys.SampleMember", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=[(s, s) for s in STATES], default="once")
    differing = models.JSONField(default=list)
    compared = models.PositiveIntegerField(default=0)
    sheet = models.OneToOneField(AnswerSheet, null=True, blank=True, on_delete=models.PROTECT, related_name="paper")
    settled_by = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="paper_number_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="") | Q(~Q(settled_by=""), settled_at__isnull=False),
                name="paper_settling",
            ),
            models.CheckConstraint(condition=Q(state__in=["once", "differing", "settled"]), name="paper_state_known"),
            models.CheckConstraint(
                condition=Q(state="settled", sheet__isnull=False, settled_at__isnull=False)
                | Q(~Q(state="settled"), sheet__isnull=True, settled_at__isnull=True),
                name="paper_settled_has_a_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Keying(models.Model):
    """One person's entry of a sheet of paper. `marks`: why a question has no answer (blank, unreadable, several)."""

    paper = models.ForeignKey(PaperReturn, on_delete=models.CASCADE, related_name="keyings")
    ordinal = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    marks = models.JSONField(default=dict)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "ordinal"], name="first_and_second_entry_once"),
            models.UniqueConstraint(fields=["paper", "by"], name="two_entries_two_people"),
            models.CheckConstraint(condition=Q(ordinal__in=[1, 2]), name="entry_is_first_or_second"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.ordinal}"


class CodeFailure(models.Model):
    """A code that opened nothing, by a keyed hash of the address it came from. Forgotten after half an hour."""

    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address_hash", "at"], name="code_failure_by_address")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

"""Plans as rows. What pages and rules ask for by itself stands in columns, the rest of a core record in `content`.

Rows become core objects in `documents.py`; nothing is decided here. A removed item keeps its row, so that it can come
back; every editable row has a `version` that each change of its content raises. People are kept by account name:
the record outlives the account.
"""

from django.db import models
from django.db.models import F, Q


def _both_or_neither(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class Plan(models.Model):
    """One organisation's plan of one fiscal year. `edition` is what the document calls itself (素案, 案, 確定)."""

    STATUSES = [("draft", "作成中"), ("published", "公開")]

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    document_id = models.CharField(max_length=200)
    edition = models.TextField(null=True, blank=True)  # noqa: DJ001 absent is not empty
    content = models.JSONField(default=dict)
    search_key = models.TextField(blank=True, default="")
    status = models.CharField(max_length=10, choices=STATUSES, default="draft")
    published_on = models.DateField(null=True, blank=True)
    published_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the date
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-fiscal_year", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fiscal_year"], name="plan_once_a_year"),
            models.CheckConstraint(condition=Q(fiscal_year__range=(1868, 2200)), name="plan_fiscal_year_plausible"),
            models.CheckConstraint(condition=Q(status__in=["draft", "published"]), name="plan_status_known"),
            models.CheckConstraint(condition=_both_or_neither("published_on", "published_by"), name="plan_publication"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_on__isnull=False), name="plan_published_has_a_date"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.fiscal_year}"


class PlanNode(models.Model):
    """An issue, outcome or initiative. An outcome's parent is its issue, when the plan has that one."""

    LEVELS = [("issue", "issue"), ("outcome", "outcome"), ("initiative", "initiative")]

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children")
    level = models.CharField(max_length=10, choices=LEVELS)
    item_id = models.CharField(max_length=200)
    code = models.TextField(null=True, blank=True)  # noqa: DJ001 absent is not empty
    title = models.TextField(null=True, blank=True)  # noqa: DJ001 absent is not empty
    position = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    search_key = models.TextField(blank=True, default="")
    owner = models.ForeignKey("accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "item_id"], name="node_id_once_in_plan"),
            models.CheckConstraint(condition=~Q(item_id=""), name="node_has_an_id"),
            models.CheckConstraint(condition=Q(level__in=["issue", "outcome", "initiative"]), name="node_level_known"),
            models.CheckConstraint(
                condition=Q(level="outcome")
                | Q(level="issue", parent__isnull=True)
                | Q(level="initiative", parent__isnull=False),
                name="node_stands_where_its_level_may",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="node_not_its_own_parent"
            ),
            models.CheckConstraint(condition=_both_or_neither("removed_at", "removed_by"), name="node_removal"),
            models.CheckConstraint(condition=Q(version__gte=1), name="node_version_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.code or ''} {self.title or ''}".strip() or self.item_id


class Indicator(models.Model):
    """An indicator of an outcome or initiative. `target` is the core's target, or nothing when it was not read."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    node = models.ForeignKey(PlanNode, on_delete=models.CASCADE, related_name="indicators")
    item_id = models.CharField(max_length=200)
    label = models.TextField(null=True, blank=True)  # noqa: DJ001 absent is not empty
    measure = models.TextField(blank=True)
    printed = models.TextField(blank=True)
    target = models.JSONField(null=True, blank=True)
    position = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    search_key = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "item_id"], name="indicator_id_once_in_plan"),
            models.CheckConstraint(condition=~Q(item_id=""), name="indicator_has_an_id"),
            models.CheckConstraint(condition=_both_or_neither("removed_at", "removed_by"), name="indicator_removal"),
            models.CheckConstraint(condition=Q(version__gte=1), name="indicator_version_from_1"),
        ]

    def __str__(self) -> str:
        return self.measure or self.item_id


class StoredProblem(models.Model):
    """A doubt of the reader about a stored plan, and how it was settled."""

    STATES = [("open", "未確認"), ("settled", "確認済み"), ("set_aside", "対応しない")]
    WAYS = [
        ("proposal", "提案どおり"),
        ("own_value", "入力した値"),
        ("set_aside", "対応しない"),
        ("corrected", "文書が訂正された"),
    ]

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="problems")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    item_id = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001 absent is not empty
    field = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 absent is not empty
    severity = models.CharField(max_length=10)
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=STATES, default="open")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 a pair with the time
    settled_how = models.CharField(max_length=10, choices=WAYS, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=_both_or_neither("settled_at", "settled_by"), name="problem_settlement"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_how="")
                | (Q(state__in=["settled", "set_aside"], settled_at__isnull=False) & ~Q(settled_how="")),
                name="problem_open_or_settled",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["error", "question", "note"]), name="problem_severity_known"
            ),
            models.CheckConstraint(
                condition=~Q(settled_how="set_aside") | ~Q(answer=""), name="problem_set_aside_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Revision(models.Model):
    """One change of one item, kept for ever. `is_public` when the plan had been published: then it has a reason."""

    KINDS = [
        ("added", "追加"),
        ("removed", "削除"),
        ("restored", "復元"),
        ("renamed", "名称変更"),
        ("changed", "変更"),
        ("moved", "移動"),
    ]

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    item_id = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=10)
    name = models.TextField(blank=True)
    field = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=10, choices=KINDS)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    is_public = models.BooleanField(default=False)
    item_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["plan", "item_id", "id"], name="revision_of_item")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["added", "removed", "restored", "renamed", "changed", "moved"]),
                name="revision_kind_known",
            ),
            models.CheckConstraint(condition=Q(is_public=False) | ~Q(reason=""), name="public_revision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.item_id} {self.field}"


class Upload(models.Model):
    """A document that was imported: the original's bytes lie in the data folder under their hash.

    `document` is what was read from it, under our ids: the base against which a corrected document is compared.
    `fingerprint` is the hash of what was read under its own ids, by which the same document is known again.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 a pair with the size
    size = models.PositiveBigIntegerField(null=True, blank=True)
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=_both_or_neither("sha256", "size"), name="upload_original"),
        ]

    def __str__(self) -> str:
        return self.name

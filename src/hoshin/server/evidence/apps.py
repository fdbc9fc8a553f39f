"""Evidence: sources, their frozen snapshots, and the measurements that rest on them."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "hoshin.server.evidence"
    label = "evidence"
    verbose_name = "根拠"

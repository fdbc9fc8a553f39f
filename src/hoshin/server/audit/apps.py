"""The record of what was done, by whom and when."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hoshin.server.audit"
    label = "audit"
    verbose_name = "記録"

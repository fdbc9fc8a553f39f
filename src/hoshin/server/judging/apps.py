"""Judging: code sets, proposals from evidence, and decisions with their reasons."""

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "hoshin.server.judging"
    label = "judging"
    verbose_name = "判定"

"""Plans: what is stored, what changes it, what pages ask of it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "hoshin.server.plans"
    label = "plans"
    verbose_name = "計画"

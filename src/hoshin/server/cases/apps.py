"""Cases: families and children moving through stages. The most sensitive data here: only the section sees them."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hoshin.server.cases"
    label = "cases"
    verbose_name = "ケース"

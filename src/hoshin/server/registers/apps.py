"""Registers: dated entries that a section defines, enters and counts."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "hoshin.server.registers"
    label = "registers"
    verbose_name = "記録簿"

"""Addresses of registers."""

from typing import Any

app_name = "registers"

urlpatterns: list[Any] = []

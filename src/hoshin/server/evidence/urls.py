"""Addresses of evidence."""

from typing import Any

app_name = "evidence"

urlpatterns: list[Any] = []

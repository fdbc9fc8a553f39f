"""Addresses of series."""

from typing import Any

app_name = "series"

urlpatterns: list[Any] = []

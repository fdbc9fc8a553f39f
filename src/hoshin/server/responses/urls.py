"""Addresses of responses."""

from typing import Any

app_name = "responses"

urlpatterns: list[Any] = []

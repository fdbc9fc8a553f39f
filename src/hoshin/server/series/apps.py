"""Statistics: series from outside, with their source and publication date."""

from django.apps import AppConfig


class SeriesConfig(AppConfig):
    name = "hoshin.server.series"
    label = "series"
    verbose_name = "統計"

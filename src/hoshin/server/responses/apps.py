"""Responses: answering, keying, importing, and the estimates that follow."""

from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "hoshin.server.responses"
    label = "responses"
    verbose_name = "回答"

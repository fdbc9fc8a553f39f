"""Surveys: population, design, sample and questionnaire."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "hoshin.server.surveys"
    label = "surveys"
    verbose_name = "アンケート"

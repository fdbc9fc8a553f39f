"""Surveys: population, design, sample and questionnaire."""

"""Surveys: how people were asked, what they were asked, and what their answers can say about those who were not."""

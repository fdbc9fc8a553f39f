"""Answers from other form services: a CSV or xlsx table as rows of text, read in a fenced process."""

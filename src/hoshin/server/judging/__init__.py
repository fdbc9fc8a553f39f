"""Verdicts: which codes an organisation judges with, what is proposed, and what was decided."""

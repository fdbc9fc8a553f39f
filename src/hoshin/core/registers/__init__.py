"""Registers: what a section defines, enters and counts."""

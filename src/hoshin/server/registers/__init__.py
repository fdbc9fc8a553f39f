"""Registers: dated entries that a section defines, enters and counts."""

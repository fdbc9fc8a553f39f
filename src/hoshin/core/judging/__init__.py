"""Measurement against target: the official code by the letter of its set, and beside it what the evidence supports."""

"""The gate in front of every reader: what a file is, whether it is safe to open, and a fenced process to open it in."""

"""Bytes to core objects and problems, and back. One folder a format."""

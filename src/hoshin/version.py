"""The version, as CHANGELOG.md names it (a test keeps the two equal)."""

VERSION = "0.1.0"

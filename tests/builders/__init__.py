"""What the tests build."""

"""The plan: its tree, its budget cells, its differences and its document."""

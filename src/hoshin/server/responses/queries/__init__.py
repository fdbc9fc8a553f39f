"""What came in: one sheet being answered, what is returned, what is keyed, what a file holds."""

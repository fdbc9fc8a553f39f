"""Word documents: paragraphs and tables as they stand after all tracked changes are accepted."""

"""Plain text and Markdown: bytes to lines and tables, with character offsets into the decoded file."""

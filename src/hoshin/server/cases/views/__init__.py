"""Pages of cases. No address, title, message or log line of theirs holds a name."""

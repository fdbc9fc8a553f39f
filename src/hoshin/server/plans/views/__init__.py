"""What the addresses of plans answer with. Rules are the core's, rows are the queries' and actions'."""

"""Pages of registers. Views render; what they show comes from queries, what they change goes through actions."""

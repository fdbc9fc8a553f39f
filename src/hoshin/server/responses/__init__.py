"""Responses: answering, keying, importing, and the estimates that follow."""

"""Changing answers: the only place that writes sheets. Each action is one transaction with one audit event."""

"""The Django site, the only place that knows Django."""

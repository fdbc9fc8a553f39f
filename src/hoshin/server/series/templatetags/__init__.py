"""Words of series in templates."""

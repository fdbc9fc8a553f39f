"""Statistics: series from outside, with their source and publication date."""

"""Statistics from outside (統計): what a series counts, what was published of it, and what a year's figure is."""

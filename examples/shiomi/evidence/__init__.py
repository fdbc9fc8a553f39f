"""Two years of evidence for the example ward: surveys, registers, cases and statistics, in our own words."""

"""The geometry of charts: scales, ticks, and where marks and words stand. Nothing here knows colours or markup."""

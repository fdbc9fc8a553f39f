"""A file of answers, CSV or Parquet, as typed rows for the estimates, or as Parquet for the engines of large files."""

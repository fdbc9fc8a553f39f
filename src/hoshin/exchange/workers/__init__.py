"""The processes that files are opened in, one module a format, so that each loads only what its format needs."""

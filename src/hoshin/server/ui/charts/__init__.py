"""Charts as pages show them: drawn on the server for two widths, with words, a legend and a table beside them."""

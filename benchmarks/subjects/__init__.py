"""One module for each thing that is measured: `read(data, path)` gives what it found, `PACKAGES` what it needs."""

"""What is true. Pure Python on the standard library: no files, network, clock or randomness."""

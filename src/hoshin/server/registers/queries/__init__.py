"""What pages show of registers, always asked in the name of a viewer."""

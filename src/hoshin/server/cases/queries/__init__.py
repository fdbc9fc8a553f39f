"""What may be asked of cases without opening one: which register, how many in each stage, the codes of a list."""

"""Cases: families moving from a screening to help, the most sensitive records there are."""

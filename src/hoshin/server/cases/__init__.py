"""Cases: families and children moving through stages. The most sensitive data here: only the section sees them."""

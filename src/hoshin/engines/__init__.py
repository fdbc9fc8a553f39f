"""The same answers on other machines. Empty until evidence (issue 2) needs them."""

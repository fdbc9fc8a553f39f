"""Hoshin: a city's yearly management plan, with figures that hold up."""

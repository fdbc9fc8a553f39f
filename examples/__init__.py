"""Examples that come with Hoshin."""

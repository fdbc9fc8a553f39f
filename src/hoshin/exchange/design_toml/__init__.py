"""The design file of `hoshin estimate`: TOML with population tables beside it. See docs/reference/survey-design.md."""

"""From what was printed to a plan: headings, sections, indicators, budgets, stamps; one code for all formats."""

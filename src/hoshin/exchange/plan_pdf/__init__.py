"""A PDF as printed: ruled tables with their spans, boxes of free text, and what was left out.

The way: pdfium's characters (`runs`) and page objects (`marks`) → ruled lines (`rules`) → cells (`grid`) →
each run to its cell, each cell's lines to one text (`cell_text`), the rest to blocks (`blocks`) → tables and rows
that a page break cut are made whole again (`continuation`). `reader.read_pdf` is the door.
"""

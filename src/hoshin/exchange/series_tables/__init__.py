"""Statistical tables as grids of text: from a paste, a CSV file or an Excel sheet."""

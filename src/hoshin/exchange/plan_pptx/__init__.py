"""PowerPoint slides: the texts of shapes with their places, and tables with their merges."""

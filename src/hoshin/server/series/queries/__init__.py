"""What is known of series: for pages, for actions, and for whoever else asks."""

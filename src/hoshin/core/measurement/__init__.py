"""What an indicator says in one period: a figure with how it was made, or why there is none."""

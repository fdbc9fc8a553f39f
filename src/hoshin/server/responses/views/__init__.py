"""Pages of answers: for those who answer, and for those who take answers in."""

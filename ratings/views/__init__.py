"""Pages of the rating."""

"""What is typed about ratings, read and said back in plain words."""

"""What is typed at the pages of deadlines."""

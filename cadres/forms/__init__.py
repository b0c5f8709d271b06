"""What is typed about people."""

"""The invented province of the demo: tỉnh Minh Giang, its organisations, people and papers; nobody in it exists."""

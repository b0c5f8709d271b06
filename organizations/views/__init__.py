"""The account's own pages and the frame around every page."""

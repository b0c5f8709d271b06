"""Pages about people and the organisations they sit in."""

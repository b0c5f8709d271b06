"""Pages of plan III."""

"""Reads of the rating: facts for the engine, and what each page shows."""

"""Reads of the review: what a page, a paper or a check needs to know."""

"""Kinds of workbook about organisations, collectives and units."""

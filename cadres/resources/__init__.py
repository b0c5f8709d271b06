"""Kinds of workbook about people, their posts and the dated facts about them."""

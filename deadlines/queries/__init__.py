"""Reads that shape the dossier, the board, the worklist and the reminders."""

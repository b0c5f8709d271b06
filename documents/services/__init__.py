"""Drawing papers, keeping files, taking uploads, recording numbers."""

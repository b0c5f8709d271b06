"""Forms of the review; fields and widgets are the shell's own."""

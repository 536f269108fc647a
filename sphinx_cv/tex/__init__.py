"""LaTeX in a field, decoded to text."""

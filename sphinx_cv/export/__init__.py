"""Records as text of other formats, one module for each format."""

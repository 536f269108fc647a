"""BibTeX files, read without losing an entry: entries with the line of each field, and faults with their lines.

pybtex's tokenizer reads one entry at a time. A line that begins with `@type{` always begins an entry, so that an
unclosed entry does not swallow the next one. The fields of a malformed entry that pybtex did not reach are then read by
line.
"""

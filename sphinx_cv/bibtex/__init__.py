"""BibTeX files, read so that no entry is lost: entries with the line of each field, and every fault with its own.

pybtex's tokenizer reads one entry at a time. A line that begins with `@type{` always begins an entry, so an entry that is
not closed cannot swallow the next; what pybtex could not read of a faulty entry is then read field by field, by lines.
"""

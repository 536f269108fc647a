"""Import of CVs from other systems, and the merge of new entries into the owner's BibTeX file."""

"""Export of records to other formats, one module for each format."""

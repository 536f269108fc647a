"""The website: its layout, its own pages, templates, scripts and styles."""

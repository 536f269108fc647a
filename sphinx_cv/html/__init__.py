"""The part of the extension for websites: layout, generated pages, templates, scripts and styles."""

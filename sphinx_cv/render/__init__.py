"""Rendering of records as docutils nodes and as the shapes of charts."""

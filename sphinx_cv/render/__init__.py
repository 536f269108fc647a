"""Records as docutils nodes, or as the shapes of a chart."""

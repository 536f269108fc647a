"""Plain records of a CV: publications, people, rows, dates. They know nothing of Sphinx, docutils or LaTeX."""

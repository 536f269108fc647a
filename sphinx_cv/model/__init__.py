"""Plain records of a CV: publications, people, rows, dates. Independent of Sphinx, docutils and LaTeX."""

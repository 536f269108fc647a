"""Lint: what a careful editor would point out in the publications and the rows; `python -m sphinx_cv check`."""

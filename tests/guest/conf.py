"""The settings of a documentation project that is no CV, with the extensions that such projects have."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project, author, version, release = "Tides", "The Tides project", "2", "2.1"
copyright = "The Tides project"  # noqa: A001  (Sphinx's name)
extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "sphinxcontrib.bibtex",
    "myst_parser",
    "sphinx_design",
    "sphinx_copybutton",
    "ablog",
]
bibtex_bibfiles = ["papers.bib"]
bibtex_bibliography_header = ".. rubric:: References"
myst_enable_extensions = ["dollarmath", "deflist"]
math_number_all = True
blog_title = "News"
blog_baseurl = "https://tides.example"
html_theme = "alabaster"
html_baseurl = "https://tides.example/"
html_last_updated_fmt = "%Y-%m-%d"
html_sidebars = {"posts/**": ["ablog/postcard.html"]}
latex_documents = [("index", "tides.tex", "Tides", author, "manual")]

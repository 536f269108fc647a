"""The settings of Tri Dao's CV and of its build; docs/ explains them."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# --- The owner
cv_owner = ["Tri Dao", "Dao, Tri"]
cv_people = {  # the name to list each person by, and the other names in papers
    "Khaled K. Saab": ["Khaled K Saab", "Khaled Saab"],
    "Daniel Y. Fu": ["Daniel Y Fu", "Daniel Fu"],
    "J. Zico Kolter": ["J Zico Kolter", "Zico Kolter"],
    "Kevin Y. Li": ["Kevin Y Li", "Kevin Li"],
    "Armin W. Thomas": ["Armin W Thomas"],
    "Jared Quincy Davis": ["Jared Q Davis"],
    "Christopher De Sa": ["Christopher M De Sa"],
}
project = author = "Tri Dao"
html_title = "Tri Dao"
copyright = "Tri Dao"  # noqa: A001  (Sphinx's name)

cv_links = {
    "Homepage": "https://tridao.me/",
    "GitHub": "https://github.com/tridao",
    "Google Scholar": "https://scholar.google.com/citations?user=NQRw0bQAAAAJ",
    "Dao AI Lab": "https://dao-lab.ai",
}

# --- The input
extensions = ["sphinx_cv.full"]
include_patterns = ["index.md", "cv.md", "resume.md", "sections/*.md"]
exclude_patterns = [".*", "_build", "benchmarks", "docs", "sphinx_cv", "tests"]  # not searched for pages
bibtex_bibfiles = ["pubs.bib"]

# --- The website
html_theme = "furo"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["custom.css"]
html_copy_source = html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_sidebars = {
    "**": [
        "cv/person.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "cv/navigation.html",
        "sidebar/scroll-end.html",
    ]
}

# --- The PDFs: the root page of each, and its file name
cv_pdfs = {"cv": "tri-dao-cv", "resume": "tri-dao-resume"}
cv_paper = "letter"

# --- Read the Docs: it sets these environment variables; elsewhere they are empty
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
version = release = os.environ.get("READTHEDOCS_VERSION_NAME", "")
if (
    os.environ.get("READTHEDOCS_VERSION_TYPE") == "external"
):  # search engines must not index the preview of a pull request
    myst_html_meta = {"robots": "noindex"}

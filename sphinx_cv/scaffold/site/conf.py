"""The settings of the CV of @NAME@."""

import os

# --- The owner
cv_owner = "@NAME@"
project = author = copyright = html_title = cv_owner
cv_links = {
    # "Google Scholar": "https://scholar.google.com/citations?user=...",
    # "ORCID": "https://orcid.org/0000-...",
    # "Email": "mailto:...",
}
cv_people = {
    # the name to list a person by: the other names in papers
    # "Grace M. Example": ["Grace Example", "G. Example"],
}
cv_kinds = {  # the kinds of rows with fields of their own, which are printed with their names
    "grant": ["amount", "number"],
    "talk": ["event", "slides"],
    "student": ["degree", "now"],
}

# --- The input
extensions = ["sphinx_cv.full"]
include_patterns = ["index.md", "cv.md", "resume.md", "sections/*.md"]
exclude_patterns = [".*", "_build", "vendor"]
bibtex_bibfiles = ["pubs.bib"]

# --- The website
html_theme = "furo"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["custom.css"]
html_copy_source = html_show_sourcelink = html_use_index = html_domain_indices = False
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
cv_pdfs = {"cv": "@SLUG@cv", "resume": "@SLUG@resume"}
cv_paper = "a4"  # or "letter"

# --- The host: Read the Docs and the workflow of GitHub Pages set these variables
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL") or os.environ.get("SITE_URL", "")
version = release = os.environ.get("READTHEDOCS_VERSION_NAME", "")
if os.environ.get("READTHEDOCS_VERSION_TYPE") == "external":  # the preview of a pull request
    myst_html_meta = {"robots": "noindex"}

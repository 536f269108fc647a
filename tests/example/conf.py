"""The settings of an example CV and of its build; docs/ explains them."""

# --- Whose CV it is
cv_owner = ["Ada Example", "Example, Ada M.", "A. Example"]
cv_people = {  # one person each, under the names that papers have them by
    "Ada Example": {"names": ["A. Example"], "homepage": "https://example.org/ada", "orcid": "0000-0002-1825-0097"},
    "Noémie Fré": {"names": ["N. Fré"], "homepage": "https://example.org/fre"},
    "Jonas A. Quill": ["Jonas Quill"],
}
cv_marks = {"lead": ("♦", "project lead")}
cv_kinds = {  # the fields of rows, besides those of every row
    "grant": ["amount", "number", "role"],
    "talk": ["slides", "video"],
    "student": ["degree", "thesis", "now"],
    "patent": ["number", "status"],
    "media": ["length", "recording"],
    "software": ["version", "license", "code", "docs"],
}
project = author = "Ada Example"
html_title = "Ada Example"
version = "1"  # which EPUB asks for
copyright = "Ada Example"  # noqa: A001  (Sphinx's name)

cv_links = {
    "Homepage": "https://example.org/ada",
    "ORCID": "https://orcid.org/0000-0002-1825-0097",
    "Tide Lab": "https://example.com/tide-lab",
    "Notes": "https://example.net/notes",
    "Email": "mailto:ada@example.org",
}

# --- What is read
extensions = ["sphinx_cv.full"]
include_patterns = ["index.md", "cv.md", "resume.md", "sections/*.md"]
bibtex_bibfiles = ["pubs.bib"]

# --- The website
html_theme = "furo"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_copy_source = html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_sidebars = {"**": ["cv/person.html", "sidebar/search.html", "sidebar/scroll-start.html", "cv/navigation.html",
                        "sidebar/scroll-end.html"]}  # fmt: skip

# --- The PDFs: the page at the root of each, and the name of its file
cv_pdfs = {"cv": "ada-example-cv", "resume": "ada-example-resume"}
cv_paper = "a4"

"""The settings of the manual, a Sphinx project of its own (maintainers.md)."""

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent)]

project = "sphinx-cv"
author = "the authors of sphinx-cv"
html_title = "sphinx-cv"
extensions = ["myst_parser", "code_tables"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
smartquotes = False  # texts of code stay as they are
html_theme = "furo"
html_static_path = ["_static"]
html_copy_source = html_show_sourcelink = html_use_index = False
html_show_copyright = False
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")

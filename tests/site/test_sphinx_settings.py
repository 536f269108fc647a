"""Values of Sphinx's own settings that a whole CV reads: a value of a wrong type is one message, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PUBS, build

from sphinx_cv.site.sphinx_settings import SPHINX_CHECKS

#: Values that people write by mistake, and the settings that can use them.
USABLE = {
    "None": ["html_favicon", "html_logo", "html_last_updated_fmt", "html_file_suffix", "html_link_suffix", "pygments_style"],
    "5": [],
    "True": [],
    "[5]": [],
    "[None]": [],
    "b'x'": [],
    "object": [],
    "{5: 'x'}": [],
    "['']": ["copyright"],
    "('index', 'x.tex')": ["include_patterns", "exclude_patterns", "templates_path", "html_static_path", "html_extra_path",
                           "latex_additional_files", "suppress_warnings", "html_css_files", "html_js_files", "copyright", "source_suffix"],
}  # fmt: skip
PAGE = "# CV\n\n```{bibliography}\n```\n"


@pytest.mark.parametrize("written", USABLE)
def test_a_value_is_usable_or_one_message(written: str) -> None:
    value = eval(written)
    results = {name: check(value) for name, check in SPHINX_CHECKS.items()}
    assert [name for name, (_, problems) in results.items() if not problems] == USABLE[written]
    for usable, problems in results.values():
        assert len(problems) <= 1
        assert usable in (None, "", "index") or not problems
        assert all(" cannot be used: write " in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "value", "usable", "problems"),
    [
        ("html_static_path", "_static", ["_static"], ["'_static' cannot be used: write a list, such as [\"_static\"]"]),
        ("html_static_path", (Path("a"), "b"), [Path("a"), "b"], []),
        ("exclude_patterns", {"b", "a"}, ["a", "b"], []),
        ("html_css_files", [("a.css", {"media": "print"})], [("a.css", {"media": "print"})], []),
        ("latex_elements", {"preamble": None}, None, ["{'preamble': None} cannot be used: write a dictionary, such as {\"preamble\": \"...\"}"]),
        ("latex_documents", [("index", "a.tex", "A", "B", "cv")], [("index", "a.tex", "A", "B", "cv")], []),
        ("latex_documents", [("index", "a.tex")], None, ["[('index', 'a.tex')] cannot be used: write [(\"index\", \"cv.tex\", \"CV\", "
                                                        '"Ada Lovelace", "cv")], or remove it: cv_pdfs names the PDFs']),
        ("root_doc", None, "index", ['None cannot be used: write text, such as "index"']),
        ("source_suffix", ".md", ".md", []), ("source_suffix", {".md": "markdown"}, {".md": "markdown"}, []),
    ],
)  # fmt: skip
def test_a_message_names_what_to_write(name: str, value: object, usable: object, problems: list[str]) -> None:
    assert SPHINX_CHECKS[name](value) == (usable, problems)


@pytest.mark.parametrize("written", ["None", "5", "[5]", "[None]", "{5: 'x'}"])
def test_builds_end_with_one_message_for_each_setting(written: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    conf = ['extensions = ["sphinx_cv.full"]', 'bibtex_bibfiles = ["pubs.bib"]', 'cv_owner = "Ada Example"']
    lines = [f"{name} = {written}" for name in SPHINX_CHECKS]
    texts = {"conf.py": "\n".join([*conf, *lines]) + "\n", "pubs.bib": PUBS, "index.md": PAGE}
    for name, text in texts.items():
        (source / name).write_text(text, "utf-8")
    usable = USABLE.get(written, ())
    expected = {f"conf.py:{4 + at}: WARNING: {name}: " for at, name in enumerate(SPHINX_CHECKS) if name not in usable}
    for builder in ("html", "latex"):
        found = build(source, tmp_path / builder, builder)
        starts = {
            start for start in expected for line in found if line.startswith(start) and line.endswith("[cv.config]")
        }
        assert (starts, len(found)) == (expected, len(expected)), found

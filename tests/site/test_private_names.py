"""Names that sphinx_cv uses of other packages although they are private or not documented.

When one of these tests fails, the package that it names has changed: adapt the module that the message names, whose docstring
lists what it uses.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import docutils.utils.math.latex2mathml
import furo
import myst_parser.mocking
import myst_parser.parsers.options
import pybtex.bibtex.utils
import pybtex.database.input.bibtex
import pybtex.plugin
import pybtex.scanner
import pybtex.style.formatting
import pybtex.utils
import pybtex_docutils
import pytest
import sphinx
import sphinx.search
import sphinx_autobuild.__main__
import sphinxcontrib.bibtex.bibfile
import sphinxcontrib.bibtex.directives
import sphinxcontrib.bibtex.nodes
from conftest import ROOT
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._build_info import BuildInfo
from sphinx.builders.latex import LaTeXBuilder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.project import EXCLUDE_PATHS
from sphinx.registry import SphinxComponentRegistry
from sphinx.util import texescape
from sphinx.util.matching import get_matching_files
from sphinxcontrib.bibtex.directives import BibliographyValue
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation
from sphinxcontrib.bibtex.roles import CitationRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site


def uses(module: str, package: str, *names: str) -> str:
    """Return what a failure says, and fail unless the module's docstring lists the names."""
    text = (ROOT / "sphinx_cv" / module).read_text("utf-8").split('"""')[1]
    missing = [name for name in names if name not in text]
    assert missing == [], f"the docstring of sphinx_cv/{module} does not list {', '.join(missing)}"
    return f"{package} has no {', '.join(names)} any more as sphinx_cv/{module} uses it"


def parameters(function: Callable[..., object]) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_sphinx_autobuild_calls_its_builder_after_each_change() -> None:
    said = uses("preview.py", "sphinx-autobuild", "Builder", "sphinx_args", "uri", "show_message")
    settings = {"url_host": "127.0.0.1:1", "pre_build_commands": [], "post_build_commands": []}
    builder = sphinx_autobuild.__main__.Builder([".", "out"], **settings)
    assert (builder.sphinx_args, builder.uri) == ([".", "out"], "http://127.0.0.1:1"), said
    assert parameters(builder.__call__) == ["changed_paths"], said
    assert parameters(sphinx_autobuild.utils.show_message) == ["context"], said


def test_sphinx_knows_the_digests_of_settings_and_tags() -> None:
    said = uses("html/publication_pages.py", "sphinx", "builder.build_info.config_hash", "builder.build_info.tags_hash")
    assert {"config_hash", "tags_hash"} <= set(BuildInfo.__dict__.get("__slots__", ())) | set(
        vars(BuildInfo(Config()))
    ), said


def test_sphinx_knows_the_age_of_its_templates() -> None:
    said = uses("html/publication_pages.py", "sphinx", "builder.templates.newest_template_mtime")
    assert callable(getattr(BuiltinTemplateLoader, "newest_template_mtime", None)), said


def test_sphinx_declares_a_setting_by_default_rebuild_and_types() -> None:
    said = uses("full.py", "sphinx", "app.config.values")
    option = Config().values["language"]
    assert (option.default, option.rebuild) == ("en", "env"), said
    assert type(option)("de", option.rebuild, option.valid_types).default == "de", said


def test_sphinx_keeps_the_suffixes_and_domains_of_all_extensions() -> None:
    said = uses("full.py", "sphinx", "app.registry.source_suffix")
    assert SphinxComponentRegistry().source_suffix == {}, said
    said = uses("site/library.py", "sphinx", "app.registry.has_domain")
    assert not SphinxComponentRegistry().has_domain("cite"), said


def test_myst_includes_a_file_with_a_class_of_its_own() -> None:
    said = uses("site/includes.py", "myst_parser", "MockIncludeDirective", "MockState._renderer")
    names = ["self", "renderer", "name", "klass", "arguments", "options", "body", "lineno"]
    assert parameters(myst_parser.mocking.MockIncludeDirective.__init__) == names, said
    assert "self._renderer = renderer" in inspect.getsource(myst_parser.mocking.MockState.__init__), said


def test_sphinx_finds_pages_by_patterns(tmp_path: Path) -> None:
    said = uses("site/encoding.py", "sphinx", "project.EXCLUDE_PATHS", "util.matching.get_matching_files")
    (tmp_path / "a.md").touch()
    (tmp_path / ".#a.md").touch()
    assert list(get_matching_files(tmp_path, ["**"], EXCLUDE_PATHS)) == ["a.md"], said


def test_sphinx_keeps_the_languages_of_its_search_in_a_dictionary() -> None:
    said = uses("html/search.py", "sphinx", "sphinx.search.languages")
    assert sphinx.search.languages["en"] == "sphinx.search.en.SearchEnglish" or inspect.isclass(
        sphinx.search.languages["en"]
    ), said


def test_sphinx_has_the_attributes_of_a_search_language() -> None:
    said = uses("html/search.py", "sphinx", "SearchLanguage.js_splitter_code")
    assert hasattr(sphinx.search.SearchLanguage, "js_splitter_code"), said
    assert parameters(sphinx.search.SearchLanguage.split) == ["self", "input"], said


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("searchtools.js", "_index:"), ("searchtools.js", "_parseQuery:"), ("searchtools.js", "performObjectSearch:"),
        ("searchtools.js", "makeSearchSummary:"), ("searchtools.js", "htmlToText:"), ("searchtools.js", "Search.status"),
        ("searchtools.js", "splitQuery"), ("searchtools.js", "stemmer.stemWord"), ("searchtools.js", "stopwords"),
        ("doctools.js", "ngettext:"),
    ],
)  # fmt: skip
def test_sphinx_has_the_names_of_its_search_page(file: str, text: str) -> None:
    said = uses("html/search.py", "sphinx", text.strip(":").rpartition(".")[2])
    static = Path(sphinx.__file__).parent / "themes/basic/static"
    assert text in (static / file).read_text("utf-8"), said


def test_sphinx_writes_the_language_of_its_search_where_the_script_looks_for_it(site: Callable[..., Site]) -> None:
    said = uses("html/search.py", "sphinx", "Stemmer", "stopwords")
    text = (site({"index.md": "# CV\n"}).out / "_static/language_data.js").read_text("utf-8")
    assert "Stemmer" in text, said
    assert "stopwords" in text, said


def test_sphinx_gives_the_latex_builder_a_context() -> None:
    said = uses("pdf/latex.py", "sphinx", "LaTeXBuilder.context", "texescape.escape")
    assert "self.context" in inspect.getsource(LaTeXBuilder.init_context), said
    texescape.init()
    assert texescape.escape("%", "xelatex") == r"\%", said


def test_sphinx_names_the_styles_of_a_page(site: Callable[..., Site]) -> None:
    said = uses("html/layout.py", "sphinx", "css_files")
    sources = inspect.getsource(StandaloneHTMLBuilder)
    assert "css_files" in sources, said


def test_docutils_writes_mathml() -> None:
    for module in ("html/mathml.py", "tex/math.py"):
        said = uses(module, "docutils", "docutils.utils.math.latex2mathml.tex2mathml")
        assert "<mi>x</mi>" in docutils.utils.math.latex2mathml.tex2mathml("x", as_block=False), said


def test_myst_reads_the_options_of_a_directive_by_tokens() -> None:
    said = uses("site/options.py", "myst-parser", "options_to_tokens", "TokenizeError")
    tokens, state = myst_parser.parsers.options.options_to_tokens("a: b # c")
    assert len(list(tokens)) == 1, said
    assert state.has_comments, said
    with pytest.raises(myst_parser.parsers.options.TokenizeError):
        list(myst_parser.parsers.options.options_to_tokens('a: "b')[0])


def test_sphinxcontrib_bibtex_keeps_what_it_read() -> None:
    said = uses(
        "site/bibtex_bridge.py", "sphinxcontrib-bibtex", "bibfile.BibData", "bibfile.BibFile", "bibfile.get_mtime"
    )
    assert sphinxcontrib.bibtex.bibfile.BibData._fields == ("encoding", "bibfiles", "data"), said
    assert sphinxcontrib.bibtex.bibfile.BibFile._fields == ("mtime", "keys"), said
    assert parameters(sphinxcontrib.bibtex.bibfile.get_mtime) == ["bibfilename"], said


def test_sphinxcontrib_bibtex_has_the_data_of_its_domain() -> None:
    said = uses("site/bibtex_bridge.py", "sphinxcontrib-bibtex", 'BibtexDomain.data["bibdata"]')
    assert "bibdata" in BibtexDomain.initial_data or 'data["bibdata"]' in inspect.getsource(BibtexDomain), said
    for module in ("site/bibliography.py", "site/cite_role.py"):
        said = uses(module, "sphinxcontrib-bibtex", "BibtexDomain.bibdata")
        assert isinstance(BibtexDomain.bibdata, property), said
    said = uses("site/cite_role.py", "sphinxcontrib-bibtex", "BibtexDomain.bibliographies", "BibtexDomain.citations")
    fields = "line bibfiles style list_ enumtype start labelprefix keyprefix filter_ citation_nodes keys"
    assert BibliographyValue._fields == tuple(fields.split()), said
    fields = "citation_id bibliography_key key entry formatted_entry tooltip_entry"
    assert Citation._fields == tuple(fields.split()), said


def test_sphinxcontrib_bibtex_notes_citations() -> None:
    said = uses("site/cited_lists.py", "sphinxcontrib-bibtex", "BibtexDomain.citation_refs")
    assert isinstance(BibtexDomain.citation_refs, property), said
    assert {"docname", "targets"} <= set(CitationRef._fields), said


def test_sphinxcontrib_bibtex_has_a_node_for_latex() -> None:
    said = uses("pdf/anchors.py", "sphinxcontrib-bibtex", "raw_latex")
    assert sphinxcontrib.bibtex.nodes.raw_latex("text").rawsource == "text", said


def test_sphinxcontrib_bibtex_has_a_directive_to_derive_from() -> None:
    said = uses("site/bibliography.py", "sphinxcontrib-bibtex", "directives.BibliographyDirective")
    assert {"filter", "list", "style", "all", "cited", "notcited"} <= set(
        sphinxcontrib.bibtex.directives.BibliographyDirective.option_spec
    ), said


def test_pybtex_finds_a_field_of_an_entry() -> None:
    said = uses("site/bibtex_bridge.py", "pybtex", "Entry._find_field")
    assert parameters(pybtex.database.Entry._find_field) == ["self", "name", "bib_data"], said  # noqa: SLF001


def test_pybtex_reads_by_a_tokenizer_that_can_be_derived_from() -> None:
    names = ("text", "pos", "lineno", "macros", "current_field_name", "current_value", "current_fields")
    methods = (
        "parse_command",
        "parse_entry_fields",
        "parse_field",
        "substitute_macro",
        "eat_whitespace",
        "optional",
        "COMMA",
    )
    said = uses("bibtex/parser.py", "pybtex", "LowLevelParser", *names, *methods)
    parser = pybtex.database.input.bibtex.LowLevelParser("@misc{a, title = {T}}", macros={}, handle_error=print)
    assert list(parser) == [("misc", ("a", [("title", ["T"])]))], said
    assert [name for name in names if not hasattr(parser, name)] == [], said
    assert [name for name in methods if not hasattr(parser, name)] == [], said


def test_pybtex_has_the_errors_of_its_tokenizer() -> None:
    said = uses("bibtex/parser.py", "pybtex", "SkipEntry", "UndefinedMacro", "PrematureEOF", "PybtexSyntaxError")
    assert issubclass(pybtex.scanner.PrematureEOF, pybtex.scanner.PybtexSyntaxError), said
    assert issubclass(pybtex.database.input.bibtex.UndefinedMacro, pybtex.scanner.PybtexSyntaxError), said
    assert issubclass(pybtex.database.input.bibtex.SkipEntry, Exception), said


def test_pybtex_has_the_names_of_months() -> None:
    said = uses("bibtex/reading.py", "pybtex", "month_names", "CaseInsensitiveDict")
    assert pybtex.database.input.bibtex.month_names["jan"] == "January", said
    assert pybtex.utils.CaseInsensitiveDict({"A": 1})["a"] == 1, said


def test_pybtex_splits_names() -> None:
    said = uses("bibtex/names.py", "pybtex", "split_name_list", "split_tex_string")
    assert pybtex.bibtex.utils.split_name_list("A, B and {C and D}") == ["A, B", "{C and D}"], said
    assert pybtex.bibtex.utils.split_tex_string("A {B C}") == ["A", "{B C}"], said


def test_pybtex_takes_a_style_anew() -> None:
    said = uses("site/style.py", "pybtex", "register_plugin", "BaseStyle", "pybtex_docutils.Backend")
    assert "force" in parameters(pybtex.plugin.register_plugin), said
    assert parameters(pybtex.style.formatting.BaseStyle.format_entry)[:3] == ["self", "label", "entry"], said
    assert inspect.isclass(pybtex_docutils.Backend), said


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("base.html", "block site_meta"),
        ("page.html", "block footer"),
        ("base.html", "css_files"),
        ("page.html", "sidebars"),
    ],
)
def test_furo_has_the_blocks_that_the_templates_fill(file: str, text: str) -> None:
    said = uses("html/layout.py", "furo", text.rpartition(" ")[2])
    templates = Path(furo.__file__).parent / "theme/furo"
    assert text in (templates / file).read_text("utf-8"), said


@pytest.mark.parametrize("name", ["sidebar/search.html", "sidebar/scroll-start.html", "sidebar/scroll-end.html"])
def test_furo_has_the_parts_of_the_sidebar(name: str) -> None:
    said = uses("html/layout.py", "furo", name)
    assert (Path(furo.__file__).parent / "theme/furo" / name).is_file(), said


def test_furo_has_a_file_of_styles_for_other_extensions(site: Callable[..., Site]) -> None:
    said = uses("html/layout.py", "furo", "furo-extensions.css")
    assert (site({"index.md": "# CV\n"}).out / "_static/styles/furo-extensions.css").is_file(), said

"""Checks of the settings of Sphinx that the handlers of a whole CV read: a value of a wrong type is one message."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from sphinx_cv.site.setting_values import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_cv.site.setting_values import Checked

#: Lists of file names or patterns, with an example of each.
_LISTS = {
    "include_patterns": '["index.md", "sections/*.md"]',
    "exclude_patterns": '["_build"]',
    "templates_path": '["_templates"]',
    "html_static_path": '["_static"]',
    "html_extra_path": '["_extra"]',
    "latex_additional_files": '["logo.pdf"]',
    "suppress_warnings": '["cv.latex"]',
}
#: Lists of file names, each of which may have attributes.
_ASSETS = {"html_css_files": '["custom.css"]', "html_js_files": '["custom.js"]'}
#: Dictionaries with names as keys.
_DICTIONARIES = {
    "html_context": '{"name": "value"}',
    "html_theme_options": '{"top_of_page_buttons": []}',
    "html_sidebars": '{"**": ["cv/person.html"]}',
    "myst_html_meta": '{"robots": "noindex"}',
    "notfound_context": '{"title": "Page not found"}',
}
_TEXTS = {
    "project": '"Ada Lovelace"',
    "author": '"Ada Lovelace"',
    "version": '"1.0"',
    "release": '"1.0"',
    "html_theme": '"furo"',
    "html_title": '"Ada Lovelace"',
}
#: Texts that may be None.
_TEXTS_OR_NONE = {
    "html_favicon": '"_static/favicon.svg"',
    "html_logo": '"_static/logo.svg"',
    "html_last_updated_fmt": '"%Y-%m-%d"',
    "html_file_suffix": '".html"',
    "html_link_suffix": '".html"',
    "pygments_style": '"sphinx"',
}
#: The number of texts that describe a document of Sphinx's LaTeX builder.
_DOCUMENT = 5


def _is_name(value: object) -> bool:
    return isinstance(value, str | PathLike) and bool(str(value).strip())


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_asset(value: object) -> bool:
    """Tell whether a value is a file name, or a file name with its attributes."""
    if isinstance(value, list | tuple):
        return len(value) == 2 and _is_name(value[0]) and isinstance(value[1], dict)  # noqa: PLR2004  (a pair)
    return _is_name(value)


def _list_check(example: str, is_item: Callable[[object], bool]) -> Callable[[object], Checked]:
    """Return the check of a list, for which one name is taken too."""

    def check(value: object) -> Checked:
        if isinstance(value, list | tuple) and all(map(is_item, value)):
            return list(value), []
        if isinstance(value, set | frozenset) and all(isinstance(item, str) and item for item in value):
            return sorted(value), []
        usable = [value] if _is_name(value) else None
        return usable, refuse(value, f"a list, such as {example}")[1]

    return check


def _dictionary_check(example: str, *, texts: bool = False) -> Callable[[object], Checked]:
    """Return the check of a dictionary, whose values must be text if `texts`."""

    def check(value: object) -> Checked:
        if isinstance(value, dict) and _are_texts(value) and (not texts or _are_texts(value.values())):
            return value, []
        return refuse(value, f"a dictionary, such as {example}")

    return check


def _text_check(example: str) -> Callable[[object], Checked]:
    def check(value: object) -> Checked:
        return (value, []) if isinstance(value, str) else refuse(value, f"text, such as {example}")

    return check


def _optional_text_check(example: str) -> Callable[[object], Checked]:
    check = _text_check(example)
    return lambda value: (None, []) if value is None else check(value)


def check_copyright(value: object) -> Checked:
    """Check copyright: one text, or several; its default is that of project_copyright."""
    each = [value] if isinstance(value, str) else value
    if isinstance(each, list | tuple) and _are_texts(each):
        return value, []
    return "", refuse(value, 'text, such as "2026, Ada Lovelace"')[1]


def check_root(value: object) -> Checked:
    """Check root_doc, whose default in Sphinx is its other name."""
    usable, problems = _text_check('"index"')(value)
    return (usable, problems) if isinstance(usable, str) else ("index", problems)


def check_documents(value: object) -> Checked:
    """Check latex_documents."""
    if isinstance(value, list | tuple) and all(map(_is_document, value)):
        return value, []
    return refuse(value, '[("index", "cv.tex", "CV", "Ada Lovelace", "cv")], or remove it: cv_pdfs names the PDFs')


def _is_document(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) >= _DOCUMENT
        and all(isinstance(part, str) for part in value[:_DOCUMENT])
    )


def check_suffixes(value: object) -> Checked:
    """Check source_suffix: one suffix, several, or the parser of each."""
    each = [value] if isinstance(value, str) else value
    if isinstance(each, list | tuple | dict) and each and all(isinstance(suffix, str) and suffix for suffix in each):
        return value, []
    return refuse(value, '[".md"]')


#: The check of each setting.
SPHINX_CHECKS: dict[str, Callable[[object], Checked]] = {
    **{name: _list_check(example, _is_name) for name, example in _LISTS.items()},
    **{name: _list_check(example, _is_asset) for name, example in _ASSETS.items()},
    **{name: _dictionary_check(example) for name, example in _DICTIONARIES.items()},
    "latex_elements": _dictionary_check('{"preamble": "..."}', texts=True),
    **{name: _text_check(example) for name, example in _TEXTS.items()},
    **{name: _optional_text_check(example) for name, example in _TEXTS_OR_NONE.items()},
    "html_additional_pages": _dictionary_check('{"download": "download.html"}', texts=True),
    "copyright": check_copyright,
    "root_doc": check_root,
    "latex_documents": check_documents,
    "source_suffix": check_suffixes,
}

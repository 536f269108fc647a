"""What the code has, for the tables of the reference: each function returns names with the cells of their rows."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import defaultdict
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest.mock import Mock

import sphinx_cv
import sphinx_cv.full
from sphinx_cv.bibtex.unprinted_fields import UNPRINTED
from sphinx_cv.model import fields, kinds
from sphinx_cv.model.links import LINK_FIELDS, LINK_NAMES
from sphinx_cv.site.bibliography import CVBibliography
from sphinx_cv.site.setting_checks import CHECKS
from sphinx_cv.site.sphinx_settings import SPHINX_CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The cells of each name, as Markdown, without the name itself. The last one is the description; it may be empty.
Rows: TypeAlias = "dict[str, tuple[str, ...]]"


def code(*names: str) -> str:
    """Return names as Markdown."""
    return ", ".join(f"`{name}`" for name in names)


def settings() -> Rows:
    found = sorted((*call.args[:2], call.kwargs["description"]) for call in _calls("add_config_value"))
    return {name: (_value(value), _example(CHECKS[name]), text) for name, value, text in found}


def defaults() -> Rows:
    """Return the other defaults of Sphinx; that of latex_theme_path is a folder of this machine."""
    found = {**sphinx_cv.full.DEFAULTS, "latex_theme_path": _value}
    return {name: (_value(value), "") for name, value in sorted(found.items())}


def checked_settings() -> Rows:
    others = {name: check for name, check in CHECKS.items() if not name.startswith("cv_")}
    return {name: (_example(check),) for name, check in sorted({**SPHINX_CHECKS, **others}.items())}


def directives() -> Rows:
    found: dict[str, Any] = {call.args[1]: call.args[2] for call in _calls("add_directive_to_domain")}
    found["bibliography"] = CVBibliography
    return {
        name: (_arguments(found[name]), code(*sorted(found[name].option_spec or ())), _summary(found[name]))
        for name in sorted(found)
    }


def roles() -> Rows:
    return {call.args[1]: (_summary(type(call.args[2])),) for call in _calls("add_role_to_domain")}


def messages(type_: type) -> Rows:
    """Return the values of an enumeration, with the docstring below each."""
    body = ast.parse(textwrap.dedent(inspect.getsource(type_))).body[0].body  # type: ignore[attr-defined]
    found: Rows = {}
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign):
            is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            found[ast.literal_eval(node.value)] = (str(after.value.value) if is_text else "",)
    return found


def link_fields() -> Rows:
    others = _by_value(LINK_NAMES)
    return {name: (code(*others[name]), label) for name, label in LINK_FIELDS.items()}


def bibtex_fields() -> Rows:
    others = _by_value(fields.BIBTEX_NAMES)
    return {name: (code(*others[name]), "") for name in (*fields.FIELDS, *sorted(fields.OF_CV))}


def unprinted_fields() -> Rows:
    return {", ".join(names): (reason,) for reason, names in _by_value(UNPRINTED).items()}


def row_fields() -> Rows:
    own = {name: code(kind) for kind, names in kinds.OWN_FIELDS.items() for name in names}
    return {name: (own.get(name, "all"), "") for name in (*kinds.FIELDS, *own)}


def _calls(method: str) -> list[Any]:
    """Return the calls of a method of the application by all parts of the extension."""
    app = Mock()
    for name in (*sphinx_cv.FEATURES, *sphinx_cv.full.FEATURES):
        import_module(f"sphinx_cv.{name}").setup(app)
    return list(getattr(app, method).call_args_list)


def _value(value: object) -> str:
    """Return the default of a setting."""
    if callable(value):
        return "set by the extension"
    if value and isinstance(value, dict | list | set):
        return code(*map(str, sorted(value) if isinstance(value, set) else value))
    return code(repr(value))


def _example(check: Callable[[object], Any]) -> str:
    """Return what the check of a setting tells to write."""
    return re.sub(r"([\[\]*_])", r"\\\1", check(object())[1][0].partition(": write ")[2])


def _arguments(directive: Any) -> str:  # noqa: ANN401  (a class of docutils)
    return "required" if directive.required_arguments else "optional" if directive.optional_arguments else ""


def _summary(class_: type) -> str:
    """Return the first paragraph of a docstring after its colon."""
    text = (class_.__doc__ or "").partition("\n\n")[0].partition(": ")[2]
    return text[:1].upper() + text[1:]


def _by_value(names: Mapping[str, str]) -> defaultdict[str, list[str]]:
    found = defaultdict(list)
    for name, value in names.items():
        found[value].append(name)
    return found

"""Layers: which folders of the package import which, in one direction, and how long a chain of imports may be."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "sphinx_cv"
#: What each folder may import of the others; "" is the package itself and `python -m sphinx_cv`.
MAY_IMPORT = {
    "model": set(),
    "tex": {"model"},
    "bibtex": {"model", "tex"},
    "render": {"model"},
    "export": {"model", "render"},
    "site": {"model", "tex", "bibtex", "render", "export"},
    "html": {"model", "tex", "bibtex", "render", "export", "site"},
    "pdf": {"model", "tex", "bibtex", "render", "export", "site"},
    "lint": {"model", "tex", "bibtex", "export", "site"},
    "scaffold": {"model", "bibtex"},
    "imports": {"model", "tex", "bibtex", "render", "export"},
    "online": {"model", "tex", "bibtex", "export", "site", "lint", "imports"},
    "": set("model tex bibtex render export site html pdf lint scaffold imports online".split()),
}
#: Packages that a folder must do without, besides Sphinx.
WITHOUT = {
    "model": {"docutils", "pybtex", "pylatexenc"},
    "tex": {"pybtex"},
    "render": {"pybtex", "pylatexenc"},
    "export": {"pybtex"},
}
WITHOUT_SPHINX = ("model", "tex", "bibtex", "render", "export", "lint", "imports")
LONGEST = 8


class Import(NamedTuple):
    """A module that is imported, or the module of what is imported; and whether for types alone."""

    name: str
    for_types: bool


def paths() -> dict[str, Path]:
    """The file of each module of the package, by the module's full name."""
    names = {
        path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))
    }
    return {name.removesuffix(".__init__"): path for path, name in names.items()}


PATHS = paths()


@cache
def imports(module: str) -> frozenset[Import]:
    """Everything that a module imports, also inside functions."""
    return frozenset(_imports(ast.parse(PATHS[module].read_text("utf-8")), for_types=False))


def _imports(node: ast.AST, *, for_types: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, for_types) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"line {node.lineno}: a relative import"
        for alias in node.names:
            full = f"{node.module}.{alias.name}"
            yield Import(full if full in PATHS else str(node.module), for_types)
    elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        for child in node.body:
            yield from _imports(child, for_types=True)
        for child in node.orelse:
            yield from _imports(child, for_types=for_types)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _imports(child, for_types=for_types)


def own_imports(module: str) -> list[str]:
    """The modules of the package that a module imports when it runs."""
    return sorted(each.name for each in imports(module) if each.name in PATHS and not each.for_types)


def folder(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


@cache
def longest_chain(module: str) -> tuple[str, ...]:
    """The longest chain of imports that begins at a module; there is no circle."""
    return max(((module, *longest_chain(each)) for each in own_imports(module)), key=len, default=(module,))


def find_circle(module: str, chain: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The first chain of imports that comes back to where it was; empty if there is none."""
    if module in chain:
        return (*chain[chain.index(module) :], module)
    return next(filter(None, (find_circle(each, (*chain, module)) for each in own_imports(module))), ())


def test_every_folder_is_a_layer() -> None:
    assert {folder(module) for module in PATHS} == MAY_IMPORT.keys()


def test_layers_are_in_one_order() -> None:
    below: set[str] = set()
    for name, others in MAY_IMPORT.items():
        assert others <= below, name
        below.add(name)


@pytest.mark.parametrize("module", PATHS)
def test_a_module_imports_from_its_layer_and_those_below(module: str) -> None:
    allowed = {folder(module), *MAY_IMPORT[folder(module)]}
    assert [
        each.name for each in sorted(imports(module)) if each.name in PATHS and folder(each.name) not in allowed
    ] == []


@pytest.mark.parametrize("module", PATHS)
def test_imports_of_the_package_exist(module: str) -> None:
    assert [
        each.name for each in imports(module) if each.name.split(".")[0] == "sphinx_cv" and each.name not in PATHS
    ] == []


@pytest.mark.parametrize(
    "module", [module for module in PATHS if folder(module) in WITHOUT_SPHINX and module != "sphinx_cv.lint.command"]
)
def test_a_module_below_the_site_knows_nothing_of_sphinx(module: str) -> None:
    banned = {"sphinx", "sphinxcontrib", "myst_parser", *WITHOUT.get(folder(module), ())}
    assert [each.name for each in imports(module) if each.name.split(".")[0] in banned] == []


@pytest.mark.parametrize(
    "module", [module for module in PATHS if folder(module) == "lint" and module != "sphinx_cv.lint.command"]
)
def test_only_the_command_of_lint_knows_the_site(module: str) -> None:
    assert [each.name for each in imports(module) if folder(each.name) == "site"] == []


def test_only_the_commands_know_the_network() -> None:
    known = {module for module in PATHS if any(folder(each.name) == "online" for each in imports(module))}
    assert {module for module in known if folder(module) != "online"} == {"sphinx_cv.__main__"}


def test_no_chain_of_imports_is_a_circle() -> None:
    assert [circle for module in PATHS if (circle := find_circle(module))] == []


def test_no_chain_of_imports_is_longer_than_eight_modules() -> None:
    longest = max(map(longest_chain, PATHS), key=len)
    assert len(longest) <= LONGEST, " > ".join(longest)

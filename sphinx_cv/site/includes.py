"""The directive {include}: a file that includes itself is named, where MyST would run out of stack.

The following names of MyST are not documented: `MockIncludeDirective` and `MockState._renderer` of myst_parser.mocking
(tests/site/test_private_names.py).
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils.parsers.rst import directives
from myst_parser.mocking import MockIncludeDirective, MockState
from sphinx.directives.other import Include
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The options that select a part of a file.
_PARTS = ("start-line", "end-line", "start-after", "end-before")


class IncludeDirective(SphinxDirective):
    """The directive {include} of Sphinx and MyST; a file that includes itself is a warning."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = cast("dict[str, Any]", Include.option_spec) | {  # and those that MyST adds
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        if not isinstance(self.state, MockState):  # docutils names such files itself
            rest = (self.lineno, self.content_offset, self.block_text, self.state, self.state_machine)
            return list(Include(self.name, self.arguments, self.options, self.content, *rest).run())
        mock = MockIncludeDirective(
            self.state._renderer,  # noqa: SLF001
            self.name, cast("Any", Include), self.arguments, self.options, [], self.lineno,
        )  # fmt: skip
        name = self.arguments[0]
        if self.options.keys() & {"literal", "code"} or name.startswith("<"):
            return cast("list[nodes.Node]", mock.run())
        path = Path(self.env.relfn2path(name)[1])
        if path.exists() and not path.is_file() and not path.is_dir():  # reading a pipe may not end
            raise self.error(f"{name} cannot be included, as it is not a file: name another one")
        with self._open(path) as cycle:
            if cycle:
                names = " → ".join(each.name for each in cycle)
                message = "this file includes itself (%s), which is left out: remove one of these includes"
                warn(WarningType.PAGE, message, names, location=self.get_location())
                return []
            return cast("list[nodes.Node]", mock.run())

    @contextmanager
    def _open(self, path: Path) -> Iterator[list[Path]]:
        """Note that a file is being included; yield the files from it to itself if it is included already."""
        part = tuple(self.options.get(name) for name in _PARTS)
        page = (Path(self.env.doc2path(self.env.docname)), (None,) * len(_PARTS))
        stack = cast("list[tuple[Path, tuple[Any, ...]]]", self.env.temp_data.setdefault("cv_includes", [page]))
        stack.append((path, part))
        try:
            first = stack.index((path, part))
            yield [each for each, _ in stack[first:]] if first < len(stack) - 1 else []
        finally:
            stack.pop()


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("include", IncludeDirective, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

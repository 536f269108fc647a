"""Placeholders: nodes that stand for the records of all pages until their own page is written.

There is one way and one order. A directive leaves a placeholder on its page; when the page is written, it is filled

1. at priority 6, before all other post-transforms that matter to it: references in what it becomes are resolved (10),
   `{only}` is applied (50), and the PDF's layout is made (60);
2. on websites, those that are `late` at priority 700, after all other transforms: each of these walks over every node, and
   a list may have thousands.

In a stage they are filled in the order of the document. `fill` returns the nodes in the placeholder's place, or None: it then
stays for the builder's own visitor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.urls import WEBSITE_BUILDERS, is_multi_page, url_of_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Page:
    """The page that is written: its document, and the build that it belongs to."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document, self.env = document, env
        self.domain = CVDomain.of(env)
        self.builder = self.domain.builder
        self.docname = env.docname
        #: What the placeholders of this page have in common, by any name.
        self.shared: dict[str, Any] = {}

    @property
    def is_website(self) -> bool:
        return self.builder.name in WEBSITE_BUILDERS

    @property
    def is_multi_page(self) -> bool:
        return is_multi_page(self.builder)

    def url_of_page(self, docname: str) -> str:
        return self.builder.get_relative_uri(self.docname, docname)

    def url_of_file(self, path: str) -> str:
        """Return the URL of a file; `path` is the file's from the website's root."""
        return url_of_file(self.builder, self.docname, path)


class Placeholder(nodes.General, nodes.Element):
    """A node that is filled when its page is written."""

    #: Whether websites fill it after all other transforms.
    late: ClassVar[bool] = False

    def fill(self, page: Page) -> list[nodes.Node] | None:
        """Return the nodes that replace it, or None to keep it for the builder's visitor."""
        raise NotImplementedError


class FillPlaceholders(SphinxPostTransform):
    """Fill the placeholders of a page."""

    default_priority = 6
    late = False

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        page = Page(self.document, self.env)
        for place in list(self.document.findall(Placeholder)):
            if (place.late and page.is_website) is self.late and (made := place.fill(page)) is not None:
                place.replace_self(made)


class FillLatePlaceholders(FillPlaceholders):
    """Fill the late placeholders of a website's page."""

    default_priority = 700
    builders = WEBSITE_BUILDERS
    late = True


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.add_post_transform(FillPlaceholders)
    app.add_post_transform(FillLatePlaceholders)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

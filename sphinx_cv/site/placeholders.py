"""Placeholders: nodes that a directive leaves on its page, and that are filled when the page is written.

They show records of all pages, which are known only after all pages have been read. There are two stages:

1. Most are filled at priority 6, before the post-transforms that must see the new nodes: Sphinx resolves references at
   10 and applies `{only}` at 50, and the layout of the PDFs is made at 60.
2. On websites, `late` placeholders are filled at priority 700, after all other transforms. Each transform visits every
   node, and a list may have thousands.

Within a stage they are filled in the order of the document. A placeholder whose `fill` returns None stays in the
document, for the visitor of the builder.
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
    """The page that is being written, with its build environment, domain and builder."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document, self.env = document, env
        self.domain = CVDomain.of(env)
        self.builder = self.domain.builder
        self.docname = env.docname
        #: Values that the placeholders of this page share.
        self.shared: dict[str, Any] = {}

    @property
    def is_website(self) -> bool:
        return self.builder.name in WEBSITE_BUILDERS

    @property
    def is_multi_page(self) -> bool:
        return is_multi_page(self.builder)

    def url_of_page(self, docname: str) -> str:
        """Return the relative URL of another page."""
        return self.builder.get_relative_uri(self.docname, docname)

    def url_of_file(self, path: str) -> str:
        """Return the relative URL of a file; `path` is relative to the root of the website."""
        return url_of_file(self.builder, self.docname, path)


class Placeholder(nodes.General, nodes.Element):
    """A node that is replaced when its page is written."""

    #: Whether it is filled after all other transforms, on websites.
    late: ClassVar[bool] = False

    def fill(self, page: Page) -> list[nodes.Node] | None:
        """Return the nodes that replace it, or None to keep it for the visitor of the builder."""
        raise NotImplementedError


class FillPlaceholders(SphinxPostTransform):
    """The post-transform that fills the placeholders of a page."""

    default_priority = 6
    late = False

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        page = Page(self.document, self.env)
        for placeholder in list(self.document.findall(Placeholder)):
            is_late = placeholder.late and page.is_website
            if is_late is self.late and (replacement := placeholder.fill(page)) is not None:
                placeholder.replace_self(replacement)


class FillLatePlaceholders(FillPlaceholders):
    """The post-transform that fills the late placeholders of a website's page."""

    default_priority = 700
    builders = WEBSITE_BUILDERS
    late = True


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.add_post_transform(FillPlaceholders)
    app.add_post_transform(FillLatePlaceholders)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

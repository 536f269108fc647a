"""The role {cv:pub}: references to publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole

from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.warnings import warn_unknown_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class PublicationRole(XRefRole):
    """The role {cv:pub}: a link to a publication by its key; without a text of its own, it shows the title."""

    innernodeclass = nodes.inline  # Sphinx's default is code

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        domain = CVDomain.of(env)
        domain.note_publication_use(env.docname)
        refnode["nosmartquotes"] = True
        found = domain.publication(target)
        if found is None:
            warn_unknown_key(target, domain.keys, (env.docname, self.lineno))
        return (title if has_explicit_title or not found else found.title.plain), target


def reference_to(key: str, docname: str) -> addnodes.pending_xref:
    """Return the pending reference that {cv:pub} makes."""
    text = nodes.inline(classes=["cv", "cv-pub"])
    attributes = {"refdomain": "cv", "reftype": "pub", "reftarget": key, "refexplicit": False, "refdoc": docname}
    return addnodes.pending_xref("", text, **attributes)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.add_role_to_domain("cv", "pub", PublicationRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}

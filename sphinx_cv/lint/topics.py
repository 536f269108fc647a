"""Topics: spellings other than the usual one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.topics import usual_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_cv.model.publication import Publication


def spellings(publications: Sequence[Publication]) -> Iterator[Finding]:
    """Yield a finding for each topic of a publication that is usually spelled otherwise."""
    usual = usual_spellings([_topics(publication) for publication in publications])
    for publication in publications:
        for topic in dict.fromkeys(_topics(publication)):
            if topic in usual:
                message = f"keywords: '{topic}' is usually '{usual[topic]}', which is shown: write that"
                yield Finding.of(publication, "topic_variant", message, "keywords", "keyword")


def _topics(publication: Publication) -> list[str]:
    """Return the topics as the entry spells them."""
    text = publication.text("keywords") or publication.text("keyword")
    return [topic for part in re.split(r"[;,]", text) if (topic := part.strip())]

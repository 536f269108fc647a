"""Awards: each {award} row for a paper names its publication, and both have the same award."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.awards import says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row

#: Titles of awards that are given to papers.
_PAPER_AWARD = re.compile(
    r"(?i)\b(?:papers?|posters?|articles?|best demo)\b|\bbest (?:student|oral|talk)\b|\btest[- ]of[- ]time\b"
)


def check(publications: Sequence[Publication], rows: Iterable[Row], pages: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield award rows without their paper, awards in entries without a row, and awards that differ between the two."""
    by_key = {publication.key: publication for publication in publications}
    awards = [row for row in rows if row.kind == "award"]
    named: dict[str, list[Row]] = defaultdict(list)
    for row in awards:
        if row.publication in by_key:
            named[row.publication].append(row)
        elif not row.publication and _PAPER_AWARD.search(row.title):
            keys = [each.key for each in publications if each.award and says_the_same(each, row)]
            option = f":publication: {keys[0]}" if len(keys) == 1 else ":publication: and the paper's key"
            yield Finding.of_row(row, pages[row.docname], "award_paper", f"it names no paper: write {option}")
    for key, rows_ in named.items():
        publication = by_key[key]
        for row in rows_:
            if publication.award and not any(says_the_same(publication, each) for each in rows_):
                message = (
                    f"its paper {key} has the award '{publication.award}' in {publication.path.name}: "
                    "write one name for both, or remove that of the paper"
                )
                yield Finding.of_row(row, pages[row.docname], "award_mismatch", message)
    if not awards:  # the site does not list awards
        return
    for publication in publications:
        if publication.award and publication.key not in named:
            message = f"award: no award row has '{publication.award}': add one with :publication: {publication.key}"
            yield Finding.of(publication, "award_row", message, "award")

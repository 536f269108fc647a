"""Fields that are not known, and so not printed: each name once, with the number of entries that have it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.unprinted_fields import reason_not_to_print
from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.fields import READ
from sphinx_cv.model.similarity import most_similar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication


def check(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Yield a finding for each field that is neither read nor left out for a reason, at the first entry that has it."""
    found: dict[str, list[Publication]] = defaultdict(list)
    for publication in publications:
        for name in publication.fields.keys() - READ:
            if publication.fields[name].strip() and not reason_not_to_print(name, publication):
                found[name].append(publication)
    for name, having in sorted(found.items()):
        near = most_similar(name, sorted(READ), cutoff=0.75)
        fix = f"did you mean {near}?" if near else "rename it, or remove it"
        others = f" of {len(having)} entries" if len(having) > 1 else ""
        yield Finding.of(
            having[0], "unknown_field", f"{name}: this field{others} is not known and not printed: {fix}", name
        )

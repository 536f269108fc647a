"""Export of co-authors to CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.coauthors import Coauthor

#: The characters that begin a formula in a spreadsheet (owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEADER = ("name", "papers", "first year", "last year")


def coauthors_csv(coauthors: Iterable[Coauthor]) -> str:
    """Return a header and a row for each person.

    A name that a spreadsheet would take for a formula is prefixed with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for each in coauthors:
        name = each.person.name
        if unicodedata.normalize("NFKC", name[:1]).startswith(_FORMULA):  # full-width forms as well
            name = f"'{name}"
        writer.writerow([name, each.publications, each.first or "", each.last or ""])
    return text.getvalue()

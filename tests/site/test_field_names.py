"""The setting cv_fields, and the warnings about fields under names that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

PAGE = "# CV\n\n```{bibliography}\n```\n"
PUBS = """\
@article{tide, author = {Example, Ada}, title = {Tides}, year = 2024,
  jurnal = {Water}, artifact = {https://x.org/tide}}
@article{wave, author = {Example, Ada}, title = {Waves}, year = 2023}
"""
NAMED = (
    'pubs.bib:2: WARNING: tide: jurnal: this field is likely the venue, which is not shown: write cv_fields = {"jurnal": "booktitle"} in conf.py, or "" to leave it out [cv.field_name]',
    'pubs.bib:2: WARNING: tide: artifact: this field has addresses, which are not shown: write cv_fields = {"artifact": "website"} in conf.py, or "" to leave it out [cv.field_name]',
    "pubs.bib:3: WARNING: wave: this @article has no journal: write journal = {...} [cv.no_venue]",
)


def test_a_setting_names_fields_and_is_followed(site: Callable[..., Site]) -> None:
    files = {"index.md": PAGE, "pubs.bib": PUBS}
    assert site(files, NAMED).text().startswith("CV Ada Example. Tides. 2024. BibTeX Ada Example. Waves. 2023.")
    conf = CONF + 'cv_fields = {"JURNAL": "journal", "artifact": "data", "x": "jornal"}\n'
    refused = (
        "conf.py:5: WARNING: cv_fields: x stands for 'jornal', which is not read: did you mean journal? [cv.config]"
    )
    made = site(files | {"conf.py": conf}, (refused, NAMED[2]))
    assert made.text().startswith("CV Ada Example. Tides. Water, 2024. Data · BibTeX Ada Example. Waves. 2023.")

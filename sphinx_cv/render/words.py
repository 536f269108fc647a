"""The words of a citation, all in one place so that they can be translated.

Each text is a message for gettext: a whole phrase, with the names of its parts in braces.
"""

from __future__ import annotations

IN = "In "
AND = "and"
OTHERS = "others"
EDITION = "{edition} edition"
SERIES = "{number} series"
VOLUME = "volume {volume}"
VOLUME_OF = "volume {volume} of {series}"
VOLUMES = "{count} volumes"
PART = "part {part}"
NUMBER = "number {number}"
ISSUE = "issue {issue}"
ARTICLE = "article {number}"
CHAPTER = "chapter {chapter}"
VERSION = "version {version}"
ALONE = "({text})"
WITH_PLACE = "{name} ({place})"
LANGUAGES = "in {languages}"
TRANSLATED_FROM = "translated from the {language}"
#: What people did who have only verbs in common: "edited and translated by Ann Ng".
BY = "{verbs} by {people}"
ORIGINALLY = "originally published {how}"
ORIGINAL_TITLE = "as {title}"
ORIGINAL_PUBLISHER = "by {publisher}"
ORIGINAL_PLACE = "in {place}"
ORIGINAL_DATE = "in {date}"
#: An approximate date, a year before 1, a decade and a century.
CIRCA = "c. {date}"
BCE = "{year} BCE"
DECADE = "{year}s"
CENTURY = "{ordinal} century"
#: Seasons and quarters by their code in EDTF.
DIVISIONS = {
    21: "Spring {year}",
    22: "Summer {year}",
    23: "Autumn {year}",
    24: "Winter {year}",
    33: "Q1 {year}",
    34: "Q2 {year}",
    35: "Q3 {year}",
    36: "Q4 {year}",
}
#: The words before one page and before more, and after the number of all pages, by biblatex's bookpagination.
PAGES = {
    "page": ("page {pages}", "pages {pages}", "{pages} page", "{pages} pages"),
    "column": ("column {pages}", "columns {pages}", "{pages} column", "{pages} columns"),
    "line": ("line {pages}", "lines {pages}", "{pages} line", "{pages} lines"),
    "verse": ("verse {pages}", "verses {pages}", "{pages} verse", "{pages} verses"),
    "section": ("section {pages}", "sections {pages}", "{pages} section", "{pages} sections"),
    "paragraph": ("paragraph {pages}", "paragraphs {pages}", "{pages} paragraph", "{pages} paragraphs"),
}
#: What editors, translators and others did, by biblatex's name of their role.
VERBS = {
    "editor": "edited",
    "compiler": "compiled",
    "redactor": "redacted",
    "reviser": "revised",
    "founder": "founded",
    "continuator": "continued",
    "organizer": "organized",
    "director": "directed",
    "producer": "produced",
    "performer": "performed",
    "narrator": "narrated",
    "translator": "translated",
    "commentator": "commented",
    "annotator": "annotated",
}
#: The phrases for other roles.
PHRASES = {
    "author": "by {people}",
    "collaborator": "in collaboration with {people}",
    "introduction": "with an introduction by {people}",
    "foreword": "with a foreword by {people}",
    "afterword": "with an afterword by {people}",
    "with": "with {people}",
    "holder": "{people}",
}
#: The phrase for a role that is not known.
OTHER_ROLE = "{role}: {people}"
#: What is printed after the names of one editor and of more who stand in place of authors.
EDITORS = {
    "editor": ("(ed.)", "(eds.)"),
    "compiler": ("(comp.)", "(comps.)"),
    "director": ("(dir.)", "(dirs.)"),
}
#: What is printed before a related work, by biblatex's type of the relation.
RELATIONS = {
    "reviewof": "review of {work}",
    "translationof": "translation of {work}",
    "translationas": "translated as {work}",
    "bytranslator": "translated as {work}",
    "translationfrom": "translated from {work}",
    "reprintof": "reprint of {work}",
    "reprintas": "reprinted as {work}",
    "reprintfrom": "reprinted from {work}",
    "origpubas": "originally published as {work}",
    "origpubin": "originally published in {work}",
}
#: For a work that was published first on its own, and not in a journal.
FIRST_PUBLISHED_BY = "originally published by {work}"
PHD_THESIS = "PhD thesis"
MASTERS_THESIS = "Master's thesis"
TECHNICAL_REPORT = "Technical report"
PATENT = "Patent"
NATIONAL_PATENT = "{nationality} patent"
#: The words for entries without the field `type`, by the type of the entry.
USUAL_GENRES = {
    "phdthesis": PHD_THESIS,
    "mastersthesis": MASTERS_THESIS,
    "thesis": "Thesis",
    "techreport": TECHNICAL_REPORT,
    "report": "Report",
    "patent": PATENT,
}
#: The words for the keys of biblatex in the field `type`.
GENRES = {
    "phdthesis": PHD_THESIS,
    "mathesis": MASTERS_THESIS,
    "mastersthesis": MASTERS_THESIS,
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": TECHNICAL_REPORT,
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "CD-ROM",
    "audiocd": "Audio CD",
    "patent": PATENT,
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "US patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "US patent request",
}
#: The words for the type of a thesis as people write it, in lower case and without full stops.
THESES = {
    **dict.fromkeys(("phd", "ph d", "doctoral", "doctorate"), PHD_THESIS),
    **dict.fromkeys(("master", "masters", "master's", "msc", "m sc", "ms", "ma"), MASTERS_THESIS),
    **dict.fromkeys(("bachelor", "bachelors", "bachelor's", "bsc", "b sc", "bs", "ba"), "Bachelor's thesis"),
}
#: The words for the keys of biblatex in the field `location` of a patent.
COUNTRIES = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
#: The words for the keys of biblatex in the field `series` of a journal.
JOURNAL_SERIES = {"newseries": "new series", "oldseries": "old series"}


def ordinal(number: int) -> str:
    """Return a number as `1st`, `2nd`, `3rd`, `4th`."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"

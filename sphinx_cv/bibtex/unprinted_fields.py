"""Fields of BibTeX files that no citation prints, each with the reason.

A field that is neither printed nor named here is lost in silence. Names are those of biblatex's manual, of BibTeX's
styles, and of what JabRef, Zotero, Mendeley, BibDesk, DBLP, ACM, Web of Science and Scopus write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.links import link_field

if TYPE_CHECKING:
    from sphinx_cv.model.publication import Publication

#: The names of the fields for each reason.
_NAMES = {
    "the year is printed; the full date is in the metadata, the exports and the sorting": (
        "date month day yearfiled monthfiled dayfiled"
    ),
    "it is an identifier in the metadata, the exports or a link": (
        "isbn issn eissn isbn13 issn-l doi eprint eprinttype archiveprefix archive arxiv arxivid pmid pmcid url"
    ),
    "it is an identifier that no reader of a CV looks up": (
        "isan ismn isrn iswc mrnumber mrclass mrreviewer zblnumber zbl lccn coden oclc asin oai mrid zbmath"
        " bibcode hal_id hal_version scholar ut eid-scopus primaryclass eprintclass library call-number"
        " accession-number accession ee eprintnote gbid s2id corpusid dblp researcherid orcid orcid-numbers"
        " researcherid-numbers unique-id swhid acmid arxiv-id pmc nlm"
    ),
    "the link leads to the present state of the work": (
        "urldate lastaccessed lastchecked accessed access-date urlaccessdate urlseen bdsk-url-1 bdsk-url-2"
    ),
    "a page of its own shows it, or the lists are filtered by it": (
        "abstract keywords keyword award presentation selected"
    ),
    "it points to another entry, whose fields are inherited or which is printed on its own": (
        "crossref xref xdata entryset related relatedtype relatedstring relatedoptions"
    ),
    "it controls how biblatex, BibTeX or a style sorts, labels, shortens or indexes": (
        "sortkey sorttitle sortname sortyear sortshorthand sort presort key label shorthand shorthandintro"
        " shorttitle shortauthor shorteditor shortjournal shortseries shortbooktitle indextitle indexsorttitle"
        " options execute langid langidopts hyphenation gender ids entrysubtype pagination nameaddon authortype"
        " editorclass editoraclass editorbclass editorcclass abbr abbreviation issuetitleaddon"
        " journal-abbreviation journalabbr journal-iso abbrev_source_title reprinttitle usera userb userc userd"
        " usere userf lista listb listc listd liste listf verba verbb verbc namea nameb namec nameatype namebtype"
        " namectype authorid"
    ),
    "it says which kind of editor or translator is printed": (
        "editortype editoratype editorbtype editorctype translatortype bookpagination"
    ),
    "it is the language in which the work is written, which its title shows": ("language la lang"),
    "it is a private remark or a file of the reader": (
        "annote annotation comment comments review remark remarks file localfile local-url attachment attachments"
        " notes note-private mynote private opinion summary quote"
    ),
    "it is kept by a reference manager or a database": (
        "timestamp owner groups __markedentry creationdate modificationdate date-added date-modified added-at"
        " biburl bibsource bibdate interhash intrahash username priority ranking rating readstatus read"
        " qualityassured printed relevance searchkey mendeley-tags mendeley-groups citeulike-article-id posted-at"
        " refid source database howtocite sentelink entrytype bibtexkey cites citations cited-by added created"
        " updated last-modified-date web_url journal-url collection owner-id itemtype item-type libraryid"
        " zotero-key translator-id fulltext status version-control pubmedid category printedkey dbasekey"
        " added-by ppn_gvk filename filenames files tags date-created bib bibpr webpdf msbibtype mycustomfields"
        " dateadded datemodified collections library-id local-zo-url-1 jlprojects appentry formats class"
        " serial title-abbreviation file-1 subdatabase corpsource treatment acontentnote"
    ),
    "it describes the paper to a database, not to a reader": (
        "affiliation affiliations affaddr authoraddress author-email correspondence_address"
        " correspondence_address1 author_keywords author-keywords keywords-plus document_type source-type"
        " research-areas web-of-science-categories times-cited cited-references cited-reference-count"
        " number-of-cited-references usage-count-last-180-days usage-count-since-2013 doc-delivery-number"
        " funding-acknowledgement funding-text funding funding_details funding_text acknowledgement"
        " acknowledgements book-group-author web-of-science-index meeting copyright rights license oa da j9 ga sn"
        " nr sc pa pi rp c1 pg tc af em z9 u1 u2 wc py pd pt so cl ho cy bn size bibliography subject subjects"
        " topic topics classification ccs contents tableofcontents price format image cover thumbnail dimensions"
        " references bibitem citedby pubmodel medium nlm jid chemicals molecule conference-id ams-subject"
        " subject-category pii revised completed country nlm-id nlm-unique-id issn-linking linking-issn"
        " citation-subset medline-pst pubtype publocation publication-status documenttype hl gene-symbols"
        " gene-symbol registry-number substance-name history electronic-publication location-id manuscript-id"
        " number-of-references print-issn electronic-issn other-id copyright-owner grantno jel adsnote description"
        " physicaldimensions sourcetype introducedin subset sections investigator space-flight-mission pubcountry"
        " citeseer-isreferencedby fjournal text conference"
    ),
    "it controls what al-folio shows beside an entry": (
        "preview bibtex_show abstract_show google_scholar_id inspirehep_id additional_info altmetric codecoming"
    ),
    "it is of the entry type of a constitution, which only biblatex-apa has": ("article amendment section"),
}
UNPRINTED = {name: reason for reason, names in _NAMES.items() for name in names.split()}
#: Families of such fields.
_PATTERNS = {
    re.compile(r".*\+an(?::.*)?|.*-an"): "biblatex's annotations: those of names are marks",
    re.compile(
        r"bdsk-.*|mendeley-.*|citeulike-.*|jabref.*|zotero.*|msbib-.*|x-.*|_.*"
    ): "it is kept by a reference manager",
    re.compile(r"[a-z][a-z0-9]"): "a tag of Web of Science or RIS, whose content is in other fields",
    re.compile(r"opt[a-z]+|alt[a-z]+"): "AUCTeX's prefix for a field that is switched off",
    re.compile(
        r"(?:event|orig|url)?(?:end)?(?:year|month|day)division|.*(?:hour|minute|second|timezone)"
    ): "a time of day",
    re.compile(r"article-.*|field\d+|custom\d+"): "a numbered field without a meaning of its own",
}
#: Reasons that hold for the kinds of works named.
_BY_KIND = {
    "the journal or conference says enough": (
        {"journal", "conference", "preprint"},
        "publisher location address city organization institution school department",
    ),
    "the type of the entry says so": (
        {"journal", "conference", "preprint", "book", "chapter", "proceedings"},
        "type",
    ),
    "the journal or the preprint server has its own number": ({"journal", "preprint"}, "reportnumber report-number"),
    "the school says where a thesis was written": ({"thesis"}, "booktitle journal"),
    "the pages are given": ({"journal", "conference", "preprint", "chapter"}, "numpages pagecount"),
}


#: Reasons that hold beside another field.
_BY_FIELD = {
    "the field date comes first": ("date", "year month"),
    "the number names the document": ("number", "citation"),
}


def reason_not_to_print(name: str, publication: Publication) -> str:
    """Return the reason why a field of a publication is not printed; empty if it should be."""
    if name in UNPRINTED or link_field(name):
        return UNPRINTED.get(name, "it is a link")
    if (
        name == "bookauthor"
        and publication.authors
        and not any(each.role == "author" for each in publication.contributions)
    ):
        return "it is the author of the work"
    if name == "howpublished" and publication.arxiv and publication.arxiv in publication.fields[name]:
        return "it is the arXiv identifier, which is printed"
    if name in {"journal", "journaltitle"} and publication.arxiv and publication.arxiv in publication.fields[name]:
        return "it is the arXiv identifier, which is printed or linked"
    if name == "origdate" and publication.original.date == str(publication.year):
        return "it is the year of the work"
    for reason, (other, names) in _BY_FIELD.items():
        if publication.fields.get(other) and name in names.split():
            return reason
    for reason, (kinds, names) in _BY_KIND.items():
        if publication.kind in kinds and name in names.split():
            return reason
    return _reason_of_family(name)


def is_unprinted(name: str) -> bool:
    """Return whether a field is never printed, whatever the publication."""
    return name in UNPRINTED or bool(_reason_of_family(name))


def _reason_of_family(name: str) -> str:
    return next((reason for pattern, reason in _PATTERNS.items() if pattern.fullmatch(name)), "")

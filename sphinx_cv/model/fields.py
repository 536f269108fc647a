"""Names of the fields of BibTeX files: those that are read, in order of export, and other names of these."""

from __future__ import annotations

from sphinx_cv.model.links import LINK_FIELDS

#: The fields of an exported entry, in order.
FIELDS = (
    "author editor editortype editora editoratype editorb editorbtype editorc editorctype translator commentator"
    " annotator introduction foreword afterword collaborator director narrator execproducer with holder assignee"
    " bookauthor title subtitle titleaddon journal journalsubtitle journaltitleaddon issuetitle issuesubtitle"
    " booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon eventtitle eventtitleaddon"
    " eventdate venue series edition volume part volumes number issue citation chapter pages bookpagination"
    " pagetotal eid publisher address location institution organization school department type version"
    " howpublished note addendum language origtitle origlanguage origpublisher origlocation origdate pubstate date"
    " year month langid isbn issn doi eprint archiveprefix primaryclass pmid pmcid arxiv handle related"
    " relatedtype relatedstring url"
).split()
#: The BibTeX names of biblatex fields and others; biblatex accepts these names too.
BIBTEX_NAMES = {
    "journaltitle": "journal",
    "location": "address",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
    "city": "address",
    "articleno": "eid",
    "article-number": "eid",
    "origyear": "origdate",
    "origaddress": "origlocation",
}
#: The fields that only a CV shows.
OF_CV = frozenset("abstract award keywords presentation selected".split())
#: The fields that are read, under the names that are usual.
READ = frozenset(FIELDS) | BIBTEX_NAMES.keys() | LINK_FIELDS.keys() | OF_CV

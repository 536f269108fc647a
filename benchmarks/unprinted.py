"""Fields of entries that a CV does not print, each with the reason."""

_NOTES = "the reader's own notes, and the files of a reference manager"
_SORTING = "only for the sorting and labels of other styles"
_CV = "used by the CV in another way than in the citation"

#: The fields, by name in lower case.
UNPRINTED: dict[str, str] = {}
for _reason, _names in {
    _NOTES: "abstract annotation annote comment comments file files localfile review owner timestamp creationdate"
    " modificationdate date-added date-modified added-at biburl interhash intrahash mendeley-tags mendeley-groups"
    " priority ranking rating readstatus read printed qualityassured groups groupsearch __markedentry attachments",
    _SORTING: "key label presort sortkey sortname sorttitle sortyear sortshorthand shortauthor shorteditor shorttitle"
    " shorthand shorthandintro indextitle indexsorttitle options execute nameaddon entryset related relatedtype"
    " relatedstring relatedoptions crossref xref xdata ids keywords langid langidopts hyphenation language",
    _CV: "selected award presentation topics",
}.items():
    UNPRINTED |= dict.fromkeys(_names.split(), _reason)

"""LaTeX's accent and symbol commands, and the characters they print."""

from __future__ import annotations

from functools import lru_cache

#: The combining character of each accent command.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
#: Names of programs, formats and societies that print themselves.
LOGOS = (
    "AMS AmSTeX AMSTeX AllTeX BibLaTeX ConTeXt CSS CSTUG CTAN DVD DVI eTeX GNU HTML Java LuaLaTeX LuaTeX LyX MacOSX NTG"
    " NTS OMEGA PDF pdfLaTeX pdfTeX PiCTeX SGML SliTeX TeXLive TeXworks TikZ TUG UNIX VAX XeLaTeX XeTeX XML XyMTeX"
).split()
#: Symbols that pylatexenc's table lacks, or whose value there does not suit plain text.
SYMBOLS = {
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "euro": "€",
    "copyright": "©",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "SS": "ẞ",
    "ohorn": "ơ",
    "uhorn": "ư",
    "OHORN": "Ơ",
    "UHORN": "Ư",
    "textunderscore": "_",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textasciicircum": "^",
    "%": "%",
    "checkmark": "✓",
    "LaTeXe": "LaTeX2ε",
    "AmS": "AMS",
    "MF": "METAFONT",
    "MP": "MetaPost",
    "PS": "PostScript",
    "TUB": "TUGboat",
    "bs": "\\",
    "hyphen": "-",
    "dash": "–",
    "Dash": "—",
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "flq": "‹",
    "frq": "›",
    "textquotesingle": "'",
    "par": " ",
    "thinspace": "\u2009",
    "enspace": " ",
    "hfill": " ",
    **{name: name for name in LOGOS},
    "slash": "/",
    "and": "&",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\\": " ",
    "newline": " ",
    "linebreak": " ",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    ",": "\u2009",
    "!": "",
    "textquotedbl": '"',
}
LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}

#: Journals by the macros of AASTeX (journals.aas.org/aastexguide), as in exports of NASA's Astrophysics Data System.
JOURNALS = {
    "aj": "Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters",
    "apjlett": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement Series",
    "apjsupp": "Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy and Astrophysics",
    "astap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "pasj": "Publications of the Astronomical Society of Japan",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
    "nat": "Nature",
    "iaucirc": "IAU Circulars",
    "aplett": "Astrophysics Letters",
    "fcp": "Fundamental Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "memsai": "Memorie della Società Astronomica Italiana",
    "nphysa": "Nuclear Physics A",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "procspie": "Proceedings of the SPIE",
}
#: Commands that print nothing and take an argument, which would remain in the text.
_WITH_ARGUMENT = frozenset({"hspace", "vspace", "label", "index", "footnotemark", "thispagestyle", "phantom"})


@lru_cache(maxsize=1_000)
def symbol_of(name: str) -> str | None:
    """Return what a command without arguments prints; None if it is not known."""
    for table in (SYMBOLS, JOURNALS):
        if name in table:
            return table[name]
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415  (takes 25 ms, and few files need it)

    spec = get_default_latex_context_db().get_macro_spec(name)
    printed = getattr(spec, "simplify_repl", None)
    if not isinstance(printed, str) or "%" in printed or "<" in printed or (not printed and name in _WITH_ARGUMENT):
        return None  # it has arguments, which pylatexenc would replace by text of its own
    return printed

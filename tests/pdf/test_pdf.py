"""The PDFs: what they say is what the pages say, word for word; and a PDF that cannot be right is not made."""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from conftest import EPOCH, copy_example, run_sphinx, words
from pdfs import Made, make, run

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = [
    "work", "education", "interests", "software", "releases", "honors", "grants", "publications", "talks", "patents", "industry", "teaching",
    "students", "service", "press", "media", "news",
]  # fmt: skip
HEADINGS = {
    "ada-example-cv": ["Work experience", "Education", "Research interests", "Software", "Code and data", "Honors and awards", "Grants",
                       "Publications", "Talks", "Patents", "Industry experience", "Teaching", "Students", "Service", "Press", "Media", "News"],
    "ada-example-resume": ["Positions", "Education", "Research interests", "Honors and awards", "Selected publications",
                           "Industry experience", "Recent teaching"],
}  # fmt: skip
FOOT = r"Ada Example, (?:Curriculum vitae|Résumé), November 2026, page \d of \d"
LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
NO_FALLBACK = 'set cv_font_fallback in conf.py to an installed typeface that does, such as "Noto Serif CJK SC"\n'


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Both PDFs of the example CV, and the website that offers them."""
    source = copy_example(tmp_path_factory.mktemp("pdf") / "source")
    found = run(source)
    assert (found.status, found.said) == (0, "")
    run_sphinx(source, source / "_build/html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    return found


def article(made: Made, page: str) -> Any:
    """A page of the website, without what it alone has."""
    found = BeautifulSoup((made.source / f"_build/html/{page}.html").read_text("utf-8"), "html.parser").find(
        role="main"
    )
    assert found is not None
    for part in found.select(".cv-count, .cv-pdfs, .cv-download, .cv-chart, h1 + p:has(a[href='topics.html'])"):
        part.extract()
    for link in found.select("a.cv-bibtex"):  # with the dot before it
        if link.previous_sibling:
            link.previous_sibling.extract()
        link.extract()
    for part in found.find_all(["dt", "dd"]):
        part.append(" ")
    for math in found.find_all("math"):
        math.replace_with("".join(math.get_text().split()))
    return found


def expected(made: Made, name: str) -> list[str]:
    """The words of a PDF, as the website has them."""
    links = "Homepage · ORCID · Tide Lab · Notes · Email"
    if name == "ada-example-cv":
        return " ".join(
            ["Ada Example Curriculum vitae", links, *(words(article(made, f"sections/{each}")) for each in SECTIONS)]
        ).split()
    page = article(made, "resume")
    page.find("h1").extract()
    return f"Ada Example Résumé {links} {words(page)}".split()


def extracted(made: Made, name: str, way: str) -> list[str]:
    if way == "pypdf":
        text = "\n".join(page.extract_text() for page in made.reader(name).pages)
    else:
        text = made.text(name, *(["-layout"] if way == "layout" else []))
    text = text.replace("O(n2 )", "O(n2)")  # there is room after an exponent
    return re.sub(FOOT, "", unicodedata.normalize("NFC", text)).split()


@pytest.mark.parametrize("name", HEADINGS)
@pytest.mark.parametrize("way", ["pdftotext", "layout", "pypdf"])
def test_every_word_of_the_pages_is_copied_whole_and_in_order(made: Made, name: str, way: str) -> None:
    found = extracted(made, name, way)
    assert len(found) > 500
    assert found == expected(made, name)


@pytest.mark.parametrize("name", HEADINGS)
def test_no_ligature_and_no_hyphen_at_the_end_of_a_line(made: Made, name: str) -> None:
    text = made.text(name)
    assert not set(LIGATURES) & set(text)
    assert not [line for line in text.splitlines() if line.endswith("-")]


def test_dates_stand_beside_their_rows(made: Made) -> None:
    lines = [" ".join(line.split()) for line in made.text("ada-example-cv", "-layout").splitlines()]
    for beside in ("Sep 2025 – present Associate Professor of Computing, Harrowmere University", "2026 Early Career Medal, Harrowmere Academy",
                   "Jun – Sep 2017 Research Intern, Lanternworks, Grayling Sound", "Program committee ICCA 2021–2024, 2026"):  # fmt: skip
        assert beside in lines
    starts = {
        len(line) - len(line.lstrip())
        for line in made.text("ada-example-cv", "-layout").splitlines()
        if "Harrowmere" in line
    }
    assert starts == {0}


def test_dates_of_several_lines_move_no_line_of_their_row_and_touch_no_other(tmp_path: Path) -> None:
    row = "```{entry} Row %s\n:start: Winter term 2020/21\n:end: Summer 2025\n%s```\n\n"
    made = make(
        tmp_path / "long",
        "# CV\n\n" + row % ("one", "") + row % ("two", "\nBody.\n") + row % ("three", "\nBody.\n\nMore.\n"),
    )
    assert made.status == 0
    lines = [" ".join(line.split()) for line in made.text("cv", "-layout").splitlines()]
    assert [line for line in lines if line][1:-1] == [
        "Winter term Row one", "2020/21 – Summer", "2025",
        "Winter term Row two", "2020/21 – Summer Body.", "2025",
        "Winter term Row three", "2020/21 – Summer Body.", "2025 More.",
    ]  # fmt: skip


def test_a_field_that_is_a_file_of_the_website_is_not_printed(tmp_path: Path) -> None:
    row = "```{entry} Row %s\n:kind: talk\n:slides: a.txt\n%s```\n\n"
    (tmp_path / "made").mkdir()
    (tmp_path / "made/a.txt").write_text("slides", "utf-8")
    conf = 'cv_kinds = {"talk": ["slides", "event", "video"]}\n'
    index = (
        "# CV\n\n"
        + row % ("one", "")
        + row % ("two", ":event: Day {download}`A <a.txt>`\n:video: https://example.org/v\n")
    )
    made = make(tmp_path / "made", index, conf=conf)
    assert (made.status, made.said) == (0, "")
    assert made.text().split()[:11] == "Ada Example Row one Row two Event: Day A · Video".split()


def test_a_row_of_each_kind_is_printed_with_its_links(made: Made) -> None:
    lines = [" ".join(line.split()) for line in made.text("ada-example-cv").splitlines()]
    for line in ("Below O(n2 ): Comparing All Pairs of Tides, Lindmark Institute, Seminar",
                 "Amount: €310,000 · Number: HA 22/118 · Role: Co-investigator, with Quirina De Sa",
                 "Version: 3.0 · License: MIT · Code · Docs", "Number: XX 1234567 · Status: granted",
                 "The Professor Who Listens to Harbors, Port Alder Gazette", "Length: 38 minutes · Recording",
                 "Degree: PhD · Thesis: sorting without a clock (first results)", "Ten-Year Award"):  # fmt: skip
        assert line in lines


@pytest.mark.parametrize(
    ("name", "pages", "title"), [("ada-example-cv", 5, "Curriculum vitae"), ("ada-example-resume", 2, "Résumé")]
)
def test_pages_paper_and_metadata(made: Made, name: str, pages: int, title: str) -> None:
    reader = made.reader(name)
    assert len(reader.pages) == pages
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages} == {(595.28, 841.89)}
    assert reader.metadata.title == f"Ada Example, {title}"
    assert reader.metadata.author == "Ada Example"
    assert title.rsplit(maxsplit=1)[-1].lower() in reader.metadata.subject
    assert reader.metadata["/Keywords"] == (
        "streaming algorithms, sensor networks, Earth observation, data structures, computing education, privacy-preserving analysis, "
        "reproducibility"
    )
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.creation_date.date().isoformat() == "2026-11-22"
    feet = re.findall(FOOT, made.text(name))
    assert feet == [f"Ada Example, {title}, November 2026, page {page} of {len(reader.pages)}"
                    for page in range(1, len(reader.pages) + 1)]  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_every_section_has_a_bookmark(made: Made, name: str) -> None:
    outline = made.reader(name).outline
    assert [entry["/Title"] for entry in outline if not isinstance(entry, list)] == HEADINGS[name]
    years = [entry["/Title"] for entry in outline[outline.index(next(e for e in outline if not isinstance(e, list) and e["/Title"]
             == HEADINGS[name][5])) + 1]]  # fmt: skip
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize("name", HEADINGS)
def test_every_address_is_a_live_link_and_none_is_printed(made: Made, name: str) -> None:
    links = {annotation["/A"]["/URI"] for page in made.reader(name).pages for annotation in map(_get, page.get("/Annots", []))
             if "/URI" in annotation.get("/A", {})}  # fmt: skip
    pages = [f"sections/{each}" for each in SECTIONS] if name == "ada-example-cv" else ["resume"]
    assert links >= {
        link["href"] for page in pages for link in article(made, page).find_all("a", href=re.compile("^https:"))
    }
    assert {
        "https://example.org/ada",
        "https://orcid.org/0000-0002-1825-0097",
        "mailto:ada@example.org",
    } <= links
    assert "://" not in made.text(name)


def _get(reference: Any) -> Any:
    return reference.get_object()


def test_type_is_of_ten_points_or_more_and_margins_of_two_centimetres(made: Made) -> None:
    for name in HEADINGS:
        for page in made.reader(name).pages:
            sizes: list[float] = []
            spots: list[tuple[float, float]] = []

            def note(
                text: str, cm: Any, tm: Any, font: Any, size: float, sizes: Any = sizes, spots: Any = spots
            ) -> None:
                if text.strip() and "TeXGyre" in str((font or {}).get("/BaseFont")):  # an exponent is smaller
                    sizes.append(size * abs(tm[3]) * abs(cm[3]))
                    spots.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

            page.extract_text(visitor_text=note)
            assert min(sizes) >= 10
            assert min(x for x, _ in spots) >= 56.6
            assert min(y for _, y in spots) >= 56.6
        boxes = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', made.text(name, "-bbox"))
        assert max(float(box[2]) for box in boxes) <= 595.3 - 56.6
        assert min(float(box[1]) for box in boxes) >= 50  # of the line's box, which is higher than its letters


def test_the_owner_is_bold_in_every_entry_and_badges_are_not_upright(made: Made) -> None:
    chunks: list[tuple[str, str]] = []
    for page in made.reader("ada-example-cv").pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: chunks.append(
            (text.strip(), str((font or {}).get("/BaseFont"))[8:-11])))  # fmt: skip
    assert [font for text, font in chunks if text == "Ada Example"].count(
        "TeXGyrePagella-Bold"
    ) == 34  # one more as the editor of a volume
    badges = {font for text, font in chunks if text in {"Spotlight", "Oral"}}
    assert badges == {"TeXGyrePagella-BoldItalic"}


def test_numbers_are_those_of_the_website(made: Made) -> None:
    numbers = [int(number) for number in re.findall(r"\[(\d+)\] ", made.text("ada-example-cv"))]
    assert numbers == list(range(36, 0, -1))


def test_another_folder_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    again = run(copy_example(tmp_path / "elsewhere/source"))
    for name in HEADINGS:
        assert again.path(name).read_bytes() == made.path(name).read_bytes()


def test_the_website_offers_what_was_built_and_nothing_else(made: Made, tmp_path: Path) -> None:
    out = made.source / "_build/html"
    names = ["ada-example-cv.pdf", "ada-example-resume.pdf"]
    links = {"index": 4, "cv": 3, "resume": 3, "sections/work": 2}
    for page, count in links.items():
        found = BeautifulSoup((out / f"{page}.html").read_text("utf-8"), "html.parser").select(
            "a:not(.external)[href$='.pdf']"
        )
        assert [link.get_text().startswith("Download PDF: ") for link in found] == [True] * count
        assert all(((out / page).parent / str(link["href"])).is_file() for link in found)
    for name in names:
        assert (out / name).read_bytes() == made.path(name[:-4]).read_bytes()
    source = shutil.copytree(made.source, tmp_path / "source")
    for name in names:
        (source / "_build/latex" / name).unlink()
    out = source / "_build/html"
    run_sphinx(source, out, "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    assert not [page for page in out.rglob("*.html") if "Download PDF" in page.read_text("utf-8")]
    assert not list(out.glob("*.pdf"))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"\textbackslash input\{/etc/passwd\}", r"\input{/etc/passwd}"),
        (r"\textbackslash write18\{touch x\}", r"\write18{touch x}"),
        (r"\textbackslash end\{document\} after", r"\end{document} after"),
        (r"100\% of \#1 \& all_of it \^{}\^{}M \~{} \$5 \{x\} <y>", "100% of #1 & all_of it ^^M ~ $5 {x} <y>"),
        ("A ``quoted'' -- thing --- 'here' [and] there", "A “quoted” – thing — 'here' [and] there"),
    ],
)
def test_a_title_is_printed_and_never_run(tmp_path: Path, written: str, printed: str) -> None:
    found = make(tmp_path, title=written)
    assert (found.status, found.said) == (0, "")
    assert f"Ada Example. {printed}. 2024." in " ".join(found.text().split())


@pytest.mark.parametrize(
    "written",
    [r"\input{/etc/passwd}", r"\immediate\write18{touch ran}", r"\end{document}", "^^M ^^5c", r"\csname x\endcsname"],
)
def test_no_command_of_a_title_reaches_tex(tmp_path: Path, written: str) -> None:
    make(tmp_path, title=f"Before {written} after")
    latex = (tmp_path / "_build/latex/cv.tex").read_text("utf-8")
    printed = latex.partition(r"\begin{document}")[2]
    assert "Before " in printed
    assert f"Before {written}" not in printed
    assert "root:" not in latex
    assert not list(tmp_path.rglob("ran"))


def test_accents_of_every_latin_script_print(tmp_path: Path) -> None:
    names = "Nguyễn Văn Đạt and Đặng Thị Hồng and Łukasz Żółć and Çağlar İğdır and Ś̌e x̌ŷ and Ḥāfiẓ Ṣāliḥ"
    found = make(tmp_path, title="Names", author=names)
    assert (found.status, found.said) == (0, "")
    text = " ".join(found.text().split())
    for name in names.split(" and ")[:4]:
        assert unicodedata.normalize("NFC", name) in text


def test_a_character_without_a_glyph_is_named_with_its_place(tmp_path: Path) -> None:
    found = make(tmp_path, title="A title", author="Example, Ada and 李, 明")
    assert (found.status, found.said) == (
        2, f"no typeface has 明 (U+660E) in it, pubs.bib:1, 李 (U+674E) in it, pubs.bib:1: {NO_FALLBACK}")  # fmt: skip
    assert not found.path().exists()
    found = make(tmp_path, index="# CV\n\nText.\n\nFirst 李.\n")
    assert (found.status, found.said) == (2, f"no typeface has 李 (U+674E) in index.md:5: {NO_FALLBACK}")


def test_a_fallback_prints_what_the_first_typeface_lacks(tmp_path: Path) -> None:
    found = make(tmp_path, title="**", author="Example, Ada and 李, 明", conf='cv_font_fallback = "Noto Serif CJK SC"\n',
                 index="# CV\n\nText 李明, **李明**.\n\n## About 李明\n\n```{bibliography}\n```\n")  # fmt: skip
    assert (found.status, found.said) == (0, "")
    text = " ".join(found.text().split())
    assert "Text 李明, 李明. About 李明 Ada Example and 明 李. **. 2024." in text
    assert found.reader().outline[0]["/Title"] == "About 李明"


def test_an_error_of_latex_is_one_line_with_its_place(tmp_path: Path) -> None:
    found = make(tmp_path, index="# CV\n\n## Sums\n\nIt is {math}`\\nosuchthing`.\n")
    assert found.status == 2
    assert found.said == ("index.md:5: LaTeX stopped: Undefined control sequence., at: It is \\(\\nosuchthing "
                          "(more in _build/latex/cv.log)\n")  # fmt: skip
    assert not found.path().exists()


def test_a_reference_to_nowhere_is_an_error(tmp_path: Path) -> None:
    found = make(tmp_path, conf='latex_elements = {"atendofbody": r"\\ref{nowhere}"}\n')
    assert (found.status, found.said) == (2, "cv: a reference on page 1 links to nowhere, which is not in this PDF\n")


def test_a_warning_of_sphinx_is_an_error_without_colors_in_a_pipe(tmp_path: Path) -> None:
    make(tmp_path, index="# CV\n\n[nowhere](nowhere.md)\n")
    found = run(tmp_path, CI="", FORCE_COLOR="")
    assert (found.status, found.said) == (
        2,
        "index.md:3: WARNING: 'myst' cross-reference target not found: 'nowhere.md' [myst.xref_missing]\n"
        "no PDF is made of a site with warnings: fix them first\n",
    )


def test_a_time_of_the_sources_that_is_none_is_one_message(tmp_path: Path) -> None:
    make(tmp_path)
    for epoch in ("yesterday", "-1", "1.5", "9" * 13):
        found = run(tmp_path, SOURCE_DATE_EPOCH=epoch)
        assert (found.status, found.said) == (
            2,
            "SOURCE_DATE_EPOCH is not a time: write the seconds since 1970 as a whole number, or unset it\n",
        )


def test_without_tex_the_packages_are_named(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    make(tmp_path)
    found = run(tmp_path, PATH=str(tmp_path / "bin"))
    assert (found.status, found.said) == (
        2, "xelatex is not installed: on Debian or Ubuntu, sudo apt-get install texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-texgyre\n",
    )  # fmt: skip


def test_a_missing_typeface_is_named_with_what_to_install(tmp_path: Path) -> None:
    found = make(tmp_path, conf='cv_font = "No Such Font"\n')
    assert found.status == 2
    assert found.said.startswith('cv: LaTeX stopped: Package fontspec Error: The font "No Such Font" cannot be found')
    assert found.said.count("\n") == 1


def test_a4_another_typeface_and_the_owners_last_word(tmp_path: Path) -> None:
    conf = 'cv_paper = "a4"\ncv_font = "TeX Gyre Heros"\nlatex_elements = {"preamble": r"\\hypersetup{pdfsubject={Mine}}"}\n'
    found = make(tmp_path, conf=conf)
    assert (found.status, found.said) == (0, "")
    page = found.reader().pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    fonts = {str(font.get_object()["/BaseFont"])[8:] for font in page["/Resources"]["/Font"].values()}
    assert {"TeXGyreHeros-Regular-Identity-H", "TeXGyreHeros-Bold-Identity-H"} <= fonts
    assert found.reader().metadata.subject == "Mine"


def test_no_month_is_printed_when_none_is_known(tmp_path: Path) -> None:
    found = make(tmp_path)
    assert "Ada Example, CV, November 2026, page 1 of 1" in found.text()
    found = run(tmp_path, SOURCE_DATE_EPOCH="")
    assert "Ada Example, CV, page 1 of 1" in found.text()

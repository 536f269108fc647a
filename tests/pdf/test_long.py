"""Long texts in the PDFs: they go on over pages and lines, or a message says where one does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pdfs import Made, make

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
LONG_WORD = "abcdefghij" * 100
LIST = "\n\n```{bibliography}\n```\n"


def word(number: int) -> str:
    """A word for each number."""
    first, second, third = number % 70, number // 70 % 70, number // 4900
    return SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[third] + SYLLABLES[number * 7 % 70]


def names(count: int, start: int = 0) -> list[str]:
    return [f"{word(number).title()} {word(number + 9).title()}" for number in range(start, start + count)]


def sentences(count: int) -> str:
    return " ".join(f"Sentence {number} tells of {word(number)}." for number in range(count))


def entry(key: str, authors: list[str], title: str, **fields: str) -> str:
    more = "".join(f" {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n author = {{{' and '.join(authors)}}},\n title = {{{title}}},\n{more} year = 2024}}\n"


def printed(made: Made) -> str:
    assert (made.status, made.said) == (0, "")
    return re.sub(r"\s+", " ", re.sub(r"(?:Ada Example, CV, November 2026, )?page \d+ of \d+", "", made.text()))


def test_a_long_list_of_authors_note_and_paragraph_are_printed_whole(tmp_path: Path) -> None:
    people = [*names(249), "Ada Example"]
    bib = entry("many", people, "After many names") + entry(
        "noted", ["Ada Example"], "With a note", note=sentences(300)
    )
    row = f"```{{position}} Professor\n:start: 2020\n:end: present\n\n{sentences(300)}\n```\n"
    term = f"{sentences(60)}\n: A definition\n\nTerm\n: {sentences(300)}\n"
    made = make(tmp_path, index=f"# CV\n\n## Work\n\n{row}\n{term}\n## {sentences(60)}{LIST}", bib=bib)
    text = printed(made)
    assert f"{', '.join(people[:-1])}, and Ada Example. After many names. 2024." in text
    assert text.count(sentences(300)) == 3
    assert text.count(f"{sentences(60)} ") == 5
    assert f"{sentences(60)} A definition Term Sentence 0" in text
    assert not re.findall(r"Overfull \\[hv]box.*", (tmp_path / "_build/latex/cv.log").read_text("utf-8"))


def test_ten_thousand_authors_are_printed(tmp_path: Path) -> None:
    people = names(10_000)
    text = printed(make(tmp_path, bib=entry("many", people, "After many names")))
    assert f"{', '.join(people[:-1])}, and {people[-1]}. After many names. 2024." in text


def test_an_entry_that_fits_on_a_page_is_not_broken(tmp_path: Path) -> None:
    bib = "".join(entry(f"k{number}", names(50, number * 50), f"Title {word(number)}") for number in range(20))
    made = make(tmp_path, bib=bib)
    assert len(made.reader().pages) > 3
    pages = [" ".join(page.split()) for page in made.text().split("\f")]
    for number in range(20):
        people = names(50, number * 50)
        assert sum(people[0] in page and people[-1] in page for page in pages) == 1


def test_words_of_a_thousand_letters_are_broken_wherever_they_are(tmp_path: Path) -> None:
    long = LONG_WORD
    head = f"# CV {long}\n\n## H {long}\n\n### H {long}\n\n> {long}\n\n- {long}\n\n{long}\n: {long}\n\n`{long}`\n\n"
    rest = (
        f"[{long}](https://example.org/{long})\n\n```\n{long}\n```\n\n```{{position}} {long}\n:organization: {long}\n"
    )
    bib = entry(
        "a",
        [f"Tri {long}", f"B. {long}x"],
        long,
        note=long,
        award=long,
        url="https://example.org/a",
        code="https://example.org/b",
    )
    conf = f"cv_owner = 'Tri {long}'\ncv_links = {{'{long}': 'https://example.org'}}\n"
    made = make(tmp_path, index=f"{head}{rest}:start: 2020\n:end: 2021\n```{LIST}", conf=conf, bib=bib)
    assert re.sub(r"\W", "", printed(made)).count(long) == 18  # and one of code, which goes on on another page
    lines = made.text("cv", "-bbox")
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', lines)) <= 612 - 28


@pytest.mark.parametrize(
    "settings", [f"cv_owner = '{sentences(40)}'", f"cv_links = {dict.fromkeys(names(60), 'https://example.org')}"]
)
def test_a_long_header_is_broken_into_lines(tmp_path: Path, settings: str) -> None:
    made = make(tmp_path, index=f"# CV\n\n{LIST}", conf=f"{settings}\n")
    text = printed(made)
    assert sentences(40) in text or " · ".join(names(60)) in text
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', made.text("cv", "-bbox"))) <= 612 - 56.6


def test_a_long_cell_of_a_table_is_an_error_with_its_page(tmp_path: Path) -> None:
    made = make(tmp_path, index=f"# CV\n\n## Cells\n\n| a | b |\n|---|---|\n| c | {sentences(300)} |\n")
    assert made.status == 2
    assert re.fullmatch(
        r"index\.md: \d+ points of its text do not fit on page \d of cv\.pdf: split it, or shorten it\n", made.said
    )
    assert not made.path().exists()


def test_a_formula_wider_than_the_page_is_an_error_with_its_line(tmp_path: Path) -> None:
    formula = "+".join(f"a_{{{number}}}" for number in range(300))
    made = make(tmp_path, index=f"# CV\n\n## Sums\n\n```{{math}}\n{formula}\n```\n")
    assert made.status == 2
    assert re.fullmatch(
        r"index\.md:5: it is \d+ points too wide for page 1 of cv\.pdf: break it into lines, or shorten it\n", made.said
    )
    assert not made.path().exists()


def test_a_table_wider_than_the_page_is_an_error_with_its_line(tmp_path: Path) -> None:
    row = "| " + "| ".join(f"{'word' * 14} " for _ in range(4)) + "|\n"
    made = make(tmp_path, index=f"# CV\n\n## Cells\n\nBefore.\n\n{row}|---|---|---|---|\n{row}\nAfter.\n")
    assert made.status == 2
    assert re.fullmatch(r"index\.md:7: it is \d+ points too wide for page 1 of cv\.pdf: .*\n", made.said)


def test_a_word_that_is_not_printed_is_an_error_with_its_entry(tmp_path: Path) -> None:
    conf = 'latex_elements = {"preamble": r"\\renewcommand\\sphinxstyleemphasis[1]{}"}\n'
    made = make(tmp_path, conf=conf)
    assert (made.status, made.said) == (2, 'pubs.bib:3: "Journal," is not in cv.pdf: split the text, or shorten it\n')
    assert not made.path().exists()
    made = make(tmp_path, index="# CV\n\n## Work\n\nSome *lost* word.\n", conf=conf)
    assert (made.status, made.said) == (2, 'index.md:5: "lost" is not in cv.pdf: split the text, or shorten it\n')


def test_an_entry_that_a_setting_keeps_on_one_page_is_an_error_with_its_place(tmp_path: Path) -> None:
    bib = entry("first", ["Gu, A."], "First") + entry("many", names(250), "Many") + entry("last", ["Gu, A."], "Last")
    conf = 'latex_elements = {"preamble": r"\\renewcommand\\cvkeep[1]{\\interlinepenalty=10000\\relax}"}\n'
    made = make(tmp_path, bib=bib, conf=conf)
    assert made.status == 2
    assert re.fullmatch(
        r"pubs\.bib:5: \d+ points of its text do not fit on page 2 of cv\.pdf: split it, or shorten it\n", made.said
    )
    assert not made.path().exists()


def nested(marker: str, levels: int) -> str:
    """A list of Markdown, each level inside the item before."""
    return "\n".join(f"{' ' * (len(marker) + 1) * level}{marker} level {level}" for level in range(levels))


def test_lists_and_quotations_nest_as_deeply_as_in_markdown(tmp_path: Path) -> None:
    bullets, numbers = nested("-", 9), nested("1.", 9)
    mixed = nested("-", 3) + "\n\n      > > > > > deep"
    made = make(
        tmp_path, index=f"# CV\n\n## Lists\n\n{bullets}\n\n***\n\n{numbers}\n\n{'>' * 12} quoted\n\n***\n\n{mixed}\n"
    )
    assert (made.status, made.said) == (0, "")
    numbered = [f"1. level {level}" for level in range(9)]
    bulleted = [f"level {level}" for level in range(9)]
    assert printed(made).startswith(
        " ".join(["Ada Example CV Lists", *bulleted, *numbered, "quoted", *bulleted[:3], "deep"])
    )

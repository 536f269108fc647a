"""What a careful editor finds: each finding on the least that has it, its whole line, and its silence."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from sphinx_cv.bibtex import library, suppressions
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.lint import Content, Finding, find
from sphinx_cv.lint.fields import (
    arxiv_problem,
    broken,
    date_problem,
    doi_problem,
    isbn_problem,
    leftover,
    month_problem,
    pages_problem,
)
from sphinx_cv.lint.names import orcid_problem
from sphinx_cv.model.dates import DateSpan
from sphinx_cv.model.identity import Identities
from sphinx_cv.model.row import Row
from sphinx_cv.render.citation import MARKS
from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from collections.abc import Callable

    Editor = Callable[..., list[str]]

KINDS = tuple(type_.value for type_ in FindingType)
OWNER = ("Tri Dao", "Dao, Tri")
PAGE = Path("honors.md")


def row(title: str, line: int = 1, **values: Any) -> Row:
    """A row; `date`, or `start` and `end`, as they are written."""
    dates = DateSpan.from_options(values.pop("date", ""), values.pop("start", ""), values.pop("end", ""))
    return Row(title=title, kind=values.pop("kind", "award"), dates=dates, docname="honors", anchor=title.lower(), line=line,
               lines={"publication": line + 2, "date": line + 1, "start": line + 1, "end": line + 2}, **values)  # fmt: skip


@pytest.fixture
def edit(tmp_path: Path) -> Editor:
    """The findings of a file's text, as lines."""

    def made(text: str, *rows: Row, owner: tuple[str, ...] = (), people: dict[str, Any] | None = None, ignored: tuple[str, ...] = (),
             page: str = "", marks: Any = MARKS) -> list[str]:  # fmt: skip
        path = tmp_path / "pubs.bib"
        path.write_text(text, "utf-8")
        content = Content(
            library=library.read([path], owner), rows=rows, pages={"honors": PAGE}, owner=owner, people=Identities(people or {}, owner),
            marks=tuple(marks), ignored=ignored, settings=Path("conf.py"), lines={"cv_people": 7, "cv_check_ignore": 8},
            suppressions=tuple(suppressions.read(page, PAGE, [each.line for each in rows])), today=datetime.date(2026, 11, 22),
        )  # fmt: skip
        return [line(finding) for finding in find(content, KINDS)]

    return made


def line(finding: Finding) -> str:
    return f"{finding.path.name}:{finding.line}: {finding.message} [cv.{finding.subtype}]"


def entry(key: str, author: str = "Gu, A. B.", title: str = "", type_: str = "misc", **fields: str) -> str:
    values = {"author": author, "title": title or f"What {key} says of it", "year": "2020", **fields}
    return f"@{type_}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items()) + "}\n"


def papers(*names: str) -> str:
    """A paper for each list of authors."""
    titles = "one two three four five six seven eight nine ten eleven twelve".split()
    return "".join(entry(f"k{n}", name, f"The {titles[n]} of {titles[-n]}") for n, name in enumerate(names, start=1))


ONE = [
    ("Saab, Khaled K", "Saab, Khaled"), ("Saab, Khaled K.", "Saab, Khaled K"), ("Fu, Daniel Y.", "Fu, Daniel"),
    ("Kolter, J. Zico", "Kolter, Zico"), ("Davis, Jared Quincy", "Davis, Jared Q"), ("De Sa, Christopher M", "De Sa, Christopher"),
    ("Ré, Christopher", "Re, Christopher"), ("Müller, Karl-Heinz", "Mueller, Karl-Heinz"), ("Müller, Karl", "Muller, Karl"),
    ("Li, Wen-Ding", "Li, Wending"), ("Li, Wen-Ding", "Li, Wen Ding"), ("LI, WEN-DING", "Li, Wen-Ding"),
 ("de Sa, Christopher", "De Sa, Christopher"), ("Berg, Jan", "van den Berg, Jan"),
    ("Lee, Jason D", "Lee, J."), ("Lee, Jason D", "Lee, JD"), ("Lee, Jason D", "Lee, J. D."), ("Picard, Jean-Luc", "Picard, J.-L."),
    ("O'Neil, Ann Mary", "O’Neil, Ann Mary"), ("Łuk, Ada Zofia", "Luk, Ada Zofia"), ("Xing, Eric P", "Xing, Eric Poe"),
]  # fmt: skip
TWO = [
    ("Zhang, Wei", "Zhang, Wen"), ("Nguyen, Eric", "Nguyen, Huu"), ("Zhang, Michael", "Zhang, Muru"), ("Chen, Beidi", "Chen, Berlin"),
    ("Wang, Jue", "Wang, Junxiong"), ("Wang, Jue", "Wang, June"), ("Li, Wen-Ding", "Li, Wen"), ("Wu, Yue", "Wu, Yu"),
    ("Xue, Wei", "Xu, Wei"), ("Shah, Jay", "Shah, Preey"), ("Liu, James", "Liu, Alexander"), ("Smith, Adam Boyd", "Smith, Adam Carl"),
    ("King, Martin, Jr", "King, Martin, Sr"), ("Lee, J. D.", "Lee, Kai"), ("Kim, Yoon", "Kim, Y. H."), ("Adams, Shane", "Adams, Virginia"),
    ("Li, Raymond", "Li, Kevin"), ("Gu, Albert and Gu, A.", "Ng, Ann"), ("{OpenAI}", "{OpenAI Team}"), ("Fleuret, François", "Fleuret, Francis"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_person(edit: Editor, one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        assert [found.rpartition(" ")[2] for found in edit(papers(*names))] == ["[cv.name_variant]"]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_people(edit: Editor, one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        assert edit(papers(*names)) == []


def test_an_initial_that_two_people_share_is_nobodys(edit: Editor) -> None:
    assert edit(papers("Lee, J.", "Lee, Jason D", "Lee, Julia")) == []
    assert edit(papers("Lee, Wei", "Lee, Wei A", "Lee, Wei B")) == []


def test_who_writes_with_the_same_people_is_likely_the_same(edit: Editor) -> None:
    both = "Yuan, Binhang and Zhang, Ce"
    assert edit(papers(f"Wang, June and {both}", f"Wang, Jue and {both}", "Wang, Jue")) == [
        "pubs.bib:2: k1: June Wang (here) is likely Jue Wang (line 7, as in 2 places): write one name, "
        'or say so in cv_people = {"Jue Wang": ["June Wang"]} [cv.name_variant]'
    ]
    assert edit(papers(f"Rezaatofighi, Hamid and {both}", f"Rezatofighi, Hamid and {both}")) != []
    assert edit(papers("Lee, Jason D and Yuan, Binhang", "Lee, Julia", "Lee, J. and Yuan, B.")) != []


def test_two_names_on_one_paper_are_two_people(edit: Editor) -> None:
    assert edit(papers("Saab, Khaled K and Saab, Khaled", "Saab, Khaled")) == []


def test_every_spelling_but_the_usual_one_is_named_at_its_first_place(edit: Editor) -> None:
    assert edit(papers("Fu, Daniel", "Fu, Daniel Y", "Fu, Daniel Y", "Fu, Daniel", "Fu, Daniel Y")) == [
        "pubs.bib:2: k1: Daniel Fu (here and in 1 more) is likely Daniel Y Fu (line 7, as in 3 places): write one name, "
        'or say so in cv_people = {"Daniel Y Fu": ["Daniel Fu"]} [cv.name_variant]'
    ]


def test_cv_people_decides_who_is_who(edit: Editor) -> None:
    text = papers("Fu, Daniel", "Fu, Daniel Y")
    assert edit(text, people={"Daniel Fu": ["Daniel Y Fu"]}) == []
    assert edit(text, people={"Daniel Fu": [], "Daniel Y Fu": []}) == []
    assert edit(text, people={"Fu, Daniel": {"names": ["Fu, Daniel Y"]}}) == []


def test_one_identity_for_each_person() -> None:
    people = Identities(
        {
            "Daniel Y. Fu": ["Daniel Fu"],
            "Albert Gu": {"names": "A. Gu", "homepage": "https://example.org", "orcid": "0000-0002-1825-0097"},
        },
        OWNER,
    )
    read = (
        NameReader(OWNER).read("Fu, Daniel and Fu, Daniel Y and Gu, A. and Gu, Albert and Dao, Tri and Ng, Ann").people
    )
    assert [identity.name for identity in people.each_once(read)] == ["Daniel Y. Fu", "Albert Gu", "Tri Dao", "Ann Ng"]
    assert people.of(read[2]) == people.of(read[3])
    assert (people.of(read[2]).homepage, people.of(read[2]).orcid) == ("https://example.org", "0000-0002-1825-0097")
    assert people.of(read[4]).owner
    assert people.problems == []


def test_what_cv_people_cannot_mean() -> None:
    assert Identities({"A B": "C", "D E": {"mail": "x"}, "F G": ["D E"]}).problems == [
        'cv_people: A B has no list of names: write {"A B": ["...", "..."]}',
        "cv_people: D E has 'mail': write names, homepage or orcid",
        "cv_people: D E is both D E and F G: take one out",
    ]


TWICE = entry("a", title="On the speed of snails", journal="J", pages="1--9")
#: Text, and its one finding behind the file's name; `%` stands for where a silence is set.
FINDINGS: list[tuple[str, str]] = [
    ("%" + entry("a", "Gu, A. B.", **{"author+an": "1=lead"}),
     "5: a: nothing is printed for the annotation 'lead': give it a sign in cv_marks, or correct it "
     "(equal, corresponding, student, alphabetical) [cv.unknown_mark]"),
    ("%" + entry("a", title="Accelerating moe and Llms with io and {Bleu} on a gpu"),
     "3: a: title: capitals are lost in moe (write {MoE}), Llms (write {LLMs}), io (write {IO}), gpu (write {GPU}) [cv.capitals]"),
    (entry("a", title="A PyTorch of HiPPO") + "%" + entry("b", title="Hippo again"),
     "8: b: title: capitals are lost in Hippo (write {HiPPO}) [cv.capitals]"),
    ("%" + entry("a", title="Redpajama: a dataset", code="https://github.com/x/RedPajama-Data"),
     "3: a: title: capitals are lost in Redpajama (write {RedPajama}) [cv.capitals]"),
    ("".join(entry(f"k{n}", title=f"{n} things", type_="article", journal="Journal of {ML} Research (JMLR)") for n in (1, 2))
     + "%" + entry("a", type_="article", journal="J. of ML Research"),
     "17: a: journal: 'J. of ML Research' (here) is elsewhere 'Journal of ML Research (JMLR)' (2): write one of them [cv.venue_variant]"),
    (entry("k", type_="inproceedings", booktitle="Conference on Snails (CoS)") +
     "%" + entry("a", type_="inproceedings", booktitle="Snails (CoS)"),
     "11: a: booktitle: 'Snails (CoS)' (here) is elsewhere 'Conference on Snails (CoS)' (1): write one of them [cv.venue_variant]"),
    ("%" + entry("a", type_="inproceedings", booktitle="Conference on Snails (CoS) 32"),
     "5: a: booktitle: the volume stands in the venue's name: write volume = {32} and the name without it [cv.venue_variant]"),
    ("%" + entry("a", title="On the speed of snails", eprint="2001.00001") +
     entry("b", title="On the speed of snails", type_="article", journal="J"),
     "1: a: this preprint is published as b (line 7): give that entry eprint = {2001.00001} and take this one out [cv.preprint]"),
    (TWICE + "%" + TWICE.replace("{a,", "{b,"), "8: b: this is likely a (line 1) again: take one out [cv.same_paper]"),
    (entry("a", doi="10.1000/1") + "%" + entry("b", title="Another of those", doi="10.1000/1"),
     "11: b: doi: a (line 5) has 10.1000/1 too: correct one of them [cv.same_url]"),
    (entry("a", url="https://x.org/p") + "%" + entry("b", title="Another of those", url="http://www.x.org/p/"),
     "11: b: url: a (line 5) has x.org/p too: correct one of them [cv.same_url]"),
    ("".join(entry(f"k{n}", title=f"{n} things", url=f"https://x.org/{n}") for n in range(9)) + "%" + entry("a"),
     "55: a: it has no link, as 9 of 10 entries of its kind of these years have: add url, doi or eprint [cv.no_link]"),
    ("%" + entry("a", month="{Febuary}"),
     "5: a: month: '{Febuary}' is no month: write jan to dec, without braces or quotes, or 1 to 12 [cv.month]"),
    ("%" + entry("a", date="2020-13-01"),
     "5: a: date: '2020-13-01' is no date: write a day that exists, as in 2024, 2024-09 or 2024-09-01 [cv.month]"),
    ("%" + entry("a", pages="137--12x"), ""),
    ("%" + entry("a", pages="137--129"), "5: a: pages: '137--129' run backwards: exchange or correct them [cv.pages]"),
    ("%" + entry("a", doi="10.1/x"), "5: a: doi: '10.1/x' is no DOI, which has the form 10.1000/182: correct it [cv.identifier]"),
    ("%" + entry("a", eprint="2313.00752", eprinttype="arXiv"),
     "5: a: eprint: '2313.00752' is no arXiv identifier: it begins with a year and a month, and 2313 is none: correct it [cv.identifier]"),
    ("%" + entry("a", isbn="3-387-13866-8"),
     "5: a: isbn: '3-387-13866-8' has a wrong check digit: look for a digit that is mistyped [cv.identifier]"),
    ("%" + entry("a", author="B. SchÃ¶lkopf"), "2: a: author: 'SchÃ¶lkopf' was read in a wrong encoding: write Schölkopf [cv.mojibake]"),
    ("%" + entry("a", title="Snails &amp; slugs"),
     "3: a: title: '&amp;' shows an entity of HTML: write what it stands for [cv.leftover_latex]"),
]  # fmt: skip
FINDINGS = [(text, found) for text, found in FINDINGS if found]


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_silence(edit: Editor, text: str, found: str) -> None:
    bare = text.replace("%@", "@")
    assert edit(bare) == [f"pubs.bib:{found}"]
    kind = found.rpartition("cv.")[2].rstrip("]")
    assert edit(text.replace("%@", f"% It is so.\n% cv: ok {kind}: for a reason\n@")) == []
    assert edit(bare, ignored=(kind,)) == []
    key = found.split(": ")[1]
    assert edit(bare, ignored=(f"{kind}:{key}",)) == []


def test_a_silence_stands_above_its_entry_or_beside_its_end(edit: Editor) -> None:
    one, other = entry("a", month="x"), entry("b", title="Another", month="y")
    assert len(edit(one + other)) == 2
    assert edit(f"% cv: ok month\n\n{one}% cv: ok month\n{other}") == []
    assert edit(f"{one.rstrip()} % cv: ok month\n{other.rstrip()} % cv: ok month (it is so)\n") == []


def test_a_silence_that_silences_nothing_is_named(edit: Editor) -> None:
    assert edit("% cv: ok pages\n" + entry("a") + "% cv: ok moths\n" + entry("b", title="Another") + "% cv: ok\n") == [
        "pubs.bib:1: there is no pages here to silence: take it out [cv.unused_suppression]",
        f"pubs.bib:7: 'moths' is no kind of finding: the kinds are {', '.join(sorted(KINDS))} [cv.unused_suppression]",
        "pubs.bib:13: it names no kind of finding: write such as cv: ok name_variant [cv.unused_suppression]",
    ]
    assert edit(entry("a"), ignored=("pages", "month:a", "x:a")) == [
        "conf.py:8: cv_check_ignore: 'x:a' is no kind of finding: the kinds are "
        f"{', '.join(sorted(KINDS))} [cv.unused_suppression]",
        "conf.py:8: cv_check_ignore: there is no month:a anywhere to silence: take it out [cv.unused_suppression]",
        "conf.py:8: cv_check_ignore: there is no pages anywhere to silence: take it out [cv.unused_suppression]",
    ]


def test_the_owner_is_looked_for(edit: Editor) -> None:
    own = entry("mine", "Dao, Tri")
    assert edit(own + entry("a", "Gu, Albert and others"), owner=OWNER) == [
        "pubs.bib:7: a: 'and others' hides Tri Dao: write ... and Dao, Tri and others [cv.hidden_owner]"
    ]
    assert edit(own + "% cv: ok hidden_owner\n" + entry("a", "Gu, Albert and others"), owner=OWNER) == []
    assert edit(own + entry("a", "Gu, Albert") + entry("b", "Dao, T. and Gu, Albert", "Another"), owner=OWNER) == [
        "pubs.bib:7: a: Tri Dao is not among its people: add the name, or take the entry out [cv.no_owner]",
        "pubs.bib:12: b: Tri Dao is not among its people: is T. Dao meant? add that to cv_owner [cv.no_owner]",
    ]
    assert edit(entry("a", "Gu, Albert"), owner=OWNER) == [
        "conf.py:1: cv_owner: no author list has Tri Dao: write the name as the papers have it [cv.no_owner]"
    ]


def test_an_orcid_of_conf_py_has_its_check_digit(edit: Editor) -> None:
    assert edit("", people={"A B": {"orcid": "0000-0002-1825-0098"}}) == [
        "conf.py:7: cv_people: A B: the ORCID '0000-0002-1825-0098' has a wrong check digit: look for a digit that is mistyped "
        "[cv.identifier]"
    ]


AWARDED = entry("one", award="Outstanding Paper", type_="inproceedings", booktitle="Conference on Snails (CoS)")


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        (entry("one"), [row("Best Paper", date="2024")], "honors.md:1: Best Paper: it names no paper: write :publication: and the paper's key [cv.award_paper]"),
        (AWARDED, [row("Outstanding Paper", date="2024")],
         "honors.md:1: Outstanding Paper: it names no paper: write :publication: one [cv.award_paper]"),
        (AWARDED, [row("A prize", date="2024")],
         "pubs.bib:5: one: award: no award row has 'Outstanding Paper': add one with :publication: one [cv.award_row]"),
        (AWARDED, [row("Best Paper", date="2024", publication="one")],
         "honors.md:1: Best Paper: its paper one has the award 'Outstanding Paper' in pubs.bib: write one name for both, "
         "or take the paper's out [cv.award_mismatch]"),
        (AWARDED, [row("Outstanding Paper", date="2024", publication="one", organization="Conference on Snails (CoS)")], ""),
        (AWARDED.replace("Outstanding Paper", "CoS 2024 Outstanding Paper"),
         [row("Outstanding Paper", date="2024", publication="one", organization="Conference on Snails (CoS)")], ""),
        (entry("one"), [row("Best Paper", date="2024", publication="one")], ""),
        (AWARDED, [], ""),
    ],
)  # fmt: skip
def test_honors_and_papers_say_the_same(edit: Editor, text: str, rows: list[Row], found: str) -> None:
    lines = edit(text, *rows)
    if not found.endswith("[cv.award_row]"):
        lines = [line for line in lines if not line.endswith("[cv.award_row]")]
    assert lines == ([found] if found else [])


def test_a_row_is_silenced_by_a_comment_above_it(edit: Editor) -> None:
    for comment in ("% cv: ok award_paper", "<!-- cv: ok award_paper: it was a talk -->"):
        page = f"# Honors\n\n{comment}\n```{{award}} Best Paper\n:date: 2024\n```\n"
        assert edit("", row("Best Paper", line=4, date="2024"), page=page) == []
    assert edit("", row("Prize", line=4, date="2024"), page="\n\n% cv: ok award_paper\n") == [
        "honors.md:3: there is no award_paper here to silence: take it out [cv.unused_suppression]"
    ]


def course(title: str, line: int, start: str, end: str, **values: Any) -> Row:
    return row(title, line, start=start, end=end, kind="course", **values)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([course("ML", 1, "2024-01", "2024-05"), course("ML", 9, "2024-03", "2024-06")],
         "honors.md:10: ML: it overlaps with the same row of line 1: correct the dates, or take one out [cv.row_dates]"),
        ([course("ML", 1, "2024-01", "2024-05"), course("ML", 9, "2024-05", "2024-08")], ""),
        ([course("ML", 1, "2024-01", "2024-05"), course("NLP", 9, "2024-03", "2024-06")], ""),
        ([course("ML", 1, "2027-01", "present")],
         "honors.md:2: ML: it starts in the future (2027-01) and goes on already: correct the start, or write the end [cv.row_dates]"),
        ([row("Prize", date="2062")], "honors.md:2: Prize: its date is in the future (2062): correct it [cv.row_dates]"),
        ([row(f"Prize {year}", n * 5 + 1, date=year) for n, year in enumerate(("2024", "2022", "2023", "2019", "2018"))],
         "honors.md:12: Prize 2023: it is out of order behind 'Prize 2022' (line 6), where rows stand newest first: move it, "
         "or correct a date [cv.row_dates]"),
        ([row(f"Prize {year}", n * 5 + 1, date=year) for n, year in enumerate(("2018", "2019", "2020", "2024"))], ""),
        ([row("PhD in Snails", 1, start="2010", end="2012", kind="degree"), row("MS in Snails", 5, start="2016", end="2018", kind="degree")],
         "honors.md:3: PhD in Snails: it ends before MS in Snails (line 5) starts: correct the dates [cv.row_dates]"),
        ([row("PhD in Snails", 1, start="2016", end="2022", kind="degree"), row("MS in Art", 5, start="2018", end="2019", kind="degree")], ""),
        ([row("Prize of Ko\\v{c}i", date="2020")],
         "honors.md:1: Prize of Ko\\v{c}i: 'Ko\\v{c}i' shows a command of LaTeX: write what it stands for [cv.leftover_latex]"),
    ],
)  # fmt: skip
def test_dates_of_rows(edit: Editor, rows: list[Row], found: str) -> None:
    assert edit("", *rows) == ([found] if found else [])
    if found:
        assert edit("", *rows, ignored=(found.rpartition("cv.")[2].rstrip("]"),)) == []


@pytest.mark.parametrize(("problem_of", "good", "bad"), [
    (month_problem, ["January", "jan", "Sept.", "3", "10~May", "June--July", "12 March", "Spring", "October and November"],
     ["13", "0", "24/09/2007", "2008", "Febuary", "---"]),
    (date_problem, ["2024", "2024-05", "2024-02-29", "2020-01/2020-03", "2020/..", "2020?", "1984~", "2003-21", "2024-05-01T10:00"],
     ["2024-13", "2023-02-29", "2020-01/2020-31"]),
    (pages_problem, ["1--9", "12", "e123", "1234-41", "iv--xii", "12:1--12:30", "3-5, 9", "S1--S9", "100ff", "Article 29", "102–110", "C3"],
     ["pp. 1--9", "9--", "to appear", "??--??", "137--129", "n/a-n/a", "1--16--16", "doi.org/10.1038/x"]),
    (doi_problem, ["10.1000/182", "https://doi.org/10.1016/j.x.2010.10.008", "10/abc", "10.1002/(SICI)1(199)2:3<1::AID>3.0.CO;2-6"],
     ["10.1/x", "10.1000/182.", "10.1000/1, 10.1000/2", "10.48550/arXiv.2313.00001"]),
    (arxiv_problem, ["2312.00752", "0704.0001v2", "hep-th/9901001", "math.AG/0601001", "arXiv:1706.03762", "https://arxiv.org/abs/1706.03762"],
     ["2313.00752", "2312.0075", "0704.00001", "23120075", "0612.0001"]),
    (orcid_problem, ["0000-0002-1825-0097", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1825-0097"],
     ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1825"]),
    (isbn_problem, ["978-3-16-148410-0", "0-306-40615-2", "0036-8075 (Print)"], ["978-3-16-148410-1", "0-306-40615-3"]),
    (broken, ["Schölkopf", "naïve – “quoted”", "Đặng Ωμέγα", "Straße"], ["SchÃ¶lkopf", "itâ€™s", "Mu\ufffdller", "S\u0096T"]),
    (leftover, ["A & B", "5 < 6 and i > 3", "C$ and US$ 5", "O(n) – a"], [r"\textit x", "&amp;", "<i>x</i>", "2textendash 3", "a {b", r"\'e"]),
])  # fmt: skip
def test_forms(problem_of: Callable[[str], str], good: list[str], bad: list[str]) -> None:
    assert [text for text in good if problem_of(text)] == []
    assert [text for text in bad if not problem_of(text)] == []


def test_the_same_title_is_not_always_the_same_paper(edit: Editor) -> None:
    for first, second in pairwise((
        entry("a", title="Snails, part II"), entry("b", title="Snails, part III"),
        entry("c", "Ng, X.", "On speed and snails"), entry("d", "Gu, A. B.", "On speed and snails"),
        entry("e", title="FlashSnail-2: How fast snails are"), entry("f", title="FlashSnail-3: How fast snails are"),
        entry("g", title="Introduction to it", type_="article", journal="A", volume="1"),
        entry("h", title="Introduction to it", type_="article", journal="A", volume="2"),
        entry("i", title="The speed of snails", type_="inproceedings", booktitle="Conf"),
        entry("j", title="The speed of snails", type_="article", journal="Jour"),
        entry("k", title="The speed of snails", type_="phdthesis", school="U"),
    )):  # fmt: skip
        assert edit(first + second) == []


def test_findings_are_sorted_by_place_and_each_kind_is_documented(edit: Editor) -> None:
    text = entry("a", "Gu, AX", month="x") + entry("b", title="On dna", pages="9--1") + entry("c", "Gu, A. X.", "On rl")
    lines = [int(found.split(":")[1]) for found in edit(text)]
    assert lines == sorted(lines)
    assert len(lines) > 3
    source = (ROOT / "sphinx_cv/site/warnings.py").read_text("utf-8")
    assert all(f'= "{kind}"\n    """' in source for kind in KINDS)


def test_a_long_list_is_read_in_seconds(edit: Editor) -> None:
    families = [
        f"{a}{b}{c}"
        for a in "Bo Ka Mi Su Te".split()
        for b in "ran del vik son mar".split()
        for c in "da ti ko le".split()
    ]
    given = [f"{a}{b}" for a in "An Be Ci Do Ei Fa Go Hu".split() for b in "na ra lo mi tu".split()]
    people = [f"{family}, {name}" for name in given for family in families]
    text = "".join(
        entry(
            f"k{n}",
            " and ".join(people[(n * 7 + step * 13) % len(people)] for step in range(5)),
            f"Title of number {n} in words",
        )
        for n in range(5_000)
    )
    begin = datetime.datetime.now(datetime.UTC)
    edit(text)
    assert (datetime.datetime.now(datetime.UTC) - begin).total_seconds() < 30

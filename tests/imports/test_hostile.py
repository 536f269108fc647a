"""Values are data: whatever they are, they are read back, and no reader fails with another message than its own."""

from __future__ import annotations

import contextlib
import json
import string
import time
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from content import read_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.options import options_to_tokens

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.imports import json_resume, rendercv
from sphinx_cv.imports.command import run
from sphinx_cv.imports.dates import read_span
from sphinx_cv.imports.pages import option_value
from sphinx_cv.imports.papers import latex, name_field
from sphinx_cv.imports.tree import clean, from_json, from_yaml
from sphinx_cv.model.spans import DateSpan
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable

#: What would end a row, begin another, or run something, if it were markup.
HOSTILE = [
    "```", "```\n\n# Heading\n\n```{position} Injected", "~~~", ":::", "x\n:end: 1066\n:url: javascript:alert(1)", ":organization: x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://example.org/x.png)",
    "{raw}`html <b>`", "{{ x }}", "{% x %}", "$x^2$", "\\input{/etc/passwd}", "\\begin{document}", "% comment", "(target)=", "+++", "---",
    "'; drop", '"quoted" text', "'single' #1: 2", "a: b # c", "| a | b |", "1. one", "- item", "> quote", "    code", "&lt;b&gt; &amp; &#60;",
    "*a* _b_ `c` **d**", "@misc{x, title = {y}}", "}", "{", "\\", "a\\", "null", "true", "~", "=", "\u202etxt", "a\x00b\x1b[31m", "a\ud800b",
    "https://[", "and", "A and B", "others", "x, y, z, w", "é" * 300, "[^1]: x", "[x]: https://example.org", "term\n: definition", "====", "!", "|", ">",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, make_cv: Callable[[Path], Path]) -> Any:
    from conftest import Site, run_sphinx

    folder = tmp_path_factory.mktemp("hostile")
    cv, path, errors = make_cv(folder / "cv"), folder / "resume.json", StringIO()
    resume = {
        "basics": {"name": "Ada Example", "summary": "\n\n".join(HOSTILE)},
        "work": [{"name": text, "position": text, "location": text, "url": text, "startDate": text, "summary": text, "highlights": [text, text]} for text in HOSTILE],
        "awards": [{"title": text, "awarder": text, "summary": f"{text}\n\n{text}"} for text in HOSTILE],
        "skills": [{"name": text, "level": text, "keywords": [text]} for text in HOSTILE],
        "publications": [{"name": f"{text} {number}", "publisher": text, "releaseDate": "2020", "summary": text} for number, text in enumerate(HOSTILE)],
    }  # fmt: skip
    path.write_text(json.dumps(resume), "utf-8")
    assert (run(path, cv, StringIO(), errors), errors.getvalue()) == (0, "")
    path = folder / "cv.yaml"
    texts = [text for text in HOSTILE if text != "a\ud800b"]  # which YAML cannot have
    sections = {"notes": [{"bullet": text} for text in texts], **{text: [text, text] for text in texts}}
    path.write_text(yaml.safe_dump({"cv": {"name": "x", "sections": sections}}), "utf-8")
    assert (run(path, cv, StringIO(), errors), errors.getvalue()) == (0, "")
    done = run_sphinx(cv, folder / "html", "-n", "-W")
    return Site(cv, folder / "html", done.stderr.splitlines())


def shown(text: str) -> str:
    """A text as a page shows it, without the typography that Sphinx adds to it."""
    for typographic, plain in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("–", "--"), ("—", "---"), ("…", "...")):  # fmt: skip
        text = text.replace(typographic, plain)
    return " ".join(text.split())


TEXTS = [" ".join(clean(text).split()) for text in HOSTILE]


def test_each_row_is_one_row_with_its_title_and_texts(site: Any) -> None:
    rows = site.article("sections/work").select(".cv-row")
    assert [shown(row.select_one(".cv-title").get_text()) for row in rows] == TEXTS
    items = [[shown(item.get_text()) for item in row.select(".cv-highlights li")] for row in rows]
    assert items == [[text, text] for text in TEXTS]
    assert [shown(row.select_one(".cv-location").get_text()) for row in rows] == TEXTS


def test_nothing_of_a_value_is_markup(site: Any) -> None:
    for name in ("work", "honors", "skills", "about"):
        page = site.article(f"sections/{name}")
        assert [
            each.name for each in page.select("script, img, pre, table, blockquote, h2, h3, ol, hr, em, .math")
        ] == []
        assert all(link["href"].startswith(("#", "https:", "../")) for link in page.select("a[href]"))


def test_papers_read_back(site: Any) -> None:
    found = read_library(site.source, (site.source / "pubs.bib").read_text("utf-8"))
    assert found.faults == ()
    titles = [f"{text} {number}" for number, text in enumerate(TEXTS)]
    assert [shown(each.title.plain) for each in found.publications] == titles


LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_options_are_read_as_they_were(text: str) -> None:
    text = " ".join(clean(text).split())
    tokens = [
        (key.value, value.value if value else "") for key, value in options_to_tokens(f"role: {option_value(text)}")[0]
    ]
    assert tokens == [("role", text)]


@given(
    st.text(
        string.ascii_letters + string.punctuation.replace("'", "").replace("-", "").replace('"', "") + " éß中",
        max_size=40,
    )
)
@settings(max_examples=300, deadline=None)
def test_latex_is_read_as_it_was(text: str) -> None:
    expected = " ".join(text.split())
    assert decode(latex(text)) == (decode(latex(text))[0], ())
    assert decode(latex(text))[0].plain == expected


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_dates_are_valid_or_left(date: str, start: str, end: str) -> None:
    options = read_span(date, start, end).options
    DateSpan.from_options(*(options.get(name, "") for name in ("date", "start", "end")))
    name_field(date)


NAMES = st.sampled_from(
    "basics work volunteer education awards certificates publications skills languages interests references projects name"
    " position startDate endDate date highlights url profiles title authors journal doi company institution bullet label"
    " details sections cv social_networks network username summary keywords".split()
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from([*HOSTILE, "2020-09", "present", "10.1/a"]),
)
TREES = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=30
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=6))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_wrong_types_are_left(data: dict[str, Any]) -> None:
    tree = from_json(json.dumps(data), Path("resume.json"))
    json_resume.find(tree)
    rendercv.find(from_json(json.dumps({"cv": data}), Path("cv.yaml")))


@given(
    st.text(max_size=100)
    | st.lists(
        st.sampled_from(
            [
                "cv:",
                "- ",
                "\n",
                "  ",
                "a: ",
                "*x",
                "&x ",
                "!!python/object ",
                "[",
                "{",
                "'",
                "|",
                ">",
                "? ",
                "---",
                "%",
                "\t",
                "😀",
            ]
        )
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_yaml_is_read_or_named(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        rendercv.find(from_yaml(text, Path("cv.yaml")))


BYTES = st.binary(max_size=60) | st.lists(
    st.sampled_from([b"@article{a,", b"title={", b"}", b"{", b"@string{x=", b'"', b"#", b"x", b"\n", b"---\n", b"% ", b"@comment{", b"crossref={a}", b"\xff", b"\0", b"{\n", b"title: x\n", b"=", b","])
).map(b"".join)  # fmt: skip


@given(BYTES, st.sampled_from(["a.bib", "a.json", "a.yaml", "_publications/a.md", "_talks/a.md", "cv.md", "a.txt"]))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_file_is_imported_or_named(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    (tmp_path / "cv").mkdir(exist_ok=True)
    (tmp_path / "cv/conf.py").touch()
    (tmp_path / "cv/pubs.bib").write_text("@misc{a, title = {T}, year = 2020}\n", "utf-8")
    for page in (tmp_path / "cv").glob("sections/*.md"):
        page.unlink()
    out, err = StringIO(), StringIO()
    status = run(path, tmp_path / "cv", out, err)
    assert (status, err.getvalue().count("\n")) in {(0, 0), (2, 1)}


MANY = 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@misc{a, pdf={x}" + "\n" * MANY + "}"),
        ("a.bib", "@a{" * MANY),
        ("a.bib", "@misc{a, title={" + "{" * MANY),
        ("a.bib", "".join(f"@misc{{k, title={{T {n}}}}}\n" for n in range(1500))),
        ("cv.yaml", json.dumps({"cv": {"sections": {"x": ["*a " * MANY, "[" * MANY, "<a " * MANY]}}})),
        (
            "cv.yaml",
            json.dumps(
                {"cv": {"sections": {"x": [{"title": "A" * MANY, "authors": ["b"], "journal": "arXiv" + "." * MANY}]}}}
            ),
        ),
        ("cv.yaml", json.dumps({"cv": {"sections": {"x": [{"name": "n", "date": "\n \n" * MANY}]}}})),
        ("_publications/a.md", "---\ntitle: x\nvenue: " + "A" * MANY + "\ncitation: " + "." * MANY + "\n---\n"),
        ("_talks/a.md", "---\ntitle: x\n---\n" + "{% " * MANY + "<!--" * MANY),
        ("cv.md", "---\ntitle: CV\n---\n# a" + " " * MANY + "b"),
        ("cv.md", "---\n" * MANY),
    ],
    ids=range(11),
)
def test_time_does_not_grow_faster_than_the_file(imported: Callable[..., Any], name: str, text: str) -> None:
    start = time.process_time()
    assert imported(name, text)[0] in {0, 2}
    assert time.process_time() - start < 10

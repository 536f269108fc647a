"""Values of settings: a value that cannot be used is one message with the place and the fix, never a traceback."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PUBS, build

from sphinx_cv.site.setting_checks import CHECKS
from sphinx_cv.site.setting_values import shown

if TYPE_CHECKING:
    from pathlib import Path

#: Values that people write by mistake, as in conf.py.
VALUES = (
    "None", "5", "-1", "10**9", "True", '""', '"x"', '"a5"', "[]", "[None]", "[5]", "{}", '{"a": None}', "{5: []}",
    '{"a": {"b": object}}', '("x", 5)', '("x",)', '{"x"}', 'b"x"', "lambda: 1", "1.5", "object", "10**5000",
    '{"a": "../../victim"}', '{"a": {"names": lambda: 1}}', '{"a": ["\\\\", 5]}', '"http://["', '"}"',
)  # fmt: skip
#: Those that each setting can use.
USABLE = {
    "cv_owner": ['""', '"x"', '"a5"', "[]", '("x",)', '"http://["', '"}"'],
    "cv_people": ["{}"],
    "cv_kinds": ["{}"],
    "cv_marks": ["{}", '{"a": None}'],
    "cv_links": ["{}"],
    "cv_fields": ["{}"],
    "cv_pdfs": ["{}"],
    "cv_coauthor_months": ["5"],
    "cv_paper": [],
    "cv_font": ['"x"', '"a5"', '"http://["'],
    "cv_font_fallback": ['""', '"x"', '"a5"', '"http://["'],
    "cv_publication_pages": ['""', '"x"', '"a5"', '"http://["', '"}"'],
    "cv_check_ignore": ["[]", '("x",)', '{"x"}'],
    "html_baseurl": ['""'],
    "bibtex_bibfiles": ["None", "[]", '("x",)'],
    "bibtex_encoding": [],
}
PAGE = "# CV\n\n" + "".join(
    f"```{{{name}}}\n```\n\n" for name in ("portrait", "profiles", "pdfs", "glance", "coauthors", "bibliography")
)


@pytest.mark.parametrize("name", CHECKS)
def test_a_value_is_usable_or_one_message(name: str) -> None:
    usable = []
    for written in VALUES:
        value = eval(written)
        result, problems = CHECKS[name](value)
        assert len(problems) <= 1, (written, problems)
        if not problems:
            assert result is not None or written == "None"
            usable.append(written)
        else:
            assert ": write " in problems[0]
        again, rest = CHECKS[name](CHECKS[name](value)[0] if result is not None else [])
        assert result is None or (again, rest) == (result, [])
    assert usable == USABLE[name]


@pytest.mark.parametrize(
    ("name", "value", "problems"),
    [
        ("cv_owner", 5, ['5 cannot be used: write "Ada Lovelace", or ["Ada Lovelace", "A. Lovelace"] with the variants of the name']),
        ("cv_people", {5: []}, ['5 is no name: write {"Ada Lovelace": ["A. Lovelace"]}']),
        ("cv_people", {"A": {"orcid": 5}}, ['A has orcid that are no text: write "orcid": "..."']),
        ("cv_kinds", ["grant"], ["['grant'] cannot be used: write {\"grant\": [\"amount\", \"number\"]}"]),
        ("cv_kinds", {5: []}, ['5 is no kind of rows: write {"grant": ["amount", "number"]}']),
        ("cv_kinds", {"grant": "amount"}, ['grant has no list of fields: write {"grant": ["amount", "number"]}']),
        ("cv_kinds", {"grant": ["amount", "an amount", "url", "Y", "Amount", "role", "now-at"]},
         ["grant has the field 'an amount', which cannot be used: write a letter, then letters, digits, '-' and '_'",
          "grant has the field 'url', whose name every row or filter has already: write another name",
          "grant has the field 'Y', whose name every row or filter has already: write another name",
          "grant has the field 'Amount', which is there twice: remove one"]),
        ("cv_marks", {5: ("*", "x")}, ['5 has no sign and meaning: write {"5": ("*", "equal contribution")}']),
        ("cv_fields", {"codeurl": "cod"}, ["codeurl stands for 'cod', which is not read: did you mean code?"]),
        ("cv_fields", {"codeurl": 5, "": "code"}, ["codeurl stands for 5, which is not read: write a field that is read, such as journal, pdf or code", "'' is no name of a field: write {\"codeurl\": \"code\"}"]),
        ("cv_links", {"Home": None}, ["Home cannot link to None: write a URL that begins with https://"]),
        ("cv_links", {"Home": "javascript:x"}, ["Home cannot link to 'javascript:x': write a URL that begins with https://"]),
        ("cv_links", {"": "https://a.org"}, ["'' is no label of a link: write {\"GitHub\": \"https://github.com/ada\"}"]),
        ("cv_pdfs", {"index": "cv", "resume": "CV"}, ["resume has the file name 'CV' of another PDF: write another name"]),
        ("cv_coauthor_months", 0, ["0 cannot be used: write a number of months from 1 to 1200, such as 48"]),
        ("cv_paper", "a5", ["'a5' cannot be used: write \"letter\" or \"a4\""]),
        ("html_baseurl", "http://[", ["'http://[' cannot be used: write the URL of the website, such as \"https://ada.example/\""]),
        ("bibtex_bibfiles", "pubs.bib", ["'pubs.bib' cannot be used: write a list of file names, such as [\"pubs.bib\"]"]),
    ],
)  # fmt: skip
def test_a_message_names_the_value_and_what_to_write(name: str, value: object, problems: list[str]) -> None:
    assert CHECKS[name](value)[1] == problems


@pytest.mark.parametrize(
    "name",
    ["../../victim", "/tmp/victim", "a/b", "a\\b", "..", ".", "", " ", ".cv", "-cv", "cv.", "cv ", "c:v", "NUL", "aux.x",
     "a\nb", "a\0b", "a%b", 'a"b', "a$b", "~", "x" * 200],
)  # fmt: skip
def test_a_pdf_has_a_plain_file_name(name: str) -> None:
    problem = f"index has the file name {shown(name)}, which cannot be used"
    fix = "write letters, digits, '.', '-' and '_', without a folder and .pdf"
    assert CHECKS["cv_pdfs"]({"index": name, "cv": "ok"}) == ({"cv": "ok"}, [f"{problem}: {fix}"])


@pytest.mark.parametrize("name", ["cv", "tri-dao-cv", "résumé", "Ada Lovelace CV", "cv_2024.v2", "a", "C++"])
def test_usual_names_of_pdfs_are_used(name: str) -> None:
    assert CHECKS["cv_pdfs"]({"index": name}) == ({"index": name}, [])


def test_a_shown_value_is_short_and_the_same_in_each_build() -> None:
    assert shown("x" * 500) == f"'{'x' * 27}...{'x' * 28}'"
    assert shown([lambda: 1])[-10:] == "<lambda>>]"
    assert shown(10**5000) == "int"
    assert shown("a\nb") == "'a\\nb'"


@pytest.mark.parametrize("written", VALUES)
def test_builds_with_a_wrong_value_of_each_setting_end_with_one_message_each(written: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    bad = [name for name in CHECKS if written not in USABLE[name]]
    lines = [f"{name} = {written}" for name in bad if name != "bibtex_bibfiles"]
    conf = [
        "# cv_owner, cv_people, cv_paper and the other settings",
        'extensions = ["sphinx_cv.full"]',
        'html_theme = "furo"',
    ]
    conf += ['bibtex_bibfiles = ["pubs.bib"]', *lines]
    for name, text in {"conf.py": "\n".join(conf) + "\n", "pubs.bib": PUBS, "index.md": PAGE}.items():
        (source / name).write_text(text, "utf-8")
    expected = {f"conf.py:{conf.index(line) + 1}: WARNING: {line.partition(' = ')[0]}: " for line in lines}
    for builder in ("html", "latex"):
        found = build(source, tmp_path / builder, builder)
        starts = {
            start for start in expected for line in found if line.startswith(start) and line.endswith("[cv.config]")
        }
        assert (starts, len(found)) == (expected, len(lines)), found


def test_one_name_of_a_bibtex_file_is_taken_for_a_list(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_cv.full"]\nhtml_theme = "furo"\nbibtex_bibfiles = "pubs.bib"\n'
    for name, text in {"conf.py": conf, "pubs.bib": PUBS, "index.md": PAGE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert build(tmp_path, tmp_path / "_build/html") == [
        "conf.py:3: WARNING: bibtex_bibfiles: 'pubs.bib' cannot be used: write a list of file names, such as"
        ' ["pubs.bib"] [cv.config]'
    ]
    assert "Second paper" in (tmp_path / "_build/html/index.html").read_text("utf-8")


def test_settings_need_no_conf_py(tmp_path: Path) -> None:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    (tmp_path / "index.md").write_text("# CV\n", "utf-8")
    settings: dict[str, Any] = {
        "extensions": ["sphinx_cv.full"],
        "cv_paper": "a5",
        "html_theme": "furo",
        "bibtex_bibfiles": [],
    }
    with patch_docutils(tmp_path), docutils_namespace(), contextlib.suppress(SystemExit):
        out = tmp_path / "out"
        Sphinx(tmp_path, None, out, out / "doctrees", "html", settings, status=None, warning=None).build()
    assert (tmp_path / "out/index.html").is_file()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "html_baseurl = 'https://x.org/\"><script>alert(4)</script>'",
            "html_baseurl: 'https://x.org/\"><script>alert(4)</script>' cannot be used: "
            'write the URL of the website, such as "https://ada.example/"',
        ),
        (
            'html_baseurl = "https://x.org:999999/"',
            "html_baseurl: 'https://x.org:999999/' cannot be used: "
            'write the URL of the website, such as "https://ada.example/"',
        ),
        (
            'cv_pdfs = {"index": "a\\ud800"}',
            "cv_pdfs: {'index': 'a\\ud800'} cannot be used: write text without U+0000 and lone surrogates",
        ),
        (
            'bibtex_bibfiles = ["pubs.bib", "pubs.bib"]',
            "bibtex_bibfiles: 'pubs.bib' is there twice: remove one",
        ),
        (
            'bibtex_bibfiles = ["pubs.bib", "./pubs.bib"]',
            "bibtex_bibfiles: 'pubs.bib' is there twice: remove one",
        ),
        (
            'cv_owner = ["", " "]',
            "cv_owner: ['', ' '] cannot be used: write \"Ada Lovelace\", or "
            '["Ada Lovelace", "A. Lovelace"] with the variants of the name',
        ),
        (
            'cv_people = {"Jo Quill": {"homepage": "javascript:alert(1)"}}',
            "cv_people: Jo Quill: homepage 'javascript:alert(1)' cannot be linked: write a URL that begins with https://",
        ),
        (
            'cv_people = {"Ada Example": ["Jo Quill"], "Jo Quill": ["J. Quill"]}',
            "cv_people: Jo Quill is both Ada Example and Jo Quill: remove one",
        ),
    ],
)
def test_a_setting_that_a_tester_found_is_one_message(tmp_path: Path, setting: str, message: str) -> None:
    conf = 'extensions = ["sphinx_cv.full"]\nhtml_theme = "furo"\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\n'
    for name, text in {"conf.py": conf + setting + "\n", "pubs.bib": PUBS, "index.md": "# CV\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = build(tmp_path, tmp_path / "_build/html")
    assert [line.partition("WARNING: ")[2] for line in found] == [f"{message} [cv.config]"]
    assert "<script>alert" not in (tmp_path / "_build/html/404.html").read_text("utf-8")

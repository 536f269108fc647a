"""`python -m sphinx_cv check`, on tiny sites and on the example."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONF, PUBS
from content import EXAMPLE, ROOT

from sphinx_cv.lint.command import check

if TYPE_CHECKING:
    from collections.abc import Callable

HONORS = """# Honors

```{award} Best Paper
:date: 2024
```
"""


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Exit status, output and errors of `check` on a tiny site."""

    def made(files: dict[str, str | bytes], form: str = "text") -> tuple[int, str, str]:
        for name, text in {"conf.py": CONF, "pubs.bib": PUBS, "index.md": "# CV\n", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, err = StringIO(), StringIO()
        return check(tmp_path, form, tmp_path / "_build/cache", out, err), out.getvalue(), err.getvalue()

    return made


OWN = {"pubs.bib": PUBS.replace("Gu, Albert", "Gu, Albert and Example, Ada")}


def test_nothing_to_say(checked: Callable[..., Any]) -> None:
    assert checked(OWN) == (0, "nothing to say\n", "")


def test_findings_of_files_and_pages_are_sorted_and_counted(checked: Callable[..., Any]) -> None:
    page = f"---\norphan: true\n---\n{HONORS}\n% cv: ok row_dates\n```{{award}} Prize\n:date: 2024\n```\n"
    assert checked({"sections/honors.md": page}) == (
        1,
        "pubs.bib:3: two: Ada Example is not among its people: add the name, or remove the entry [cv.no_owner]\n"
        "sections/honors.md:6: Best Paper: it names no paper: write :publication: and the paper's key [cv.award_paper]\n"
        "sections/honors.md:10: there is no row_dates here to suppress: remove it [cv.unused_suppression]\n"
        "3 findings: 1 award_paper, 1 no_owner, 1 unused_suppression\n",
        "",
    )


def test_a_page_and_conf_py_suppress(checked: Callable[..., Any]) -> None:
    conf = CONF + 'cv_check_ignore = ["no_owner:two"]\n'
    assert checked({"conf.py": conf, "index.md": HONORS.replace("```{", "<!-- cv: ok award_paper -->\n```{")})[0] == 0
    conf = CONF + 'cv_check_ignore = [\n  "no_owner", "award_paper"]\n'
    assert checked({"conf.py": conf, "index.md": HONORS})[0] == 0
    assert checked({**OWN, "conf.py": conf, "index.md": HONORS})[1].splitlines()[0] == (
        "conf.py:5: cv_check_ignore: there is no no_owner anywhere to suppress: remove it [cv.unused_suppression]"
    )


def test_formats_for_machines(checked: Callable[..., Any]) -> None:
    status, out, _ = checked({"index.md": HONORS.replace("Best Paper", "Best Paper, 50%")}, "json")
    assert (status, json.loads(out)[0]) == (1, {
        "path": "index.md", "line": 3, "kind": "award_paper", "name": "best-paper-50-2024",
        "message": "Best Paper, 50%: it names no paper: write :publication: and the paper's key",
    })  # fmt: skip
    assert checked({"index.md": HONORS.replace("Best Paper", "Best Paper, 50%")}, "github")[1] == (
        "::warning file=index.md,line=3,title=cv.award_paper::"
        "Best Paper, 50%25: it names no paper: write :publication: and the paper's key\n"
        "::warning file=pubs.bib,line=3,title=cv.no_owner::"
        "two: Ada Example is not among its people: add the name, or remove the entry\n"
    )
    assert checked({**OWN, "index.md": "# CV\n"}, "json")[1] == "[]\n"
    assert checked(OWN, "github")[1] == ""


def test_what_cannot_be_read_is_said_as_a_build_says_it(checked: Callable[..., Any], tmp_path: Path) -> None:
    assert checked({"pubs.bib": b"@misc{a,\n title={Mu\xfcller}}\n"}) == (
        2, "", "pubs.bib:2: ERROR: pubs.bib is not UTF-8 (byte 0xFC): save the file in UTF-8 [cv.unreadable]\n",
    )  # fmt: skip
    assert checked({"conf.py": CONF.replace("pubs.bib", "pub.bib")})[0] == 2
    status, out, err = checked({"conf.py": "x ="})
    assert (status, out, "conf" in err) == (2, "", True)
    out_, err_ = StringIO(), StringIO()
    assert check(tmp_path / "none", "text", tmp_path / "_build/cache", out_, err_) == 2
    assert "there is no conf.py in" in err_.getvalue()


def test_a_page_that_is_not_utf_8_is_named(checked: Callable[..., Any]) -> None:
    assert checked({**OWN, "sections/work.md": b"---\norphan: true\n---\n# Caf\xe9\n"}) == (
        2, "", "sections/work.md:4: ERROR: sections/work.md is not UTF-8 (byte 0xE9): save the file in UTF-8 [cv.unreadable]\n",
    )  # fmt: skip
    page = "# CV\n\n```{include} more.txt\n```\n"
    status, out, err = checked({**OWN, "index.md": page, "sections/work.md": b"# Work\n", "more.txt": b"Caf\xe9\n"})
    assert (status, out) in {(0, "nothing to say\n"), (2, "")}
    assert "Traceback" not in err


def test_a_folder_that_cannot_be_written_is_named(checked: Callable[..., Any], tmp_path: Path) -> None:
    assert checked({**OWN, "_build": b"a file"}) == (
        2, "", f"{tmp_path}/_build/cache cannot be written (Not a directory): name another folder with --cache\n",
    )  # fmt: skip


def test_a_page_that_cannot_be_read_is_named(checked: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "gone.md")
    status, out, err = checked(OWN)
    assert (status, out) in {(0, "nothing to say\n"), (2, "")}
    assert "Traceback" not in err


def test_an_error_of_the_check_itself_is_no_finding(
    checked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sphinx_cv.__main__ import main

    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sphinx_cv.lint.command.check", fail)
    assert main(["check", "."]) == 2
    assert capsys.readouterr().err.endswith("ZeroDivisionError\n")


@pytest.mark.parametrize(
    "field", ["month = {late}", "pages = {Forthcomingincollectedproceedings}", "code = {http://[}"]
)
def test_odd_values_are_findings_or_nothing(checked: Callable[..., Any], field: str) -> None:
    entry = OWN["pubs.bib"].replace("year = {2024}", f"year = {{2024}}, {field}")
    status, _, err = checked({"pubs.bib": entry})
    assert (status in {0, 1}, err) == (True, "")


def test_findings_are_printed_in_any_encoding(tmp_path: Path) -> None:
    bib = (
        OWN["pubs.bib"]
        .replace("Second paper", "Secönd paper")
        .replace("year = {2024}", "year = {2024}, month = {März}")
    )
    for name, text in {"conf.py": CONF, "pubs.bib": bib, "index.md": "# CV\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "sphinx_cv", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (1, "")
    assert "month: 'M\\xe4rz' is not a month" in done.stdout


@pytest.mark.parametrize(
    ("output", "status", "line"),
    [
        (">/dev/full", 2, "the result cannot be printed (No space left on device): correct where the output goes\n"),
        (">&-", 2, "the result cannot be printed (Bad file descriptor): correct where the output goes\n"),
        ("| true", 141, ""),
        (">&- 2>&-", 2, ""),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line_at_most(output: str, status: int, line: str) -> None:
    code = "import sphinx_cv.__main__ as m, sys, time; time.sleep(0.5); sys.exit(m.put('a result\\n'))"
    command = ["bash", "-o", "pipefail", "-c", f'"$0" -c "$1" {output}', sys.executable, code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, line)


def test_findings_without_an_output_are_an_error(tmp_path: Path) -> None:
    for name, text in {"conf.py": CONF, "pubs.bib": PUBS, "index.md": HONORS}.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = ["sh", "-c", '"$0" -m sphinx_cv check >/dev/full', sys.executable]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=env)
    reason = "No space left on device"
    assert (done.returncode, done.stderr) == (
        2,
        f"the result cannot be printed ({reason}): correct where the output goes\n",
    )


def test_faults_of_the_build_are_left_to_the_build(checked: Callable[..., Any]) -> None:
    assert checked({**OWN, "pubs.bib": "@misc{a, title={\\unknown{x}}, author={Example, Ada and and Gu, A}}"})[:2] == (
        0,
        "nothing to say\n",
    )


def test_the_example_ends_with_nothing_to_say_in_a_second_or_so(tmp_path: Path) -> None:
    source = Path(shutil.copytree(EXAMPLE, tmp_path / "source"))
    command = [sys.executable, "-m", "sphinx_cv", "check"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    first = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False, env=env)
    begin = time.monotonic()
    again = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False, env=env)
    assert time.monotonic() - begin < 5
    for done in (first, again):
        assert (done.returncode, done.stdout, done.stderr) == (0, "nothing to say\n", "")


def test_a_cv_as_first_given_shows_its_accidents(checked: Callable[..., Any]) -> None:
    """What a machine can see of them; the rest has no trace in the file itself (see the comments on the lists below)."""
    awards = (
        "Best Paper award",
        "Outstanding Paper",
        "Outstanding Paper Honorable Mention",
        "Outstanding Paper runner-up",
    )
    honors = "".join(f"```{{award}} {title}\n:date: {2026 - at}\n```\n\n" for at, title in enumerate(awards))
    bib = (ROOT / "tests/bibtex/accidents.bib").read_bytes()
    conf = CONF.replace('"Ada Example", "A. Example"', '"Tri Dao", "T. Dao", "Tri Q. Dao"')
    status, out, err = checked({"conf.py": conf, "pubs.bib": bib, "index.md": f"# Honors\n\n{honors}"}, "json")
    assert (status, err) == (1, "")
    found = defaultdict(set)
    for each in json.loads(out):
        found[each["kind"]].add((each["name"], each["message"]))
    said = {kind: " ".join(message for _, message in sorted(messages)) for kind, messages in found.items()}
    # Slips and variants of names: all but Hohnerbach, Virgini Adams and Rezaatofighi, whom no other paper names.
    for name in ("June Wang", "Khaled K Saab", "Khaled Saab", "Daniel Y Fu", "Daniel Fu", "Zico Kolter", "Kevin Li",
                 "Armin W Thomas", "Jared Q Davis", "Christopher De Sa"):  # fmt: skip
        assert f"{name} (here" in said["name_variant"]
    assert len(found["name_variant"]) == 10
    assert {name for name, _ in found["hidden_owner"]} == {"lozhkov2024starcoder", "li2023starcoder"}
    # Capitals: all but HybriDNA, Llama, The Stack, StarCoder, Deja Vu, MONGOOSE, HiPPO, written so nowhere in the file.
    assert {name for name, _ in found["capitals"]} == {
        "guo2026sonicmoe", "shao2026beat", "wang2025m1", "ma2025hybridna", "pan2025marconi", "weber2024redpajama",
        "wang2024mamba", "liu2024bitdelta", "waleffe2024empirical", "liu2023deja",
    }  # fmt: skip
    for word in ("moe", "io", "rl", "dna", "mamba", "mamba2", "llms", "Redpajama", "Bitdelta"):
        assert f"{word} (write" in said["capitals"]
    # Venues: MLSys and AISTATS are each written one way there, and so cannot be told from what they should be.
    for venue in ("International Conference on Machine Learning'", "Advances in Neural Information Processing Systems'",
                  "Advances in neural information processing systems (NeurIPS)'", "The International Conference on Machine Learning",
                  "The International Conference on Learning Representations"):  # fmt: skip
        assert f"'{venue}" in said["venue_variant"]
    assert said["venue_variant"].count("write volume = {") == 7
    # Honors without their papers.
    assert sorted(message.partition(":")[0] for _, message in found["award_paper"]) == list(awards)
    assert {name for name, _ in found["award_row"]} == {"pan2025marconi", "gu2024mamba", "dao2022monarch"}
    assert set(found) == {"name_variant", "hidden_owner", "capitals", "venue_variant", "award_paper", "award_row"}

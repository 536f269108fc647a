"""The test suite of sphinxcontrib-bibtex, run with this extension loaded in each of its projects."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT, missing

if TYPE_CHECKING:
    from pathlib import Path

#: The source distribution, which `make test` fetches.
SDIST = ROOT / "_build/sdists" / f"sphinxcontrib_bibtex-{version('sphinxcontrib-bibtex')}.tar.gz"
#: Its tests that need a project without another domain `cite`, or that read the messages about reading files, which
#: are those of this extension in a whole website (docs/guest.md).
FULL_DIFFERS = {
    "test_bibfiles_absolute_path",
    "test_bibfiles_encoding_bad",
    "test_bibfiles_encoding_invalid",
    "test_bibfiles_multiple_keys",
    "test_bibfiles_not_found",
    "test_bibfiles_out_of_date",
    "test_natbib",
    "test_natbib_conf",
    "test_natbib_keynotfound",
    "test_natbib_latex",
    "test_natbib_norefs",
}
BARE = 'extensions = [*globals().get("extensions", ()), "sphinx_cv"]\n'
#: The defaults of sphinxcontrib-bibtex and Sphinx, which sphinx_cv.full changes, and no message about the entries.
FULL = """
extensions = [*globals().get("extensions", ()), "sphinx_cv.full"]
suppress_warnings = [*globals().get("suppress_warnings", ()), "cv"]
bibtex_default_style = globals().get("bibtex_default_style", "alpha")
bibtex_tooltips = globals().get("bibtex_tooltips", True)
primary_domain = globals().get("primary_domain", "py")
"""


@pytest.mark.parametrize(("conf", "left_out"), [(BARE, set()), (FULL, FULL_DIFFERS)], ids=["bare", "full"])
def test_sphinxcontrib_bibtex_passes_its_own_tests(conf: str, left_out: set[str], tmp_path: Path) -> None:
    if not SDIST.is_file():
        missing(f"{SDIST.name} is not fetched (make _build/sdists/bibtex)")
    with tarfile.open(SDIST) as archive:
        archive.extractall(tmp_path, filter="data")
    (suite,) = tmp_path.iterdir()
    shutil.rmtree(suite / "src")  # the installed package is tested
    for path in suite.glob("test/roots/*/conf.py"):
        with path.open("a", encoding="utf-8") as file:
            file.write(conf)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=report.xml", "test"]
    if left_out:
        command += ["-k", f"not ({' or '.join(sorted(left_out))})"]
    done = subprocess.run(
        command, cwd=suite, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    report = ET.parse(suite / "report.xml").getroot()[0]
    problems = [
        case.get("name") for case in report if case.find("failure") is not None or case.find("error") is not None
    ]
    assert problems == [], done.stdout[-5000:]
    assert int(report.get("tests", 0)) - int(report.get("skipped", 0)) >= 121 - len(left_out)

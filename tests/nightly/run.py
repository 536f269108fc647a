"""Run the heavy checks, which `make nightly` starts: each in an environment of its own, with the newest packages.

- The tests of reading, setting and the site under each other version of Python that is installed.
- This extension with myst_nb, in any order.
- The pages of a CV by axe in each common theme.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
VERSIONS = ("3.12", "3.13", "3.14")
THEMES = ("furo", "alabaster", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme")
TESTS = ("model", "tex", "bibtex", "render", "export", "lint", "site")


def environment(name: str, python: str, *packages: str) -> Path:
    """Make an environment with the project and packages, and return its Python."""
    folder = ROOT / ".venv" / name
    if not (folder / "bin/python").exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
    command = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]
    subprocess.run([*command, f"{ROOT}[site,dev]", *packages], check=True)
    subprocess.run([folder / "bin/python", "-m", "pip", "uninstall", "--quiet", "--yes", "sphinx-cv"], check=True)
    return folder / "bin/python"


def main() -> int:
    results = {}
    python = environment("notebooks", sys.executable, "myst-nb")
    results["myst_nb"] = subprocess.run(
        [python, "-m", "pytest", "-q", "tests/nightly/notebooks.py"], cwd=ROOT, check=False
    )
    results["themes"] = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/html/test_themes.py"],
        cwd=ROOT, check=False, env={**os.environ, "CV_CHECKED_THEMES": " ".join(THEMES)},
    )  # fmt: skip
    for version in VERSIONS:
        interpreter = shutil.which(f"python{version}")
        # a version manager's command may be there for a version that it does not offer
        if interpreter and subprocess.run([interpreter, "--version"], capture_output=True, check=False).returncode == 0:
            python = environment(version, interpreter)
            paths = [f"tests/{name}" for name in TESTS]
            results[version] = subprocess.run([python, "-m", "pytest", "-q", *paths], cwd=ROOT, check=False)
    for name, done in results.items():
        sys.stdout.write(f"{name}: {'passed' if done.returncode == 0 else 'failed'}\n")
    return int(any(done.returncode for done in results.values()))


if __name__ == "__main__":
    sys.exit(main())

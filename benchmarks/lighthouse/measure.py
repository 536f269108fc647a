"""Benchmark with Lighthouse of the front page, the publications page and the page of a publication: `make lighthouse`.

Prints for desktop and mobile the four scores, the bytes and requests of a first visit, and each audit that lowers a
score.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from server import serve  # noqa: E402  (a module of the tests)

PAGES = ["index.html", "sections/publications.html", "publications/gu2024mamba.html"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def report(url: str, device: str, out: Path) -> dict[str, Any]:
    """Run Lighthouse on a page, write the report to `out`, and return it."""
    path = out / f"{Path(url).stem}-{device}.json"
    program = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
    options = [
        "--quiet",
        "--output=json",
        f"--output-path={path}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    if device == "desktop":
        options.append("--preset=desktop")
    command = ["node", str(program), url, *options]
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chrome})
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def faults(found: dict[str, Any]) -> list[str]:
    """Return the audits that lower a score, each with its title and value."""
    references = [each for category in found["categories"].values() for each in category["auditRefs"]]
    weighted = {each["id"] for each in references if each["weight"]}
    return [
        f"{name}: {audit['title']} ({audit.get('displayValue', audit['score'])})"
        for name, audit in sorted(found["audits"].items())
        if name in weighted and audit["score"] is not None and audit["score"] < 1
    ]


def main() -> None:
    out = ROOT / "_build/lighthouse"
    out.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    scores = "".join(f"{name:>16}" for name in CATEGORIES)
    print(f"{'page':<34}{'device':<9}{scores}{'bytes':>10}{'requests':>10}")
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder, "html")) as url:
        # as on Read the Docs, the site knows its URL
        build = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", ".", f"{folder}/html"]
        subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "READTHEDOCS_CANONICAL_URL": f"{url}/"})
        for page in PAGES:
            if not Path(folder, "html", page).is_file():
                print(f"{page:<34}is not built")
                continue
            for device in ("desktop", "mobile"):
                found = report(f"{url}/{page}", device, out)
                scores = "".join(f"{found['categories'][name]['score'] * 100:>16.0f}" for name in CATEGORIES)
                weight = found["audits"]["total-byte-weight"]["numericValue"]
                requests = len(found["audits"]["network-requests"]["details"]["items"])
                print(f"{page:<34}{device:<9}{scores}{weight:>10.0f}{requests:>10}", flush=True)
                lines += [f"{page} on {device}: {fault}" for fault in faults(found)]
    print("\n".join(["", "What costs points:", *lines] if lines else ["", "Nothing costs points."]))


if __name__ == "__main__":
    main()

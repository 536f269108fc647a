"""Lighthouse on the front page, the publications page and one paper's page, on a desktop and a phone: `make lighthouse`.

Prints the four scores, the bytes and requests of the first view, and by name each audit that costs points.
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

from server import serve  # noqa: E402  (the tests' own)

PAGES = ["index.html", "sections/publications.html", "publications/gu2024mamba.html"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def report(url: str, device: str, out: Path) -> dict[str, Any]:
    """One run of Lighthouse; its report is kept beside the others."""
    path = out / f"{Path(url).stem}-{device}.json"
    program = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
    command = ["node", str(program), url, "--quiet", "--output=json", f"--output-path={path}",
               f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
               *(["--preset=desktop"] if device == "desktop" else [])]  # fmt: skip
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chrome})
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def faults(found: dict[str, Any]) -> list[str]:
    """The audits that cost points."""
    weighed = {one["id"] for category in found["categories"].values() for one in category["auditRefs"] if one["weight"]}
    return [f"{name}: {audit['title']} ({audit.get('displayValue', audit['score'])})"
            for name, audit in sorted(found["audits"].items())
            if name in weighed and audit["score"] is not None and audit["score"] < 1]  # fmt: skip


def main() -> None:
    out = ROOT / "_build/lighthouse"
    out.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    print(
        f"{'page':<34}{'device':<9}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'bytes':>10}{'requests':>10}"
    )
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder, "html")) as address:
        # the site as it is hosted: it knows its address
        build = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", ".", f"{folder}/html"]
        subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "READTHEDOCS_CANONICAL_URL": f"{address}/"})
        for page in PAGES:
            if not Path(folder, "html", page).is_file():
                print(f"{page:<34}is not built")
                continue
            for device in ("desktop", "mobile"):
                found = report(f"{address}/{page}", device, out)
                scores = "".join(f"{found['categories'][name]['score'] * 100:>16.0f}" for name in CATEGORIES)
                weight = found["audits"]["total-byte-weight"]["numericValue"]
                requests = len(found["audits"]["network-requests"]["details"]["items"])
                print(f"{page:<34}{device:<9}{scores}{weight:>10.0f}{requests:>10}", flush=True)
                said += [f"{page} on {device}: {fault}" for fault in faults(found)]
    print("\n".join(["", "What costs points:", *said] if said else ["", "Nothing costs points."]))


if __name__ == "__main__":
    main()

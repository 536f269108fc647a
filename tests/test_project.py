"""The Makefile and the locks."""

from __future__ import annotations

import subprocess

from conftest import ROOT


def test_make_alone_lists_the_targets() -> None:
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [line.split()[1] for line in listed.splitlines()]
    assert names == ["help", "site", "html", "pdf", "preview", "docs", "test", "check", "bench", "corpus", "nightly", "linkcheck", "lighthouse", "lock",
                     "clean"]  # fmt: skip


def test_the_locks_name_every_package_with_hashes_and_no_address() -> None:
    site, dev = ((ROOT / name).read_text("utf-8") for name in ("requirements.txt", "requirements-dev.txt"))
    for lock in (site, dev):
        assert "://" not in lock
        entries = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in entry and entry.endswith("\\") for entry in entries)
    pinned = {line.split()[0] for line in site.splitlines() if "==" in line}
    assert pinned <= {line.split()[0] for line in dev.splitlines() if "==" in line}

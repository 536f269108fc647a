"""What goes wrong with the programs of TeX: one message each, and no PDF that is not whole."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, EPOCH, PUBS, ROOT, need
from pdfs import make, run

from sphinx_cv.pdf import build, programs

if TYPE_CHECKING:
    from pathlib import Path

REINSTALL = f"on Debian or Ubuntu, sudo apt-get install --reinstall {programs.PACKAGES}\n"
FREE = "free space on the disk, or shorten the longest words (more in _build/latex/cv.log)\n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH that begins with the folder of the fake programs."""
    need("xelatex")
    return f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"


def fake(folder: Path, name: str, script: str, mode: int = 0o755) -> None:
    """Put a program into the folder of fake ones; in the script, REAL is the true one."""
    (folder / "bin").mkdir(exist_ok=True)
    file = folder / "bin" / name
    file.write_text(script.replace("REAL", str(shutil.which(name))), "utf-8")
    file.chmod(mode)


def test_a_program_that_cannot_start_is_one_message(tmp_path: Path, path: str) -> None:
    make(tmp_path)
    fake(tmp_path, "xelatex", "no program\n")
    found = run(tmp_path, PATH=path)
    assert (found.status, found.said) == (2, f"xelatex cannot be started (Exec format error): {REINSTALL}")
    fake(tmp_path, "xelatex", "#!/no/such/interpreter\n")
    found = run(tmp_path, PATH=path)
    assert (found.status, found.said) == (2, f"xelatex cannot be started (No such file or directory): {REINSTALL}")
    assert not found.path().exists()


def test_a_crash_of_xetex_is_one_message_with_the_last_place(tmp_path: Path, path: str) -> None:
    make(tmp_path)
    fake(tmp_path, "xelatex", "#!/bin/sh\nkill -SEGV $$\n")
    found = run(tmp_path, PATH=path)
    assert (found.status, found.said) == (2, f"cv: xelatex ended with SIGSEGV, here or later: {FREE}")
    fake(tmp_path, "xelatex", '#!/bin/sh\nREAL "$@" >/dev/null\nexit 139\n')
    found = run(tmp_path, PATH=path)
    assert (found.status, found.said) == (2, f"pubs.bib:1: xelatex ended with status 139, here or later: {FREE}")
    assert not found.path().exists()


def test_a_log_that_is_cut_off_is_an_error(tmp_path: Path, path: str) -> None:
    fake(tmp_path, "xelatex", '#!/bin/sh\nREAL "$@" >/dev/null\ntruncate -s 10000 cv.log\n')
    make(tmp_path)
    found = run(tmp_path, PATH=path)
    assert (found.status, found.said) == (2, f"pubs.bib:1: xelatex ended with status 0, here or later: {FREE}")


@pytest.mark.parametrize("name", ["xelatex", "xdvipdfmx"])
def test_a_program_that_hangs_is_stopped_with_its_children(
    tmp_path: Path, path: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    fake(tmp_path, name, "#!/bin/sh\necho $$ > pids\nsleep 60 &\necho $! >> pids\nwait\n")
    monkeypatch.setattr(programs, "LIMIT", 1)
    if name == "xdvipdfmx":
        monkeypatch.setattr(build, "typeset", lambda *_: "")
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    out = tmp_path / "_build/latex"
    start = time.monotonic()
    with pytest.raises(programs.PDFError, match=f"^cv: {name} was stopped after 1 s[,:] "):
        build.build(tmp_path, out)
    assert time.monotonic() - start < 40
    assert not (out / "cv.pdf").exists()
    assert all_ended(out / "pids")


def all_ended(pids: Path) -> bool:
    """Tell whether the processes in a file have ended; nothing may have waited for them."""
    command = ["ps", "-o", "stat=", "-p", ",".join(pids.read_text("utf-8").split())]
    states = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {state[:1] for state in states.split()} <= {"Z"}


@pytest.mark.parametrize(
    ("program", "number", "status"),
    [
        ("xelatex", signal.SIGINT, 130),
        ("xelatex", signal.SIGTERM, 143),
        ("xelatex", signal.SIGHUP, 129),
        ("xdvipdfmx", signal.SIGTERM, 143),
    ],
)
def test_an_interruption_stops_the_programs_and_leaves_no_pdf(
    tmp_path: Path, path: str, program: str, number: int, status: int
) -> None:
    out, two = tmp_path / "_build/latex", 'cv_pdfs = {"index": "cv", "short": "short"}\n'
    tmp_path.joinpath("short.md").write_text("---\norphan: true\n---\n# Short\n\nSome text.\n", "utf-8")
    fake(tmp_path, program, "#!/bin/sh\necho half > cv.part\nsleep 60 &\necho $$ $! >> pids\nwait\n")
    for name, text in {"conf.py": CONF + two, "pubs.bib": PUBS, "index.md": "# CV\n\nSome text.\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    # nohup and shells in the background have processes ignore signals
    default = "import os, signal, sys; [signal.signal(each, signal.SIG_DFL) for each in (1, 2, 15)]; os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", default, sys.executable, "-m", "sphinx_cv", "pdf"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as process:
        start = time.monotonic()
        while not ((out / "pids").exists() and len((out / "pids").read_text("utf-8").split()) == 4):
            assert time.monotonic() - start < 100
            time.sleep(0.1)
        process.send_signal(number)
        said = process.communicate(timeout=20)[1]
    assert (process.returncode, said) == (status, "")
    assert all_ended(out / "pids")
    assert not [each.name for each in out.iterdir() if each.suffix in {".part", ".pdf"}]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("REAL \"$@\"; truncate -s 3000 cv.part", r"cv: the PDF is not whole \(.+\): free space on the disk of _build/latex\n"),
        ("REAL \"$@\"; : > cv.part", r"cv: the PDF is not whole \(.+\): free space on the disk of _build/latex\n"),
        (":", r"cv: the PDF is not whole \(.+\): free space on the disk of _build/latex\n"),
        ("echo 'xdvipdfmx:fatal: no space' >&2; exit 1", r"cv: xdvipdfmx ended with status 1: xdvipdfmx:fatal: no space\n"),
        ("exit 1", r"cv: xdvipdfmx ended with status 1: free space on the disk of _build/latex\n"),
        ("REAL -s 1 \"$@\"", r"cv: the PDF has 1 of 2 pages: free space on the disk of _build/latex\n"),
    ],
)  # fmt: skip
def test_a_pdf_that_is_not_whole_is_not_left(tmp_path: Path, path: str, script: str, said: str) -> None:
    index = "# CV\n\n## First\n\n```{bibliography}\n```\n\n" + "Some text.\n\n" * 80
    made = make(tmp_path, index=index)
    assert made.path().exists()
    fake(tmp_path, "xdvipdfmx", f"#!/bin/sh\n{script}\n")
    found = run(tmp_path, PATH=path)
    assert found.status == 2
    assert re.fullmatch(said, found.said)
    assert not list(found.path().parent.glob("cv.p*"))


@pytest.mark.parametrize("size", [10_000, 30_000])
def test_a_disk_that_is_full_is_one_message(tmp_path: Path, size: int) -> None:
    """Files cannot be longer than `size`; the PDF of the second size is made of cut files, or none is."""
    made = make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_cv", "pdf"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not list(made.path().parent.glob("cv.p*"))


def test_pdfs_of_a_failed_build_are_not_left(tmp_path: Path) -> None:
    made = make(tmp_path)
    assert made.path().exists()
    (tmp_path / "bin").mkdir()
    assert run(tmp_path, PATH=str(tmp_path / "bin")).status == 2
    assert not made.path().exists()

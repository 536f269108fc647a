"""The wheel of this package, made from the files of its installation, or from its sources.

The format is that of the Python Packaging User Guide, "Binary distribution format".
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
#: Notes of the installer, which are not in a wheel.
_NOTES = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json"})


class WheelError(Exception):
    """The wheel cannot be made; its text says why, and what to do."""


def wheel() -> tuple[str, bytes]:
    """Return the file name and the content of the wheel; raises WheelError."""
    if installed := _installation():
        return f"sphinx_cv-{installed.version}-py3-none-any.whl", _from_files(installed)
    return _from_sources(PACKAGE.parent)


def _installation() -> Distribution | None:
    """Return the installed distribution that has this package; None if it runs from its sources."""
    try:
        found = distribution("sphinx-cv")
    except PackageNotFoundError:
        return None
    files = {Path(str(found.locate_file(file))) for file in found.files or ()}
    # the notes of setuptools in a checkout, .egg-info, are not enough
    has_notes = any(file.parent.suffix == ".dist-info" for file in files)
    return found if has_notes and PACKAGE / "__init__.py" in files else None


def _from_files(installed: Distribution) -> bytes:
    files = {
        file.as_posix(): Path(str(file.locate())).read_bytes()
        for file in installed.files or ()
        if ".." not in file.parts and file.suffix != ".pyc" and file.name not in _NOTES
    }
    folder = next(name.partition("/")[0] for name in files if name.endswith(".dist-info/METADATA"))
    record = f"{folder}/RECORD"
    lines = [f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in sorted(files.items())]
    files[record] = "".join([*lines, f"{record},,\n"]).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # with the date 1980-01-01
    return buffer.getvalue()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _from_sources(root: Path) -> tuple[str, bytes]:
    """Return the name and content of the wheel that pip makes of a copy of the sources, as it writes beside them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "sources")
        shutil.copytree(PACKAGE, copy / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
            if (root / name).is_file():
                shutil.copy2(root / name, copy)
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        made = list(Path(folder).glob("*.whl"))
        if done.returncode or not made:
            last = (done.stderr.strip().splitlines() or ["pip made no wheel"])[-1]
            raise WheelError(
                f"The wheel of sphinx-cv cannot be made ({last}): install it first, then run sphinx-cv new"
            )
        return made[0].name, made[0].read_bytes()

"""What LaTeX cannot print: HTML and some images; each is a warning with its line and the fix."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from conftest import build
from pdfs import make

from sphinx_cv.pdf.images import fault_of
from sphinx_cv.pdf.raw_html import shown_by

if TYPE_CHECKING:
    from pathlib import Path

FIX = "write it in Markdown, or inside ```{only} html [cv.pdf]"
FORMAT = "as LaTeX cannot read its format: save it as PNG, JPEG or PDF too, and write"
DAMAGED = "the file is damaged, or not what its name says: save it again"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"".join([
    b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\0abcdef" * 2)), chunk(b"IEND", b""),
])  # fmt: skip
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<div>\n<b>Two</b> words\n</div>", "Two words"), ("<details><summary>More</summary>", "More"), ("</details>", ""),
        ("<!-- hidden -->", ""), ("<style>p {}</style><script>x()</script>", ""), ("<template>x</template>y", "y"),
        ("<br/><hr>", ""), ('<a id="here"></a>', ""), ("&nbsp;", ""), ("A&amp;B &lt;", "A&B <"),
        ('<video src="a.mp4"></video>', "<video>"), ("<img src='a.png'> by me", "<img> by me"), ("<", "<"),
        ("<![foo[ x ]]>y", "y"), ("<![", ""),
        ("<svg><path d=''/></svg>", ""), ("long " * 20, "long " * 8 + "…"),
    ],
)  # fmt: skip
def test_what_html_shows(html: str, shown: str) -> None:
    assert shown_by(html) == shown


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.png", PNG, ""), ("a.PNG", PNG, ""), ("a.jpg", PNG, ""), ("a.png", PNG[:60], DAMAGED), ("a.png", b"no image", DAMAGED),
        ("a.png", PNG.replace(b"IDAT", b"IDAR"), DAMAGED), ("a.png", b"", DAMAGED), ("a.jpeg", b"\xff\xd8...\xff\xd9", ""),
        ("a.jpg", b"\xff\xd8...", DAMAGED), ("a.pdf", b"%PDF-1.7\n...\n%%EOF\n", ""), ("a.pdf", b"%PDF-1.7\n...", DAMAGED),
        ("a.gif", GIF, f"{FORMAT[3:]} a.*"), ("a.b.svg", b"<svg/>", f"{FORMAT[3:]} a.b.*"),
    ],
)  # fmt: skip
def test_images_that_latex_cannot_read(tmp_path: Path, name: str, data: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert fault_of(tmp_path / name) == fault


LOST = """\
# Part

<!-- a comment -->

<div>Block
words</div>

```{only} html
<p>On the website alone</p>
```

```{raw} html
<p>Raw words</p>
```

```{raw} html
<p>Twice</p>
```
```{raw} latex
Twice
```

<details><summary>More</summary>

Some *Markdown*.

</details>

Here ![one](a.gif) and ![](b.png) and <img src="c.png">.

![two](ok.*)

```{figure} a.gif
:alt: three

With a caption.
```
"""


def test_each_lost_part_is_one_warning_with_its_line(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_cv.full"]\ncv_owner = "Ada Example"\ncv_pdfs = {"index": "cv", "short": "short"}\n'
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    toctree = "\n\n```{toctree}\npart\n```\n"
    pages = {"index": f"# CV{toctree}", "short": f"---\norphan: true\n---\n# Short{toctree}", "part": LOST}
    for name, text in pages.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    for name, data in {"a.gif": GIF, "b.png": PNG[:60], "ok.gif": GIF, "ok.png": PNG}.items():
        (tmp_path / name).write_bytes(data)
    lost = [
        (5, f"the HTML of 'Block words' is not in the PDF: {FIX}"),
        (12, f"the HTML of 'Raw words' is not in the PDF: {FIX}"),
        (23, f"the HTML of 'More' is not in the PDF: {FIX}"),
        (29, f"the HTML of '<img>' is not in the PDF: {FIX}"),
        (29, f"the image a.gif is not in the PDF, {FORMAT} a.* [cv.pdf]"),
        (29, f"the image b.png is not in the PDF, as {DAMAGED} [cv.pdf]"),
        (33, f"the image a.gif is not in the PDF, {FORMAT} a.* [cv.pdf]"),
    ]
    found = build(tmp_path, tmp_path / "latex", "latex")
    assert found == [f"part.md:{line}: WARNING: {message}" for line, message in lost]
    tex = (tmp_path / "latex/cv.tex").read_text("utf-8")
    assert "Here one and  and ." in tex
    assert "three" in tex
    assert tex.count(r"\sphinxincludegraphics") == 1


def test_inline_html_is_printed(tmp_path: Path) -> None:
    inline = "H<sub>2</sub>O, 10<SUP>5</SUP> <b>bold <i>both</i></b> one<br>two<br/>three\\\nfour <span>kept</span> <sup>open\n"
    table = "| a |\n|---|\n| <br>x<br>y |\n"
    made = make(
        tmp_path,
        index=f"# CV\n\n## Head<br>line x<sup>2</sup>\n\n<br>{inline}\n{table}\n<br>\n\n```{{only}} pdf\nOn paper.\n```\n",
    )
    assert (made.status, made.said) == (0, "")
    text = (tmp_path / "_build/latex/cv.tex").read_text("utf-8")
    assert "On paper." in text
    for part in (r"H$_{\text{2}}$O, 10$^{\text{5}}$", r"\sphinxstylestrong{bold \sphinxstyleemphasis{both}}",
                 r"one\newline{}two\newline{}three\\", "kept open", r"x\newline{}y", r"\section{Head line x$^{\text{2}}$}"):  # fmt: skip
        assert part in text

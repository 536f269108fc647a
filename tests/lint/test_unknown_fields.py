"""Fields that are not known: each is named once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content import read_library

from sphinx_cv.lint.unknown_fields import check

if TYPE_CHECKING:
    from pathlib import Path


def test_a_field_that_is_not_known_is_named_once(tmp_path: Path) -> None:
    entry = "@article{{{key}, author = {{Ng, Ann}}, title = {{T}}, journal = {{J}}, year = 2020, {fields}}}\n"
    known = "abstract = {A}, keywords = {k}, file = {a.pdf}, bdsk-file-1 = {x}, code = {https://x.org}, note = {N}"
    more = "jurnal = {B},\n tidelevel = {3}, other = {}"
    source = "".join(
        entry.format(key=key, fields=fields) for key, fields in (("a", known), ("b", more), ("c", "tidelevel = {4}"))
    )
    found = list(check(read_library(tmp_path, source).publications))
    assert [(each.line, each.subtype, each.message) for each in found] == [
        (2, "unknown_field", "b: jurnal: this field is not known and not printed: did you mean journal?"),
        (
            3,
            "unknown_field",
            "b: tidelevel: this field of 2 entries is not known and not printed: rename it, or remove it",
        ),
    ]

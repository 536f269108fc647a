"""Settings of conf.py: one that cannot be used is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]


def test_a_setting_that_cannot_be_used_is_named_by_the_build(site: MakeSite) -> None:
    conf = CONF + 'cv_people = {"A B": "C"}\ncv_marks = {"lead": "!"}\n'
    site({"conf.py": conf, "index.md": "# CV\n"}, (
        'conf.py:6: WARNING: cv_marks: lead has no sign and meaning: write {"lead": ("*", "equal contribution")} [cv.config]',
        'conf.py:5: WARNING: cv_people: A B has no list of names: write {"A B": ["...", "..."]} [cv.config]',
    ))  # fmt: skip

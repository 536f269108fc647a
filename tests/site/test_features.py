"""The features of the extension: each sets up what it needs, so that no order matters."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from conftest import EPOCH, written_files

import sphinx_cv
from sphinx_cv import full

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

PAGES = {
    "index.md": "# CV\n\n```{portrait}\n```\n\n```{profiles}\n```\n\n```{glance}\n```\n\n```{pdfs}\n```\n\n```{entries} position\n```\n\n"
    "```{chart} years\n```\n\n```{chart} timeline\n```\n\nSee {cv:pub}`one` and {math}`x < y`.\n\n```{toctree}\npapers\npeople\n```\n",
    "papers.md": "# Papers\n\n```{bibliography}\n:by: year\n:list: enumerated\n```\n\n```{bibliography}\n:style: plain\n:all:\n```\n",
    "people.md": "# People\n\n```{coauthors}\n```\n\n```{position} Professor\n:organization: A University\n:start: 2020\n:end: present\n```\n",
}


FEATURES = sphinx_cv.FEATURES + full.FEATURES


def shuffled(seed: int) -> tuple[str, ...]:
    features = list(FEATURES)
    random.Random(seed).shuffle(features)
    return tuple(features)


ORDERS = {"reversed": FEATURES[::-1], **{f"seed {seed}": shuffled(seed) for seed in range(5)}}


@pytest.fixture
def built(
    site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, object]]:
    """Build a tiny site from the start with the features in an order; give its files."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def build(features: tuple[str, ...], builder: str) -> dict[str, object]:
        monkeypatch.setattr(sphinx_cv, "FEATURES", features[: len(features) // 2])
        monkeypatch.setattr(full, "FEATURES", features[len(features) // 2 :])
        made = site(PAGES, builder=builder, fresh=True, cv_links={"Homepage": "https://example.org/"})
        if builder == "html":
            found = written_files(made.out)
        else:
            found = {path.name: path.read_bytes() for path in sorted(made.out.iterdir()) if path.is_file()}
        made.out.rename(tmp_path / f"{builder}-{len(list(tmp_path.iterdir()))}")
        return found

    return build


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_the_features_changes_a_byte(
    built: Callable[..., dict[str, object]], order: str, builder: str
) -> None:
    expected, found = built(FEATURES, builder), built(ORDERS[order], builder)
    assert len(expected) >= {"html": 30, "latex": 5, "text": 3}[builder]
    assert found == expected


def test_each_feature_has_a_module_with_a_setup() -> None:
    from importlib import import_module

    assert len(set(FEATURES)) == len(FEATURES)
    for feature in FEATURES:
        assert callable(import_module(f"sphinx_cv.{feature}").setup)

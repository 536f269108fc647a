"""arXiv: names of people as Atom has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_cv.online import arxiv
from sphinx_cv.online.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def author(server: Any) -> Callable[[str], str]:
    """The field author of a paper by one person."""

    def made(name: str) -> str:
        feed = (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2401.00001v1</id>"
            f"<author><name>{name}</name></author><author><name> </name></author></entry></feed>"
        )
        server.add("/arxiv?id_list=2401.00001&max_results=1", body=feed)
        return arxiv.fetch(["2401.00001"], Fetcher(), f"{server.url}/arxiv")["2401.00001"].fields["author"]

    return made


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Grace Bell", "Grace Bell"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("In\xeas De S\xe1", "De S\xe1, In\xeas"),
        ("Laurens Van Der Waves", "Van Der Waves, Laurens"),
        ("Maria De La Mar", "De La Mar, Maria"),
        ("Duc Van Song", "Duc Van Song"),
        ("De Li", "De Li"),
        ("Martin L. King Jr.", "King, Jr., Martin L."),
        ("Bell, Grace}, title={x", "Bell Grace title= x"),
        ("The Tidal Collaboration", "{The Tidal Collaboration}"),
        ("Shells and Waves", "{Shells and Waves}"),
        ("TideAI", "TideAI"),
    ],
)
def test_names_are_written_so_that_bibtex_splits_them(author: Callable[[str], str], name: str, written: str) -> None:
    assert author(name) == written

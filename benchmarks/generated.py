"""Generated entries, which extend pubs.bib to any size."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
SEED = 20_240_517
YEARS = range(2017, 2027)
GIVEN = "Ana Bjørn Chinedu Dorota Emre Fatima Grace Hiroshi Inês J.-P. Kateřina Lê Minh".split()
FAMILY = (
    r"Abe,van der Berg,Castro,Dürr,Erd{\H o}s,Fernández,Goldberg,H{\"o}lder,{\'I}sak,Jensen,Kowalczyk,Lindqvist,Mbeki,"
    r"Nguyễn,Ouyang,Petrov,Quispe,Şahin,Trần,Weiß"
).split(",")
TOPICS = ("attention", "causality", "compilers", "fairness", "genomics", "kernels", "language models", "optimization")
SUBJECTS = (
    "accuracy bandwidth cache descent estimator filter gradient hashing inference lattice memory network operator"
    " pipeline retrieval sampling tensor variance"
).split()
#: The type of the entry, the field of the venue, and the venue.
VENUES = (
    ("inproceedings", "booktitle", "Conference on Neural Information Processing Systems (NeurIPS)"),
    ("inproceedings", "booktitle", "International Conference on Learning Representations (ICLR)"),
    ("article", "journal", "Journal of Machine Learning Research (JMLR)"),
    ("article", "journal", "Transactions of the Association for Computational Linguistics"),
)
URL = "https://example.org/generated/"
#: The beginning of an entry, but not of BibTeX's other commands.
ENTRY = re.compile(r"(?mi)^\s*@(?!string|comment|preamble)[a-z]+\s*[{(]")


def generate(count: int) -> Iterator[str]:
    """Yield generated entries, the same at each call."""
    chance = random.Random(SEED)
    for number in range(count):
        kind, field_, venue = chance.choice(VENUES)
        people = [f"{family}, {chance.choice(GIVEN)}" for family in chance.sample(FAMILY, chance.randint(1, 7))]
        people.insert(chance.randrange(len(people) + 1), "Dao, Tri")
        title = " ".join(chance.sample(SUBJECTS, 5)).capitalize()
        yield (
            f"@{kind}{{generated{number},\n  author = {{{' and '.join(people)}}},\n"
            f"  title = {{{title} for {{GPU}}s, part {number}}},\n  {field_} = {{{venue}}},\n"
            f"  year = {{{chance.choice(YEARS)}}},\n  keywords = {{{chance.choice(TOPICS)}}},\n"
            f"  url = {{{URL}{number}}},\n}}\n\n"
        )


def bibliography(size: int) -> tuple[str, int]:
    """Return pubs.bib, extended to `size` entries, and the number of generated entries."""
    text = PROJECT.joinpath("pubs.bib").read_text(encoding="utf-8")
    generated = max(0, size - len(ENTRY.findall(text)))
    return f"{text}\n{''.join(generate(generated))}", generated

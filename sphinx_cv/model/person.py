"""People named in publications."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One name in one publication, as plain text."""

    given: str = ""
    particle: str = ""
    family: str
    suffix: str = ""
    #: Whether this is the owner of the CV.
    owner: bool = False
    #: Annotations of biblatex's `author+an`, such as "equal".
    marks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The printed form: `Christopher De Sa`, `Martin Luther King, Jr.`."""
        name = " ".join(filter(None, (self.given, self.particle, self.family)))
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def sort_name(self) -> str:
        """The sorted form, as in an index or a BibTeX file: `De Sa, Christopher`."""
        last = " ".join(filter(None, (self.particle, self.family)))
        return ", ".join(filter(None, (last, self.suffix, self.given)))


@dataclass(frozen=True, slots=True)
class Contribution:
    """People with another role than that of the people named first: editors beside authors, translators, holders."""

    #: The role as biblatex names it: editor, compiler, translator, introduction, holder, ...
    role: str
    people: tuple[Person, ...]
    #: Whether the names end in "and others".
    others: bool = False

"""The fields of rows by kind: where each is printed, and its label."""

from __future__ import annotations

import pytest

from sphinx_cv.model.kinds import Layout, filter_name, label_of, lay_out, usable_kinds
from sphinx_cv.model.row import FILTER_NAMES, filter_names


@pytest.mark.parametrize(
    ("fields", "own", "declared", "expected"),
    [
        (["kind", "role", "location", "organization", "date"], (), (), Layout(("organization", "role", "location"), (), (), ())),
        (["number", "role", "amount"], (), ("amount", "number", "role"), Layout((), ("amount", "number", "role"), (), ())),
        (["number", "x", "url"], (), ("amount", "number"), Layout((), ("number", "x"), (), ("x",))),
        (["advisors", "dissertation"], ("dissertation", "advisors"), (), Layout((), (), ("dissertation", "advisors"), ())),
        (["code", "role"], ("code",), (), Layout(("role", "code"), (), (), ())),
        (["code", "role"], ("code",), ("code",), Layout(("role",), ("code",), (), ())),
        (["code"], (), (), Layout((), ("code",), (), ("code",))),
        ([], (), ("amount",), Layout((), (), (), ())),
    ],
)  # fmt: skip
def test_a_field_has_one_place(
    fields: list[str], own: tuple[str, ...], declared: tuple[str, ...], expected: Layout
) -> None:
    assert lay_out(fields, own, declared) == expected


@pytest.mark.parametrize(
    ("field", "label", "name"),
    [("amount", "Amount", "amount"), ("now-at", "Now at", "now_at"), ("video_of-it", "Video of it", "video_of_it"), ("PI", "PI", "pi")],
)  # fmt: skip
def test_a_field_has_a_label_and_a_name_in_filters(field: str, label: str, name: str) -> None:
    assert (label_of(field), filter_name(field)) == (label, name)


def test_the_kinds_of_the_manual_are_usable_and_their_fields_are_names_of_filters() -> None:
    kinds = {"grant": ["amount", "number", "role"], "talk": ("event", "slides"), "student": []}
    usable = {"grant": ("amount", "number", "role"), "talk": ("event", "slides"), "student": ()}
    assert usable_kinds(kinds) == (usable, [])
    assert filter_names(usable) == {**FILTER_NAMES, **dict.fromkeys(("amount", "number", "event", "slides"), "text")}

"""Charts: what is counted, and where each shape stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_cv.model.row import Row
from sphinx_cv.model.spans import DateSpan
from sphinx_cv.render import charts
from sphinx_cv.render.timeline import make_timeline


def publications(*of: tuple[str, str]) -> list[tuple[str, Any]]:
    return [(year, SimpleNamespace(topics=(topic, "second") if topic else ())) for year, topic in of]


def row(kind: str = "position", title: str = "T", **dates: str) -> Row:
    span = DateSpan.from_options(*(dates.get(name, "") for name in ("date", "start", "end")))
    return Row(kind=kind, title=title, dates=span, docname="work", anchor=title)


def test_the_most_frequent_main_topics_have_a_colour_and_the_others_share_one() -> None:
    counts = charts.count(publications(*(("2020", topic) for topic in ["", *"ggffeeddccaab"])))
    assert counts is not None
    assert [tuple(each) for each in counts.series] == [
        ("a", "1", 2), ("c", "2", 2), ("d", "3", 2), ("e", "4", 2), ("f", "5", 2), ("other topics", "other", 3),
        ("without topic", "none", 1),
    ]  # fmt: skip
    assert [(year.name, year.counts, year.total) for year in counts.years] == [("2020", (2, 2, 2, 2, 2, 3, 1), 14)]


def test_years_between_are_there_with_nothing_and_a_slip_in_a_year_makes_no_thousand_of_them() -> None:
    counts = charts.count(publications(("202", "a"), ("2020", "a"), ("2023", "b"), ("Forthcoming", "a")))
    assert counts is not None
    assert [(year.name, year.counts) for year in counts.years] == [
        ("202", (1, 0)), ("2020", (1, 0)), ("2021", (0, 0)), ("2022", (0, 0)), ("2023", (0, 1)),
    ]  # fmt: skip
    assert [(year.name, year.total) for year in counts.undated] == [("Forthcoming", 1)]
    assert charts.count(publications(("Undated", "a"))) is None
    assert charts.count([]) is None


def test_columns_stack_from_the_foot_in_the_legends_order() -> None:
    counts = charts.count(publications(("2020", "a"), ("2020", "a"), ("2020", "b"), ("2021", "b")))
    assert counts is not None
    first, second = charts.columns(counts)
    assert [(box.style, box.y, box.height) for box in first.boxes] == [("1", "50", "56"), ("2", "22", "28")]
    assert [(box.style, box.y, box.height) for box in second.boxes] == [("2", "78", "28")]
    assert (first.area, second.area.x) == (charts.Box("0%", "0", "12.5%", "132"), "12.5%")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"start": "2016", "end": "2021"}, ("40%", "60%")),
        ({"start": "2019-07", "end": "2019-09"}, ("75%", "2.5%")),
        ({"start": "2020-07-01", "end": "present"}, ("85%", "15%")),
        ({"date": "2020"}, ("80%", "10%")),
        ({"date": "2020-07"}, ("85%", "0.833%")),
        ({"end": "2020-01-01"}, ("80%", "0.027%")),
        ({"start": "Fall 2019", "end": "Spring 2021"}, ("76.667%", "17.5%")),
        ({"date": "Q3 2020"}, ("85%", "2.5%")),
        ({"date": "Winter 2021/22"}, ("99.167%", "0.833%")),
    ],
)
def test_bars_stand_where_their_dates_are(dates: dict[str, str], expected: tuple[str, str]) -> None:
    drawn = make_timeline([row("degree", start="2012", end="2013"), row(**dates)], [2021])
    assert drawn is not None
    ((_, _, (span,)), _) = drawn.groups
    assert (span.x, span.width) == expected


def test_an_ongoing_position_reaches_the_last_year_of_the_records_and_no_clock_is_asked() -> None:
    rows = [row(start="2020-01", end="present"), row("course", date="2022-05")]
    drawn = [make_timeline(rows, years) for years in ([], [2021, 0], [2031])]
    assert [(each.first, each.last, each.groups[0][2][0].width) for each in drawn if each] == [
        (2020, 2023, "100%"), (2020, 2023, "100%"), (2020, 2032, "100%"),
    ]  # fmt: skip
    assert make_timeline([row(), row(end="present"), row("course", date="2022")], [2020]) is None


def test_strips_lie_below_each_other_the_newest_first() -> None:
    counts = charts.count(publications(("2020", "a"), ("2020", "a"), ("2020", "b"), ("2021", "b")))
    assert counts is not None
    assert [(strip.year.name, [(box.style, box.x, box.width) for box in strip.boxes]) for strip in charts.strips(counts)] == [
        ("2021", [("2", "0%", "33.333%")]), ("2020", [("1", "0%", "66.667%"), ("2", "66.667%", "33.333%")]),
    ]  # fmt: skip
    assert [counts.parts(year) for year in counts.years] == [[("a", 2), ("b", 1)], [("b", 1)]]


@pytest.mark.parametrize(("years", "horizontal"), [(11, False), (12, True)])
def test_a_picture_of_more_than_eleven_years_is_horizontal(years: int, *, horizontal: bool) -> None:
    counts = charts.count(publications(*((str(2000 + year), "a") for year in range(years))))
    assert counts is not None
    assert counts.horizontal is horizontal

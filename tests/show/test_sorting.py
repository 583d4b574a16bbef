"""Columns sort by number where they have one unit, and not at all where they have several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from analysis.language.messages import Link
from analysis.show import html
from analysis.show.content import Cell, Lines, Sorted, Styled
from analysis.show.displays import Table
from analysis.show.sorting import FEWEST, SortKey, by_date, number_of, orders

NONE = Styled("absent", "no figure")
FIGURES: dict[str, SortKey] = {
    "a": (Fraction(7), "人"),
    "b": (Fraction(5), "元"),
    "c": (None, "元"),
}


def of_figure(name: str) -> SortKey:
    return FIGURES.get(name, (None, ""))


def table(cells: Sequence[Cell], *, counts: bool = False) -> Table:
    """Return a table of one column."""
    numbers = ("x",) if counts else ()
    return Table([{"x": cell} for cell in cells], "c", {"x": "X"}, "t", "en", numbers=numbers)


@pytest.mark.parametrize(
    ("cells", "counts", "order"),
    [
        ([Sorted("1 million", Fraction(10**6), "元"), Sorted("2", Fraction(2), "元")], 0, "number"),
        ([Sorted("1 yuan", Fraction(1), "元"), Sorted("2 people", Fraction(2), "人")], 0, "none"),
        ([Sorted("damaged", None, "人"), Sorted("2", Fraction(2), "元")], 0, "number"),
        ([Link("a", "七名"), NONE], 0, "number"),
        ([Link("a", "七名"), Link("b", "五元")], 0, "none"),
        ([Link("c", "?元"), NONE], 0, "text"),
        (["1,200", "13", NONE], 1, "number"),
        ([f"{n},200" for n in range(1, 9)], 0, "none"),
        (["Oz 2031", "Oz 2031", "Ib 2030", "Ib 2030"], 0, "text"),
        ([f"up to {n}" for n in range(1, 9)], 0, "none"),
        (["apples", "pears"], 0, "text"),
        (["", NONE], 0, "none"),
    ],
)  # fmt: skip
def test_how_a_column_is_sorted(cells: Sequence[Cell], counts: bool, order: str) -> None:
    many = list(cells) * (1 if len(cells) >= FEWEST else FEWEST)
    assert orders(table(many, counts=bool(counts)), of_figure) == {"x": order}


def test_a_short_table_is_not_sorted() -> None:
    assert orders(table(["1"] * (FEWEST - 1)), of_figure) == {}
    assert 'data-order="none"' not in table(["1", "2"]).to_html()


def test_lists_beside_each_other_are_no_rows_to_sort() -> None:
    rows = [{"only": "apples", "both": "pears"}] * FEWEST
    headers = {"only": "Only one", "both": "Both"}
    lists = Table(rows, "c", headers, "t", "en", roles={"only": "equal", "both": "equal"})
    assert orders(lists, of_figure) == {}
    headed = Table(rows, "c", headers, "t", "en", roles={"both": "equal"})
    assert orders(headed, of_figure) == {"only": "text", "both": "text"}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (Lines((("see ", Link("a", "7")),)), (Fraction(7), "人")),
        (Lines((Link("a", "7"), Link("b", "5"))), (None, "")),
        ("1,200", (Fraction(1200), "")),
        ("some", (None, "")),
        ("", (None, "")),
    ],
)
def test_the_number_of_a_cell(cell: Cell, number: SortKey) -> None:
    assert number_of(table([cell], counts=True), "x", cell, of_figure) == number


def test_html_has_the_numbers_that_the_script_sorts_by() -> None:
    third = Sorted("about a third", Fraction(1, 3), "元")
    text = html.to_html(table([third] * FEWEST + [Sorted("damaged", None, "元")]))
    assert '<th scope="row" data-sort="0.3333333333">about a third</th>' in text
    assert '<th scope="row" data-sort="">damaged</th>' in text
    mixed = html.to_html(table([third, Sorted("2 people", Fraction(2), "人")] * FEWEST))
    assert '<th scope="col" data-order="none">X</th>' in mixed
    assert "data-sort" not in mixed


def test_times_are_sorted_by_their_first_day_and_then_by_their_last() -> None:
    first, last = date(2011, 1, 1), date(2015, 12, 31)
    cells = [
        by_date("2011, part", first, date(2011, 3, 31)),
        by_date("2011-2015", first, last),
        by_date("June 2012", date(2012, 6, 1), date(2012, 6, 30)),
        by_date("up to the end of 2015", None, last),
        by_date("from 2016", date(2016, 1, 1), None),
    ]
    values = [cell.value for cell in cells if cell.value is not None]
    assert len(values) == len(cells)
    assert sorted(set(values)) == values
    assert by_date("not known", None, None) == Sorted("not known", None)
    shown = table([*cells, *cells])
    assert orders(shown, of_figure) == {"x": "number"}
    assert html.to_html(shown).count('data-sort="734138.0734227"') == 2

"""Downloads are data: each figure with its number, limits, unit, period, bound and status."""

from __future__ import annotations

from fractions import Fraction

import report_pages as rp

from analysis.intervals import Interval
from analysis.language.messages import Link
from analysis.show.content import Lines, Sorted, Styled
from analysis.show.displays import Cases, Table
from analysis.site.data_files import records

KNOWN = {figure.figure_id: figure for figure in rp.OBSERVED}
A, B = f"{rp.NAME}-001", f"{rp.NAME}-002"
NUMBERS_A = ["145000", "144500", "145500", "[)", "人", "2016-12-31", "2016-12-31", "exact"]
NUMBERS_B = ["14000000", "13000000", "14000000", "[)", "元", "2016-12-31", "2016-12-31", "nearly"]


def table(row: dict[str, object], **fields: object) -> Table:
    headers = {name: name.upper() for name in row}
    return Table([row], "c", headers, "t", "en", **fields)  # type: ignore[list-item, arg-type]


def test_a_figure_has_its_number_beside_its_words() -> None:
    found = records(table({"what": "workers", "printed": Link(A, "14.5万名")}), KNOWN)
    assert found == [
        [
            *("id", "value", "low", "high", "ends", "unit"),
            *("period_start", "period_end", "bound", "status", "WHAT", "PRINTED"),
        ],
        [A, *NUMBERS_A, "as_printed", "workers", "14.5万名"],
    ]


def test_a_row_of_several_figures_has_a_line_for_each_and_says_in_which_column() -> None:
    row = {"what": "two", "one": Link(A, "a"), "other": Lines((Link(B, "b"), Link(A, "a")))}
    head, *lines = records(table(row), KNOWN)
    assert head[:2] == ["column", "id"]
    assert lines == [
        ["ONE", A, *NUMBERS_A, "as_printed", "two", "a", ""],
        ["OTHER", B, *NUMBERS_B, "doubtful", "two", "", "b"],
    ]


def test_a_computed_number_names_what_it_comes_from() -> None:
    limits = Interval.between(Fraction(1, 3), 2, "[)")
    cell = Sorted("about 1", Fraction(2, 3), "元/人", limits, "oz.ratio", (A, B))
    found = records(table({"n": cell, "formula": (Link(B, "b"), " ÷ ", Link(A, "a"))}), KNOWN)
    assert found == [
        ["id", "value", "low", "high", "ends", "unit", "inputs", "N", "FORMULA"],
        [
            *("oz.ratio", "0.6666666667", "0.3333333333", "2", "[)", "元/人", f"{A} {B}"),
            *("about 1", "b ÷ a"),
        ],
    ]


def test_counts_are_plain_numbers_and_an_absent_one_is_empty() -> None:
    none = Styled("absent", "none")
    shown = Table(
        [{"k": "a", "n": "1,200"}, {"k": none, "n": none}, {"k": "c", "n": "some"}],
        *("c", {"k": "K", "n": "N"}, "t", "en"),
        numbers=("n",),
    )
    assert records(shown, {}) == [["K", "N"], ["a", "1200"], ["none", ""], ["c", "some"]]


def test_shares_are_numbers_and_their_header_says_per_cent() -> None:
    rows = [{"k": "a", "n": "97.3%"}, {"k": "b", "n": "60%"}]
    shares = Table(rows, "c", {"k": "K", "n": "N"}, "t", "en", numbers=("n",))
    assert records(shares, {}) == [["K", "N (%)"], ["a", "97.3"], ["b", "60"]]


def test_a_row_about_something_has_its_identifier_and_a_range_its_ends() -> None:
    usual = Interval.between(200, 5000)
    rows = [
        {"what": Sorted("Benefit", None, limits=usual, name="benefit_per_case")},
        {"what": Sorted("Members", None, name="members")},
    ]
    assert records(Table(rows, "c", {"what": "W"}, "t", "en"), {}) == [
        ["id", "low", "high", "ends", "W"],
        ["benefit_per_case", "200", "5000", "[]", "Benefit"],
        ["members", "", "", "", "Members"],
    ]
    nameless = Table([{"what": Sorted("500余", None, limits=usual)}], "c", {"what": "W"}, "t", "en")
    assert records(nameless, {})[1] == ["200", "5000", "[]", "500余"]


def test_a_figure_that_the_page_does_not_know_has_its_identifier() -> None:
    assert records(table({"printed": Link("oz-2031-009", "9")}), KNOWN) == [
        ["id", "PRINTED"],
        ["oz-2031-009", "9"],
    ]


def test_cases_have_the_figures_of_each_row() -> None:
    cases = Cases(
        [], {}, "c", "n", "en", {"what": "What"}, [["one"], ["none"]], [(A, "oz-2031-009"), ()]
    )
    head, *lines = records(cases, KNOWN)
    assert head[0] == "id"
    assert lines == [
        [A, *NUMBERS_A, "as_printed", "one"],
        ["oz-2031-009", *([""] * 9), "one"],
        [*([""] * 10), "none"],
    ]
    assert records(Cases([], {}, "c", "n", "en", {"w": "W"}, [["x"]]), KNOWN) == [["W"], ["x"]]

"""Charts, tables, prose and cases as values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from shown import cases, chart, table

from analysis.errors import AnalysisError
from analysis.language.messages import Link
from analysis.show.content import Lines, Sorted
from analysis.show.displays import Case, Item, Prose


def test_a_table_is_text_for_terminals_and_downloads() -> None:
    assert table().to_text() == (
        "Money & goods\nWhat | As printed | Number\n<script> | 近1400万元 | 14\n"
        "=HYPERLINK(1) |  | -3\none < two"
    )
    lines = table(headers={"n": "Lines"}, rows=[{"n": Lines(("a", "b"))}], numbers=())
    assert lines.cells == [["a; b"]]


def test_a_table_names_its_figures_column_by_column() -> None:
    rows = [
        {"a": Link("oz-2031-003", "3"), "b": Link("oz-2031-001", "1"), "hidden": Link("x", "x")},
        {"a": Sorted(Link("oz-2031-002", "2"), Fraction(2)), "b": Link("oz-2031-003", "3")},
    ]
    shown = table(rows=rows, headers={"a": "A", "b": "B"}, numbers=())
    assert shown.figure_ids == ("oz-2031-003", "oz-2031-002", "oz-2031-001")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"caption": ""}, "needs a caption"),
        ({"headers": {}}, "no column has a header"),
        ({"headers": {"nope": "x"}, "numbers": ()}, "there is no column 'nope'"),
        ({"numbers": ("nope",)}, "there is no column 'nope'"),
        ({"name": "a b"}, "cannot be part of an id"),
        ({"language": "fr"}, "Unknown language 'fr'"),
        ({"roles": {"what": "huge"}}, "there is no role 'huge'"),
        ({"roles": {"nope": "key"}}, "there is no column 'nope'"),
        ({"below": {"what": "nope"}}, "there is no column 'nope'"),
        ({"shown": "sideways"}, "cannot be shown 'sideways'"),
    ],
)
def test_a_broken_table_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        table(**changes)


@pytest.mark.parametrize("part", ["alt", "title", "subtitle", "svg"])
def test_a_chart_without_words_is_refused(part: str) -> None:
    with pytest.raises(AnalysisError, match=f"Chart demo: it needs {part}"):
        chart(**{part: ""})


def test_the_data_of_a_chart_are_a_table() -> None:
    data = chart().table
    assert data.caption == "Data of the chart: One thing was counted"
    assert (data.name, data.cells) == ("demo-data", [["3家"]])


def test_prose_as_text() -> None:
    prose = Prose([("a < b: ", Link("oz-2031-001", "3家"), "."), "plain"], "p", "en")
    assert prose.to_text() == "a < b: 3家.\nplain"
    assert prose.figure_ids == ("oz-2031-001",)
    with pytest.raises(AnalysisError, match="cannot be part of an id"):
        Prose([], "1", "en")


def test_cases_as_text() -> None:
    assert cases().to_text() == (
        "What was found\nlikely: lost <digit>: see 3家 3 = 3\n"
        "certain: twice: one\ncertain: twice: two"
    )
    assert cases().figure_ids == ("oz-2031-001",)


def test_a_verdict_without_label_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Cases found: there is no verdict 'likely'"):
        cases(verdicts={"certain": "certain"})


def test_the_calculation_stands_behind_the_text() -> None:
    assert Item("odd", "3 = 3").told == ("odd", " ", "3 = 3")
    assert Item("odd").told == "odd"
    assert Case("likely", "odd", [Item("odd")]).facts == ()

"""Displays as data and back."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from shown import LARGE, LINK, SVG, cases, chart, key_figures, table

from analysis.errors import AnalysisError
from analysis.language.messages import Name
from analysis.show.content import Content, Lines, PageLink, Sorted, Styled, TextSpan
from analysis.show.data import content_data, content_from, from_data, to_data
from analysis.show.displays import Prose, Table


@pytest.mark.parametrize(
    "content",
    [
        "a < b",
        LINK,
        (),
        ("one",),
        PageLink("overview", "more", "#pairs"),
        Styled("small", ("of ", LINK)),
        (Lines(("Oz", (LINK, "!"))), Styled("printed", "3家")),
        (LARGE, TextSpan("2031-01-01", "", 2029, 2031)),
    ],
)
def test_content_is_the_same_after_a_journey(content: Content) -> None:
    assert content_from(json.loads(json.dumps(content_data(content)))) == content


def test_a_name_becomes_plain_text() -> None:
    assert type(content_from(content_data(Name("Oz")))) is str


def sorted_keys(data: Any) -> Any:
    """Return data as notebooks keep them: with the keys of every mapping in order."""
    return json.loads(json.dumps(data, sort_keys=True))


@pytest.mark.parametrize(
    "value",
    [
        cases(),
        Prose([("a ", LINK), "b"], "p", "zh", items=True),
        table(headers={"n": "Number", "what": "What", "literal": "As printed"}, shown="folded"),
        table(rows=[], below={"what": "literal"}, roles={"what": "prose"}),
        table(group="what"),
        chart(brief=True),
        key_figures(),
    ],
    ids=["cases", "prose", "table", "no rows", "groups", "chart", "key figures"],
)
def test_a_display_is_the_same_after_a_journey(value: Any) -> None:
    data = sorted_keys(to_data(value))
    assert data["figure_ids"] == list(value.figure_ids)
    back = from_data(data, SVG if data["kind"] == "chart" else "")
    assert type(back) is type(value)
    assert (back.to_html(), back.to_text()) == (value.to_html(), value.to_text())
    assert to_data(back) == to_data(value)


def test_sorting_values_stay_exact() -> None:
    third = Sorted("a third", Fraction(1, 3))
    data = to_data(Table([{"n": third}], "c", {"n": "N"}, "t", "en"))
    back = from_data(sorted_keys(data))
    assert isinstance(back, Table)
    assert back.rows == [{"n": third}]


def test_columns_that_are_not_shown_are_left_out() -> None:
    data = to_data(Table([{"n": "1", "secret": "2"}], "c", {"n": "N"}, "t", "en"))
    assert "secret" not in json.dumps(data)


def test_data_of_others_are_no_display_and_broken_ones_are_refused() -> None:
    assert from_data({}) is None
    assert from_data({"kind": "dance", "alt": "a"}) is None
    with pytest.raises(AnalysisError, match="The metadata of a table are broken: KeyError"):
        from_data({"kind": "table", "name": "x"})
    short = to_data(table())
    short["rows"][0].pop()
    with pytest.raises(AnalysisError, match="The metadata of a table are broken: ValueError"):
        from_data(short)
    with pytest.raises(AnalysisError, match="is no content of a page"):
        content_from({"figure": "x"})
    with pytest.raises(AnalysisError, match="no role 'blink'"):
        content_from({"role": "blink", "content": "x"})

"""Downloads inside the page."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.site import downloads


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1-1", "'-1-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+3.5%", "+3.5%"),
        ("-1/3", "-1/3"),
        ("近1400万元", "近1400万元"),
        ("", ""),
    ],
)
def test_defuse(cell, safe):
    assert downloads.defuse(cell) == safe


def test_csv_has_mark_line_ends_and_quotes():
    assert downloads.write_csv([["a", "b,c"], ['"', "字"]]) == '\ufeffa,"b,c"\r\n"""",字\r\n'


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_round_trip(rows):
    rows = [[downloads.defuse(cell).replace("\0", "") for cell in row] for row in rows]
    rows = [row for row in rows if row != [""]]
    text = downloads.write_csv(rows)
    assert downloads.csv_rows(text) == [[downloads.defuse(cell) for cell in row] for row in rows]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_data_uri_round_trip(text):
    uri = downloads.data_uri("text/csv", text)
    head, _, content = uri.partition(",")
    assert head == "data:text/csv;charset=utf-8"
    assert unquote(content) == text
    assert not set(content) & set("\"'<>&# \n\r\t")

"""What must hold between the cells and rows of figures, on made-up rows."""

from __future__ import annotations

import pytest
from made_up import figure

from analysis.coding.figure_rules import figure_faults, late_faults, span_faults
from analysis.tables import schema
from analysis.tables.codebook import Document
from analysis.tables.store import values_of

FILE = "f.csv"
NAME = "linzhou-2019"
YEAR = {"period_start": "2019-01-01", "period_words": "2019年"}
GOOD = figure(1, "62家", "62", "unions", **YEAR)


def faults(*rows: dict[str, str]) -> list[str]:
    found = figure_faults(rows, schema.FIGURES, FILE, NAME)
    return [str(fault).removeprefix(f"{FILE}, ") for fault in found]


def test_a_figure_as_it_should_be_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"figure_id": "other-2019-001"}, "column figure_id: 'other-2019-001' must begin with"),
        ({"document": "other-2019"}, "column document: 'other-2019' must be linzhou-2019"),
        ({"part_of": f"{NAME}-009", "part_kind": "subset"}, "must name another figure"),
        ({"part_of": f"{NAME}-001", "part_kind": "subset"}, "must name another figure"),
        ({"duplicate_kind": "same_words"}, "must be filled exactly where duplicate_of is"),
        ({"value": ""}, "column value: '' must be empty exactly where the bound is unknown"),
        ({"bound": "unknown"}, "column value: '62' must be empty exactly where the bound is"),
        ({"value_high": "70"}, "column value_high: '70' must be filled exactly where"),
        ({"bound": "range", "value_high": "7"}, "'7' must not be smaller than value"),
        ({"hedge": "余"}, "column hedge: '余' must be empty where the bound is exact"),
        ({"period_start": "2019-12-01", "period_end": "2019-01-01"}, "must not precede"),
        ({"period_length": "P3M"}, "must be empty where both days of the time are coded"),
        ({"period_words": ""}, "column period_words: '' must not be empty where the period is"),
        (
            {"counted": "results", "nature": "tariff"},
            "column counted: 'results' must not be results where nothing was achieved yet",
        ),
        (
            {"counted": "results", "nature": "plan"},
            "column counted: 'results' must not be results where nothing was achieved yet",
        ),
        ({"note_en": "odd"}, "must be written in every language or in none"),
        ({"status": "doubtful"}, "must say what is doubtful where the status is not as_printed"),
        ({"literal": "-62家", "value": "-62"}, "'-62' is less than nothing; if the text prints it"),
        ({"literal": "3.7家", "value": "3.7"}, "'3.7' is no whole number of 家"),
        ({"literal": "3.5家", "value": "3.5"}, "'3.5' is no whole number of 家"),
        ({"value": "1" + "0" * 30}, "has more digits than any amount of a city"),
        ({"value": "620"}, "'620' contradicts its own literal '62家', which reads '62'"),
        ({"unit": "户"}, "column unit: '户' contradicts its own literal '62家'"),
        ({"bound": "about", "hedge": "约"}, "column bound: 'about' contradicts its own literal"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named(cells: dict[str, str], said: str) -> None:
    found = faults(GOOD | cells)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("row 2, column ") for fault in found)


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "620", "reading_note": "the digit stands in the line before"},
        {
            "value": "-62",
            "status": "impossible",
            "note_en": "x",
            "note_zh": "甲",
            "reading_note": "so it is printed",
        },
        {"literal": "?2家", "value": "", "bound": "unknown", "status": "damaged"}
        | {"note_en": "x", "note_zh": "甲"},
        {"literal": "3.7万元", "value": "37000", "unit": "元"},
        {"literal": "62", "unit": "家"},
    ],
)
def test_what_the_text_prints_or_a_note_explains_is_no_fault(cells: dict[str, str]) -> None:
    assert faults(GOOD | cells) == []


@pytest.mark.parametrize(
    ("end", "nature", "said"),
    [
        ("2020-03-01", "stock", []),
        ("2020-03-02", "plan", []),
        ("", "flow", []),
        ("2020-03-02", "stock", ["column period_end: '2020-03-02' of linzhou-2019-001 lies after"]),
        ("2020-03-02", "flow", ["column period_end: '2020-03-02' of linzhou-2019-001 lies after"]),
    ],
)
def test_no_time_that_is_stated_ends_after_the_writing(
    end: str, nature: str, said: list[str]
) -> None:
    made = GOOD | {"period_end": end, "nature": nature}
    found = list(late_faults([made], origin("2020-03-01")))
    assert [str(fault).partition("row 2, ")[2][: len(said[0])] for fault in found] == said
    assert not list(late_faults([made], origin("")))


def origin(written_before: str) -> Document:
    cells = dict.fromkeys(schema.DOCUMENTS.names, "")
    cells |= {"document": NAME, "written_before": written_before}
    return Document.from_values(values_of(list(cells.values()), schema.DOCUMENTS))


def test_figures_that_are_parts_of_themselves_are_named() -> None:
    one = GOOD | {"part_of": f"{NAME}-002", "part_kind": "subset"}
    two = figure(2, "5家", "5", "unions", **YEAR) | {
        "part_of": f"{NAME}-001",
        "part_kind": "subset",
    }
    assert faults(one, two) == [
        f"row {row}, column part_of: '{NAME}-00{other}' leads back to the figure itself"
        for row, other in ((2, 2), (3, 1))
    ]


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(5, 8), (8, 10)], []),
        (
            [(5, 8), (7, 9)],
            ["row 3, column start: '7' overlaps or precedes the row before it"],
        ),
        ([(9, 11), (5, 7)], ["row 3, column start: '5' overlaps or precedes the row before it"]),
    ],
)
def test_spans_follow_each_other(spans: list[tuple[int, int]], said: list[str]) -> None:
    rows = [
        GOOD | {"start": str(start), "end": str(end), "literal": "x" * (end - start)}
        for start, end in spans
    ]
    found = span_faults(rows, schema.FIGURES, FILE)
    assert [str(fault).removeprefix(f"{FILE}, ") for fault in found] == said


def test_a_span_is_as_long_as_its_literal() -> None:
    (fault,) = span_faults([GOOD | {"end": "99"}], schema.FIGURES, FILE)
    assert f"'99' must be start + length of the literal ({GOOD['start']} + 3)" in str(fault)


@pytest.mark.parametrize("unit", ["元", "元/人", "港元"])
def test_money_need_be_no_whole_number(unit: str) -> None:
    cells = {"literal": f"62.5{unit}", "value": "62.5", "unit": unit, "counted": "money"}
    assert faults(GOOD | cells) == []


@pytest.mark.parametrize(
    ("words", "start", "end", "good"),
    [
        ("截至2019年6月底", "", "2019-06-30", True),
        ("截至2019年6月底", "2019-01-01", "2019-06-30", True),
        ("到6月末", "", "2019-06-30", True),
        ("到6月末", "2018-07-01", "2019-06-30", True),
        ("到6月末", "", "2019-07-31", False),
        ("截至2019年6月底", "2019-01-01", "2019-12-31", False),
        ("2019年6月底", "2019-06-30", "2019-06-30", True),
        ("6月", "2019-01-01", "2019-06-30", False),
        ("2019年", "2019-01-01", "2019-12-31", True),
        ("截至目前", "", "2019-12-31", True),
    ],
)
def test_words_that_name_an_end_go_with_the_day_coded(
    words: str, start: str, end: str, good: bool
) -> None:
    cells = {"period_words": words, "period_start": start, "period_end": end}
    assert (faults(GOOD | cells) == []) is good

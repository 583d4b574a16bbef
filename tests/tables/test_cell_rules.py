"""Cells that break a rule: named with place, rule and what to do."""

from __future__ import annotations

import pytest

from analysis.errors import AnalysisError
from analysis.language.messages import Words
from analysis.tables.cell_rules import Fault, faults_of, nearest, refuse
from analysis.tables.schema import Field, TableSchema

TITLE = Words(en="x", zh="甲")
TABLE = TableSchema(
    "things",
    TITLE,
    (
        Field("name", "text", TITLE, "name", required=True, pattern=r"[a-z]+"),
        Field("kind", "code", TITLE, "kind", codes="kind"),
        Field("tags", "list", TITLE, "tags", codes="kind"),
        Field("size", "number", TITLE, "size"),
        Field("day", "date", TITLE, "day"),
    ),
    key=("name",),
)
CODES = {"kind": {"visits": "visits with gifts", "illness": "help in illness"}}


def said(*rows: list[str]) -> list[str]:
    return [str(fault) for fault in faults_of(rows, TABLE, CODES, "things.csv")]


def test_good_rows_have_no_fault() -> None:
    assert said(["a", "visits", "visits+illness", "1/3", "2016-02-29"], ["b", "", "", "", ""]) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["", "", "", "", ""], "column name: '' must not be empty"),
        (["A", "", "", "", ""], "column name: 'A' must match [a-z]+"),
        (
            ["a", "visit", "", "", ""],
            "column kind: 'visit' is not in the code list 'kind'; nearest: visits (visits",
        ),
        (
            ["a", "", "visits+odd", "", ""],
            "column tags: 'visits+odd' is not in the code list 'kind'; nearest: visits (",
        ),
        (["a", "visits+illness", "", "", ""], "column kind: 'visits+illness' is not in the code"),
        (["a", "", "", "1e3", ""], "column size: '1e3' must match"),
        (["a", "", "", "١", ""], "column size: '١' must match"),
        (["a", "", "", "", "2015-02-29"], "column day: '2015-02-29' is not a day; write it as"),
        (["a", "", "", "‹1|2›", ""], "column size: '‹1|2›' is not decided; keep one of the"),
        (["a\x0b", "", "", "", ""], "must be text on one line; take out the character U+000B"),
    ],
)
def test_a_broken_cell_says_place_rule_and_what_to_do(row: list[str], expected: str) -> None:
    (fault,) = said(row)
    assert fault.startswith("things.csv, row 2, ")
    assert expected in fault


def test_one_key_in_two_rows_is_named_in_both() -> None:
    row = ["a", "", "", "", ""]
    assert said(row, row) == [
        f"things.csv, row {number}, column name: 'a' the key (name) must be unique"
        for number in (2, 3)
    ]


def test_a_missing_code_list_says_what_needs_it() -> None:
    with pytest.raises(AnalysisError, match="has no list 'kind', which the column kind needs"):
        faults_of([["a", "x", "", "", ""]], TABLE, {"other": {}}, "things.csv")


def test_the_nearest_codes_are_found_by_code_and_by_label() -> None:
    assert nearest("visitz", CODES["kind"]).startswith("nearest: visits (visits with gifts)")
    assert nearest("help in ilness", CODES["kind"]) == "nearest: illness (help in illness)"
    assert nearest("zzz", CODES["kind"]) == (
        "nearest: visits (visits with gifts), illness (help in illness)"
    )


def test_many_faults_are_said_first_and_the_rest_counted() -> None:
    faults = [Fault("f.csv", row, 0, "a", "x", "is odd") for row in range(2, 15)]
    with pytest.raises(AnalysisError) as error:
        refuse(faults)
    assert str(error.value).splitlines()[9:] == [
        "f.csv, row 11, column a: 'x' is odd",
        "… and 3 more",
    ]
    refuse([])

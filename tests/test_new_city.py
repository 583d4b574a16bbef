"""The invented city holds what a text can hold: `tools/new_city.py` proves the guide with it."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from analysis.coding.sheets import read_sheet
from analysis.reading.hedges import _ROWS, hedges_of
from analysis.tables import schema

GIVEN = Path(__file__).with_name("new_city")
CLEAN, DAMAGED = "yanxi-2018", "yanxi-2018-b"


def article(document: str) -> str:
    return (GIVEN / "articles" / f"{document}.txt").read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    with (GIVEN / "rows" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(document: str, coder: str) -> dict[str, dict[str, str]]:
    names = schema.CODING.names
    cells = read_sheet(GIVEN / "codings" / f"{document}.{coder}.csv", schema.CODING)
    return {row[names.index("start")]: dict(zip(names, row, strict=True)) for row in cells}


def figures(document: str) -> list[dict[str, str]]:
    return [row for row in sheet(document, "mei").values() if row["kind"] == "figure"]


@pytest.mark.parametrize("document", [CLEAN, DAMAGED])
def test_origin_and_sheets_are_of_the_articles(document: str) -> None:
    (origin,) = (row for row in rows("documents") if row["document"] == document)
    text = article(document)
    assert int(origin["characters"]) == len(text)
    assert origin["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    for row in sheet(document, "mei").values():
        assert text[int(row["start"]) : int(row["end"])] == row["literal"]


def test_every_class_of_hedges_stands_in_every_place_that_it_has() -> None:
    hedged = [row["hedge"] for row in figures(CLEAN) if row["hedge"]]
    missing = [
        (kind, place) for kind, place, words in _ROWS if not set(words.split()) & set(hedged)
    ]
    assert missing == []
    bounds = {row["bound"] for row in (*figures(CLEAN), *figures(DAMAGED))}
    assert bounds == {"exact", "at_least", "at_most", "nearly", "about", "range", "unknown"}
    # Two words that contradict each other, and a number that is in words alone.
    literals = [row["literal"] for row in figures(CLEAN)]
    assert {"约500多人次", "数百册", "十几场"} <= set(literals)
    assert hedges_of("约500多人次").count("约") == 1


def test_the_coders_differ_in_every_column_that_is_compared() -> None:
    one, other = sheet(CLEAN, "mei"), sheet(CLEAN, "tom")
    different = {
        name
        for start in one.keys() & other.keys()
        for name in schema.CODING.names
        if one[start][name] != other[start][name]
    }
    assert {field.name for field in schema.CODED} - different == set()
    assert {"kind", "end"} <= different  # what it is, and where it ends
    assert one.keys() - other.keys()  # a figure that one of them lacks


def test_the_text_brings_codes_units_and_indicators_of_its_own() -> None:
    brought = {
        ("city", rows("codelists")[0]["code"]),
        ("unit", rows("units")[0]["unit"]),
        ("indicator", rows("indicators")[0]["indicator"]),
    }
    own = figures(CLEAN)
    assert {("unit", row["unit"]) for row in own} & brought
    assert {("indicator", row["indicator"]) for row in own} & brought
    scheme = next(row["code"] for row in rows("codelists") if row["list"] == "scheme")
    schemes = {row["scheme"] for coder in ("mei", "tom") for row in sheet(CLEAN, coder).values()}
    assert scheme in schemes


def test_the_damaged_text_is_read_only_with_what_it_lost() -> None:
    text = article(DAMAGED)
    assert "?" in text
    assert any(" " in row["literal"] for row in figures(DAMAGED))  # spaces in numbers
    assert any("(" in line for line in text.splitlines())  # readings in brackets
    lost = [row for row in figures(DAMAGED) if row["bound"] == "unknown"]
    assert lost
    assert all(row["value"] == "" and "?" in row["literal"] for row in lost)

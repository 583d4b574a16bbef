"""Cells and values: exact bytes, records made once and written once, atomic files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import pandas as pd
import pytest

from analysis import project
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Words
from analysis.tables import schema, store
from analysis.tables.dataset import Dataset, path_of, published
from analysis.tables.schema import Field, TableSchema

DONE = Words(en="x", zh="甲")


def _field(name: str, kind: str = "text", **rules: object) -> Field:
    return Field(name, kind, DONE, str(rules.pop("stem", name)), **rules)  # type: ignore[arg-type]


THINGS = TableSchema(
    "things",
    DONE,
    (
        _field("name", required=True),
        _field("tags", "list"),
        _field("size", "number"),
        _field("count", "whole"),
        _field("day", "date"),
        _field("sure", "flag"),
        _field("limits", "interval", stem="x"),
        _field("label", "words"),
    ),
    key=("name",),
    published=("all", "document"),
)
HEADER = "name,tags,size,count,day,sure,x_low,x_high,x_ends,label_en,label_zh"


@dataclass(frozen=True)
class Thing(store.Record):
    """A record with a field of each kind."""

    TABLE: ClassVar[TableSchema] = THINGS

    name: str
    tags: tuple[str, ...]
    size: Fraction | None
    count: int | None
    day: date | None
    sure: bool
    limits: Interval | None
    label: Words


FULL = Thing(
    "a",
    ("p", "q"),
    Fraction("14.5"),
    3,
    date(2016, 12, 31),
    True,
    Interval.between(1, Fraction(7, 3), "[)"),
    Words(en="one, two", zh="甲"),
)
BARE = Thing("b", (), None, None, None, False, None, Words(en="", zh=""))
TEXT = f'{HEADER}\na,p+q,14.5,3,2016-12-31,yes,1,7/3,[),"one, two",甲\nb,,,,,no,,,,,\n'


def test_records_are_written_once_and_read_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "things.csv"
    store.write([BARE], Thing, path)
    store.write([FULL, BARE], Thing, path)
    assert path.read_text(encoding="utf-8") == TEXT
    assert store.read_records(path, Thing) == (FULL, BARE)
    assert [entry.name for entry in path.parent.iterdir()] == ["things.csv"]
    frame = store.frame_of([FULL, BARE], Thing)
    assert list(frame.columns) == HEADER.split(",")
    assert store.records_of(frame, Thing) == (FULL, BARE)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("a,,x,,,yes,,,,,", "column size: 'x' is not an exact number"),
        ("a,,,,2016/12/31,yes,,,,,", "column day: '2016/12/31' is not a date"),
        ("a,,,,,perhaps,,,,,", "column sure: 'perhaps' is neither yes nor no"),
        ("a,,,,,yes,2,1,[],,", "column x: the interval"),
        ("a,,,,,yes,,,,", "row 2: 10 cells where the header has 11"),
    ],
)
def test_a_broken_cell_is_named(cells: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text(f"{HEADER}\n{cells}\n", encoding="utf-8")
    with pytest.raises(AnalysisError) as error:
        store.read_records(path, Thing)
    assert "things.csv, row 2" in str(error.value)
    assert said in str(error.value)


def test_a_value_of_another_kind_is_not_written() -> None:
    values = {**FULL.values(), "tags": None}
    with pytest.raises(AnalysisError, match="column tags: a value of kind list is needed"):
        store.cells_of(values, THINGS)
    del values["tags"]
    with pytest.raises(AnalysisError, match="column tags"):
        store.cells_of(values, THINGS)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("size", "sizes"), "column 'size' is missing"),
        (HEADER + ",more", "column 'more' is not known"),
        (HEADER.replace("name,tags", "tags,name"), "in another order"),
    ],
)
def test_other_columns_are_refused(header: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match=said):
        store.read_records(path, Thing)


def test_frames_are_written_with_exactly_the_declared_columns(tmp_path: Path) -> None:
    frame = store.frame_of([FULL], Thing)
    store.write_frame(frame, THINGS, tmp_path / "things.csv")
    assert (tmp_path / "things.csv").read_text(encoding="utf-8") == TEXT[: TEXT.index("b,")]
    with pytest.raises(AnalysisError, match=r"table things: columns \['name'\] instead of"):
        store.write_frame(pd.DataFrame({"name": ["a"]}), THINGS, tmp_path / "things.csv")
    with pytest.raises(AnalysisError, match=r"row 2, column tags: 1\.5 is not text"):
        store.write_frame(frame.assign(tags=1.5), THINGS, tmp_path / "things.csv")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AnalysisError, match=r"cannot write things\.csv in file/"):
        store.write([FULL], Thing, tmp_path / "file" / "things.csv")


def test_a_data_set_reads_the_part_that_is_asked_for(tmp_path: Path) -> None:
    store.write([FULL, BARE], Thing, tmp_path / "things.csv")
    store.write([BARE], Thing, tmp_path / "documents" / "a-2016" / "things.csv")
    data = Dataset(tmp_path)
    assert data.rows(Thing) == (FULL, BARE)
    assert data.rows(Thing, document="a-2016") == (BARE,)
    assert data.rows(Thing) is data.rows(Thing)
    with pytest.raises(AnalysisError, match="is not published for each theme"):
        data.rows(Thing, theme="relief")
    with pytest.raises(AnalysisError, match=r"documents/b-2016/things\.csv is missing: build it"):
        data.rows(Thing, document="b-2016")
    with pytest.raises(AnalysisError, match="choose one of document, theme, city and text"):
        data.rows(Thing, document="a-2016", theme="relief")
    assert path_of(THINGS, "document", "a-2016") == "documents/a-2016/things.csv"


def test_data_sets_share_what_a_file_holds_until_it_holds_something_else(tmp_path: Path) -> None:
    store.write([FULL], Thing, tmp_path / "things.csv")
    known = Dataset(tmp_path)
    rows = known.rows(Thing)
    assert Dataset(tmp_path).rows(Thing) is rows
    store.write([BARE], Thing, tmp_path / "things.csv")
    assert Dataset(tmp_path).rows(Thing) == (BARE,)
    assert known.rows(Thing) is rows


def test_every_published_cell_survives_being_a_value() -> None:
    seen = 0
    for pattern, table in published():
        for path in sorted(project.processed().glob(pattern)):
            for row in store.read_rows(path, table):
                assert store.cells_of(store.values_of(row, table), table) == row
                seen += 1
    assert seen


def test_the_store_reads_raw_figures_as_they_are_written() -> None:
    for path in sorted((project.raw() / "figures").glob("*.csv")):
        for row in store.read_rows(path, schema.FIGURES):
            values = store.values_of(row, schema.FIGURES)
            assert store.cells_of(values, schema.FIGURES) == row


def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(AnalysisError, match=r"cannot write a\.csv"):
        store.write_text("new", path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


BESIDE = TableSchema(
    "beside",
    DONE,
    (_field("size", "number", numbers="beside"), _field("range", "interval", numbers="beside")),
)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ((Fraction(5, 2), Interval.parse("[1, 2)")), ["2.5", "", "1", "2", "[)", ""]),
        ((Fraction(2, 3), None), ["0.666666666666667", "2/3", "", "", "", ""]),
        (
            (None, Interval.parse("(1/3, ∞)")),
            ["", "", "0.333333333333333", "", "()", "(1/3, ∞)"],
        ),
        ((Fraction(-(10**20), 3), None), ["-33333333333333300000", "-100000000000000000000/3"]),
    ],
)
def test_fractions_stand_exactly_beside_their_decimals(
    values: tuple[Fraction | None, Interval | None], cells: list[str]
) -> None:
    given = dict(zip(("size", "range"), values, strict=True))
    written = store.cells_of(given, BESIDE)
    assert written[: len(cells)] == cells
    assert store.values_of(written, BESIDE) == given
    assert BESIDE.names == [
        *("size", "size_exact"),
        *("range_low", "range_high", "range_ends", "range_exact"),
    ]


def test_tables_of_people_and_of_programs_write_numbers_otherwise() -> None:
    assert schema.FIGURES["value"].pattern == schema.EXACT_NUMBER  # a third may be printed
    assert schema.OUTSIDE["value"].pattern == schema.DECIMAL  # published as people wrote it
    assert schema.OBSERVATIONS.names.count("value_exact") == 1
    assert "value_exact" not in schema.OUTSIDE.names

"""Sheets as spreadsheet programs save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.coding.sheets import read_sheet
from analysis.errors import AnalysisError
from analysis.tables import schema

NAMES = schema.CODING.names
ROW = dict.fromkeys(NAMES, "") | {
    "document": "wuyou-2018",
    "start": "3",
    "end": "5",
    "literal": "5家",
    "kind": "figure",
    "period_start": "2018-01-01",
}
CELLS = [ROW[name] for name in NAMES]


def sheet(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "wuyou-2018.a.csv"
    path.write_bytes(text.encode(encoding))
    return path


def lines(*rows: dict[str, str], comma: str = ",", end: str = "\n") -> str:
    return end.join([comma.join(NAMES), *(comma.join(row[n] for n in NAMES) for row in rows), ""])


@pytest.mark.parametrize(
    "text",
    [
        lines(ROW),
        lines(ROW, end="\r\n"),
        lines(ROW, end="\r"),
        "\ufeff" + lines(ROW),
        lines(ROW, comma=";"),
        lines(ROW, comma="\t"),
        lines(ROW | {"period_start": "2018/1/1"}),
        lines(ROW) + "," * len(NAMES) + "\n\n",
        "\n".join(line + ",," for line in lines(ROW).splitlines()),
    ],
)
def test_a_sheet_is_read_as_it_was_meant(text: str, tmp_path: Path) -> None:
    assert read_sheet(sheet(tmp_path, text), schema.CODING) == [CELLS]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    names = NAMES[::-1]
    text = ",".join(names) + "\n" + ",".join(ROW[name] for name in names) + "\n"
    assert read_sheet(sheet(tmp_path, text), schema.CODING) == [CELLS]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lines(ROW).replace("unit,", "unit,unit,"), "column 'unit' stands twice"),
        (lines(ROW).replace("unit,", "units,"), "column 'units' is not known"),
        (lines(ROW).replace(",unit,", ","), "column 'unit' is missing"),
        (lines(ROW | {"value": "=1+1"}), "row 2, column value: '=1+1' is a formula"),
        (lines(ROW).rstrip("\n") + ",x\n", "row 2: "),
    ],
)
def test_a_broken_sheet_is_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError) as error:
        read_sheet(sheet(tmp_path, text), schema.CODING)
    assert said in str(error.value)
    assert "wuyou-2018.a.csv" in str(error.value)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="is not UTF-8"):
        read_sheet(sheet(tmp_path, lines(ROW), "gb18030"), schema.CODING)
    with pytest.raises(AnalysisError, match="is missing"):
        read_sheet(tmp_path / "none.csv", schema.CODING)

"""An invented text whose rows are sound, and rows of it with one thing wrong each.

The text is of a city that the code lists have; what is wrong stands in a row of its own, so that
one run of ``settle`` can be asked whether it names all of them.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_up import figure

from analysis import project
from analysis.coding import settle
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.tables import schema, store
from analysis.tables.codebook import Document

YEAR = 2099
CITY = RawData(project.raw()).rows(Document)[0].city
NAME = f"{CITY}-{YEAR}"
CODES = RawData(project.raw()).codes
FILE = f"data/raw/figures/{NAME}.csv"
SPAN = 100
"""Characters from one figure to the next."""

CHARACTERS = 100_000
"""Characters of the text."""


@dataclass(frozen=True)
class Planted:
    """An error: the cells that are wrong, the column that must be named, and what must be said."""

    cells: Mapping[str, str]
    column: str
    said: str


def planted(column: str, value: str, said: str, /, **others: str) -> Planted:
    return Planted({column: value, **others}, column, said)


def good(number: int) -> dict[str, str]:
    """Return a row without fault; its number tells its place."""
    year = {"period_start": f"{YEAR}-01-01", "period_end": f"{YEAR}-12-31"}
    cells = {"start": str(SPAN * number), "paragraph": str(number), "period_words": f"{YEAR}年"}
    return (
        figure(number, "62家", "62", next(iter(CODES["indicator"])), document=NAME, **cells) | year
    )


def broken(number: int, error: Planted) -> dict[str, str]:
    """Return a row with an error; words that name other rows are put into their ids."""
    ids = {"itself": 0, "next": 1, "before": -1, "good": 1 - number}
    cells = {
        name: f"{NAME}-{number + ids[cell]:03d}" if cell in ids else cell
        for name, cell in error.cells.items()
    }
    row = good(number) | cells
    if "literal" in cells and "end" not in cells:
        row["end"] = str(int(row["start"]) + len(row["literal"]))
    return row


def write(path: Path, rows: Iterable[Mapping[str, str]], names: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of data/raw with an invented text that has no figure yet."""
    raw = tmp_path / "data" / "raw"
    shutil.copytree(project.raw(), raw)
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    names = schema.DOCUMENTS.names
    rows = store.read_rows(raw / "documents.csv", schema.DOCUMENTS)
    own = dict(zip(names, rows[0], strict=True)) | {
        "document": NAME,
        "sha256": "0f" * 32,
        "characters": str(CHARACTERS),
        "written_after": f"{YEAR}-12-31",
        "written_before": f"{YEAR + 1}-03-31",
        "published": "",
        "period_start": f"{YEAR}-01-01",
        "period_end": f"{YEAR}-12-31",
        "label_en": f"Invented {YEAR}",
        "label_zh": f"虚构{YEAR}",
    }
    known = [dict(zip(names, row, strict=True)) for row in rows]
    write(raw / "documents.csv", [*known, own], names)
    write(raw / "other-numerals" / f"{NAME}.csv", [], schema.OTHER_NUMERALS.names)
    return tmp_path


def sheet(root: Path, rows: list[dict[str, str]]) -> None:
    write(root / "data" / "raw" / "figures" / f"{NAME}.csv", rows, schema.FIGURES.names)


def refused() -> list[str]:
    """Return what ``settle`` says when it refuses, a line each."""
    with pytest.raises(AnalysisError) as error:
        settle.run(argparse.Namespace(check=False))
    return str(error.value).splitlines()


def unsaid(lines: list[str], errors: Iterable[Planted]) -> list[tuple[Planted, list[str]]]:
    """Return the errors that no line names: the first stands in row 3, below a sound one."""
    return [
        (error, [line for line in lines if f"{FILE}, row {row}, " in line])
        for row, error in enumerate(errors, 3)
        if not any(
            f"{FILE}, row {row}, column {error.column}: " in line and error.said in line
            for line in lines
        )
    ]

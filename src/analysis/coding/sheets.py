"""Coding sheets as spreadsheet programs save them.

A program may put a mark of byte order in front, end lines otherwise, write 2015/1/1 for a day, or
add empty columns and lines at the end.  None of that is what a coder meant, so that a sheet is read
as if it had not been done.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.tables.schema import TableSchema
from analysis.tables.store import shown_path

_DAY = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", re.ASCII)
_FORMULA = re.compile(r"^[=@]|^[+-](?!\d)")


def read_sheet(path: Path, table: TableSchema) -> list[list[str]]:
    """Read the rows of a sheet, with the columns of a table in any order.

    Parameters
    ----------
    path
        The sheet: CSV with commas, semicolons or tabs, UTF-8 with or without a mark.
    table
        Declaration of the table.

    Returns
    -------
    list of list of str
        Cells in the order of the table's columns; days in ISO form.

    Raises
    ------
    AnalysisError
        If the sheet is missing, is not UTF-8, holds a formula, or lacks, doubles or renames a
        column: one sentence with the place.
    """
    header, rows = _lines(path)
    places = _places(path, header, table)
    days = [column.name.startswith("period_") for column in table.columns]
    found, faults = [], []
    for number, row in rows:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            faults.append(
                f"{shown_path(path)}, row {number}: "
                f"{len(row)} cells where the header has {len(header)}"
            )
        cells = [row[place] if place < len(row) else "" for place in places]
        faults += [
            f"{shown_path(path)}, row {number}, column {name}: {cell!r} is a formula; "
            "write the value itself"
            for name, cell in zip(table.names, cells, strict=True)
            if name != "literal" and _FORMULA.match(cell)
        ]
        found.append([_iso(cell) if day else cell for cell, day in zip(cells, days, strict=True)])
    if faults:
        raise AnalysisError("\n".join(faults))
    return found


def _lines(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header without empty columns at its end, and the rows that hold anything."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise AnalysisError(
            f"{shown_path(path)} is missing: restore it from version control"
        ) from None
    except UnicodeDecodeError as error:
        raise AnalysisError(
            f"{shown_path(path)} is not UTF-8 (byte {error.start}): save it as CSV in UTF-8"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1))
    except csv.Error as error:
        raise AnalysisError(f"{shown_path(path)} cannot be read as CSV ({error})") from None
    header = [name.strip() for name in lines[0][1]] if lines else []
    while header and not header[-1]:
        header.pop()
    rows = [(number, row) for number, row in lines[1:] if any(cell.strip() for cell in row)]
    return header, rows


def _places(path: Path, header: list[str], table: TableSchema) -> list[int]:
    """Return where each column of the table stands in the sheet."""
    for name in header:
        if header.count(name) > 1:
            raise AnalysisError(f"{shown_path(path)}, header: column {name!r} stands twice")
        if name not in table.names:
            raise AnalysisError(
                f"{shown_path(path)}, header: column {name!r} is not known "
                f"(expected: {', '.join(table.names)})"
            )
    missing = [name for name in table.names if name not in header]
    if missing:
        raise AnalysisError(f"{shown_path(path)}, header: column {missing[0]!r} is missing")
    return [header.index(name) for name in table.names]


def _iso(cell: str) -> str:
    """Return a day in ISO form where a spreadsheet wrote it in another."""
    match = _DAY.fullmatch(cell.strip())
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else cell

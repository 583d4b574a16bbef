"""Cells and values: the one place where a cell is read or written.

A row of a file is text.  Inside the package it is a record: a frozen, typed value that is made
once from its row and written once to a row, by this module, after the declaration of its table.
The store knows declarations, not rooms: each room derives its records from `Record` (or gives
`from_values` and `values` of its own) and names the table.  Files are CSV in UTF-8 with LF line
ends and minimal quoting, so that equal rows are equal bytes.  Which rows are allowed belongs to
`analysis.tables.cell_rules`.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeAlias, TypeVar

from analysis import project
from analysis.errors import AnalysisError
from analysis.intervals import Interval, format_number, parse_number
from analysis.language import LANGUAGES
from analysis.language.messages import Part, Words, data_of_part, part_of_data, text
from analysis.tables.schema import Field, TableSchema

if TYPE_CHECKING:
    import pandas as pd

_Value: TypeAlias = (
    "str | int | bool | Fraction | Decimal | date | Interval | Part | tuple[str, ...] | None"
)
"""What a field holds: see `KINDS`."""

Values: TypeAlias = Mapping[str, Any]
"""Values of one row by the name of their field."""

CellRow: TypeAlias = Sequence[str]
"""Cells of one row in the order of the columns."""


# --- records ------------------------------------------------------------------------------------


class Readable(Protocol):
    """A type that is made from rows of its table."""

    TABLE: ClassVar[TableSchema]

    @classmethod
    def from_values(cls, values: Values) -> Self:
        """Make a record from the values of its fields."""


class RecordType(Readable, Protocol):
    """A type that is made from rows of its table, and written to rows."""

    def values(self) -> Values:
        """Return the values of the fields."""


T = TypeVar("T", bound=Readable)
R = TypeVar("R", bound=RecordType)


class Record:
    """Base of records whose attributes are named as the fields of their table."""

    TABLE: ClassVar[TableSchema]

    @classmethod
    def from_values(cls, values: Values) -> Self:
        """Make a record from the values of its fields."""
        return cls(**values)

    def values(self) -> Values:
        """Return the values of the fields."""
        return {field.name: getattr(self, field.name) for field in self.TABLE.fields}


# --- cells and values ---------------------------------------------------------------------------


def parse_date(cell: str) -> date | None:
    """Read an ISO date cell; an empty one means that the day is not stated.

    Raises
    ------
    AnalysisError
        If the cell holds anything else.
    """
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise AnalysisError(f"{cell!r} is not a date: write it as 2016-12-31") from None


def _fraction(cell: str) -> Fraction | None:
    number = parse_number(cell)
    return None if number is None else Fraction(number)


def _flag(cell: str) -> bool:
    if cell not in _FLAGS:
        raise AnalysisError(f"{cell!r} is neither yes nor no")
    return cell == _FLAGS[0]


_FLAGS = ("yes", "no")
JOIN = "+"
"""Between the members of a list in one cell."""

KINDS: Mapping[str, tuple[Callable[[str], _Value], Callable[[Any], str]]] = {
    "text": (str, str),
    "code": (str, str),
    "list": (lambda cell: tuple(cell.split(JOIN)) if cell else (), JOIN.join),
    "number": (_fraction, format_number),
    "rounded": (
        lambda cell: Decimal(cell) if cell else None,
        lambda value: "" if value is None else str(value),
    ),
    "whole": (
        lambda cell: int(cell) if cell else None,
        lambda value: "" if value is None else str(value),
    ),
    "date": (parse_date, lambda value: "" if value is None else value.isoformat()),
    "message": (
        lambda cell: part_of_data(json.loads(cell)) if cell else "",
        lambda value: json.dumps(data_of_part(value), ensure_ascii=False) if value else "",
    ),
    "flag": (_flag, lambda value: _FLAGS[0] if value else _FLAGS[1]),
}
"""How a cell of each kind is read and written; intervals and words have several cells, and so have
numbers with their exact text beside."""


def values_of(row: CellRow, table: TableSchema) -> dict[str, Any]:
    """Read one row.

    Parameters
    ----------
    row
        Its cells in the order of the table's columns.
    table
        Declaration of the table.

    Raises
    ------
    AnalysisError
        If a cell is none of its kind: the sentence names the field.
    """
    found: dict[str, Any] = {}
    for field, start, end in _widths(table):
        if field.kind in _AS_TEXT:
            found[field.name] = row[start]
            continue
        try:
            found[field.name] = _value(field, row[start:end])
        except AnalysisError as error:
            raise AnalysisError(
                f"table {table.name}, column {field.stem or field.name}: {error}"
            ) from None
    return found


_AS_TEXT = frozenset(kind for kind, (read, _) in KINDS.items() if read is str)
"""Kinds of which the value is the cell."""


def _value(field: Field, cells: CellRow) -> _Value:
    if field.kind == "words":
        return Words(dict(zip(LANGUAGES, cells, strict=True)))
    if field.kind == "interval":
        return _interval(*cells)
    if len(cells) > 1:  # a decimal, and the exact text where that is another number
        return KINDS[field.kind][0](cells[1] or cells[0])
    return KINDS[field.kind][0](cells[0])


@lru_cache(maxsize=4096)
def _interval(low: str, high: str, ends: str, exact: str = "") -> Interval | None:
    """Read an interval; most of those of a table stand in it more than once."""
    if exact:
        return Interval.parse(exact)
    return Interval.between(parse_number(low), parse_number(high), ends) if ends else None


def cells_of(values: Values, table: TableSchema) -> list[str]:
    """Write one row: the cells in the order of the table's columns.

    Raises
    ------
    AnalysisError
        If a value is missing, or is none of its field's kind.
    """
    cells: list[str] = []
    for field, _, _ in _widths(table):
        try:
            cells += _cells(field, values[field.name])
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise AnalysisError(
                f"table {table.name}, column {_shown(field)}: a value of kind {field.kind} is "
                f"needed, not {values.get(field.name)!r} ({type(error).__name__})"
            ) from None
    return cells


def cell(record: RecordType, column: str) -> str:
    """Return one cell of the row of a record.

    Raises
    ------
    AnalysisError
        If its table has no such column, or the value is none of its field's kind.
    """
    table = record.TABLE
    if column not in _places(table):
        raise AnalysisError(f"table {table.name} has no column {column!r}")
    field, place = _places(table)[column]
    try:
        return _cells(field, record.values()[field.name])[place]
    except (TypeError, AttributeError, ValueError) as error:
        raise AnalysisError(
            f"table {table.name}, column {column}: a value of kind {field.kind} is needed "
            f"({type(error).__name__})"
        ) from None


_PLACES: dict[str, tuple[tuple[Field, ...], dict[str, tuple[Field, int]]]] = {}


def _places(table: TableSchema) -> Mapping[str, tuple[Field, int]]:
    """Return by column its field and its place in the field, remembered by the table's name."""
    known = _PLACES.get(table.name)
    if known is None or known[0] is not table.fields:
        places = {
            column.name: (field, place)
            for field in table.fields
            for place, column in enumerate(field.columns)
        }
        known = _PLACES[table.name] = (table.fields, places)
    return known[1]


def _shown(field: Field) -> str:
    return field.stem or field.name


def _cells(field: Field, value: Any) -> list[str]:
    if field.kind == "words":
        return [text(value, language) for language in LANGUAGES]
    if field.kind == "interval":
        cells = ["", "", ""] if value is None else list(value.cells())
        if field.numbers != "beside":
            return cells
        low, high, ends = cells
        exact = str(value) if "/" in low + high else ""
        return [_decimal(low), _decimal(high), ends, exact]
    cell = KINDS[field.kind][1](value)
    if not isinstance(cell, str):
        raise TypeError(cell)
    if field.kind != "number" or field.numbers != "beside":
        return [cell]
    return [_decimal(cell), cell if "/" in cell else ""]


_DIGITS = Context(prec=15)
"""Digits that a float holds, whatever the number."""


def _decimal(cell: str) -> str:
    """Return a number as a decimal, rounded where none is exact."""
    top, fraction, bottom = cell.partition("/")
    if not fraction:
        return cell
    return format(_DIGITS.divide(Decimal(top), Decimal(bottom)), "f")


_WIDTHS: dict[str, tuple[tuple[Field, ...], tuple[tuple[Field, int, int], ...]]] = {}


def _widths(table: TableSchema) -> tuple[tuple[Field, int, int], ...]:
    """Return the fields of a table with where their columns begin and end.

    They are remembered by the table's name.
    """
    known = _WIDTHS.get(table.name)
    if known is None or known[0] is not table.fields:
        ends = list(accumulate((len(field.columns) for field in table.fields), initial=0))
        places = tuple(zip(table.fields, ends, ends[1:], strict=False))
        known = _WIDTHS[table.name] = (table.fields, places)
    return known[1]


# --- files --------------------------------------------------------------------------------------


def read_rows(path: Path, table: TableSchema) -> list[list[str]]:
    """Read the rows of a CSV file with exactly the columns of `table`, as text.

    Parameters
    ----------
    path
        File to read: UTF-8, header in the first line.
    table
        Declaration the header must match, in order.

    Raises
    ------
    AnalysisError
        If the file is missing, is not UTF-8, or has other columns.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AnalysisError(
            f"{shown_path(path)} is missing: restore it from version control"
        ) from None
    except UnicodeDecodeError as error:
        raise AnalysisError(
            f"{shown_path(path)} is not UTF-8 (byte {error.start}): save it as UTF-8 without BOM"
        ) from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise AnalysisError(
            f"{shown_path(path)} cannot be read as CSV ({error}): look for a quotation mark that "
            "opens or closes a cell by mistake"
        ) from None
    header = rows[0] if rows else []
    if header != table.names:
        raise AnalysisError(f"{shown_path(path)}, header: {_header_fault(header, table.names)}")
    ragged = [
        f"{shown_path(path)}, row {number}: {len(row)} cells where the header has {len(header)}"
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(header)
    ]
    if ragged:
        raise AnalysisError("\n".join(ragged))
    return rows[1:]


def shown_path(path: Path) -> str:
    """Return a path as messages name it: relative to the project where it lies inside."""
    try:
        return path.resolve().relative_to(project.root().resolve()).as_posix()
    except ValueError:
        return path.name


def _header_fault(found: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in found]
    extra = [name for name in found if name not in expected]
    if missing:
        return f"column {missing[0]!r} is missing (expected: {', '.join(expected)})"
    if extra:
        return f"column {extra[0]!r} is not known (expected: {', '.join(expected)})"
    return f"the columns are in another order than {', '.join(expected)}"


def read_records(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read the records of a file.

    Raises
    ------
    AnalysisError
        If the file is missing or broken: the sentence names file, row and field.
    """
    records = []
    for number, row in enumerate(read_rows(path, kind.TABLE), start=2):
        try:
            records.append(kind.from_values(values_of(row, kind.TABLE)))
        except AnalysisError as error:
            raise AnalysisError(f"{shown_path(path)}, row {number}: {error}") from None
    return tuple(records)


def to_csv(rows: Iterable[CellRow], table: TableSchema) -> str:
    """Return rows of cells as CSV text, under a header with the columns of the declaration."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(rows)
    return buffer.getvalue()


def write(records: Iterable[R], kind: type[R], path: Path) -> None:
    """Write records so that the file is the old one or the new one, never half of it."""
    rows = (cells_of(record.values(), kind.TABLE) for record in records)
    write_text(to_csv(rows, kind.TABLE), path)


def write_text(text: str, path: Path) -> None:
    """Write text atomically: into a neighbour first, then renamed over the target.

    Raises
    ------
    AnalysisError
        If the folder cannot be written.
    """
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        neighbour.write_text(text, encoding="utf-8", newline="\n")
        neighbour.replace(path)
    except OSError as error:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
        raise AnalysisError(
            f"cannot write {path.name} in {path.parent.name}/: {error.strerror}"
        ) from None


# --- frames -------------------------------------------------------------------------------------


def frame_of(records: Iterable[R], kind: type[R]) -> pd.DataFrame:
    """Return records as a table of text, with the columns of their declaration."""
    import pandas as pd

    rows = [cells_of(record.values(), kind.TABLE) for record in records]
    return pd.DataFrame(rows, columns=kind.TABLE.names, dtype=object)


def records_of(frame: pd.DataFrame, kind: type[T]) -> tuple[T, ...]:
    """Return the rows of a table of text, with the columns of the declaration, as records."""
    rows = frame[kind.TABLE.names].to_numpy(dtype=object).tolist()
    return tuple(kind.from_values(values_of(row, kind.TABLE)) for row in rows)


def read_csv(path: Path, table: TableSchema) -> pd.DataFrame:
    """Read a CSV file as a frame of text, with exactly the columns of `table`.

    Raises
    ------
    AnalysisError
        As `read_rows`.
    """
    import pandas as pd

    return pd.DataFrame(read_rows(path, table), columns=table.names, dtype=object)


def text_rows_of(frame: pd.DataFrame, table: TableSchema) -> list[list[str]]:
    """Return the cells of a frame with exactly the columns of `table`.

    Raises
    ------
    AnalysisError
        If the frame has other columns, or a cell is not text.
    """
    if list(frame.columns) != table.names:
        raise AnalysisError(
            f"table {table.name}: columns {list(frame.columns)} instead of {table.names}"
        )
    rows: list[list[str]] = frame.to_numpy(dtype=object).tolist()
    for number, row in enumerate(rows, start=2):
        for name, cell in zip(table.names, row, strict=True):
            if not isinstance(cell, str):
                raise AnalysisError(
                    f"table {table.name}, row {number}, column {name}: {cell!r} is not text"
                )
    return rows


def write_frame(frame: pd.DataFrame, table: TableSchema, path: Path) -> None:
    """Write a frame of text so that the file is the old one or the new one.

    Parameters
    ----------
    frame
        The cells, with exactly the columns of the declaration.
    table
        The declaration.
    path
        The file.

    Raises
    ------
    AnalysisError
        As `text_rows_of`, or if the folder cannot be written.
    """
    write_text(to_csv(text_rows_of(frame, table), table), path)

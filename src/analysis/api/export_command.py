"""The `export` command: the data set as SQLite, Parquet, CSV for spreadsheets, and a zip of all.

What it writes is not committed, because some of its bytes name the versions that wrote them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from analysis.api.source import tables, unaltered
from analysis.errors import AnalysisError
from analysis.site.downloads import BOM, defuse
from analysis.tables import store
from analysis.tables.data_dictionary import data_dictionary
from analysis.tables.dataset import Dataset
from analysis.tables.package import schema_path
from analysis.tables.schema import TABLES, Column, TableSchema

_NAME = "union-figures"
"""What the files are called."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time of all entries of the zip, so that equal data give equal bytes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write; made if missing")
    parser.add_argument(
        "--no-parquet", action="store_true", help="leave out Parquet, which needs pyarrow"
    )


def run(args: argparse.Namespace) -> int:
    """Write the data set, and say what was written.

    Parameters
    ----------
    args
        Parsed options.

    Returns
    -------
    int
        Exit status.

    Raises
    ------
    AnalysisError
        As `export`.
    """
    for path in export(args.folder, parquet=not args.no_parquet):
        print(f"{path.stat().st_size:>9} {path.relative_to(args.folder).as_posix()}")
    return 0


def export(folder: Path, *, parquet: bool = True) -> list[Path]:
    """Write the tables that are published for all texts together, in several forms.

    Parameters
    ----------
    folder
        Where to write.
    parquet
        Whether to write Parquet, which needs pyarrow.

    Returns
    -------
    list of Path
        ``union-figures.sqlite`` with foreign keys, ``parquet/*.parquet``, ``csv/*.csv`` for
        spreadsheet programs, ``data-dictionary.md``, ``datapackage.json`` (the tables as Parquet or
        CSV, and the database), and ``union-figures.zip`` with all of these.

    Raises
    ------
    AnalysisError
        If a table is missing or was altered, pyarrow is missing, or the folder cannot be written.
    """
    data = tables()
    whole = [table for table in TABLES.values() if "all" in table.published]
    rows = {table.name: store.read_rows(unaltered(data, table), table) for table in whole}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [_database(folder, whole, rows)]
        written += [_spreadsheet(folder, table, rows[table.name]) for table in whole]
        if parquet:
            written += [_parquet(folder, table, rows[table.name]) for table in whole]
        dictionary = folder / "data-dictionary.md"
        store.write_text(data_dictionary(), dictionary)
        written.append(dictionary)
        written.append(_package(folder, data, whole, written))
        return [*written, _zip(folder, written)]
    except OSError as error:
        raise AnalysisError(f"cannot write to {folder.name}: {error.strerror}.") from None


# --- one form each ------------------------------------------------------------------------------

_SQL = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def _database(folder: Path, whole: Sequence[TableSchema], rows: dict[str, list[list[str]]]) -> Path:
    """Write one SQLite file, with keys and foreign keys as they are declared."""
    path = folder / f"{_NAME}.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        for table in whole:
            database.execute(_create(table))
            marks = ", ".join("?" * len(table.names))
            cells = [
                [_typed(*each) for each in zip(row, table, strict=True)] for row in rows[table.name]
            ]
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise AnalysisError(
                f"table {broken[0][0]}: row {broken[0][1]} refers to a row that {broken[0][2]} has "
                "not: build with `python -m analysis build`."
            )
        database.commit()
        database.execute("VACUUM")
    return path


def _create(table: TableSchema) -> str:
    lines = [
        f'"{column.name}" {_SQL.get(column.type, "TEXT")}{" NOT NULL" if column.required else ""}'
        for column in table
    ]
    if table.key:
        lines.append(f"PRIMARY KEY ({_quoted(table.key)})")
    for own, target, known in table.references():
        lines.append(f'FOREIGN KEY ({_quoted(own)}) REFERENCES "{target}" ({_quoted(known)})')
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _typed(cell: str, column: Column) -> Any:
    """Return a cell as what its column holds; nothing where it is empty and may be."""
    if cell == "":
        return "" if column.required else None
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell)
    if column.type == "boolean":
        return int(cell == "yes")
    return cell


def _spreadsheet(folder: Path, table: TableSchema, rows: Sequence[store.CellRow]) -> Path:
    """Write CSV that spreadsheet programs neither garble nor turn into formulas or dates."""
    path = folder / "csv" / f"{table.name}.csv"
    path.parent.mkdir(exist_ok=True)
    texts = [column.type == "string" for column in table]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.names)
        for row in rows:
            writer.writerow(_kept(*each) for each in zip(row, texts, strict=True))
    return path


_TURNED = re.compile(r"[-+]?\d+(?:[-/.:]\d+)+|0\d+|\d{16,}|\d+[eE]\d+")
"""Texts that spreadsheet programs take for a date, a time or a rounded number."""


def _kept(cell: str, is_text: bool) -> str:
    """Return a cell that stays what it is: text that looks otherwise gets an apostrophe."""
    return f"'{cell}" if is_text and _TURNED.fullmatch(cell) else defuse(cell)


def _parquet(folder: Path, table: TableSchema, rows: Sequence[store.CellRow]) -> Path:
    """Write Parquet with types that every reader has.

    Raises
    ------
    AnalysisError
        If pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise AnalysisError(
            "Parquet needs pyarrow, which is not installed: add it with `python -m pip install "
            f"'{_NAME}[parquet]'`, or leave it out with --no-parquet."
        ) from None
    path = folder / "parquet" / f"{table.name}.parquet"
    path.parent.mkdir(exist_ok=True)
    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    columns = {}
    for place, column in enumerate(table):
        values = [_typed(row[place], column) for row in rows]
        if column.type == "boolean":
            values = [None if each is None else bool(each) for each in values]
        if column.type == "date":
            values = [None if not each else store.parse_date(each) for each in values]
        columns[column.name] = pyarrow.array(values, types.get(column.type, pyarrow.string()))
    parquet.write_table(pyarrow.table(columns), path)
    return path


def _package(
    folder: Path, data: Dataset, whole: Sequence[TableSchema], written: Sequence[Path]
) -> Path:
    """Describe what was written as a Data Package of its own."""
    described = json.loads((data.folder / "datapackage.json").read_text(encoding="utf-8"))
    originals = {each["path"]: each for each in described["resources"]}
    resources = []
    for path in written:
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        resource: dict[str, Any] = {
            "name": name.replace("/", "-").replace(".", "-"),
            "path": name,
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        if path.suffix in (".csv", ".parquet"):
            original = originals[f"{path.stem}.csv"]
            resource |= {key: original[key] for key in original if key.startswith("title")}
            resource |= {"type": "table", "name": f"{path.parent.name}-{path.stem}"}
        if path.suffix == ".csv":  # for reading: cells are guarded, so no schema holds of them
            resource |= {"format": "csv", "encoding": "utf-8-sig", "mediatype": "text/csv"}
        if path.suffix == ".parquet":
            file = data.folder / schema_path(TABLES[path.stem])
            columns = json.loads(file.read_text(encoding="utf-8"))
            for key in columns.get("foreignKeys", ()):
                key["reference"]["resource"] = f"parquet-{key['reference']['resource']}"
            for field in columns["fields"]:  # frictionless reads these through pandas, as floats
                if field["type"] == "integer" and not field.get("constraints", {}).get("required"):
                    field["type"] = "number"
            resource |= {"format": "parquet", "schema": columns}
            del resource["bytes"]  # nor can it count the bytes of a file that a library reads
        resources.append(resource)
    target = folder / "datapackage.json"
    text = json.dumps({**described, "resources": resources}, ensure_ascii=False, indent=1)
    store.write_text(text + "\n", target)
    return target


def _zip(folder: Path, written: Sequence[Path]) -> Path:
    path = folder / f"{_NAME}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(written):
            entry = zipfile.ZipInfo(each.relative_to(folder).as_posix(), _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, each.read_bytes())
    return path

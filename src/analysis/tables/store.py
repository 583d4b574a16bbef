"""Write and read the processed tables, and describe them as a Data Package.

The tables are CSV in UTF-8 with LF line ends and minimal quoting, so that equal rows are equal
bytes.  The description follows Frictionless Data Package v2
(profile ``https://datapackage.org/profiles/2.0/datapackage.json``).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import project
from analysis.errors import AnalysisError
from analysis.tables import schema
from analysis.tables.schema import Column, Table

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def to_csv(frame: pd.DataFrame, table: Table) -> str:
    """Return `frame` as CSV text with exactly the columns of `table`.

    Raises
    ------
    AnalysisError
        If the frame has other columns, or a cell is not text.
    """
    if list(frame.columns) != table.names:
        raise AnalysisError(
            f"table {table.name}: columns {list(frame.columns)} instead of {table.names}"
        )
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.names)
    for number, row in enumerate(frame.itertuples(index=False, name=None), start=2):
        for name, cell in zip(table.names, row, strict=True):
            if not isinstance(cell, str):
                raise AnalysisError(
                    f"table {table.name}, row {number}, column {name}: {cell!r} is not text"
                )
        writer.writerow(row)
    return buffer.getvalue()


def write(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write a table so that the file is the old one or the new one, never half of it."""
    write_text(to_csv(frame, table), path)


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


def read(relative: str, table: Table) -> pd.DataFrame:
    """Read a processed table as text.

    Parameters
    ----------
    relative
        Path below ``data/processed``.
    table
        Its declaration.

    Raises
    ------
    AnalysisError
        If the file is missing or has other columns.
    """
    from analysis.coding.raw import read_csv

    path = project.processed() / relative
    if not path.is_file():
        raise AnalysisError(
            f"data/processed/{relative} is missing: build it with `python -m analysis build`"
        )
    return read_csv(path, table)


def resource(
    relative: str, table: Table, content: bytes, codes: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """Describe one CSV file as a Data Resource.

    Parameters
    ----------
    relative
        Path below ``data/processed``, also the source of the resource's name.
    table
        Declaration of its columns.
    content
        Bytes of the file, for size and hash.
    codes
        Allowed codes by code list, stated as enumerations.

    Returns
    -------
    dict
        A Data Resource of the Data Package standard, version 2.
    """
    described: dict[str, Any] = {
        "$schema": RESOURCE_PROFILE,
        "name": relative.removesuffix(".csv").replace("/", "-").replace("_", "-"),
        "path": relative,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": table.en,
        "title_zh": table.zh,
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": {
            "$schema": SCHEMA_PROFILE,
            "fields": [_field(column, codes) for column in table],
            "missingValues": [""],
        },
    }
    if table.key:
        described["schema"]["primaryKey"] = list(table.key)
    return described


def _field(column: Column, codes: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern and column.type == "string":
        constraints["pattern"] = f"^(?:{column.pattern})$"
    if column.codes and not column.many and column.codes in codes:
        constraints["enum"] = list(codes[column.codes])
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.en,
        "title_zh": column.zh,
    }
    if column.codes:
        field["codelist"] = column.codes
    if constraints:
        field["constraints"] = constraints
    return field


def data_package(
    resources: Iterable[dict[str, Any]],
    codelists: pd.DataFrame,
    documents: pd.DataFrame,
    version: str,
) -> str:
    """Return the Data Package descriptor of the processed tables as JSON text.

    Parameters
    ----------
    resources
        Descriptions from `resource`.
    codelists
        All code lists with labels in both languages, carried in the descriptor.
    documents
        Origin records: they become the package's sources.
    version
        Version of the data.
    """
    lists: dict[str, list[dict[str, str]]] = {}
    for row in codelists.to_dict("records"):
        name = row.pop("list")
        lists.setdefault(name, []).append({k: v for k, v in row.items() if v})
    package = {
        "$schema": PACKAGE_PROFILE,
        "name": "union-figures",
        "title": "Figures that three Chinese cities published about their trade unions' work",
        "title_zh": "三个城市公布的工会工作数字",
        "version": version,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            {"title": row["title"], "city": row["city"], "sha256": row["sha256"]}
            for row in documents.to_dict("records")
        ],
        "codelists": lists,
        "resources": sorted(resources, key=lambda entry: str(entry["name"])),
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


PUBLISHED = (
    ("documents.csv", schema.DOCUMENTS),
    ("indicators.csv", schema.INDICATORS),
    ("codelists.csv", schema.CODELISTS),
    ("corrections.csv", schema.CORRECTIONS),
    ("outside.csv", schema.OUTSIDE),
    ("grade-arguments.csv", schema.GRADE_ARGUMENTS),
    ("text-faults.csv", schema.TEXT_FAULTS),
    ("lists.csv", schema.LISTS),
    ("observations.csv", schema.OBSERVATIONS),
    ("derived.csv", schema.DERIVED),
    ("findings.csv", schema.FINDINGS),
    ("comparisons.csv", schema.COMPARISONS),
    ("look-alikes.csv", schema.LOOK_ALIKES),
    ("sensitivity.csv", schema.SENSITIVITY),
    ("coverage.csv", schema.COVERAGE),
    ("agreement.csv", schema.AGREEMENT),
    ("disagreements.csv", schema.DISAGREEMENTS),
    ("coders.csv", schema.CODERS),
    ("documents/*/observations.csv", schema.OBSERVATIONS),
    ("documents/*/derived.csv", schema.DERIVED),
    ("documents/*/findings.csv", schema.FINDINGS),
    ("documents/*/text-faults.csv", schema.TEXT_FAULTS),
    ("documents/*/disagreements.csv", schema.DISAGREEMENTS),
    ("documents/*/lists.csv", schema.LISTS),
    ("themes/*/observations.csv", schema.OBSERVATIONS),
    ("themes/*/derived.csv", schema.DERIVED),
    ("themes/*/comparisons.csv", schema.COMPARISONS),
    ("cities/*/comparisons.csv", schema.COMPARISONS),
)
"""Pattern below ``data/processed`` and declaration of every published table."""


def data_version(root: Path) -> str:
    """Return the version of the data, as ``CITATION.cff`` states it.

    Raises
    ------
    AnalysisError
        If the file does not state one.
    """
    for line in (root / "CITATION.cff").read_text(encoding="utf-8").splitlines():
        if line.startswith("version:"):
            return line.partition(":")[2].strip().strip("\"'")
    raise AnalysisError("CITATION.cff states no version: add a line `version: …`")


def write_package(root: Path) -> None:
    """Write ``data/processed/datapackage.json``, which describes every processed table.

    Raises
    ------
    AnalysisError
        If a file among the processed tables is not declared.
    """
    folder = project.processed()
    files = {path: table for pattern, table in PUBLISHED for path in sorted(folder.glob(pattern))}
    for path in sorted(folder.rglob("*.csv")):
        if path not in files:
            raise AnalysisError(
                f"data/processed/{path.relative_to(folder).as_posix()} is not declared: "
                f"add it to PUBLISHED in tables.py"
            )
    codelists = read("codelists.csv", schema.CODELISTS)
    codes: dict[str, list[str]] = {
        str(name): list(part["code"]) for name, part in codelists.groupby("list", sort=False)
    }
    codes["indicator"] = list(read("indicators.csv", schema.INDICATORS)["indicator"])
    resources = [
        resource(path.relative_to(folder).as_posix(), table, path.read_bytes(), codes)
        for path, table in files.items()
    ]
    text = data_package(
        resources, codelists, read("documents.csv", schema.DOCUMENTS), data_version(root)
    )
    write_text(text, folder / "datapackage.json")

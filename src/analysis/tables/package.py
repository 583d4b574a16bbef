"""Describe the processed tables as a Data Package.

The description follows Frictionless Data Package v2
(profile ``https://datapackage.org/profiles/2.0/datapackage.json``).  Reading and writing the
tables belongs to `analysis.tables.store`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, t
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.codebook import Codebook, Labels, corpus, load_codebook
from analysis.tables.dataset import Dataset, published
from analysis.tables.schema import Column, TableSchema
from analysis.tables.store import cells_of, write_text

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def resource(relative: str, table: TableSchema, content: bytes) -> dict[str, Any]:
    """Describe one CSV file as a Data Resource.

    Parameters
    ----------
    relative
        Path below ``data/processed``, also the source of the resource's name.
    table
        Declaration of its columns, described by `table_schema` in a file of its own.
    content
        Bytes of the file, for size and hash.

    Returns
    -------
    dict
        A Data Resource of the Data Package standard, version 2.
    """
    return {
        "$schema": RESOURCE_PROFILE,
        "name": _name(relative),
        "path": relative,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_titles(table.title),
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": schema_path(table),
    }


def _name(relative: str) -> str:
    return relative.removesuffix(".csv").replace("/", "-").replace("_", "-")


def schema_path(table: TableSchema) -> str:
    """Return where the description of the columns of a table lies below ``data/processed``."""
    return f"schemas/{table.name}.json"


def table_schema(table: TableSchema, codes: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Describe the columns of a table: types, codes, key, and the rows elsewhere they refer to.

    Parameters
    ----------
    table
        Its declaration.
    codes
        Allowed codes by code list, stated as enumerations.

    Returns
    -------
    dict
        A Table Schema of the Data Package standard, version 2, which all files of a table share.
    """
    described: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(column, codes) for column in table],
        "missingValues": [""],
    }
    if table.key:
        described["primaryKey"] = list(table.key)
    references = [
        {"fields": list(own), "reference": {"resource": target, "fields": list(key)}}
        for own, target, key in table.references()
    ]
    if references:
        described["foreignKeys"] = references
    return described


def _titles(words: Words) -> dict[str, str]:
    """Return a description in every language: ``title`` in the first, ``title_zh`` and so on."""
    first, *others = LANGUAGES
    return {"title": words[first], **{f"title_{other}": words[other] for other in others}}


def _field(column: Column, codes: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern and column.type == "string":
        constraints["pattern"] = f"^(?:{column.pattern})$"
    if column.codes and column.codes != "indicator" and not column.many and column.codes in codes:
        constraints["enum"] = list(codes[column.codes])
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        **_titles(column.title),
    }
    if column.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.codes:
        field["codelist"] = column.codes
    if constraints:
        field["constraints"] = constraints
    return field


def data_package(resources: Iterable[dict[str, Any]], codebook: Codebook, version: str) -> str:
    """Return the Data Package descriptor of the processed tables as JSON text.

    Parameters
    ----------
    resources
        Descriptions from `resource`.
    codebook
        Code lists, carried in the descriptor with labels in every language, and origin records:
        they become the package's sources.
    version
        Version of the data.
    """
    table = schema.CODELISTS
    lists: dict[str, list[dict[str, str]]] = {}
    for code in codebook.codes:
        row = dict(zip(table.names, cells_of(code.values(), table), strict=True))
        lists.setdefault(row.pop("list"), []).append({k: v for k, v in row.items() if v})
    title = {
        language: t("corpus.package", language, **corpus(Labels(language, codebook)))
        for language in LANGUAGES
    }
    package: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": "union-figures",
        **_titles(Words(title)),
        "version": version,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            {"title": document.title, "city": document.city, "sha256": document.sha256}
            for document in codebook.documents
        ],
        "codelists": lists,
        "resources": sorted(resources, key=lambda entry: str(entry["name"])),
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def data_version(root: Path) -> str:
    """Return the version of the data, as ``CITATION.cff`` states it.

    Raises
    ------
    AnalysisError
        If the file is missing or does not state one.
    """
    try:
        stated = (root / "CITATION.cff").read_text(encoding="utf-8")
    except OSError:
        raise AnalysisError("CITATION.cff is missing: it states the version of the data") from None
    for line in stated.splitlines():
        if line.startswith("version:"):
            return line.partition(":")[2].strip().strip("\"'")
    raise AnalysisError("CITATION.cff states no version: add a line `version: …`")


def stated_version(folder: Path) -> str:
    """Return the version that the description of processed tables states; empty without one.

    Parameters
    ----------
    folder
        Folder of the tables.

    Raises
    ------
    AnalysisError
        If the description is broken.
    """
    try:
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        raise AnalysisError(
            "data/processed/datapackage.json is broken: build it with `python -m analysis build`"
        ) from None
    return str(described["version"])


def citation(root: Path, version: str = "") -> str:
    """Return how to cite the data, as ``CITATION.cff`` states it.

    Parameters
    ----------
    root
        Folder of the project.
    version
        Version of the data; by default the one that the file states.

    Raises
    ------
    AnalysisError
        If the file is missing or lacks what a citation needs.
    """
    version = version or data_version(root)
    stated = (root / "CITATION.cff").read_text(encoding="utf-8")
    found = {}
    for name in ("- name", "title", "date-released", "license"):
        match = re.search(rf"^ *{name}: *(.+)$", stated, re.MULTILINE)
        if not match:
            raise AnalysisError(f"CITATION.cff states no {name.strip('- ')}: add it")
        found[name] = match[1].strip().strip('"')
    year = found["date-released"][:4]
    return (
        f"{found['- name']} ({year}). {found['title']}. Data version {version}. {found['license']}."
    )


def write_package(root: Path) -> None:
    """Write ``data/processed/datapackage.json``, which describes every processed table.

    Raises
    ------
    AnalysisError
        If a file among the processed tables is not declared.
    """
    data = Dataset()
    folder = data.folder
    files = {path: table for pattern, table in published() for path in sorted(folder.glob(pattern))}
    for path in sorted(folder.rglob("*.csv")):
        if path not in files:
            raise AnalysisError(
                f"data/processed/{path.relative_to(folder).as_posix()} is not declared: "
                f"say in declared.toml where its table is published"
            )
    codebook = load_codebook(data)
    codes = {code.list: codebook.order(code.list) for code in codebook.codes}
    resources = [
        resource(path.relative_to(folder).as_posix(), table, path.read_bytes())
        for path, table in files.items()
    ]
    for table in {table.name: table for table in files.values()}.values():
        described = json.dumps(table_schema(table, codes), ensure_ascii=False, indent=1) + "\n"
        write_text(described, folder / schema_path(table))
    text = data_package(resources, codebook, data_version(root))
    write_text(text, folder / "datapackage.json")

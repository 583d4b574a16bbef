"""Writing processed tables: each where its declaration says that it is published.

What a cell may hold belongs to `analysis.tables.cell_rules`, how it is written to
`analysis.tables.store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from analysis.tables import store
from analysis.tables.cell_rules import validate
from analysis.tables.dataset import path_of
from analysis.tables.schema import TableSchema

R = TypeVar("R", bound=store.RecordType)


def publish_table(
    records: Iterable[R],
    kind: type[R],
    folder: Path,
    *,
    themes: Iterable[str] = (),
    cities: Iterable[str] = (),
    documents: Iterable[str] = (),
) -> None:
    """Write a table of all texts, and apart for each theme and city as its declaration says.

    Parameters
    ----------
    records
        Records of all texts.
    kind
        Their type, which names the table.
    folder
        Where ``data/processed`` is written.
    themes, cities
        Those that get a file of their own, empty or not.  A record is of a city when every city
        that it names is this one.
    documents
        Texts that get a file of the records that name a figure of theirs, beside others or not.

    Raises
    ------
    AnalysisError
        If the folder cannot be written.
    """
    table = kind.TABLE
    rows = [store.cells_of(record.values(), table) for record in records]
    _write(rows, table, folder / path_of(table))
    if "theme" in table.published:
        place = table.names.index("theme")
        for theme in themes:
            own = [row for row in rows if row[place] == theme]
            _write(own, table, folder / path_of(table, "theme", theme))
    if "city" in table.published:
        places = [place for place, column in enumerate(table) if column.codes == "city"]
        for city in cities:
            own = [row for row in rows if {row[place] for place in places} == {city}]
            _write(own, table, folder / path_of(table, "city", city))
    if "text" in table.published:
        place = table.names.index("figures")
        for document in documents:
            own = [row for row in rows if document in _documents_of(row[place])]
            _write(own, table, folder / path_of(table, "text", document))


def _documents_of(figures: str) -> set[str]:
    """Return the texts of the figures that a cell lists."""
    return {figure.rpartition("-")[0] for figure in figures.split(store.JOIN)}


def _write(rows: Iterable[store.CellRow], table: TableSchema, path: Path) -> None:
    store.write_text(store.to_csv(rows, table), path)


def publish_checked(
    records: Iterable[R],
    kind: type[R],
    folder: Path,
    document: str,
    codes: Mapping[str, Iterable[str]],
) -> None:
    """Write the table of one document after every cell was held against its declaration.

    Parameters
    ----------
    records
        Records of the document.
    kind
        Their type, which names the table.
    folder
        Where ``data/processed`` is written.
    document
        Its id.
    codes
        Allowed codes by name of code list.

    Raises
    ------
    AnalysisError
        If a cell breaks a rule, or the folder cannot be written.
    """
    frame = store.frame_of(records, kind)
    relative = path_of(kind.TABLE, "document", document)
    validate(frame, kind.TABLE, codes, f"data/processed/{relative}")
    store.write_frame(frame, kind.TABLE, folder / relative)

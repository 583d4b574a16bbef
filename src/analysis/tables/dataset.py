"""The processed tables of a folder, as records or as a frame of text.

Tables are published for all texts together and, where their declaration says so, apart for each
document, theme or city, so that a page reads no more than it shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from analysis import project
from analysis.errors import AnalysisError
from analysis.tables import store
from analysis.tables.schema import TABLES, TableSchema

if TYPE_CHECKING:
    import pandas as pd

PARTS = {"all": "", "document": "documents", "theme": "themes", "city": "cities", "text": "texts"}
"""Folder of each way in which a table is published, below ``data/processed``.

For a document stands what its figures bear alone, for a text also what they bear beside others.
"""

R = TypeVar("R", bound=store.Readable)


def path_of(table: TableSchema, part: str = "all", name: str = "") -> str:
    """Return where a table lies below ``data/processed``.

    Parameters
    ----------
    table
        Its declaration.
    part
        Key of `PARTS`.
    name
        The document, theme or city; ``*`` for any.

    Raises
    ------
    AnalysisError
        If the table is not published that way.
    """
    if part not in table.published:
        raise AnalysisError(f"the table {table.name} is not published for each {part}")
    folder = f"{PARTS[part]}/{name}/" if part != "all" else ""
    return f"{folder}{table.name}.csv"


def published() -> Iterator[tuple[str, TableSchema]]:
    """Yield the pattern below ``data/processed`` and the declaration of every published table."""
    for part in PARTS:
        for table in TABLES.values():
            if part in table.published:
                yield path_of(table, part, "*"), table


@dataclass(frozen=True)
class Dataset:
    """The processed tables of one folder; a table is read when it is first asked for.

    Parameters
    ----------
    folder
        Folder of the tables: ``data/processed`` of the project unless another is given.
    """

    folder: Path = field(default_factory=project.processed)
    _known: dict[tuple[object, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def rows(
        self,
        kind: type[R],
        *,
        document: str = "",
        theme: str = "",
        city: str = "",
        text: str = "",
    ) -> tuple[R, ...]:
        """Return the records of one type, of all texts or of one document, theme or city.

        Parameters
        ----------
        kind
            Type of the records, which names its table.
        document, theme, city, text
            At most one of them: the part that is wanted.  A table that is not published apart
            for a city is put together from the documents of that city.

        Raises
        ------
        AnalysisError
            If the table is missing or broken, or is not published that way.
        """
        chosen = {"document": document, "theme": theme, "city": city, "text": text}
        named = [(part, name) for part, name in chosen.items() if name]
        if len(named) > 1:
            raise AnalysisError(f"choose one of document, theme, city and text, not {dict(named)}")
        part, name = named[0] if named else ("all", "")
        if part == "city" and "city" not in kind.TABLE.published:
            return tuple(
                row for own in self.documents_of(name) for row in self.rows(kind, document=own)
            )
        return self._read(kind, path_of(kind.TABLE, part, name))

    def known(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one type that the folder has, none where it has no such table.

        They are those of all texts together or, where that table is not there, those published
        apart for documents and themes: one record may then stand in several of them.

        Parameters
        ----------
        kind
            Type of the records, which names its table.
        """
        whole = path_of(kind.TABLE)
        if (self.folder / whole).is_file():
            return self._read(kind, whole)
        patterns = [
            path_of(kind.TABLE, part, "*")
            for part in ("text", "document", "theme")
            if part in kind.TABLE.published
        ]
        found = [path for pattern in patterns for path in sorted(self.folder.glob(pattern))]
        return tuple(
            record
            for path in found
            for record in self._read(kind, path.relative_to(self.folder).as_posix())
        )

    def together(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of every document's own table, in the order of the catalogue.

        Raises
        ------
        AnalysisError
            If a table is missing or broken, or is not published for each document.
        """
        table = TABLES["documents"]
        document = table.names.index("document")
        rows = store.read_rows(self.existing(path_of(table)), table)
        return tuple(each for row in rows for each in self.rows(kind, document=row[document]))

    def documents_of(self, city: str) -> list[str]:
        """Return the documents of one city in the order of the catalogue."""
        table = TABLES["documents"]
        rows = store.read_rows(self.existing(path_of(table)), table)
        document, of = table.names.index("document"), table.names.index("city")
        return [row[document] for row in rows if row[of] == city]

    def frame(self, table: TableSchema, *, document: str = "", theme: str = "") -> pd.DataFrame:
        """Return one table as a frame of text.

        Parameters
        ----------
        table
            Its declaration, which names the columns.
        document, theme
            Read what is published of the table for one of these; for all texts without any.

        Returns
        -------
        DataFrame
            All rows in the order of the file; every cell is text.

        Raises
        ------
        AnalysisError
            If the table is not there, is not published that way, or has other columns.
        """
        part = "document" if document else "theme" if theme else "all"
        return store.read_csv(self.existing(path_of(table, part, document or theme)), table)

    def _read(self, kind: type[R], relative: str) -> tuple[R, ...]:
        key = (kind, relative)
        if key not in self._known:
            path = self.existing(relative).absolute()
            self._known[key] = _records(path, kind, hashlib.sha256(path.read_bytes()).digest())
        return cast("tuple[R, ...]", self._known[key])

    def existing(self, relative: str) -> Path:
        """Return the path of a table.

        Raises
        ------
        AnalysisError
            If there is no such file.
        """
        path = self.folder / relative
        if not path.is_file():
            raise AnalysisError(
                f"data/processed/{relative} is missing: build it with `python -m analysis build`"
            )
        return path


@lru_cache(maxsize=128)
def _records(path: Path, kind: type[R], digest: bytes) -> tuple[R, ...]:
    """Return the records of a file with this digest; what asks for a table again gets the same."""
    return store.read_records(path, kind)

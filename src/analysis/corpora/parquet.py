"""The files of the output: Parquet with types that every reader has, equal rows as equal bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from analysis.corpora.candidates import FINDING_COLUMNS, MENTION_COLUMNS, TEXT_COLUMNS, Columns
from analysis.errors import AnalysisError

PARQUET_TABLES: Mapping[str, Sequence[str]] = {
    "texts": TEXT_COLUMNS,
    "mentions": MENTION_COLUMNS,
    "findings": FINDING_COLUMNS,
}
"""Folders of the output and the columns of their files."""

_WHOLE = frozenset(("start", "end", "characters", "mentions", "figures", "checked",
                    "contradictions"))  # fmt: skip
_DAYS = frozenset(("written", "period_start", "period_end"))
_DECIMALS = frozenset(("confidence", "similarity"))
_ASCENDING = ("start", "end")
"""Columns that mostly grow from row to row: their differences are small."""
_VARIED = ("literal", "places", "sha256", "path")
"""Columns of which hardly two cells are equal."""
_KEY = "corpus-part"
_LEVEL = 9
"""Compression of zstd: a tenth smaller than its usual 3 for a second more in ten thousand texts."""


def library() -> Any:
    """Return pyarrow with its Parquet part.

    Raises
    ------
    AnalysisError
        If it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise AnalysisError(
            "reading a corpus writes Parquet, which needs pyarrow, which is not installed: add it "
            "with `python -m pip install 'union-figures[parquet]'`."
        ) from None
    return pyarrow


@cache
def _schema(table: str) -> Any:
    arrow = library()
    types = {"year": arrow.int16()}
    types |= dict.fromkeys(_WHOLE, arrow.int32())
    types |= dict.fromkeys(_DAYS, arrow.date32())
    types |= dict.fromkeys(_DECIMALS, arrow.float64())
    return arrow.schema([(name, types.get(name, arrow.string())) for name in PARQUET_TABLES[table]])


def file_of(table: str, columns: Columns, key: str) -> bytes:
    """Return rows as the bytes of a Parquet file.

    Parameters
    ----------
    table
        A name of `PARQUET_TABLES`.
    columns
        Its columns.
    key
        What the rows are made from; kept in the file (see `key_of`).
    """
    arrow = library()
    schema = _schema(table)
    arrays = [arrow.array(columns[field.name], field.type) for field in schema]
    sink = arrow.BufferOutputStream()
    names = PARQUET_TABLES[table]
    ascending = [name for name in names if name in _ASCENDING]
    with arrow.parquet.ParquetWriter(
        sink, schema, compression="zstd", compression_level=_LEVEL, store_schema=False,
        use_dictionary=[n for n in names if n not in _VARIED and n not in ascending],
        column_encoding=dict.fromkeys(ascending, "DELTA_BINARY_PACKED") or None,
        write_statistics=[n for n in names if n in ("document", "city", "year", "indicator")],
    ) as writer:  # fmt: skip
        writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
        writer.add_key_value_metadata({_KEY: key})
    content: bytes = sink.getvalue().to_pybytes()
    return content


def key_of(file: Path) -> str | None:
    """Return what a file was made from; nothing where it is none, or not whole."""
    arrow = library()
    try:
        found: bytes = arrow.parquet.read_metadata(file).metadata[_KEY.encode()]
    except (OSError, TypeError, KeyError, arrow.ArrowInvalid):
        return None
    return found.decode()


def _parts_of(folder: Path, table: str) -> list[Path]:
    """Return the files of a table of the output, in order."""
    return sorted((folder / table).glob("part-*.parquet"))


def columns_of(folder: Path, table: str, names: Sequence[str]) -> Iterator[Columns]:
    """Yield some columns of a table of the output, a part at a time.

    Parameters
    ----------
    folder
        The output.
    table
        A name of `PARQUET_TABLES`.
    names
        Columns.

    Raises
    ------
    AnalysisError
        If the folder holds no such table, or a file of it is damaged.
    """
    arrow = library()
    parts = _parts_of(folder, table)
    if not parts:
        raise AnalysisError(
            f"{folder} holds no {table} of a corpus: read it with `python -m analysis corpus read`."
        )
    for part in parts:
        try:
            read = arrow.parquet.ParquetFile(part).read(columns=list(names))
        except (OSError, arrow.ArrowInvalid) as error:
            raise AnalysisError(
                f"{table}/{part.name} is damaged ({type(error).__name__}): delete it and read the "
                "corpus again, which makes it anew."
            ) from None
        yield {name: read.column(name).to_pylist() for name in names}

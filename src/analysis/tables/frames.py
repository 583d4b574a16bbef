"""Tables of text as frames, for what has not yet moved to records of `analysis.tables.store`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.tables import store
from analysis.tables.dataset import Dataset
from analysis.tables.schema import Table
from analysis.tables.store import write_text

__all__ = ["read", "text_rows", "to_csv", "write", "write_text"]


def text_rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table as dictionaries of text.

    `DataFrame.to_dict` looks at the type of every cell, which costs a table of text ten times as
    much.

    Parameters
    ----------
    frame
        Any table; keys and cells become text.
    """
    names = [str(name) for name in frame.columns]
    rows = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, map(str, row), strict=True)) for row in rows]


def read(relative: str, table: Table) -> pd.DataFrame:
    """Read a processed table below ``data/processed`` as text."""
    return store.read_csv(Dataset().existing(relative), table)


def to_csv(frame: pd.DataFrame, table: Table) -> str:
    """Return a frame of text as CSV text with exactly the columns of `table`."""
    return store.to_csv(store.text_rows_of(frame, table), table)


def write(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write a frame of text with exactly the columns of `table`."""
    store.write_frame(frame, table, path)

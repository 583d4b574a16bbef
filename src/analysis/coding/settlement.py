"""What two coders read differently, and what was settled."""

from __future__ import annotations

import pandas as pd

from analysis.coding.agreement import FIGURE_COLUMNS
from analysis.coding.raw import RawData
from analysis.tables import schema
from analysis.tables.frames import text_rows

_COMPARED = ("start", "end", "kind", *FIGURE_COLUMNS)
_SETTLED_NAMES = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}
MISSING = "—"
"""Stands where a coder has no such mention."""


def disagreements_of(data: RawData, document: str) -> pd.DataFrame:
    """List what the first two coders of a document read differently; nothing if it had but one.

    Parameters
    ----------
    data
        Raw data.
    document
        Document id.

    Returns
    -------
    pandas.DataFrame
        The columns of `schema.DISAGREEMENTS`.
    """
    pair = [data.coding(document, coder) for coder in data.coders(document)[:2]]
    if len(pair) < 2:
        return pd.DataFrame(columns=schema.DISAGREEMENTS.names, dtype=object)
    return disagreements(document, pair[0], pair[1], data.figures(document))


def disagreements(
    document: str, first: pd.DataFrame, second: pd.DataFrame, settled: pd.DataFrame
) -> pd.DataFrame:
    """List every cell on which two codings of the settled figures differ.

    Parameters
    ----------
    document
        Document id.
    first, second
        The two codings, columns of `schema.CODING`.
    settled
        The settled figures, columns of `schema.FIGURES`.

    Returns
    -------
    pandas.DataFrame
        The columns of `schema.DISAGREEMENTS`, in the order of the text; a figure that one coder
        does not have is one row on ``span``.
    """
    rows: list[dict[str, str]] = []
    codings = [text_rows(coding) for coding in (first, second)]
    starts = dict(settled[["figure_id", "start"]].to_numpy())
    for figure in text_rows(settled):
        a, b = (_at(coding, figure) for coding in codings)
        if a is None or b is None:
            cells = [("span", _span(a), _span(b), f"{figure['start']}–{figure['end']}")]
        else:
            cells = [
                (column, a[column], b[column], _settled(figure, column, starts))
                for column in _COMPARED
                if a[column] != b[column]
            ]
        rows += [
            {
                "document": document,
                "start": figure["start"],
                "literal": figure["literal"],
                "column": column,
                "coder_a": one,
                "coder_b": other,
                "settled": final,
            }
            for column, one, other, final in cells
        ]
    return pd.DataFrame(rows, columns=schema.DISAGREEMENTS.names, dtype=object)


def _at(coding: list[dict[str, str]], figure: dict[str, str]) -> dict[str, str] | None:
    """Return the coder's mention that overlaps the settled figure, if there is one."""
    start, end = int(figure["start"]), int(figure["end"])
    for row in coding:
        if int(row["start"]) < end and start < int(row["end"]):
            return row
    return None


def _span(row: dict[str, str] | None) -> str:
    return f"{row['start']}–{row['end']}" if row else MISSING


def _settled(figure: dict[str, str], column: str, starts: dict[str, str]) -> str:
    if column == "kind":
        return "figure"
    name = _SETTLED_NAMES.get(column)
    return figure[column] if name is None else starts.get(figure[name], "")

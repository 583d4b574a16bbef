"""Lists beside their stated number: what a text announces and how many items it then gives."""

from __future__ import annotations

import pandas as pd

from analysis.errors import AnalysisError
from analysis.intervals import format_number, parse_number
from analysis.language import records
from analysis.reading import find_quantities
from analysis.tables import schema

_NUMERALS = "0123456789〇零一二三四五六七八九十百千两"


def lists_of(items: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Count the items of every list and set them against the number that the text states.

    Parameters
    ----------
    items
        Rows of `schema.LIST_ITEMS`.
    figures
        Figures of the same documents: the stated number is one of them, or a name or word.

    Returns
    -------
    pandas.DataFrame
        `schema.LISTS`.  An open list agrees where it is not longer than stated.

    Raises
    ------
    AnalysisError
        If the items of a list are not numbered from 1, or its number cannot be read.
    """
    by_place = {(row["document"], row["start"]): row for row in records(figures)}
    rows = []
    for (document, start), part in items.groupby(["document", "stated_start"], sort=False):
        first = records(part)[0]
        where = f"list of {document} at {start}"
        if list(part["item"]) != [str(number) for number in range(1, len(part) + 1)]:
            raise AnalysisError(f"{where}: the items must be numbered from 1")
        figure = by_place.get((str(document), str(start)))
        number = figure["value"] if figure else _read(first["stated"])
        if not number:
            raise AnalysisError(f"{where}: {first['stated']!r} states no number")
        stated, listed = parse_number(number), len(part)
        agrees = listed == stated or (first["open"] == "yes" and listed <= (stated or 0))
        rows.append(
            {
                "document": str(document),
                "start": str(start),
                "stated": first["stated"],
                "figure_id": figure["figure_id"] if figure else "",
                "number": number,
                "listed": str(listed),
                "open": first["open"],
                "agrees": "yes" if agrees else "no",
                "note_en": first["note_en"],
                "note_zh": first["note_zh"],
            }
        )
    return pd.DataFrame(rows, columns=schema.LISTS.names, dtype=object)


def _read(stated: str) -> str:
    """Return the number in a few words that are no figure, as in the title “ten points”."""
    numeral = stated[: len(stated) - len(stated.lstrip(_NUMERALS))]
    found = [q.value for q in find_quantities(f"{numeral}个") if q.value is not None]
    return format_number(found[0]) if len(found) == 1 else ""

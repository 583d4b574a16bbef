"""Who gives figures on what: counts of figures by document and theme.

A count says how much a text gives figures on a theme, never how much was done.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.tables import schema

_LOST = ("damaged", "impossible", "doubtful")


def coverage(
    observations: pd.DataFrame, documents: Iterable[str], themes: Iterable[str]
) -> pd.DataFrame:
    """Count the figures of every document on every theme, zero included.

    Parameters
    ----------
    observations
        Observations of all documents.
    documents, themes
        Codes in the order of the rows.

    Returns
    -------
    pandas.DataFrame
        The columns of `schema.COVERAGE`; `distinct` leaves out what is said twice.
    """
    repeats = observations["duplicate_of"] != ""
    rows = []
    for document in documents:
        for theme in themes:
            here = (observations["document"] == document) & (observations["theme"] == theme)
            distinct = observations[here & ~repeats]
            rows.append(
                {
                    "document": document,
                    "theme": theme,
                    "figures": str(int(here.sum())),
                    "distinct": str(len(distinct)),
                    "core": str(int((distinct["tier"] == "core").sum())),
                    "hedged": str(int((distinct["bound"] != "exact").sum())),
                    "faulty": str(int(distinct["status"].isin(_LOST).sum())),
                }
            )
    return pd.DataFrame(rows, columns=schema.COVERAGE.names, dtype=object)

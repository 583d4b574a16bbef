"""Tables of text as plain rows."""

from __future__ import annotations

import pandas as pd


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

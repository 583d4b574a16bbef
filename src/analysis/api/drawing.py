"""A plain picture of a column of limits; charts with words belong to `analysis.charts`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis.api.notebook_figure import NotebookFigure
from analysis.charts.style import fonts

_BEYOND = 0.08
"""Share of the axis by which an arrow reaches beyond the last number."""


def draw_limits(column: pd.Series, ax: Axes | None = None, **kwargs: Any) -> Axes:
    """Draw each row as a line from end to end, an arrow where there is no end.

    Parameters
    ----------
    column
        Limits; missing rows stay empty.
    ax
        Where to draw; by default a new figure.
    **kwargs
        Passed on to the lines.

    Returns
    -------
    Axes
        With the labels of the rows on its vertical axis, the first row on top: a full end belongs
        to the limits, an empty one does not.
    """
    if ax is None:
        size = (7, 0.4 * max(len(column), 2) + 0.8)
        figure = plt.figure(FigureClass=NotebookFigure, figsize=size, layout="constrained")
        ax = figure.add_subplot()
    low, high = column.bounds.low.to_numpy(), column.bounds.high.to_numpy()
    known = np.concatenate([low, high])
    known = known[~np.isnan(known)]
    least, most = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    reach = _BEYOND * ((most - least) or abs(most) or 1.0)
    for place, (row, left, right) in enumerate(zip(column, low, high, strict=True)):
        if row is pd.NA:
            continue
        start = least - reach if np.isnan(left) else left
        end = most + reach if np.isnan(right) else right
        (line,) = ax.plot([start, end], [place, place], **{"color": "C0", "lw": 2, **kwargs})
        color = line.get_color()
        for end_at, closed, absent, arrow in (
            (start, row.low_closed, np.isnan(left), "<"),
            (end, row.high_closed, np.isnan(right), ">"),
        ):
            marker = arrow if absent else "o"
            fill = color if closed or absent else ax.get_facecolor()
            ax.plot([end_at], [place], marker, color=color, markerfacecolor=fill, zorder=3)
    labels = [str(label) for label in column.index]
    own: dict[str, Any] = {}
    if fonts.are_here(fonts.FONTS):  # else that of matplotlib, which has no Chinese
        fonts.register_fonts(fonts.FONTS)
        own["family"] = [fonts.FAMILY]
    ax.set_yticks(range(len(column)), labels, **own)
    ax.set_ylim(len(column) - 0.5, -0.5)
    return ax

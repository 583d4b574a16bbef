"""What is wrong with the texts of a finished figure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from analysis.charts.style.fonts import text_width

Box = tuple[float, float, float, float]


def layout_faults(figure: Figure) -> list[str]:
    """Return what is wrong with the texts of a finished figure.

    That is every text that is cut by the edge, lies on another text, or lies on a mark or a thick
    line.
    """
    width, height = (float(side) * 72 for side in figure.get_size_inches())
    texts: list[tuple[Box, str]] = []
    marks: list[Box] = []
    faults: list[str] = []
    for artist in figure.axes[0].get_children():
        if isinstance(artist, Line2D):
            marks += _mark_boxes(artist)
        if not isinstance(artist, Text) or not artist.get_text():
            continue
        box, text = _text_box(artist), artist.get_text()
        if box[0] < -0.5 or box[2] > width + 0.5 or box[1] < -0.5 or box[3] > height + 0.5:
            faults.append(f"cut: {text}")
        faults.extend(f"overlap: {text} | {other}" for b, other in texts if _overlap(box, b))
        texts.append((box, text))
    faults += [f"on a mark: {text}" for box, text in texts if any(_overlap(box, m) for m in marks)]
    return faults


def _overlap(a: Box, b: Box) -> bool:
    slack = 0.5
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )


def _text_box(artist: Text) -> Box:
    x, y = artist.get_position()
    size = float(artist.get_fontsize())
    long = text_width(artist.get_text(), size, bold=artist.get_fontweight() == "bold")
    shift = {"left": 0.0, "center": long / 2, "right": long}[str(artist.get_horizontalalignment())]
    return x - shift, y - 0.8 * size, x - shift + long, y + 0.2 * size


def _mark_boxes(artist: Line2D) -> list[Box]:
    """Return the boxes of a marker, or of a line thick enough to spoil a text."""
    xs, ys = (np.asarray(values, dtype=float).tolist() for values in artist.get_data())
    if artist.get_marker() not in ("None", None, ""):
        half = float(artist.get_markersize()) / 2
        return [(x - half, y - half, x + half, y + half) for x, y in zip(xs, ys, strict=True)]
    half = float(artist.get_linewidth()) / 2
    if artist.get_linestyle() == "None" or half < 0.75:
        return []
    return [
        (min(a, c) - half, min(b, d) - half, max(a, c) + half, max(b, d) + half)
        for (a, b), (c, d) in pairwise(zip(xs, ys, strict=True))
    ]

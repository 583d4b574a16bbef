"""How large a picture is: forms one below the other, each as high as its rows need."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.charts.style.fonts import TEXT

NARROW, WIDE = 320.0, 760.0
"""Natural widths of the two pictures of a chart, in pixels: for a telephone, and for the rest."""

LINE = 1.36 * TEXT
"""Height of a line of text, in pixels."""

_APART = 16.0
_EDGE = 2.0
_TRIES = 3

Part = Callable[[Axes], Axes]
"""A form with everything but the axes that it draws on."""


def stack(parts: Sequence[Part], width: float) -> Figure:
    """Return a figure of forms one below the other.

    Each form draws on axes of its own.  Its y axis counts lines of text, so that its height
    follows; margins hold what stands outside of the axes.

    Parameters
    ----------
    parts
        Forms in reading order.
    width
        Width of the figure in pixels.
    """
    left = right = _EDGE
    for _ in range(_TRIES):
        figure, heights = _drawn(parts, width, left, right)
        boxes = _boxes(figure)
        out = max(left - box.x0 for box in boxes), max(box.x1 - (width - right) for box in boxes)
        wanted_left, wanted_right = (math.ceil(max(side, 0.0)) + _EDGE for side in out)
        if wanted_left <= left and wanted_right <= right:
            break
        left, right = max(wanted_left, left), max(wanted_right, right)
    _place(figure, heights, left, width - left - right)
    return figure


def _drawn(
    parts: Sequence[Part], width: float, left: float, right: float
) -> tuple[Figure, list[float]]:
    """Return a figure in which each form is drawn, and how high the axes of each must be."""
    figure = Figure(figsize=(width / 72, 10), dpi=72, facecolor="none")
    FigureCanvasAgg(figure)
    heights = []
    for part in parts:
        across = left / width, (width - left - right) / width
        ax = figure.add_axes((across[0], 0.0, across[1], 1.0))
        part(ax)
        low, high = ax.get_ylim()
        heights.append(abs(high - low) * LINE)
        ax.set_position((across[0], 0.0, across[1], heights[-1] / 720))
    return figure, heights


def _boxes(figure: Figure) -> list[Bbox]:
    """Return what each of the axes fills with its labels, in pixels."""
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    found = (ax.get_tightbbox(renderer) for ax in figure.axes)
    return [box for box in found if box is not None]


def _place(figure: Figure, heights: Sequence[float], left: float, width: float) -> None:
    """Set the axes below each other, with room for what stands above and below each."""
    above = [
        max(math.ceil(box.y1 - height), 0)
        for box, height in zip(_boxes(figure), heights, strict=True)
    ]
    below = [max(math.ceil(-box.y0), 0) for box in _boxes(figure)]
    between = _APART * (len(heights) - 1)
    total = math.ceil(sum(heights) + sum(above) + sum(below) + between + 2 * _EDGE)
    whole = figure.get_figwidth() * 72
    figure.set_figheight(total / 72)
    y = total - _EDGE
    for ax, up, down, height in zip(figure.axes, above, below, heights, strict=True):
        y -= up + height
        ax.set_position((left / whole, y / total, width / whole, height / total))
        y -= down + _APART

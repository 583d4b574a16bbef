"""How large a picture is: forms one below the other, each as high as its rows need."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Bbox

from analysis.charts.style.lines import wrap
from analysis.charts.style.palette import MUTED

NARROW, WIDE = 320.0, 680.0
"""Natural widths of the two pictures of a chart: for a telephone, and for the rest.  A point of a
figure is a pixel of its picture on a page."""

LINE = 1.36
"""Height of a line of text, as a multiple of its size."""

_APART = 16.0
_EDGE = 2.0
_TRIES = 3

_Part = Callable[[Axes], Axes]
"""A form with everything but the axes that it draws on."""


def stack(
    parts: Sequence[_Part], width: float, *, figure: Figure | None = None, notes: Sequence[str] = ()
) -> Figure:
    """Return a figure of forms one below the other.

    Each form draws on axes of its own.  Its y axis counts lines of text, so that its height
    follows; margins hold what stands outside of the axes.

    Parameters
    ----------
    parts
        Forms in reading order.
    width
        Width of the figure in points.
    figure
        Figure to fill, which is emptied first; by default a new one of 72 dots per inch.
    notes
        Sentences below all forms: sources, name and licence.
    """
    figure = figure or Figure(dpi=72, facecolor="none")
    figure.clear()
    left = right = _EDGE
    for _ in range(_TRIES):
        heights = _draw(figure, parts, width, left, right)
        boxes = _boxes(figure)
        out = max(left - box.x0 for box in boxes), max(box.x1 - (width - right) for box in boxes)
        wanted_left, wanted_right = (math.ceil(max(side, 0.0)) + _EDGE for side in out)
        if wanted_left <= left and wanted_right <= right:
            break
        left, right = max(wanted_left, left), max(wanted_right, right)
    size = float(mpl.rcParams["font.size"])
    lines = [line for note in notes if note for line in wrap(note, width - 2 * _EDGE, size)]
    foot = len(lines) * size * LINE + (_APART if lines else 0)
    _place(figure, boxes, heights, left, width - left - right, foot)
    total = figure.get_figheight() * 72
    for number, line in enumerate(reversed(lines)):
        y = (_EDGE + number * size * LINE) / total
        figure.text(_EDGE / width, y, line, color=MUTED, va="bottom")
    return figure


def _draw(
    figure: Figure, parts: Sequence[_Part], width: float, left: float, right: float
) -> list[float]:
    """Draw each form on axes of its own; return how high each must be, in points."""
    for ax in figure.axes:  # of the last try; `Figure.clear` would empty them first
        figure.delaxes(ax)
    figure.set_size_inches(width / 72, 10)
    line = float(mpl.rcParams["font.size"]) * LINE
    heights = []
    for part in parts:
        across = left / width, (width - left - right) / width
        ax = figure.add_axes((across[0], 0.0, across[1], 1.0))
        part(ax)
        low, high = ax.get_ylim()
        heights.append(abs(high - low) * line)
        ax.set_position((across[0], 0.0, across[1], heights[-1] / 720))
    return heights


def _boxes(figure: Figure) -> list[Bbox]:
    """Return what each of the axes fills with its labels, in points."""
    across, up = (float(side) * figure.dpi for side in figure.get_size_inches())
    renderer = RendererAgg(across, up, figure.dpi)
    scale = Affine2D().scale(72 / figure.dpi)
    found = (ax.get_tightbbox(renderer) for ax in figure.axes)
    return [box.transformed(scale) for box in found if box is not None]


def _place(
    figure: Figure,
    boxes: Sequence[Bbox],
    heights: Sequence[float],
    left: float,
    width: float,
    foot: float,
) -> None:
    """Set the axes below each other, with room for what stands above and below each."""
    above = [max(math.ceil(box.y1 - height), 0) for box, height in zip(boxes, heights, strict=True)]
    below = [max(math.ceil(-box.y0), 0) for box in boxes]
    between = _APART * (len(heights) - 1)
    total = math.ceil(sum(heights) + sum(above) + sum(below) + between + foot + 2 * _EDGE)
    whole = figure.get_figwidth() * 72
    figure.set_size_inches(whole / 72, total / 72)
    y = total - _EDGE
    for ax, up, down, height in zip(figure.axes, above, below, heights, strict=True):
        y -= up + height
        ax.set_position((left / whole, y / total, width / whole, height / total))
        y -= down + _APART

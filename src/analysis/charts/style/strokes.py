"""Strokes: what a canvas is to show, as data that become matplotlib's artists."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.charts.style import fonts
from analysis.charts.style.fonts import FAMILY, NORMAL, register_fonts

Anchor = Literal["left", "center", "right"]
Cap = Literal["butt", "round"]

RC: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "analysis",
    "svg.image_inline": True,
    "font.family": [FAMILY],
    "font.size": NORMAL,
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "savefig.bbox": None,
    "path.simplify": False,
    "hatch.linewidth": 1.0,
}

LINK = "link--"
PANEL = "panel--"
KEY = "-key"
"""What groups of marks, of panels and of the key are called until they are written as SVG."""


@contextmanager
def settings() -> Iterator[None]:
    """Draw with the project's settings only, whatever the user's matplotlibrc says."""
    register_fonts(fonts.FONTS)
    rc: dict[Any, Any] = {
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if not key.startswith("backend")
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        with matplotlib.rc_context(rc | dict(RC)):
            yield


def draw(strokes: Sequence[Stroke], width: float, height: float) -> Figure:
    """Return a figure with all strokes."""
    with settings():
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        for number, stroke in enumerate(strokes):
            artist = stroke.artist()
            key = stroke.key
            if key is not None and key.startswith(PANEL):
                artist.set_gid(key)
            elif key is not None:
                artist.set_gid(f"{LINK}{key}--{number}")
            artist.set_zorder(1)
            artist.set_clip_on(False)
            axes.add_artist(artist)
    return figure


@dataclass(frozen=True, slots=True)
class Stroke:
    """One thing to draw.

    Attributes
    ----------
    kind
        What it is: a key of `_STROKES`.
    given
        Its places, sizes and colours.
    key
        Link or panel that it belongs to.
    """

    kind: str
    given: tuple[tuple[str, object], ...]
    key: str | None

    def artist(self) -> Artist:
        """Return it as an artist of matplotlib."""
        return _STROKES[self.kind](**dict(self.given))


def edge(y: float) -> Artist:
    """Mark where a panel begins."""
    return Line2D([0.0], [y], linestyle="none")


def text_line(
    x: float, y: float, text: str, size: float, bold: bool, colour: str, anchor: Anchor
) -> Artist:
    """Return one line of text with its baseline at `y`."""
    return Text(
        x,
        y,
        text,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        family=FAMILY,
        color=colour,
        horizontalalignment=anchor,
        verticalalignment="baseline",
        parse_math=False,
    )


def line(
    x: Sequence[float],
    y: Sequence[float],
    colour: str,
    width: float,
    dash: Sequence[float] | None,
    cap: Cap,
) -> Artist:
    """Return a line through the points; lengths of dashes are in points."""
    artist = Line2D(list(x), list(y), color=colour, linewidth=width)
    artist.set_solid_capstyle(cap)
    artist.set_dash_capstyle(cap)
    if dash is not None:
        artist.set_linestyle((0, tuple(value / width for value in dash)))
    return artist


def marker(x: float, y: float, marker: str, colour: str, fill: str, size: float) -> Artist:
    """Return a marker of matplotlib."""
    return Line2D(
        [x],
        [y],
        marker=marker,
        markersize=size,
        linestyle="none",
        color=colour,
        markerfacecolor=fill,
        markeredgecolor=colour,
        markeredgewidth=1.8,
    )


def dashed_marker(x: float, y: float, marker: str, colour: str, size: float) -> Artist:
    """Return the dashed outline of a marker."""
    shape = MarkerStyle(marker)
    outline = shape.get_path().transformed(shape.get_transform())
    return PathPatch(
        outline.transformed(Affine2D().scale(size, -size).translate(x, y)),
        facecolor="none",
        edgecolor=colour,
        linewidth=1.5,
        linestyle=(0, (1.4, 1.2)),
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str | None,
    edge: str | None,
    alpha: float,
    hatch: str | None,
    line: float,
) -> Artist:
    """Return a rectangle whose upper left corner is at `x`, `y`."""
    return Rectangle(
        (x, y),
        width,
        height,
        facecolor=fill or "none",
        edgecolor=edge or "none",
        linewidth=line if edge else 0,
        alpha=alpha,
        hatch=hatch,
    )


_STROKES: Mapping[str, Callable[..., Artist]] = {
    stroke.__name__: stroke for stroke in (edge, text_line, line, marker, dashed_marker, box)
}

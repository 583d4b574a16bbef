"""The drawing area: a matplotlib figure whose units are points."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
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
from analysis.charts.style.fonts import FAMILY, LINE, NORMAL, register_fonts, text_width
from analysis.charts.style.lines import narrow, wrap
from analysis.charts.style.palette import GRID, INK, PAPER, city_style
from analysis.errors import AnalysisError

WIDTH = 340.0
"""Width of every panel in its own units; a window of 360 px leaves it 320 px."""

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


@dataclass(frozen=True)
class Link:
    """Where a mark leads, and what its tooltip says."""

    href: str
    title: str


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


@dataclass
class Canvas:
    """A drawing area in points, `WIDTH` wide, growing downwards.

    What is drawn is kept until `finish`, which makes the figure.  `panel` begins a new panel:
    what follows stands below what came before, and may be set beside it on a wide page.

    Attributes
    ----------
    cities
        Codes of the cities in their fixed order, which decides colours and shapes.
    y
        Where the next row begins.
    """

    cities: Sequence[str]
    width: float = WIDTH
    y: float = 0.0
    links: dict[str, Link] = field(default_factory=dict)
    cuts: list[float] = field(default_factory=list)
    _artists: list[tuple[Callable[[], Artist], str | None]] = field(default_factory=list)
    _figure: Figure | None = None

    @property
    def figure(self) -> Figure:
        """The figure; an error before `finish`."""
        if self._figure is None:
            raise AnalysisError("The canvas is not finished: call finish() first.")
        return self._figure

    def colour(self, city: str) -> str:
        """Return the colour of a city."""
        return city_style(city, self.cities).colour

    def panel(self, *, rule: bool = True, key: bool = False) -> None:
        """Begin a panel at `y`, with a line above it unless told otherwise.

        Parameters
        ----------
        rule
            Whether a line parts it from the one above.
        key
            Whether it is the key to the marks, which stands above all columns.
        """
        y = self.y

        def make() -> Artist:
            return Line2D([0.0], [y], linestyle="none")

        self.cuts.append(y)
        self._artists.append((make, f"{PANEL}{len(self.cuts)}{KEY if key else ''}"))
        if rule:
            self.line([0.0, self.width], [y + 1, y + 1], colour=GRID, width=1.0)
            self.y += 5

    def link(self, key: str, href: str, title: str) -> None:
        """Declare that everything drawn with `key` is one link."""
        self.links[key] = Link(href, title)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = NORMAL,
        bold: bool = False,
        colour: str = INK,
        anchor: Literal["left", "center", "right"] = "left",
        key: str | None = None,
    ) -> float:
        """Write one line with its baseline at `y`; return its width."""
        text = narrow(text)
        width = text_width(text, size, bold=bold)

        def make() -> Artist:
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

        self._artists.append((make, key))
        return width

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        *,
        size: float = NORMAL,
        bold: bool = False,
        colour: str = INK,
        key: str | None = None,
    ) -> float:
        """Write a text in as many lines as it needs, the first one below `y`; return the new y."""
        for line in wrap(narrow(text), width, size, bold=bold):
            y += size * LINE
            self.text(x, y - size * 0.25, line, size=size, bold=bold, colour=colour, key=key)
        return y

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        colour: str = INK,
        width: float = 1.0,
        dash: Sequence[float] | None = None,
        cap: Literal["butt", "round"] = "butt",
        key: str | None = None,
    ) -> None:
        """Draw a line through the points."""

        def make() -> Artist:
            artist = Line2D(list(x), list(y), color=colour, linewidth=width)
            artist.set_solid_capstyle(cap)
            artist.set_dash_capstyle(cap)
            if dash is not None:
                artist.set_linestyle((0, tuple(value / width for value in dash)))
            return artist

        self._artists.append((make, key))

    def mark(
        self,
        x: float,
        y: float,
        city: str,
        *,
        filled: bool = True,
        dashed: bool = False,
        size: float = 9.5,
        key: str | None = None,
    ) -> None:
        """Draw the dot of a city: filled, hollow, or hollow and dashed."""
        style = city_style(city, self.cities)
        scale = {"D": 0.86, "s": 0.92, "^": 1.1, "v": 1.1}.get(style.marker, 1.0)
        self.shape(
            x,
            y,
            style.marker,
            style.colour,
            filled=filled,
            dashed=dashed,
            size=size * scale,
            key=key,
        )

    def shape(
        self,
        x: float,
        y: float,
        marker: str,
        colour: str,
        *,
        filled: bool = True,
        dashed: bool = False,
        size: float = 9.5,
        key: str | None = None,
    ) -> None:
        """Draw any marker at a place."""

        def make() -> Artist:
            return Line2D(
                [x],
                [y],
                marker=marker,
                markersize=size,
                linestyle="none",
                color=colour,
                markerfacecolor=colour if filled else PAPER,
                markeredgecolor=colour,
                markeredgewidth=1.8,
            )

        def make_dashed() -> Artist:
            shape = MarkerStyle(marker)
            outline = shape.get_path().transformed(shape.get_transform())
            return PathPatch(
                outline.transformed(Affine2D().scale(size, -size).translate(x, y)),
                facecolor="none",
                edgecolor=colour,
                linewidth=1.5,
                linestyle=(0, (1.4, 1.2)),
            )

        self._artists.append((make_dashed if dashed else make, key))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        alpha: float = 1.0,
        hatch: str | None = None,
        line: float = 1.0,
        key: str | None = None,
    ) -> None:
        """Draw a rectangle whose upper left corner is at `x`, `y`."""

        def make() -> Artist:
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

        self._artists.append((make, key))

    def target(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Make an area a part of the link `key`, without drawing anything."""
        self.box(x, y, width, height, fill=PAPER, alpha=0.0, key=key)

    def finish(self, height: float | None = None) -> Figure:
        """Draw everything on a figure of the height needed, and return it."""
        height = float(math.ceil(height if height is not None else self.y))
        with settings():
            figure = Figure(figsize=(self.width / 72, height / 72), dpi=72, facecolor="none")
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set_xlim(0, self.width)
            axes.set_ylim(height, 0)
            for number, (make, key) in enumerate(self._artists):
                artist = make()
                if key is not None and key.startswith(PANEL):
                    artist.set_gid(key)
                elif key is not None:
                    artist.set_gid(f"{LINK}{key}--{number}")
                artist.set_zorder(1)
                artist.set_clip_on(False)
                axes.add_artist(artist)
        self._figure = figure
        return figure

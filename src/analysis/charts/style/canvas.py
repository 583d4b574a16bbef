"""The drawing area: units are points, and what is drawn is kept as data."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from analysis.charts.style import strokes
from analysis.charts.style.fonts import LINE, NORMAL, text_width
from analysis.charts.style.lines import narrow, wrap
from analysis.charts.style.palette import GRID, INK, PAPER, city_style
from analysis.charts.style.strokes import KEY, PANEL, Anchor, Cap, Stroke
from analysis.errors import AnalysisError

MARGIN = 4.0
"""Space that a panel leaves free at both sides."""

WIDTH = 340.0
"""Width of every panel in its own units; a window of 360 px leaves it 320 px."""


@dataclass(frozen=True)
class MarkLink:
    """Where a mark leads, and what its tooltip says."""

    href: str
    title: str


@dataclass
class Canvas:
    """A drawing area in points, `WIDTH` wide, growing downwards.

    What is to be drawn is kept as data: `finish` says how high the figure is, and it is drawn when
    it is first asked for.  So two canvases with the same strokes are known to look the same before
    either is drawn.  `panel` begins a new panel: what follows stands below what came before, and
    may be set beside it on a wide page.

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
    links: dict[str, MarkLink] = field(default_factory=dict)
    cuts: list[float] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    _height: float | None = None

    @property
    def height(self) -> float:
        """Height of the figure; an error before `finish`.

        Raises
        ------
        AnalysisError
            Before `finish`: the height is not known yet.
        """
        if self._height is None:
            raise AnalysisError("The canvas is not finished: call finish() first.")
        return self._height

    @property
    def figure(self) -> Figure:
        """The figure, drawn anew each time; an error before `finish`."""
        return strokes.draw(self.strokes, self.width, self.height)

    def _add(self, stroke: Callable[..., Artist], key: str | None, **given: object) -> None:
        self.strokes.append(Stroke(stroke.__name__, tuple(given.items()), key))

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
        self.cuts.append(y)
        self._add(strokes.edge, f"{PANEL}{len(self.cuts)}{KEY if key else ''}", y=y)
        if rule:
            self.line([0.0, self.width], [y + 1, y + 1], colour=GRID, width=1.0)
            self.y += 5

    def link(self, key: str, href: str, title: str) -> None:
        """Declare that everything drawn with `key` is one link."""
        self.links[key] = MarkLink(href, title)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = NORMAL,
        bold: bool = False,
        colour: str = INK,
        anchor: Anchor = "left",
        key: str | None = None,
    ) -> float:
        """Write one line with its baseline at `y`; return its width."""
        text = narrow(text)
        self._add(
            strokes.text_line,
            key,
            x=x,
            y=y,
            text=text,
            size=size,
            bold=bold,
            colour=colour,
            anchor=anchor,
        )
        return text_width(text, size, bold=bold)

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
        cap: Cap = "butt",
        key: str | None = None,
    ) -> None:
        """Draw a line through the points."""
        dashes = None if dash is None else tuple(dash)
        self._add(
            strokes.line,
            key,
            x=tuple(x),
            y=tuple(y),
            colour=colour,
            width=width,
            dash=dashes,
            cap=cap,
        )

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
        if dashed:
            self._add(strokes.dashed_marker, key, x=x, y=y, marker=marker, colour=colour, size=size)
        else:
            fill = colour if filled else PAPER
            self._add(
                strokes.marker, key, x=x, y=y, marker=marker, colour=colour, fill=fill, size=size
            )

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
        sides = {"x": x, "y": y, "width": width, "height": height}
        self._add(
            strokes.box, key, **sides, fill=fill, edge=edge, alpha=alpha, hatch=hatch, line=line
        )

    def target(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Make an area a part of the link `key`, without drawing anything."""
        self.box(x, y, width, height, fill=PAPER, alpha=0.0, key=key)

    def finish(self, height: float | None = None) -> None:
        """Say how high the figure is: as high as needed, unless told."""
        self._height = float(math.ceil(height if height is not None else self.y))

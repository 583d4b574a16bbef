"""How charts look, and how a figure becomes an SVG that is small, linked and always the same.

A chart is drawn on a `Canvas`: a matplotlib figure whose units are points, `WIDTH` wide, so that
every text can be measured before it is placed.  That is the width of a telephone: a chart is a
column of panels, which a wide page sets side by side.  `to_svg` turns it into SVG text: one group
per panel, ids unique per chart, no metadata, marks wrapped in plain links with tooltips, colours
as CSS variables with a printable default.
"""

from pathlib import Path

from analysis.charts.style.canvas import MARGIN, WIDTH, Canvas, MarkLink
from analysis.charts.style.fonts import FAMILY, LARGE, LINE, NORMAL, SMALL, text_width
from analysis.charts.style.lines import longest_word, wrap
from analysis.charts.style.palette import (
    CITY_STYLES,
    GRID,
    INK,
    MUTED,
    PAPER,
    SHADE,
    WARN,
    CityStyle,
    city_style,
)
from analysis.charts.style.sheet import headed_svg, standalone
from analysis.charts.style.strokes import settings
from analysis.charts.style.svg import picture, to_svg

__all__ = [
    "CITY_STYLES",
    "FAMILY",
    "GRID",
    "INK",
    "LARGE",
    "LINE",
    "MARGIN",
    "MUTED",
    "NORMAL",
    "PAGE_CSS",
    "PAPER",
    "SHADE",
    "SMALL",
    "WARN",
    "WIDTH",
    "Canvas",
    "CityStyle",
    "MarkLink",
    "city_style",
    "headed_svg",
    "longest_word",
    "picture",
    "preload",
    "settings",
    "standalone",
    "text_width",
    "to_svg",
    "wrap",
]

PAGE_CSS = Path(__file__).parents[1] / "charts.css"
"""What a page adds so that charts follow its theme and set their panels side by side."""


def preload() -> None:
    """Draw a chart that says nothing, so that processes forked from this one need not begin."""
    canvas = Canvas(("city",), y=20.0)
    canvas.text(1, 10, "1 一")
    canvas.text(1, 20, "1 一", bold=True)
    canvas.mark(10, 10, "city")
    canvas.line((1, 9), (1, 9))
    canvas.box(1, 1, 9, 9, fill=INK)
    canvas.finish()
    to_svg(canvas.figure, "preload", "1", "en")

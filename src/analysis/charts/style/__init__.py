"""How charts look, and how a figure of matplotlib becomes an SVG that is small and always the same.

Settings, font and colours stand here, and what a page adds: `sizes` stacks forms in a figure as
high as they need, `svg` writes it with links and tooltips, colours as CSS variables with a
printable default, `sheet` puts title, sources and licence around it.
"""

from pathlib import Path

from analysis.charts.style.drawing_settings import settings
from analysis.charts.style.fonts import FAMILY, TEXT_SIZE, text_width
from analysis.charts.style.palette import CITY_STYLES, SHADE, WARN, CityStyle, city_style
from analysis.charts.style.sheet import credit, headed_svg, standalone
from analysis.charts.style.sizes import NARROW, WIDE, stack
from analysis.charts.style.svg import MarkLink, to_svg

__all__ = [
    "CITY_STYLES",
    "FAMILY",
    "NARROW",
    "PAGE_CSS",
    "SHADE",
    "TEXT_SIZE",
    "WARN",
    "WIDE",
    "CityStyle",
    "MarkLink",
    "city_style",
    "credit",
    "headed_svg",
    "preload",
    "settings",
    "stack",
    "standalone",
    "text_width",
    "to_svg",
]

PAGE_CSS = Path(__file__).parents[1] / "charts.css"
"""What a page adds so that charts follow its theme and its width."""


def preload() -> None:
    """Draw a chart that says nothing, so that processes forked from this one need not begin."""
    with settings():
        figure = stack([lambda ax: ax], WIDE)
    to_svg(figure, "preload", "1", "en")

"""A small figure with one linked mark, and what it becomes as SVG."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.charts.style import MarkLink, settings, to_svg
from analysis.charts.style.palette import look

CITIES = ["aston", "berry", "corin"]
SVG = "{http://www.w3.org/2000/svg}"
LINKS = {"f-1": MarkLink("figures.html#f-1", 'printed <b> & "so"')}


def figure(*words: str) -> Figure:
    """Return a figure with the mark of a city, what belongs to it, and further words."""
    with settings():
        made = Figure(figsize=(340 / 72, 60 / 72), dpi=72, facecolor="none")
        axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set(xlim=(0, 340), ylim=(60, 0))
        axes.plot([50], [20], marker="D", color=look(1).colour, gid="link--f-1", clip_on=False)
        for number, word in enumerate(words or ("plain",)):
            axes.text(10 + 60 * number, 50, word)
        axes.text(70, 24, "近1400万元", gid="link--f-1")
    return made


def svg(name: str = "demo", language: str = "en") -> str:
    """Return the figure as SVG."""
    return to_svg(figure(), name, "alt", language, LINKS)

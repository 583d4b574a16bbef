"""A small drawing, and what it becomes as SVG."""

from __future__ import annotations

from analysis.charts.style import Canvas, to_svg

CITIES = ["aston", "berry", "corin"]
SVG = "{http://www.w3.org/2000/svg}"


def drawing() -> Canvas:
    canvas = Canvas(CITIES)
    canvas.link("f-1", "figures.html#f-1", 'printed <b> & "so"')
    canvas.mark(50, 20, "berry", key="f-1")
    canvas.text(70, 24, "近1400万元", key="f-1")
    canvas.text(10, 50, "plain")
    canvas.finish(60)
    return canvas


def svg_of(canvas: Canvas, name: str = "demo", language: str = "en") -> str:
    return to_svg(canvas.figure, name, "alt", language, links=canvas.links)

"""A picture of its own: title and subtitle above it, sources, name and licence below."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from analysis.charts.style.fonts import TEXT_SIZE
from analysis.charts.style.lines import narrow, wrap
from analysis.charts.style.palette import INK, MUTED, VARIABLES
from analysis.charts.style.sizes import LINE
from analysis.errors import AnalysisError
from analysis.language import t
from analysis.show.displays import Chart

_TITLE = 16.0
_MARGIN = 8.0


def standalone(chart: Chart, version: str) -> str:
    """Return the picture of a chart with its title, sources, name and licence as a file."""
    notes = (chart.footer, credit(chart.language, version))
    return headed_svg(chart.svg, chart.title, chart.subtitle, notes)


def credit(language: str, version: str) -> str:
    """Return the line that says whose picture it is, and under which licence."""
    return t("chart.credit", language, version=version)


def headed_svg(svg: str, title: str, subtitle: str, notes: Sequence[str] = ()) -> str:
    """Return a chart's SVG with title and subtitle above it and notes below.

    For downloads and for pages that show nothing but the picture.

    Raises
    ------
    AnalysisError
        If the SVG was not made here: it has no `viewBox`.
    """
    head = re.match(r"<svg[^>]*>", svg)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if head is None or box is None:
        raise AnalysisError("This is no chart of ours: it lacks a viewBox.")
    width, height = float(box[1]), float(box[2])
    room = width - 2 * _MARGIN
    lines = [(line, _TITLE, True) for line in wrap(narrow(title), room, _TITLE, bold=True)]
    lines += [(line, TEXT_SIZE, False) for line in wrap(narrow(subtitle), room)]
    above, top = _text_lines(lines, _MARGIN)
    said = [(line, TEXT_SIZE, False) for note in notes if note for line in wrap(narrow(note), room)]
    below, bottom = _text_lines(said, top + height + _MARGIN)
    total = bottom + _MARGIN
    opening = head[0].replace(box[0], f'viewBox="0 0 {width:g} {total:g}"')
    opening = re.sub(r' height="[\d.]+"', f' height="{total:g}"', opening, count=1)
    paper, rest = svg[head.end() :].rsplit("</svg>", 1)[0].split("/>", 1)
    paper = re.sub(r'height="[\d.]+"', f'height="{total:g}"', paper, count=1)
    moved = f'<g transform="translate(0 {top:g})">{rest}</g>'
    return f"{opening}{paper}/>{above}{moved}{below}</svg>\n"


def _text_lines(lines: Sequence[tuple[str, float, bool]], y: float) -> tuple[str, float]:
    parts = []
    for text, size, bold in lines:
        y += LINE * size
        weight = ";font-weight:700" if bold else ""
        colour = INK if bold else MUTED
        parts.append(
            f'<text x="{_MARGIN:g}" y="{y - size * 0.25:g}" style="font-size:{size:g}px{weight};'
            f'fill:var({VARIABLES[colour]}, {colour})">{html.escape(text)}</text>'
        )
    return "".join(parts), y + (6 if lines else 0)

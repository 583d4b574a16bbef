"""A picture of its own: title, subtitle and footer around panels in columns."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from analysis.charts.style.fonts import LINE, SMALL
from analysis.charts.style.lines import narrow, wrap
from analysis.charts.style.palette import INK, MUTED, VARIABLES
from analysis.errors import AnalysisError
from analysis.show.displays import Chart

_GUTTER = 28.0
"""Space between columns of panels in a picture of its own."""

_COLUMNS = (600.0, 1500.0)
"""Heights up to which the panels of a picture of its own stand in one or in two columns."""

_PANEL_GROUP = re.compile(r'<g class="panel( key)?" data-span="([\d.]+) ([\d.]+)">')


def standalone(chart: Chart) -> str:
    """Return the picture of a chart with its title, subtitle and footer, as a file of its own."""
    return headed_svg(chart.svg, chart.title, chart.subtitle, chart.footer)


def headed_svg(svg: str, title: str, subtitle: str, footer: str = "") -> str:
    """Return a chart's SVG with title and subtitle above it and a footer below.

    For downloads and for pages that show nothing but the picture.  Panels stand in as many columns
    as a sheet of paper wants.

    Raises
    ------
    AnalysisError
        If the SVG was not made here: it has no `viewBox`.
    """
    head = re.match(r"<svg[^>]*>", svg)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if head is None or box is None:
        raise AnalysisError("This is no chart of ours: it lacks a viewBox.")
    spans = [(bool(m[1]), float(m[2]), float(m[3])) for m in _PANEL_GROUP.finditer(svg)]
    places, width, height = _columns(spans, float(box[1]), float(box[2]))
    title, subtitle, footer = narrow(title), narrow(subtitle), narrow(footer)
    lines = [(line, 16.0, True, INK) for line in wrap(title, width - 12, 16.0, bold=True)]
    lines += [(line, SMALL, False, MUTED) for line in wrap(subtitle, width - 12, SMALL)]
    above, top = _text_lines(lines, 8.0)
    notes = [(line, SMALL, False, MUTED) for line in wrap(footer, width - 12, SMALL)]
    below, bottom = _text_lines(notes, top + height + 8)
    total = bottom + 8
    opening = head[0].replace(box[0], f'viewBox="0 0 {width:g} {total:g}"')
    body = svg[head.end() :].rsplit("</svg>", 1)[0]
    body = re.sub(
        r'^<rect width="[\d.]+" height="[\d.]+"',
        f'<rect width="{width:g}" height="{total:g}"',
        body,
        count=1,
    )
    paper, rest = body.split("/>", 1)
    moves = iter(places)

    def moved(found: re.Match[str]) -> str:
        x, y = next(moves)
        return f'<g transform="translate({x:g} {y - float(found[2]):g})">'

    rest = _PANEL_GROUP.sub(moved, rest)
    return f'{opening}{paper}/>{above}<g transform="translate(0 {top:g})">{rest}</g>{below}</svg>\n'


def _columns(
    spans: Sequence[tuple[bool, float, float]], width: float, height: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return where panels go (in their order, columns balanced), and the size of the whole."""
    keys = [span for span in spans if span[0]]
    heights = [span[2] for span in spans if not span[0]]
    head = sum(key[2] for key in keys)
    number = 1 + sum(sum(heights) > limit for limit in _COLUMNS)
    number = max(1, min(number, len(heights)))
    tallest = _tallest(heights, number)
    places, x, y = [], 0.0, 0.0
    for one in heights:
        if y and y + one > tallest + 0.01:
            x, y = x + width + _GUTTER, 0.0
        places.append((x, head + y))
        y += one
    rows = iter(places)
    found = [(0.0, span[1]) if span[0] else next(rows) for span in spans]
    whole = width + max((x for x, _ in places), default=0.0)
    return found, whole, head + tallest if spans else height


def _tallest(heights: Sequence[float], columns: int) -> float:
    """Return the least height that holds the panels in so many columns."""
    ends = [sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)]

    def needed(limit: float) -> int:
        count, y = 1, 0.0
        for one in heights:
            if y and y + one > limit + 0.01:
                count, y = count + 1, 0.0
            y += one
        return count

    return next(
        (e for e in sorted(ends) if e >= max(heights) and needed(e) <= columns), sum(heights)
    )


def _text_lines(lines: Sequence[tuple[str, float, bool, str]], y: float) -> tuple[str, float]:
    parts = []
    for text, size, bold, colour in lines:
        y += size * LINE
        weight = ";font-weight:700" if bold else ""
        parts.append(
            f'<text x="6" y="{y - size * 0.25:g}" style="font-size:{size:g}px{weight};'
            f'fill:var({VARIABLES[colour]}, {colour})">{html.escape(text)}</text>'
        )
    return "".join(parts), y + (4 if lines else 0)

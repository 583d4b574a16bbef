"""Parts of a whole as stacked bars of one length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.forms.dot_plot import INDENT, city_mark
from analysis.charts.style import INK, MARGIN, MUTED, SHADE, SMALL, Canvas, text_width
from analysis.tables.codebook import Labels


@dataclass(frozen=True)
class Share:
    """One part of a stacked bar."""

    key: str
    label: str
    count: int
    weight: float
    hatch: str | None
    tooltip: str


@dataclass(frozen=True)
class Bar:
    """One stacked bar: its heading, its parts and a line below; a city where it has one."""

    city: str
    heading: str
    parts: tuple[Share, ...]
    below: str


def stacked_shares(bars: Sequence[Bar], labels: Labels) -> Canvas:
    """Draw one bar of 100 % each, with its parts labelled directly.

    Parameters
    ----------
    bars
        Bars in reading order, each with at least one part that counts something.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    canvas.panel()
    inner = canvas.width - 2 * MARGIN
    for bar in bars:
        indent = INDENT if bar.city else 0.0
        if bar.city:
            city_mark(canvas, bar.city, canvas.y)
        if bar.heading:
            canvas.y = canvas.paragraph(
                MARGIN + indent, canvas.y, bar.heading, inner - indent, bold=True
            )
        canvas.y += 3
        total = sum(part.count for part in bar.parts)
        x = MARGIN
        for part in bar.parts:
            width = inner * part.count / total
            _share(canvas, part, x, width)
            x += width
        canvas.y += 26
        canvas.y = canvas.paragraph(MARGIN, canvas.y, bar.below, inner, size=SMALL, colour=MUTED)
        canvas.y += 10
    canvas.finish(canvas.y - 2)
    return canvas


def _share(canvas: Canvas, part: Share, x: float, width: float) -> None:
    canvas.link(part.key, "", part.tooltip)
    canvas.box(x, canvas.y, width, 24, fill=SHADE, alpha=part.weight, key=part.key)
    if part.hatch:
        canvas.box(x, canvas.y, width, 24, edge=SHADE, hatch=part.hatch, line=0.6, key=part.key)
    canvas.box(x, canvas.y, width, 24, edge=INK, line=0.7, key=part.key)
    for text in (f"{part.label} {part.count}", str(part.count)):
        if text_width(text, SMALL) + 6 <= width and not part.hatch:
            canvas.text(
                x + width / 2, canvas.y + 16.2, text, size=SMALL, anchor="center", key=part.key
            )
            break

"""Counts as plain bars from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.style import MARGIN, NORMAL, SHADE, SMALL, Canvas, text_width
from analysis.tables.codebook import Labels


@dataclass(frozen=True)
class CountRow:
    """One bar of a plain bar chart of counts."""

    key: str
    label: str
    count: int
    tooltip: str


def count_bars(rows: Sequence[CountRow], labels: Labels) -> Canvas:
    """Draw counts as bars from zero, each with its label and number.

    Parameters
    ----------
    rows
        Bars in reading order.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    canvas.panel()
    inner = canvas.width - 2 * MARGIN
    top = max((row.count for row in rows), default=0) or 1
    room = inner - text_width(str(top), NORMAL, bold=True) - 10
    for row in rows:
        canvas.link(row.key, "", row.tooltip)
        canvas.y = canvas.paragraph(MARGIN, canvas.y + 2, row.label, inner, size=SMALL, key=row.key)
        long = max(room * row.count / top, 1.5 if row.count else 0.0)
        canvas.box(MARGIN, canvas.y + 3, long, 13, fill=SHADE, alpha=0.55, key=row.key)
        canvas.text(MARGIN + long + 6, canvas.y + 14.2, str(row.count), bold=True, key=row.key)
        canvas.y += 20
    canvas.finish(canvas.y + 2)
    return canvas

"""Counts as a table whose cells are shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.style import (
    GRID,
    INK,
    LINE,
    MARGIN,
    MUTED,
    NORMAL,
    SHADE,
    SMALL,
    Canvas,
    longest_word,
    text_width,
    wrap,
)
from analysis.tables.codebook import Labels

_LABELS = 90.0
"""Least width of the row labels of a shaded table."""


@dataclass(frozen=True)
class Count:
    """One cell of a shaded table: a count, what is written, and what the tooltip says."""

    key: str
    count: int
    text: str
    tooltip: str
    bold: bool = False


def heat_table(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Count]],
    labels: Labels,
    *,
    marks: Sequence[str] = (),
) -> Canvas:
    """Draw counts as a table whose cells are shaded by their number.

    Where the columns do not fit beside each other, the table goes on in a further panel.

    Parameters
    ----------
    rows, columns
        Labels.
    cells
        One list of cells per row.
    labels
        Labels in the language of the chart.
    marks
        City of each column, drawn above its label.
    """
    canvas = Canvas(labels.order("city"))
    inner = canvas.width - 2 * MARGIN
    least = 6 + max((longest_word(column, SMALL, bold=True) for column in columns), default=20.0)
    fit = max(1, int((inner - _LABELS) // least))
    panels = -(-len(columns) // fit)
    each = -(-len(columns) // panels)
    top = max((cell.count for row in cells for cell in row), default=0) or 1
    for start in range(0, len(columns), each):
        part = slice(start, start + each)
        canvas.panel()
        _heat_panel(
            canvas, rows, columns[part], [row[part] for row in cells], list(marks[part]), top
        )
        canvas.y += 8
    canvas.finish()
    return canvas


def _heat_panel(
    canvas: Canvas,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Count]],
    marks: Sequence[str],
    top: int,
) -> None:
    inner = canvas.width - 2 * MARGIN
    widest = max((text_width(row, SMALL) for row in rows), default=0.0) + 8
    label_width = max(min(widest, inner - 60 * len(columns)), _LABELS)
    width = min((inner - label_width) / len(columns), 96.0)
    left = MARGIN + label_width
    heads = [wrap(column, width - 6, SMALL, bold=True) for column in columns]
    head = max((len(lines) for lines in heads), default=0) * SMALL * LINE
    if marks:
        for number, city in enumerate(marks):
            canvas.mark(left + (number + 0.5) * width, canvas.y + 9, city, size=8)
        canvas.y += 16
    for number, lines in enumerate(heads):
        for line, text in enumerate(lines):
            y = canvas.y + head - (len(lines) - line - 1) * SMALL * LINE - 4
            canvas.text(
                left + (number + 0.5) * width, y, text, size=SMALL, bold=True, anchor="center"
            )
    canvas.y += head + 2
    for label, row in zip(rows, cells, strict=True):
        lines = wrap(label, label_width - 8, SMALL)
        height = max(24.0, len(lines) * SMALL * LINE + 6)
        start = canvas.y + (height - len(lines) * SMALL * LINE) / 2
        canvas.paragraph(MARGIN, start, label, label_width - 8, size=SMALL)
        for number, cell in enumerate(row):
            _heat_cell(canvas, cell, left + number * width, width, height, top)
        canvas.y += height
        canvas.line([MARGIN, left + width * len(row)], [canvas.y] * 2, colour=GRID)


def _heat_cell(
    canvas: Canvas, cell: Count, x: float, width: float, height: float, top: int
) -> None:
    canvas.link(cell.key, "", cell.tooltip)
    if cell.count:
        share = 0.08 + 0.40 * cell.count / top
        canvas.box(
            x + 1, canvas.y + 1, width - 2, height - 2, fill=SHADE, alpha=share, key=cell.key
        )
    canvas.text(
        x + width / 2,
        canvas.y + height / 2 + NORMAL * 0.36,
        cell.text,
        size=NORMAL if cell.count else SMALL,
        bold=cell.bold,
        colour=INK if cell.count else MUTED,
        anchor="center",
        key=cell.key,
    )

"""Counts as a table whose cells are shaded by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.charts.forms.axes import block
from analysis.charts.forms.rows import BESIDE, size_of, width_of
from analysis.charts.style.lines import longest_word, narrow, wrap
from analysis.charts.style.palette import GRID, INK, MUTED, SHADE, CityStyle

_LABELS = {False: 80.0, True: 216.0}
"""Widest labels of rows beside narrow and wide axes."""

_PALE, _FULL = 0.08, 0.48

_WIDTH = 0.96
"""Width of a shaded cell, as a part of its column."""


@dataclass(frozen=True)
class Count:
    """One cell of a shaded table: a weight, what is written, and whether it stands out."""

    weight: int
    text: str
    bold: bool = False


def counts(
    ax: Axes,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Count]],
    *,
    looks: Sequence[CityStyle] = (),
) -> Axes:
    """Draw counts as a table whose cells are shaded by their number; zero has no shade.

    Parameters
    ----------
    ax
        Axes to draw on.
    rows, columns
        Labels.
    cells
        One sequence of cells per row.
    looks
        Look of the city of each column, drawn below its label.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: the labels are tick labels, the cells patches.
    """
    ax.set_xlim(0, max(len(columns), 1))
    top = max((cell.weight for row in cells for cell in row), default=0) or 1
    y = 1.3 if looks else 0.0
    for number, look in enumerate(looks):
        ax.plot(number + 0.5, 0.6, marker=look.marker, color=look.colour, markersize=8)
        ax.lines[-1].set_clip_on(False)
    room = _LABELS[width_of(ax) >= BESIDE]
    middles, labels = [], []
    for label, line in zip(rows, cells, strict=True):
        said = wrap(narrow(label), room, size_of())
        height = max(len(said) + 0.4, 1.7)
        middles.append(y + height / 2)
        labels.append("\n".join(said))
        for number, cell in enumerate(line):
            _cell(ax, cell, number, y, height, top)
        y += height
        ax.plot([0, len(columns)], [y, y], color=GRID, linewidth=1.0, clip_on=False)
    ax.set_ylim(max(y, 1.0), 0.0)
    ax.set_yticks(middles, labels)
    _heads(ax, columns)
    ax.spines[:].set_visible(False)
    ax.patch.set_visible(False)
    ax.tick_params(length=0, pad=6)
    return ax


def _cell(ax: Axes, cell: Count, number: int, y: float, height: float, top: int) -> None:
    if cell.weight:
        alpha = _PALE + (_FULL - _PALE) * cell.weight / top
        place = (number + 0.5 - _WIDTH / 2, y + 0.06, _WIDTH, height - 0.12)
        block(ax, *place, facecolor=SHADE, alpha=alpha).set_clip_on(False)
    ax.text(
        number + 0.5,
        y + height / 2,
        cell.text,
        ha="center",
        va="center_baseline",
        fontweight="bold" if cell.bold else "normal",
        color=INK if cell.weight else MUTED,
    )


def _heads(ax: Axes, columns: Sequence[str]) -> None:
    width = width_of(ax) / max(len(columns), 1) - 2
    heads = ["\n".join(wrap(narrow(name), width, size_of(), bold=True)) for name in columns]
    ax.xaxis.tick_top()
    ax.set_xticks([number + 0.5 for number in range(len(columns))], heads)
    for label in ax.get_xticklabels():
        label.set(fontweight="bold", color=INK)


def columns_that_fit(columns: Sequence[str], width: float) -> int:
    """Return how many columns stand beside each other in a picture of that width."""
    longest = max((longest_word(name, size_of(), bold=True) for name in columns), default=0.0)
    room = width - _LABELS[width >= BESIDE] - 8
    return max(1, int(room // (max(longest, 40.0) + 4)))

"""Bars from zero: counts and shares, each with its number at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from analysis.charts.forms.axes import block, dress, part_of
from analysis.charts.forms.marks import Line
from analysis.charts.forms.rows import FormRow, lay_out, link
from analysis.charts.style.palette import INK, MUTED, SHADE

_HEIGHT = 0.86
"""Height of a bar in lines of text."""


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    heading, note
        Its label.
    value
        How long it is; zero has no bar.
    words
        What stands at its end.
    strong
        Whether it is drawn full, or pale beside another one.
    key
        Identifier of what it shows.
    """

    heading: str
    note: str
    value: Fraction
    words: str
    strong: bool = True
    key: str = ""


def bars(ax: Axes, rows: Sequence[Bar | Line], *, whole: Fraction | None = None) -> Axes:
    """Draw bars from zero, with their numbers at their ends instead of at an axis.

    Parameters
    ----------
    ax
        Axes to draw on.  Where they are wide, labels stand to the left of them.
    rows
        Bars in reading order; lines of words stand above those that follow.
    whole
        What the whole width stands for; by default the longest bar.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.
    """
    longest = max((row.value for row in rows if isinstance(row, Bar)), default=Fraction(0))
    ax.set_xlim(0, float(whole or longest or 1))
    dress(ax)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    places = lay_out(ax, [row if isinstance(row, Line) else _row(ax, row) for row in rows])
    found = [row for row in rows if isinstance(row, Bar)]
    for row, y in zip(found, places, strict=True):
        bottom = y - _HEIGHT / 2
        if whole is not None:
            outline = block(ax, 0, bottom, float(whole), _HEIGHT, fc="none", ec=MUTED, lw=0.6)
            outline.set_clip_on(False)
        if row.value:
            drawn = block(ax, 0, bottom, float(row.value), _HEIGHT, facecolor=SHADE)
            drawn.set(alpha=0.75 if row.strong else 0.35, clip_on=False, gid=link(row.key))
    return ax


def _row(ax: Axes, bar: Bar) -> FormRow:
    end = part_of(ax, bar.value)
    return FormRow(bar.heading, bar.note, ((bar.words, INK),), 0.0, end, bar.key)

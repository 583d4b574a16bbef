"""Rows of a chart: labels, the words at the marks, and where each row stands.

Heights are counted in lines of text: the y axis of a form that has rows runs downwards from 0, one
unit a line, so that whoever knows the height of a line knows the height of the axes.  Where the
axes are wide, labels stand beside them as tick labels; where they are narrow, above each mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.text import Text

from analysis.charts.forms.marks import Line
from analysis.charts.style.cleaning import LINK
from analysis.charts.style.fonts import text_width
from analysis.charts.style.lines import narrow, wrap
from analysis.charts.style.palette import INK, MUTED, PAPER
from analysis.charts.style.sizes import LINE

BESIDE = 360.0
"""Width of axes, in points, from which labels stand beside them."""

_COLUMNS = (112.0, 216.0)
"""Widths of the column of labels beside the axes: few, so that forms in one figure line up."""

_PAD = 14.0
_GAP = 9.0
_BETWEEN = 0.5
"""Free lines between two rows."""

_ON_PAPER: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
"""What lies behind words, so that no line of the grid runs through them."""

_Words = tuple[tuple[str, str], ...]
"""Pieces of text with their colours."""


@dataclass(frozen=True)
class FormRow:
    """One row: its labels, the words at its mark, and how far the mark reaches.

    Attributes
    ----------
    heading, note
        First and second line of its label.
    words
        What stands at the mark.
    left, right
        Where the mark begins and ends, as parts of the width of the axes.
    key
        Identifier of what it shows.
    height
        Lines that the mark itself takes.
    """

    heading: str
    note: str
    words: _Words
    left: float
    right: float
    key: str = ""
    height: float = 1.0


def width_of(ax: Axes) -> float:
    """Return the width of axes in points."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return float(ax.get_position().width * figure.get_figwidth() * 72)


def size_of() -> float:
    """Return the size of text in points, as matplotlib is set."""
    return float(mpl.rcParams["font.size"])


def margin_of(ax: Axes) -> float:
    """Return how far the labels of rows reach out of the axes to the left, in points."""
    return float(ax.yaxis.get_tick_params(which="minor").get("pad", 0.0))


def link(key: str) -> str | None:
    """Return the `gid` of an artist that belongs to a mark."""
    return f"{LINK}{key}" if key else None


def lay_out(ax: Axes, rows: Sequence[FormRow | Line]) -> list[float]:
    """Write the labels and words of rows; return where the mark of each `FormRow` stands.

    Parameters
    ----------
    ax
        Axes whose x axis is set already.
    rows
        Rows and lines of words in reading order.
    """
    page = _Page(ax, width_of(ax), size_of())
    page.measure([row for row in rows if isinstance(row, FormRow)])
    places = []
    for row in rows:
        if isinstance(row, Line):
            page.line(row)
        else:
            places.append(page.row(row))
    page.finish()
    return places


class _Page:
    """Axes that are filled with rows from top to bottom."""

    def __init__(self, ax: Axes, width: float, size: float) -> None:
        self.ax, self.width, self.size = ax, width, size
        self.beside = width >= BESIDE
        self.column = 0.0
        self.y = 0.0
        self.headings: list[tuple[float, str, str]] = []
        self.notes: list[tuple[float, str, str]] = []

    def measure(self, rows: Sequence[FormRow]) -> None:
        """Find how wide the labels beside the axes are."""
        if not self.beside:
            return
        lines = [(line, True) for row in rows for line in self._wrapped(row.heading, bold=True)]
        lines += [(line, False) for row in rows for line in self._wrapped(row.note)]
        widest = max((self._long(line, bold=bold) for line, bold in lines), default=0.0)
        self.column = next((w for w in _COLUMNS if w >= widest), widest) if lines else 0.0

    @property
    def margin(self) -> float:
        """How far labels reach out of the axes to the left."""
        return self.column + _PAD if self.column else 0.0

    def line(self, line: Line) -> None:
        """Write words from the very left."""
        if line.bold and self.y:
            self.y += _BETWEEN
        for text in wrap(narrow(line.text), self.width + self.margin, self.size, bold=line.bold):
            colour = INK if line.bold else MUTED
            self._write(text, -self.margin, self.y + 0.5, colour, bold=line.bold)
            self.y += 1
        self.y += 0.0 if line.bold else _BETWEEN

    def row(self, row: FormRow) -> float:
        """Write a row; return where its mark stands."""
        heading, note = self._wrapped(row.heading, bold=True), self._wrapped(row.note)
        words, x, above = self._place(row)
        lines = len(heading) + len(note)
        tall = (len(words) if above else 0) + max(row.height, 1.0 if above else len(words))
        top = self.y + (max(tall - lines, 0) / 2 if self.beside else 0)
        for block, kept in ((heading, self.headings), (note, self.notes)):
            if block:
                kept.append((top + len(block) / 2, "\n".join(block), row.key))
            top += len(block)
        start = self.y + (max(lines - tall, 0) / 2 if self.beside else lines)
        place = start + (len(words) if above else 0) + (tall - (len(words) if above else 0)) / 2
        first = start + 0.5 if above else place - (len(words) - 1) / 2
        for number, pieces in enumerate(words):
            left = x[number]
            for text, colour in pieces:
                self._write(text, left, first + number, colour, key=row.key)
                left += self._long(text) + 8
        self.y = max(self.y + lines, start + tall) if self.beside else start + tall
        self.y += _BETWEEN
        return place

    def finish(self) -> None:
        """Set the y axis and its labels."""
        ax = self.ax
        ax.set_ylim(max(self.y, 1.0), 0.0)
        ax.set_yticks([y for y, _, _ in self.headings], [text for _, text, _ in self.headings])
        ax.set_yticks(
            [y for y, _, _ in self.notes], [text for _, text, _ in self.notes], minor=True
        )
        pad = self.margin if self.beside else 0.0
        ax.tick_params(axis="y", which="both", length=0, pad=pad)
        for minor, kept in ((False, self.headings), (True, self.notes)):
            for label, (_, _, key) in zip(ax.get_yticklabels(minor=minor), kept, strict=True):
                _dress(label, link(key), note=minor)

    def _place(self, row: FormRow) -> tuple[list[_Words], list[float], bool]:
        """Break words into lines, and say where each begins and whether they stand above."""
        words = tuple((narrow(text), colour) for text, colour in row.words if text)
        if not words:
            return [], [], False
        left, right = row.left * self.width, row.right * self.width
        full = self._width(words)
        if right + _GAP + full <= self.width + 1:
            return [words], [right + _GAP], False
        if self.beside and full <= left - _GAP:
            return [words], [left - _GAP - full], False
        lines = self._broken(words)
        middle = (left + right) / 2
        starts = [
            min(max(middle - self._width(line) / 2, 0.0), self.width - self._width(line))
            for line in lines
        ]
        return lines, [max(start, 0.0) for start in starts], True

    def _broken(self, words: _Words) -> list[_Words]:
        lines: list[_Words] = []
        for text, colour in words:
            if lines and self._width((*lines[-1], (text, colour))) <= self.width:
                lines[-1] = (*lines[-1], (text, colour))
                continue
            lines += [((line, colour),) for line in wrap(text, self.width, self.size)]
        return lines

    def _width(self, words: _Words) -> float:
        return sum(self._long(text) for text, _ in words) + 8 * (len(words) - 1)

    def _long(self, text: str, *, bold: bool = False) -> float:
        return text_width(text, self.size, bold=bold)

    def _wrapped(self, text: str, *, bold: bool = False) -> list[str]:
        room = _COLUMNS[-1] if self.beside else self.width
        return wrap(narrow(text), room, self.size, bold=bold) if text else []

    def _write(
        self, text: str, x: float, y: float, colour: str, *, bold: bool = False, key: str = ""
    ) -> None:
        self.ax.annotate(
            text,
            (0, y),
            xycoords=("axes fraction", "data"),
            xytext=(x, 0),
            textcoords="offset points",
            color=colour,
            va="center_baseline",
            fontweight="bold" if bold else "normal",
            annotation_clip=False,
            gid=link(key),
            bbox=_ON_PAPER,
        )


def _dress(label: Text, gid: str | None, *, note: bool) -> None:
    label.set_bbox(_ON_PAPER)
    label.set_horizontalalignment("left")
    label.set_linespacing(LINE)
    label.set_verticalalignment("center")
    label.set_fontweight("normal" if note else "bold")
    label.set_color(MUTED if note else INK)
    label.set_gid(gid)

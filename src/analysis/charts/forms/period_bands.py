"""Periods: a band over the calendar for all figures that cover the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.charts.forms.marks_key import arrow
from analysis.charts.style import (
    GRID,
    INK,
    LINE,
    MARGIN,
    MUTED,
    NORMAL,
    SMALL,
    Canvas,
    text_width,
    wrap,
)
from analysis.tables.codebook import Labels

_FEW = 2
"""A group of so few figures names each of them."""

_EACH = 5
"""Most bands of a panel."""

_SQUARE, _APART = 7.0, 3.0
_BAND = 10.0

_Place = Callable[[float], float]


@dataclass(frozen=True)
class PeriodFigure:
    """One figure of a group: where it leads, and its words."""

    key: str
    href: str
    tooltip: str
    words: str


@dataclass(frozen=True)
class PeriodGroup:
    """Figures that cover the same time for the same reason.

    Attributes
    ----------
    heading, count, note
        The time in words, the number of figures, and how the time is known.
    start, end
        The time as fractions of the calendar; none where it is open.
    day
        Whether it is a single day.
    basis
        How the time is known: ``stated``, ``carried`` or ``assumed``.
    figures
        The figures in reading order.
    """

    heading: str
    count: str
    note: str
    start: float | None
    end: float | None
    day: bool
    basis: str
    figures: tuple[PeriodFigure, ...]


def period_bands(
    groups: Sequence[PeriodGroup], first: int, last: int, city: str, labels: Labels
) -> Canvas:
    """Draw one band per group, and under it a square for each of its figures.

    Parameters
    ----------
    groups
        Groups in reading order.
    first, last
        First and last year of the axis.
    city
        City, which decides the colour.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    left, right = MARGIN + 14, canvas.width - MARGIN - 14
    colour = canvas.colour(city)

    def place(year: float) -> float:
        return left + (year - first) / (last + 1 - first) * (right - left)

    _key(canvas, sorted({group.basis for group in groups}, key=_BASES.index), colour, labels)
    panels = -(-len(groups) // _EACH)
    each = -(-len(groups) // panels) if groups else 1
    for number, group in enumerate(groups):
        if number % each == 0:
            canvas.y += 8 if number else 0
            canvas.panel()
            _year_axis(canvas, place, first, last)
        else:
            canvas.y += 5
            canvas.line([MARGIN, canvas.width - MARGIN], [canvas.y] * 2, colour=GRID, width=0.8)
        canvas.y += 4
        _heading(canvas, group)
        y = canvas.y + 4 + _BAND / 2
        for year in range(first, last + 2):
            canvas.line([place(year)] * 2, [y - 8, y + 8], colour=GRID)
        _band(canvas, group, y, place, colour, left, right)
        canvas.y = y + _BAND / 2 + 4
        if len(group.figures) <= _FEW:
            _named(canvas, group.figures)
        else:
            _squares(canvas, group.figures, colour)
    canvas.finish(canvas.y + 6)
    return canvas


_BASES = ("stated", "carried", "assumed")


def _key(canvas: Canvas, bases: Sequence[str], colour: str, labels: Labels) -> None:
    canvas.panel(rule=False, key=True)
    x, y = MARGIN, canvas.y + SMALL * LINE
    items = [*bases, "figure"]
    for item in items:
        text = labels.t(f"key.period_{item}")
        width = 26 + text_width(text, SMALL)
        if x > MARGIN and x + width > canvas.width - MARGIN:
            x, y = MARGIN, y + SMALL * LINE
        if item == "figure":
            _square(canvas, x + 8, y - 8, colour)
        else:
            _bar(canvas, x, x + 20, y - 4, item, colour)
        canvas.text(x + 26, y, text, size=SMALL, colour=MUTED)
        x += width + 14
    canvas.y = y + 8


def _heading(canvas: Canvas, group: PeriodGroup) -> None:
    inner = canvas.width - 2 * MARGIN
    room = inner - text_width(group.count, SMALL) - 12
    top = canvas.y
    canvas.y = canvas.paragraph(MARGIN, top, group.heading, room, size=NORMAL, bold=True)
    canvas.text(
        canvas.width - MARGIN, top + NORMAL * LINE - 3.2, group.count, size=SMALL, anchor="right"
    )
    canvas.y = canvas.paragraph(MARGIN, canvas.y - 1, group.note, inner, size=SMALL, colour=MUTED)


def _year_axis(canvas: Canvas, place: _Place, first: int, last: int) -> None:
    y = canvas.y + SMALL + 2
    step = 1 if last - first < 7 else 2 if last - first < 14 else 5
    for year in range(first, last + 2):
        x = place(year)
        canvas.line([x, x], [y + 3, y + 8], colour=MUTED)
        if year <= last and (year - first) % step == 0:
            canvas.text(
                (x + place(year + 1)) / 2, y, str(year), size=SMALL, colour=MUTED, anchor="center"
            )
    canvas.line([place(first), place(last + 1)], [y + 8, y + 8], colour=MUTED)
    canvas.y = y + 9


def _band(
    canvas: Canvas,
    group: PeriodGroup,
    y: float,
    place: _Place,
    colour: str,
    left: float,
    right: float,
) -> None:
    if group.day and group.end is not None:
        filled = group.basis == "stated"
        canvas.shape(
            place(group.end),
            y,
            "o",
            colour,
            size=9.0,
            filled=filled,
            dashed=group.basis == "assumed",
        )
        return
    start = left if group.start is None else place(group.start)
    end = right if group.end is None else place(group.end)
    _bar(canvas, start, max(end, start + 3), y, group.basis, colour)
    if group.start is None:
        arrow(canvas, start, MARGIN - 1, y, colour)
    if group.end is None:
        arrow(canvas, end, canvas.width - MARGIN + 1, y, colour)


def _bar(canvas: Canvas, start: float, end: float, y: float, basis: str, colour: str) -> None:
    """Draw a band: full where the time is stated, pale where carried over, empty where assumed."""
    top, width = y - _BAND / 2, end - start
    if basis == "assumed":
        corners = [(start, top), (end, top), (end, top + _BAND), (start, top + _BAND), (start, top)]
        canvas.line(
            [x for x, _ in corners], [v for _, v in corners], colour=colour, width=1.2, dash=(3, 2)
        )
        return
    alpha = {"stated": 0.9, "carried": 0.3}[basis]
    canvas.box(start, top, width, _BAND, fill=colour, alpha=alpha)
    canvas.box(start, top, width, _BAND, edge=colour, line=1.0)


def _squares(canvas: Canvas, figures: Sequence[PeriodFigure], colour: str) -> None:
    step = _SQUARE + _APART
    fit = int((canvas.width - 2 * MARGIN + _APART) // step)
    top = canvas.y + 2
    for number, figure in enumerate(figures):
        line, place = divmod(number, fit)
        x, y = MARGIN + place * step, top + line * (step + 2)
        canvas.link(figure.key, figure.href, figure.tooltip)
        canvas.target(x - _APART / 2, y - _APART / 2, step, step + 2, figure.key)
        _square(canvas, x, y, colour, figure.key)
    canvas.y = top + (-(-len(figures) // fit)) * (step + 2)


def _square(canvas: Canvas, x: float, y: float, colour: str, key: str | None = None) -> None:
    canvas.box(x, y, _SQUARE, _SQUARE, fill=colour, alpha=0.75, key=key)


def _named(canvas: Canvas, figures: Sequence[PeriodFigure]) -> None:
    inner = canvas.width - 2 * MARGIN
    for figure in figures:
        canvas.link(figure.key, figure.href, figure.tooltip)
        lines = len(wrap(figure.words, inner, SMALL))
        canvas.target(0, canvas.y, canvas.width, lines * SMALL * LINE, figure.key)
        canvas.y = canvas.paragraph(
            MARGIN, canvas.y, figure.words, inner, size=SMALL, colour=INK, key=figure.key
        )

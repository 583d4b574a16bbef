"""Dot plots with limits: a panel for each indicator, a row with its words for each figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from analysis.charts.forms.axis import Axis, axis_for, off_scale
from analysis.charts.forms.marks import AxisScale, Mark, Panel
from analysis.charts.forms.marks_key import arrow, draw_key
from analysis.charts.style import (
    GRID,
    INK,
    LARGE,
    LINE,
    MARGIN,
    MUTED,
    NORMAL,
    SMALL,
    WARN,
    Canvas,
    city_style,
    text_width,
    wrap,
)
from analysis.language import numeral
from analysis.tables.codebook import Labels

INDENT = 13.0
_TRACK_LEFT = MARGIN + 6
_DOT = 5.0
_FADE = 17.0
_GAP = 7.0

_Words = list[tuple[str, str]]
"""Pieces of text with their colours."""


def dot_plot(panels: Sequence[Panel], labels: Labels, *, key: Sequence[str] = ()) -> Canvas:
    """Draw panels of dots with limits.

    Parameters
    ----------
    panels
        Panels in reading order; a panel with the title of the one before continues it.
    labels
        Labels in the language of the chart.
    key
        Kinds of marks that the key above the panels explains.
    """
    canvas = Canvas(labels.order("city"))
    draw_key(canvas, key, labels)
    for number, panel in enumerate(panels):
        goes_on = number > 0 and bool(panel.title) and panels[number - 1].title == panel.title
        _panel(canvas, panel, labels, goes_on=goes_on)
    canvas.finish()
    return canvas


def _panel(canvas: Canvas, panel: Panel, labels: Labels, *, goes_on: bool) -> None:
    inner = canvas.width - 2 * MARGIN
    if not goes_on:
        canvas.panel()
        if panel.title:
            canvas.y = canvas.paragraph(MARGIN, canvas.y, panel.title, inner, size=LARGE, bold=True)
    if panel.subtitle:
        canvas.y = canvas.paragraph(
            MARGIN, canvas.y, panel.subtitle, inner, size=SMALL, colour=MUTED
        )
    if panel.verdict:
        canvas.y = canvas.paragraph(MARGIN, canvas.y, panel.verdict, inner, size=SMALL)
    right = canvas.width - MARGIN - _FADE - 4
    drawable = [mark for mark in panel.marks if _placed(mark, panel.marks, panel.scale)]
    axis = axis_for(drawable, panel.scale, _TRACK_LEFT, right, panel.limits) if drawable else None
    for mark in panel.marks:
        canvas.y += 5
        draw_row(canvas, mark, axis, panel.marks)
    if axis is not None:
        draw_axis(canvas, axis, panel.unit, labels)
    if panel.absent:
        canvas.y = canvas.paragraph(
            MARGIN, canvas.y + 2, panel.absent, inner, size=SMALL, colour=MUTED
        )
    canvas.y += 12


def _placed(mark: Mark, marks: Sequence[Mark], scale: AxisScale) -> bool:
    if off_scale(mark, marks, scale):
        return False
    return any(number is not None for number in (mark.value, mark.low, mark.high))


def draw_row(canvas: Canvas, mark: Mark, axis: Axis | None, marks: Sequence[Mark] = ()) -> None:
    """Draw one row: its lines of text, and under them the mark on its track."""
    top = canvas.y
    canvas.link(mark.key, mark.href, mark.tooltip)
    inner = canvas.width - 2 * MARGIN - INDENT
    placed = axis is not None and _placed(mark, marks, axis.scale)
    lines = len(wrap(mark.heading, inner, NORMAL, bold=True)) * NORMAL * LINE
    lines += len(wrap(mark.note, inner, SMALL)) * SMALL * LINE
    canvas.target(0, top, canvas.width, lines + 30, mark.key)
    if not mark.neutral:
        city_mark(canvas, mark.city, top, key=mark.key)
    canvas.y = canvas.paragraph(
        MARGIN + INDENT, top, mark.heading, inner, size=NORMAL, bold=True, key=mark.key
    )
    if mark.note:
        canvas.y = canvas.paragraph(
            MARGIN + INDENT, canvas.y - 1, mark.note, inner, size=SMALL, colour=MUTED, key=mark.key
        )
    if placed and axis is not None:
        _draw_track(canvas, mark, axis)
    else:
        lines_of_words = _lines_of(_words(mark), inner)
        for number, line in enumerate(lines_of_words):
            _write(canvas, mark, line, MARGIN + INDENT, canvas.y + 14 + number * NORMAL * LINE)
        canvas.y += 20 + (len(lines_of_words) - 1) * NORMAL * LINE


def city_mark(canvas: Canvas, city: str, top: float, *, key: str | None = None) -> None:
    """Draw the small mark of a city in front of a heading whose line begins at `top`."""
    canvas.shape(
        MARGIN + 4.5,
        top + NORMAL * LINE * 0.58,
        city_style(city, canvas.cities).marker,
        canvas.colour(city),
        size=6.5,
        key=key,
    )


def _words(mark: Mark) -> _Words:
    found = ((mark.words, INK), (mark.literal, MUTED), (mark.warning, WARN))
    return [(text, colour) for text, colour in found if text]


def _width(words: _Words) -> float:
    return sum(text_width(text, NORMAL) for text, _ in words) + 8 * max(len(words) - 1, 0)


def _lines_of(words: _Words, width: float) -> list[_Words]:
    """Break words into lines: between the pieces where that does, else inside of them."""
    lines: list[_Words] = []
    for text, colour in words:
        if lines and _width([*lines[-1], (text, colour)]) <= width:
            lines[-1].append((text, colour))
            continue
        lines += [[(line, colour)] for line in wrap(text, width, NORMAL)]
    return lines


def _write(canvas: Canvas, mark: Mark, words: _Words, x: float, y: float) -> None:
    for text, colour in words:
        x += canvas.text(x, y, text, colour=colour, key=mark.key) + 8


def _draw_track(canvas: Canvas, mark: Mark, axis: Axis) -> None:
    words = _words(mark)
    left, right = _reach(canvas, mark, axis)
    full = _width(words)
    inner = canvas.width - 2 * MARGIN
    beside = None
    if full <= canvas.width - MARGIN - (right + _GAP):
        beside = right + _GAP
    elif full <= left - _GAP - MARGIN:
        beside = left - _GAP - full
    lines = [words] if beside is not None else _lines_of(words, inner)
    y = canvas.y + 20 + (len(lines) - 1) * NORMAL * LINE + (0 if beside is not None else 3)
    canvas.line([axis.left, axis.right], [y, y], colour=GRID, key=mark.key)
    for tick in axis.ticks:
        x = axis.place(tick)
        canvas.line([x, x], [y - 3, y + 3], colour=GRID, key=mark.key)
    draw_mark(canvas, mark, axis, y)
    if beside is not None:
        _write(canvas, mark, words, beside, y - 5)
    else:
        for number, line in enumerate(lines):
            long = _width(line)
            x = min(max(MARGIN, (left + right - long) / 2), canvas.width - MARGIN - long)
            up = (len(lines) - 1 - number) * NORMAL * LINE
            _write(canvas, mark, line, max(x, MARGIN), y - 9 - up)
    canvas.y = y + 7


def _reach(canvas: Canvas, mark: Mark, axis: Axis) -> tuple[float, float]:
    """Return how far the mark of a row will reach to the left and to the right."""
    trial = Canvas(canvas.cities)
    return draw_mark(trial, mark, axis, 0)


def draw_mark(canvas: Canvas, mark: Mark, axis: Axis, y: float) -> tuple[float, float]:
    """Draw dot, segment and open ends; return how far they reach to the left and right."""
    colour = MUTED if mark.neutral else canvas.colour(mark.city)
    low = axis.left if mark.low is None else _clamp(axis, mark.low)
    high = axis.right if mark.high is None else _clamp(axis, mark.high)
    dot = None if mark.value is None else _clamp(axis, mark.value)
    alone = dot is not None and mark.low is None and mark.high is None and mark.stated
    left, right = (dot or low) - _DOT, (dot or high) + _DOT
    if not alone:
        open_low, open_high = mark.low is None, mark.high is None
        if dot is not None:
            low, high = (dot if open_low else low), (dot if open_high else high)
        for a, b in _around(low, high, dot):
            canvas.line([a, b], [y, y], colour=colour, width=4.0, key=mark.key)
        left, right = min(left, low), max(right, high)
        if mark.fades_low:
            left = _fade(canvas, left, y, -1, colour, mark, long=open_low, axis=axis)
        if mark.fades_high:
            right = _fade(canvas, right, y, 1, colour, mark, long=open_high, axis=axis)
        if dot is None and not mark.neutral:
            places = [low] * (not open_low) + [high] * (not open_high)
            if len(places) == 2 and high - low < _DOT + 2:
                places = [(low + high) / 2]
            for place in places:
                canvas.mark(place, y, mark.city, filled=False, size=7.0, key=mark.key)
    if dot is not None:
        unsound = mark.status in {"impossible", "argued"}
        canvas.mark(
            dot, y, mark.city, filled=mark.stated and not unsound, dashed=unsound, key=mark.key
        )
    return left, right


def _clamp(axis: Axis, value: Fraction) -> float:
    if axis.scale == "log" and value <= 0:
        return axis.left
    return min(max(axis.place(value), axis.left), axis.right)


def _around(low: float, high: float, dot: float | None) -> list[tuple[float, float]]:
    """Return the segment without the part under the dot, so that a hollow dot stays hollow."""
    if dot is None:
        return [(low, max(high, low + 2))]
    parts = [(low, min(high, dot - _DOT)), (max(low, dot + _DOT), high)]
    return [(a, b) for a, b in parts if b - a > 0.5]


def _fade(
    canvas: Canvas,
    x: float,
    y: float,
    side: int,
    colour: str,
    mark: Mark,
    *,
    long: bool,
    axis: Axis,
) -> float:
    end = x + side * _FADE
    if long:
        end = axis.left if side < 0 else axis.right + _FADE
    end = min(max(end, 3.0), canvas.width - 4.0)
    if (end - x) * side < 6:
        return x
    arrow(canvas, x, end, y, colour, mark.key)
    return end


def draw_axis(canvas: Canvas, axis: Axis, unit: str, labels: Labels) -> None:
    """Write the numbers of the axis below the marks, as many as there is room for."""
    y = canvas.y + SMALL
    taken = -math.inf
    last = len(axis.ticks) - 1
    texts = [numeral(tick, labels.language) + ("%" if unit == "%" else "") for tick in axis.ticks]
    end = canvas.width - MARGIN - text_width(texts[-1], SMALL)
    end = min(end, axis.place(axis.ticks[-1]) - text_width(texts[-1], SMALL) / 2)
    for number, (tick, text) in enumerate(zip(axis.ticks, texts, strict=True)):
        width = text_width(text, SMALL)
        x = end if number == last else max(axis.place(tick) - width / 2, MARGIN)
        if x < taken + 8 or (number != last and x + width + 8 > end):
            continue
        canvas.text(x, y, text, size=SMALL, colour=MUTED)
        taken = x + width
    canvas.y = y + 3

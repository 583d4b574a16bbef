"""Steps: a ladder of stages for each document, and a chain of figures inside one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.forms.dot_plot import INDENT, city_mark
from analysis.charts.style import (
    GRID,
    LARGE,
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

_RUNG = 104.0
"""Width of the names of the stages."""


@dataclass(frozen=True)
class StepEntry:
    """One figure: its wording, the printed one, what it counts, and where it leads."""

    key: str
    href: str
    words: str
    literal: str
    tooltip: str
    note: str = ""


@dataclass(frozen=True)
class Ladder:
    """One document: its name, and its entries for each of the stages."""

    city: str
    heading: str
    rungs: tuple[tuple[str, tuple[StepEntry, ...]], ...]


def ladders(documents: Sequence[Ladder], labels: Labels) -> Canvas:
    """Draw a ladder of stages for each document; an empty rung is written as not reported.

    Parameters
    ----------
    documents
        Documents in reading order, each with all rungs.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    for document in documents:
        canvas.panel()
        city_mark(canvas, document.city, canvas.y)
        canvas.y = canvas.paragraph(
            MARGIN + INDENT,
            canvas.y,
            document.heading,
            canvas.width - 2 * MARGIN - INDENT,
            bold=True,
        )
        canvas.y += 2
        for name, entries in document.rungs:
            _rung(canvas, document.city, name, entries, labels)
        canvas.y += 12
    canvas.finish()
    return canvas


def _rung(
    canvas: Canvas, city: str, name: str, entries: Sequence[StepEntry], labels: Labels
) -> None:
    top = canvas.y
    rail = MARGIN + 4.5
    left = MARGIN + INDENT + _RUNG
    width = canvas.width - MARGIN - left
    bottom = canvas.paragraph(MARGIN + INDENT, top + 1, name, _RUNG - 8, size=SMALL, colour=MUTED)
    y = top
    for entry in entries:
        canvas.link(entry.key, entry.href, entry.tooltip)
        words = wrap(entry.words, width, NORMAL)
        literal = text_width(entry.literal, SMALL) if entry.literal else 0.0
        end = canvas.paragraph(left, y, entry.words, width, key=entry.key)
        x = left + text_width(words[-1], NORMAL) + 8
        if entry.literal and x + literal <= canvas.width - MARGIN:
            canvas.text(
                x, end - NORMAL * 0.25, entry.literal, size=SMALL, colour=MUTED, key=entry.key
            )
        elif entry.literal:
            end = canvas.paragraph(
                left, end, entry.literal, width, size=SMALL, colour=MUTED, key=entry.key
            )
        if len(entries) > 1 and entry.note:
            end = canvas.paragraph(
                left, end - 1, entry.note, width, size=SMALL, colour=MUTED, key=entry.key
            )
        y = end + 2
    if not entries:
        y = canvas.paragraph(
            left, y + 1, labels.t("absent.not_reported"), width, size=SMALL, colour=MUTED
        )
    canvas.y = max(bottom, y) + 3
    colour, dash = (canvas.colour(city), None) if entries else (GRID, (2.0, 3.0))
    canvas.line([rail, rail], [top + 2, canvas.y], colour=colour, width=3.0, dash=dash)


@dataclass(frozen=True)
class Step:
    """One step of a chain inside one text."""

    heading: str
    entries: tuple[StepEntry, ...]


def chain(steps: Sequence[Step], city: str, labels: Labels) -> Canvas:
    """Draw steps that follow one another inside one text.

    Parameters
    ----------
    steps
        Steps in the order of the matter.
    city
        City, which decides the colour.
    labels
        Labels in the language of the chart.
    """
    canvas = Canvas(labels.order("city"))
    canvas.panel()
    colour = canvas.colour(city)
    left = MARGIN + 12
    inner = canvas.width - MARGIN - left
    rail = MARGIN + 2
    for number, step in enumerate(steps):
        if number:
            canvas.line([rail] * 2, [canvas.y + 3, canvas.y + 15], colour=colour, dash=(2, 3))
            canvas.y += 16
        top = canvas.y
        canvas.y = canvas.paragraph(left, top + 2, step.heading, inner, size=SMALL, colour=MUTED)
        for place, entry in enumerate(step.entries):
            canvas.y += 4 if place else 0
            _link_of_chain(canvas, entry, left, inner)
        canvas.line([rail] * 2, [top + 2, canvas.y + 2], colour=colour, width=3.2)
        canvas.y += 4
    canvas.finish(canvas.y + 6)
    return canvas


def _link_of_chain(canvas: Canvas, entry: StepEntry, left: float, inner: float) -> None:
    canvas.link(entry.key, entry.href, entry.tooltip)
    words = wrap(entry.words, inner, LARGE, bold=True)
    lines = len(words) * LARGE * LINE + len(wrap(entry.note, inner, SMALL)) * SMALL * LINE
    canvas.target(left, canvas.y, inner, lines, entry.key)
    canvas.y = canvas.paragraph(
        left, canvas.y, entry.words, inner, size=LARGE, bold=True, key=entry.key
    )
    x = left + text_width(words[-1], LARGE, bold=True) + 8
    if entry.literal and x + text_width(entry.literal, SMALL) <= left + inner:
        canvas.text(
            x, canvas.y - LARGE * 0.25, entry.literal, size=SMALL, colour=MUTED, key=entry.key
        )
    elif entry.literal:
        canvas.y = canvas.paragraph(
            left, canvas.y, entry.literal, inner, size=SMALL, colour=MUTED, key=entry.key
        )
    if entry.note:
        canvas.y = canvas.paragraph(
            left, canvas.y - 1, entry.note, inner, size=SMALL, colour=MUTED, key=entry.key
        )

"""Times on a calendar: one axis of years, a row for each time that figures cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter

from analysis.charts.forms.axes import block, dress
from analysis.charts.forms.key import legend
from analysis.charts.forms.rows import FormRow, lay_out, link, size_of, width_of
from analysis.charts.style.fonts import text_width
from analysis.charts.style.lines import narrow
from analysis.charts.style.palette import CityStyle
from analysis.errors import AnalysisError

BASES = ("stated", "carried", "assumed")
"""How a time may be known."""

_BAND = 0.66
_LEAST = 0.012
"""Shortest band, as a part of the width of the axes."""

_ALPHA: Mapping[str, float] = {"stated": 0.9, "carried": 0.35}


@dataclass(frozen=True)
class CalendarSpan:
    """A time that figures cover.

    Attributes
    ----------
    heading, note
        The time in words, and how it is known.
    start, end
        The time as years with fractions; none where it is open.
    basis
        One of `BASES`.
    words
        What stands to the right of it: how many figures.
    key
        Identifier of what it shows.
    """

    heading: str
    note: str
    start: float | None
    end: float | None
    basis: str
    words: str
    key: str = ""


def calendar(
    ax: Axes,
    spans: Sequence[CalendarSpan],
    *,
    look: CityStyle,
    bases: Mapping[str, str] | None = None,
) -> Axes:
    """Draw times as bands over one axis of years.

    A band is full where the text states the time, pale where it is carried over from the context,
    and a broken outline where it is assumed; a side without an end has an arrow.

    Parameters
    ----------
    ax
        Axes to draw on.  Where they are wide, labels stand to the left of them.
    spans
        Times in reading order.
    look
        Look of the city, whose colour the bands have.
    bases
        What each of `BASES` means, for a key above the axes; it names those that are drawn.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.

    Raises
    ------
    AnalysisError
        If no time has a day, or one is known in a way that there is not.
    """
    known = [day for span in spans for day in (span.start, span.end) if day is not None]
    if not known:
        raise AnalysisError("None of these times has a day: there is no calendar to draw.")
    for span in spans:
        if span.basis not in BASES:
            raise AnalysisError(
                f"{span.heading}: a time is {', '.join(BASES)}, not {span.basis!r}."
            )
    _years(ax, int(min(known)), int(max(known) - 1e-9) + 1)
    rows = [FormRow(span.heading, span.note, (), 0.0, 1.0, span.key) for span in spans]
    for span, y in zip(spans, lay_out(ax, rows), strict=True):
        _band(ax, span, y, look.colour)
        _beside(ax, span, y)
    if not bases:
        return ax
    here = {span.basis for span in spans}
    entries = [_entry(basis, look.colour, bases[basis]) for basis in BASES if basis in here]
    return legend(ax, entries)


def _entry(basis: str, colour: str, label: str) -> Artist:
    if basis == "assumed":
        return Patch(fc="none", ec=colour, linestyle=(0, (3, 2)), label=label)
    entry = Patch(fc=colour, alpha=_ALPHA[basis], label=label)
    return entry


def _years(ax: Axes, first: int, after: int) -> None:
    ax.set_xlim(first, after)
    room = width_of(ax) / (text_width("2000", size_of()) + 10)
    step = next((n for n in (1, 2, 5, 10, 20, 50) if (after - first) / n <= room), 100)
    ax.xaxis.set_major_locator(FixedLocator(range(first, after + 1, step)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    dress(ax)


def _ends(ax: Axes, span: CalendarSpan) -> tuple[float, float]:
    """Return where a band begins and ends; the shortest is wide enough to be seen."""
    low, high = ax.get_xlim()
    start = low if span.start is None else span.start
    end = high if span.end is None else span.end
    least = (high - low) * _LEAST
    start = min(start, high - least)
    return start, max(end, start + least)


def _beside(ax: Axes, span: CalendarSpan, y: float) -> None:
    """Write how many figures cover a time to the right of the calendar."""
    ax.annotate(
        narrow(span.words),
        (1, y),
        xycoords=("axes fraction", "data"),
        xytext=(10, 0),
        textcoords="offset points",
        va="center_baseline",
        annotation_clip=False,
        gid=link(span.key),
    )


def _band(ax: Axes, span: CalendarSpan, y: float, colour: str) -> None:
    start, end = _ends(ax, span)
    empty = span.basis == "assumed"
    place = (start, y - _BAND / 2, end - start, _BAND)
    drawn = block(ax, *place, facecolor="none" if empty else colour)
    drawn.set(alpha=None if empty else _ALPHA[span.basis], clip_on=False, gid=link(span.key))
    edge = block(ax, *place, facecolor="none", edgecolor=colour, linewidth=1.1)
    edge.set(clip_on=False, linestyle=(0, (3, 2)) if empty else "-", gid=link(span.key))
    for side, open_end in ((4, span.start is None), (5, span.end is None)):
        if open_end:
            x = start if side == 4 else end
            ax.plot(x, y, marker=side, color=colour, markersize=9, clip_on=False)

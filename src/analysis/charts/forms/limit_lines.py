"""Dots with limits: a number and what the text allows, one below the other on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from matplotlib.axes import Axes

from analysis.charts.forms.axes import at_part, inside_axis, number_axis, part_of
from analysis.charts.forms.key import key, kinds_of
from analysis.charts.forms.marks import AxisScale, Line, Mark
from analysis.charts.forms.rows import FormRow, lay_out, link, width_of
from analysis.charts.style.palette import INK, MUTED, PAPER, WARN
from analysis.errors import AnalysisError

_DOT = 9.5
_END = 7.0
_FADE = 22.0
"""Length of the arrow of a side on which the words set no limit, in points."""

_BEYOND = Fraction(1001, 1000)
"""A number so many times the end of an axis makes it a step longer."""

_DASHES = (0, (1.4, 1.2))

_MOST_DIFFERENT = 60
"""Numbers that differ by more than this factor get a logarithmic axis, unless told."""


def limits(
    ax: Axes,
    rows: Sequence[Mark | Line],
    *,
    language: str = "en",
    scale: AxisScale | None = None,
    ends: tuple[Fraction, Fraction] | None = None,
    reference: Sequence[Fraction] = (),
    kinds: Mapping[str, str] | None = None,
) -> Axes:
    """Draw numbers as dots and what their words allow as lines, all on one axis.

    A filled dot is stated, a hollow one hedged; a thick line runs between the conventional limits,
    an arrow where the words set none.  A dashed ring cannot be right as printed, or is argued.

    Parameters
    ----------
    ax
        Axes to draw on.  Where they are wide, labels stand to the left of them.
    rows
        Marks in reading order, of one unit; lines of words stand above those that follow.
    language
        Language of the numbers at the axis.
    scale
        ``linear`` from zero or ``log``; by default what the numbers need.
    ends
        Ends of the axis where they are fixed, as for shares.
    reference
        Numbers that the others are held against: a line is drawn through each.
    kinds
        What each kind of mark means, by its name (see `key.kinds_of`), for a key above the axes;
        it names those that are drawn.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes: ticks, texts and lines on them are matplotlib's and may be changed.

    Raises
    ------
    AnalysisError
        If the marks have different units, or none of them has a place on an axis.
    """
    marks = [row for row in rows if isinstance(row, Mark)]
    units = sorted({mark.unit for mark in marks})
    if len(units) > 1:
        raise AnalysisError(
            f"One axis cannot hold {' and '.join(map(repr, units))}: draw axes for each unit."
        )
    placed = [mark for mark in marks if mark.placed]
    if not placed:
        raise AnalysisError("None of these figures has a number or a limit: there is no axis.")
    values = [*reference, *(number for mark in placed for number in _numbers(mark))]
    drawn = scale or _scale(placed, units[0])
    axis = partial(number_axis, language=language, scale=drawn, ends=ends, unit=units[0])
    axis(ax, values)
    if ends is None and any(_cut_off(ax, mark) for mark in placed):
        axis(ax, [*values, Fraction(ax.get_xlim()[1]) * _BEYOND])
    places = lay_out(ax, [row if isinstance(row, Line) else _row(ax, row) for row in rows])
    for value in reference:
        ax.axvline(
            inside_axis(ax, value),
            color=MUTED,
            linewidth=1.0,
            dashes=(4, 3),
            clip_on=False,
            zorder=1.5,
        )
    for mark, y in zip(marks, places, strict=True):
        if mark.placed:
            _draw(ax, mark, y)
    return key(ax, {kind: kinds[kind] for kind in kinds_of(rows)}) if kinds else ax


def _cut_off(ax: Axes, mark: Mark) -> bool:
    """Tell whether the arrow of a mark to the right has no room before the end of the axis."""
    start = mark.value if mark.high is None else mark.high
    if not mark.opens_high or start is None:
        return False
    return (1 - part_of(ax, start)) * width_of(ax) < _FADE


def _numbers(mark: Mark) -> list[Fraction]:
    found = (mark.value, mark.low, mark.high, mark.likely)
    return [number for number in found if number is not None]


def _scale(marks: Sequence[Mark], unit: str) -> AxisScale:
    values = [number for mark in marks for number in (mark.value or mark.low,) if number]
    wide = len(values) > 1 and min(values) > 0 and max(values) / min(values) > _MOST_DIFFERENT
    return "log" if wide and unit != "%" else "linear"


def _row(ax: Axes, mark: Mark) -> FormRow:
    left, right = _reach(ax, mark) if mark.placed else (0.0, 0.0)
    words = ((mark.words, INK), (mark.literal, MUTED), (mark.warning, WARN))
    heading = mark.heading
    return FormRow(
        heading, mark.note, words, left, right, mark.key, 2.3 if mark.likely_words else 1.0
    )


def _ends(ax: Axes, mark: Mark) -> tuple[float, float]:
    """Return where the line between the limits begins and ends, as parts of the width."""
    dot = None if mark.value is None else part_of(ax, mark.value)
    low = (dot if dot is not None else 0.0) if mark.low is None else part_of(ax, mark.low)
    high = (dot if dot is not None else 1.0) if mark.high is None else part_of(ax, mark.high)
    return low, high


def _reach(ax: Axes, mark: Mark) -> tuple[float, float]:
    """Return how far a mark reaches to both sides, as parts of the width of the axes."""
    point = 1 / width_of(ax)
    low, high = _ends(ax, mark)
    places = [low, high, *(part_of(ax, n) for n in (mark.value, mark.likely) if n is not None)]
    left, right = min(places) - _DOT / 2 * point, max(places) + _DOT / 2 * point
    if mark.opens_low:
        left = min(left, _faded(low, -1, point, whole=mark.low is None))
    if mark.opens_high:
        right = max(right, _faded(high, 1, point, whole=mark.high is None))
    return max(left, 0.0), min(right, 1.0)


def _faded(part: float, side: int, point: float, *, whole: bool) -> float:
    end = (1.0 if side > 0 else 0.0) if whole else part + side * _FADE * point
    return min(max(end, 0.0), 1.0)


def _draw(ax: Axes, mark: Mark, y: float) -> None:
    """Draw the line between the limits, the arrows of open sides, and the dot."""
    colour, gid, point = mark.look.colour, link(mark.key), 1 / width_of(ax)
    low, high = _ends(ax, mark)
    if not mark.alone and high > low:
        ends = [
            at_part(ax, part) if end is None else inside_axis(ax, end)
            for part, end in ((low, mark.low), (high, mark.high))
        ]
        ax.plot(ends, [y, y], color=colour, linewidth=4, solid_capstyle="butt", clip_on=False)
        ax.lines[-1].set_gid(gid)
    if mark.opens_low:
        _arrow(ax, low, _faded(low, -1, point, whole=mark.low is None), y, colour, gid)
    if mark.opens_high:
        _arrow(ax, high, _faded(high, 1, point, whole=mark.high is None), y, colour, gid)
    if mark.value is None:
        _end_marks(ax, mark, y)
        return
    if mark.likely is not None:
        _way(ax, mark, y)
    x = inside_axis(ax, mark.value)
    if mark.status in {"impossible", "argued"}:
        _ring(ax, x, y, mark, WARN if mark.status == "impossible" else MUTED)
    else:
        _dot(ax, x, y, mark, filled=mark.stated)


def _dot(ax: Axes, x: float, y: float, mark: Mark, *, filled: bool, size: float = _DOT) -> None:
    scale = {"D": 0.86, "s": 0.92, "^": 1.1, "v": 1.1}.get(mark.look.marker, 1.0)
    ax.plot(
        [x],
        [y],
        marker=mark.look.marker,
        markersize=size * scale,
        linestyle="none",
        color=mark.look.colour,
        markerfacecolor=mark.look.colour if filled else PAPER,
        markeredgewidth=1.8,
        clip_on=False,
        gid=link(mark.key),
    )


def _ring(ax: Axes, x: float, y: float, mark: Mark, colour: str) -> None:
    ax.scatter(
        [x],
        [y],
        s=_DOT**2,
        marker=mark.look.marker,
        facecolors=PAPER,
        edgecolors=colour,
        linewidths=1.6,
        linestyles=[_DASHES],
        clip_on=False,
        zorder=3,
        gid=link(mark.key),
    )


def _end_marks(ax: Axes, mark: Mark, y: float) -> None:
    """Mark the ends of a range of which no number is printed."""
    known = [end for end in (mark.low, mark.high) if end is not None]
    apart = [part_of(ax, end) * width_of(ax) for end in known]
    if len(known) == 2 and apart[1] - apart[0] < _END + 3:
        known = [sum(known, Fraction(0)) / 2]
    for end in known:
        _dot(ax, inside_axis(ax, end), y, mark, filled=False, size=_END)


def _arrow(ax: Axes, start: float, end: float, y: float, colour: str, gid: str | None) -> None:
    """Draw the broken arrow of a side without a limit, where there is room for it."""
    if abs(end - start) * width_of(ax) < 6:
        return
    xs = [at_part(ax, start), at_part(ax, end)]
    ax.plot(xs, [y, y], color=colour, linewidth=1.6, dashes=(1.4, 1.4), clip_on=False, gid=gid)
    ax.plot(
        xs[1:],
        [y],
        marker=5 if end > start else 4,  # matplotlib's carets to the right and to the left
        markersize=6,
        linestyle="none",
        color=colour,
        clip_on=False,
        gid=gid,
    )


def _way(ax: Axes, mark: Mark, y: float) -> None:
    """Draw the way from a printed number to the one that is argued, and what lies between."""
    assert mark.value is not None and mark.likely is not None
    start, end = part_of(ax, mark.value), part_of(ax, mark.likely)
    _arrow(ax, start, end + (0.008 if start > end else -0.008), y, MUTED, link(mark.key))
    _ring(ax, inside_axis(ax, mark.likely), y, mark, MUTED)
    if mark.likely_words:
        ax.annotate(
            mark.likely_words,
            (at_part(ax, (start + end) / 2), y),
            xytext=(0, 5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=MUTED,
            annotation_clip=False,
            gid=link(mark.key),
        )

"""The x axis of forms: matplotlib's scales, locators and formatters, set for our numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullLocator

from analysis.charts.forms.marks import AxisScale
from analysis.charts.forms.rows import size_of, width_of
from analysis.charts.style.fonts import text_width
from analysis.errors import AnalysisError
from analysis.language import numeral

_MOST = 6
"""Most steps of an axis."""


def number_axis(
    ax: Axes,
    values: Sequence[Fraction],
    *,
    language: str,
    scale: AxisScale = "linear",
    ends: tuple[Fraction, Fraction] | None = None,
    unit: str = "",
) -> None:
    """Set the x axis of a form: its scale, ends, ticks and numbers.

    Parameters
    ----------
    ax
        Axes that the form draws on.
    values
        All numbers that must have a place.
    language
        Language of the numbers.
    scale
        ``linear`` from zero, or ``log`` between powers of ten.
    ends
        Ends of the axis where they are fixed, as for shares.
    unit
        Unit of the numbers; a per cent sign stands behind each.

    Raises
    ------
    AnalysisError
        If a logarithmic axis has no number above zero.
    """
    if scale != ax.get_xscale():
        ax.set_xscale(scale)
    sign = "%" if unit == "%" else ""

    def said(value: float, _: object = None) -> str:
        return numeral(Fraction(value).limit_denominator(10**6), language) + sign

    if scale == "log":
        _log(ax, [*values, *(ends or ())], said)
    else:
        low, high = ends or (Fraction(0), max([*values, Fraction(0)]) or Fraction(1))
        steps = _steps(ax, [said(float(end)) for end in (low, high)])
        locator = MaxNLocator(steps, steps=[1, 2, 2.5, 5, 10], integer=_whole(values) and not ends)
        if ends is None:
            high = Fraction(locator.tick_values(float(low), float(high))[-1])
        ax.set_xlim(float(low), float(high))
        ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(said))
    dress(ax)


def dress(ax: Axes) -> None:
    """Leave nothing of the frame but the x axis and its grid."""
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.patch.set_visible(False)
    ax.tick_params(axis="x", length=4)
    ax.set_axisbelow(True)
    ax.grid(axis="x", clip_on=False)


def block(
    ax: Axes, left: float, bottom: float, width: float, height: float, **style: Any
) -> Rectangle:
    """Add a rectangle to axes whose limits are set by themselves, and return it.

    `Axes.bar` does so too, with units, labels and limits that no form needs, in five times the
    time.
    """
    drawn = Rectangle((left, bottom), width, height, **style)
    ax.add_artist(drawn)
    return drawn


def _whole(values: Sequence[Fraction]) -> bool:
    return all(value.denominator == 1 for value in values)


def _steps(ax: Axes, texts: Sequence[str]) -> int:
    """Return how many steps there is room for."""
    widest = max(text_width(text, size_of()) for text in texts)
    return max(1, min(_MOST, int(width_of(ax) / (widest + 24))))


def _log(ax: Axes, values: Sequence[Fraction], said: Callable[[float], str]) -> None:
    above = [float(value) for value in values if value > 0]
    if not above:
        raise AnalysisError("A logarithmic axis needs at least one value above zero.")
    low, high = math.floor(math.log10(min(above))), math.ceil(math.log10(max(above)))
    high = max(high, low + 1)
    ax.set_xlim(10.0**low, 10.0**high)
    steps = _steps(ax, [said(10.0**power) for power in (low, high)])
    every = -(-(high - low) // steps)
    if every == 1:
        ax.xaxis.set_major_locator(LogLocator(10, numticks=high - low + 2))
    else:
        ax.xaxis.set_major_locator(
            FixedLocator([10.0**power for power in range(low, high + 1, every)])
        )


def inside_axis(ax: Axes, value: Fraction | float) -> float:
    """Return a number as it can be drawn: itself, or the end of the x axis that it is beyond."""
    low, high = ax.get_xlim()
    return min(max(float(value), low), high)


def part_of(ax: Axes, value: Fraction | float) -> float:
    """Return where a number stands on the x axis, as a part of its width, never outside of it."""
    place = ax.transLimits.transform(ax.transScale.transform((inside_axis(ax, value), 0.0)))[0]
    return min(max(float(place), 0.0), 1.0)


def at_part(ax: Axes, part: float) -> float:
    """Return the number that stands at a part of the width of the x axis."""
    inverse = ax.transScale.inverted()
    return float(inverse.transform(ax.transLimits.inverted().transform((part, 0.0)))[0])

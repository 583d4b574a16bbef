"""Horizontal axes with round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.charts.forms.marks import AxisScale, Mark
from analysis.errors import AnalysisError

OFF_SCALE = 8
"""An impossible value more than so many times the rest of its panel is left off the scale."""


@dataclass(frozen=True)
class Axis:
    """A horizontal axis in chart units."""

    left: float
    right: float
    low: float
    high: float
    ticks: tuple[Fraction, ...]
    scale: AxisScale

    def place(self, value: Fraction | float) -> float:
        """Return where a value stands."""
        number = float(value)
        if self.scale == "log":
            share = (math.log10(number) - math.log10(self.low)) / (
                math.log10(self.high) - math.log10(self.low)
            )
        else:
            share = (number - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def axis_for(
    marks: Sequence[Mark],
    scale: AxisScale,
    left: float,
    right: float,
    limits: tuple[Fraction, Fraction] | None = None,
) -> Axis:
    """Return an axis with round ticks that holds every mark that can be placed.

    Parameters
    ----------
    marks
        Marks of one panel.
    scale
        ``linear`` from zero, or ``log`` from one power of ten to another.
    left, right
        Where the axis begins and ends, in points.
    limits
        Ends of the axis where they are fixed, as for shares.

    Raises
    ------
    AnalysisError
        If a logarithmic axis has no value above zero.
    """
    values = [
        number
        for mark in marks
        if not off_scale(mark, marks, scale)
        for number in (mark.value, mark.low, mark.high)
        if number is not None
    ]
    if limits is not None and scale == "log":
        return _log_axis(limits, left, right)
    if limits is not None:
        low, high = limits
        ticks = tuple(low + (high - low) * Fraction(i, 4) for i in range(5))
        return Axis(left, right, float(low), float(high), ticks, "linear")
    if scale == "log":
        return _log_axis([value for value in values if value > 0], left, right)
    top = max([value for value in values if value > 0], default=Fraction(1))
    step = _round_step(top / 3)
    count = -(-top // step)
    ticks = tuple(step * i for i in range(int(count) + 1))
    return Axis(left, right, 0.0, float(step * count), ticks, "linear")


def _round_step(rough: Fraction) -> Fraction:
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    for factor in (1, 2, 5, 10):
        if power * factor >= rough:
            step = power * factor
            break
    return step


def _log_axis(values: Sequence[Fraction], left: float, right: float) -> Axis:
    if not values:
        raise AnalysisError("A logarithmic axis needs at least one value above zero.")
    low, high = Fraction(1), Fraction(1)
    while low > min(values):
        low /= 10
    while low * 10 <= min(values):
        low *= 10
    high = low * 10
    while high < max(values):
        high *= 10
    ticks = [low]
    while ticks[-1] < high:
        ticks.append(ticks[-1] * 10)
    return Axis(left, right, float(low), float(high), tuple(ticks), "log")


def off_scale(mark: Mark, marks: Sequence[Mark], scale: AxisScale = "linear") -> bool:
    """Tell whether an impossible value is so far from the rest that it is only written.

    A logarithmic axis has room for it.
    """
    if scale == "log":
        return False
    others = [m.value for m in marks if m.value and m.status != "impossible"]
    return (
        mark.status == "impossible"
        and mark.value is not None
        and bool(others)
        and mark.value > OFF_SCALE * max(others)
    )

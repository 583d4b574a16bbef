"""What a dot plot draws: marks in panels.

How a figure becomes a mark belongs to `analysis.charts.views`; which figures share a panel, to the
charts of `analysis.charts.story`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

AxisScale: TypeAlias = Literal["linear", "log"]


@dataclass(frozen=True)
class Mark:
    """One mark of a dot plot, with everything that is written beside it.

    Attributes
    ----------
    key
        Identifier of the link; usually the figure.
    href
        Where the mark leads.
    city
        City, which decides colour and shape.
    heading, note
        First line (document, period) and second line (what is counted).
    value
        Printed number; none where it cannot be read.
    low, high
        Conventional limits; none where there is no limit.
    fades_low, fades_high
        Whether the words themselves set no limit (or a wider one) on that side.
    stated
        Whether the number is stated without a hedge (filled dot).
    words, literal
        What stands beside the mark: the wording in the report's language, and the printed one.
    warning
        Words for a doubtful, impossible or damaged figure, or for an argued one.
    tooltip
        Full reading of the mark.
    status
        Code of the list `status`, or ``argued``.
    neutral
        Whether the mark belongs to no city: drawn grey and without a city's shape.
    """

    key: str
    href: str
    city: str
    heading: str
    note: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    fades_low: bool
    fades_high: bool
    stated: bool
    words: str
    literal: str
    warning: str
    tooltip: str
    status: str = "as_printed"
    neutral: bool = False


@dataclass(frozen=True)
class Panel:
    """Marks on one axis: one indicator, one unit, one kind of period.

    Attributes
    ----------
    title, subtitle
        What is drawn, and in which unit over which kind of period.
    marks
        The marks in reading order.
    unit
        Unit as coded.
    scale, limits
        AxisScale of the axis, and its ends where they are fixed.
    absent
        Who reports nothing; may be empty.
    verdict
        What the comparisons say of the marks; may be empty.
    """

    title: str
    subtitle: str
    marks: tuple[Mark, ...]
    unit: str
    scale: AxisScale = "linear"
    limits: tuple[Fraction, Fraction] | None = None
    absent: str = ""
    verdict: str = ""

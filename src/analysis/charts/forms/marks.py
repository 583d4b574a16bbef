"""What a form of charts draws in its rows: marks, and lines of words between them.

How a figure becomes a mark belongs to `analysis.charts.views`; which figures share an axis, to the
charts of `analysis.charts.story`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from analysis.charts.style.palette import NEUTRAL, CityStyle

AxisScale: TypeAlias = Literal["linear", "log"]
"""Scales of an axis, as matplotlib calls them."""


@dataclass(frozen=True)
class Line:
    """Words on a line of their own above the rows that follow: the title of a band, or a note."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Mark:
    """A number with its limits, and everything that is written beside it.

    Attributes
    ----------
    key
        Identifier of what it shows, usually a figure; empty where it leads nowhere.
    href
        Where the mark leads.
    city
        City that it belongs to.
    heading, note
        First line (text) and second line (period, what is counted).
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
    unit
        Unit of the number; marks on one axis share it.
    look
        Colour and shape of its city.
    likely
        What is argued instead of a printed number; drawn beside it.
    likely_words
        What stands above the way from the printed number to the argued one.
    derived
        Identifier of the computed number that it shows; empty for a printed one.
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
    unit: str = ""
    look: CityStyle = NEUTRAL
    likely: Fraction | None = None
    likely_words: str = ""
    derived: str = ""

    @property
    def placed(self) -> bool:
        """Whether there is a number or a limit that has a place on an axis."""
        return any(number is not None for number in (self.value, self.low, self.high))

    @property
    def alone(self) -> bool:
        """Whether the number is stated and has no limits, so that a dot says all."""
        no_limits = self.low is None and self.high is None
        return self.stated and self.value is not None and no_limits

    @property
    def opens_low(self) -> bool:
        """Whether an arrow says that the words allow less than the limit."""
        return self.fades_low and not self.alone

    @property
    def opens_high(self) -> bool:
        """Whether an arrow says that the words allow more than the limit."""
        return self.fades_high and not self.alone

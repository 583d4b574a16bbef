"""What time a figure covers, what kind of period that is, and how many years it may be.

Only stated and carried periods are ever turned into years.  A review that was written before its
last weeks were over covers less than it names; how much less is not known, so that its length is
an interval (five years written in the last quarter: 4.75 to 5).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.tables.codebook import Document

PeriodKind: TypeAlias = Literal[
    "day", "event", "year", "part_year", "multi_year", "since_unstated", "future"
]

KNOWN_BASES = ("stated", "carried")


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """How the length of a period is read where the text leaves it open.

    Attributes
    ----------
    unfinished_months
        A text that can have been finished before its period ended is taken to cover at least the
        time up to the start of the last stretch of so many months (counted from January) in which
        it can have been finished.  3: the quarter; 0: the named period is taken as complete.
    open_start
        Whether a period that opens on 1 January and does not close on 31 December has a start
        known to the year only, so that it may be up to a year shorter.
    """

    unfinished_months: int = 3
    open_start: bool = True

    def __post_init__(self) -> None:
        """Refuse a stretch that does not divide the year."""
        if self.unfinished_months not in (0, 1, 2, 3, 4, 6, 12):
            raise AnalysisError(
                f"unfinished_months must divide the year (0, 1, 2, 3, 4, 6, 12), "
                f"not {self.unfinished_months}"
            )


DEFAULT_RULES = PeriodRules()


@dataclass(frozen=True, slots=True)
class ReferencePeriod:
    """The time a figure covers.

    Attributes
    ----------
    start, end
        First and last day; ``None`` where the text does not say.
    basis
        ``stated``, ``carried`` or ``assumed``.
    kind
        Kind of period.
    years
        Length in years within limits; ``None`` where it has none or none is known.  It depends on
        how open lengths are read, see `length_of`.
    words
        The time as the text prints it near the figure; empty where it prints none.
    length
        Its length as the text prints it without naming the days, as in ``P3M``; empty where the
        days say it, or nothing does.
    """

    start: date | None
    end: date | None
    basis: str
    kind: PeriodKind
    years: Interval | None = None
    words: str = ""
    length: str = ""

    @property
    def known(self) -> bool:
        """Whether the text states the period or it is carried over from the context."""
        return self.basis in KNOWN_BASES

    @property
    def annualisable(self) -> bool:
        """Whether a total over the period may be turned into a yearly average."""
        return self.kind == "multi_year" and self.known and self.years is not None

    def covers_same_time(self, other: ReferencePeriod) -> bool:
        """Tell whether two periods have the same first and last day."""
        return (self.start, self.end) == (other.start, other.end)

    def __str__(self) -> str:
        """Write the period with its days, as in ``2011-01-01 to 2015-12-31 (multi_year)``."""
        if self.start is not None and self.start == self.end:
            return f"{self.start} ({self.kind})"
        return f"{self.start or 'unstated'} to {self.end or 'unstated'} ({self.kind})"


def length_in_years(start: date, end: date) -> Fraction:
    """Return the length of the days from `start` to `end`, both included, in years.

    Whole months, counted from `start`, are a twelfth each; the days after the last of them are a
    part of the month that they begin.  One day more is therefore always longer.

    Examples
    --------
    >>> length_in_years(date(2012, 1, 1), date(2015, 6, 30))
    Fraction(7, 2)
    """
    after = end + timedelta(days=1)
    months = 12 * (after.year - start.year) + after.month - start.month
    if _months_later(start, months) > after:
        months -= 1
    begun, full = _months_later(start, months), _months_later(start, months + 1)
    return Fraction(months, 12) + Fraction((after - begun).days, 12 * (full - begun).days)


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where that month is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_YEARS = {"Y": Fraction(1), "M": Fraction(1, 12), "W": Fraction(7, 365), "D": Fraction(1, 365)}
"""What each unit of a printed length is of a year of 365 days."""


def printed_length(length: str) -> Fraction:
    """Return a length that is printed without days, in years.

    Parameters
    ----------
    length
        An ISO 8601 duration of one unit.

    Examples
    --------
    >>> printed_length("P3M")
    Fraction(1, 4)
    """
    return int(length[1:-1]) * _YEARS[length[-1]]


def period_kind(
    start: date | None,
    end: date | None,
    nature: str,
    review_end: date | None = None,
    length: str = "",
) -> PeriodKind:
    """Return what kind of period a figure covers.

    Parameters
    ----------
    start, end
        First and last day; ``None`` where the text does not say.
    nature
        Kind of quantity.
    review_end
        Last day that the document reviews; what starts later is in the future.
    length
        Length that the text prints without naming the days.

    Raises
    ------
    AnalysisError
        If the period ends before it starts.
    """
    if start and end and start > end:
        raise AnalysisError(f"a period ends on {end}, before it starts on {start}")
    if nature == "plan" and (start is None or end is None):
        return "future"
    state = nature in ("stock", "rate")  # Of the day of writing, which is after the review.
    if review_end is not None and start is not None and start > review_end and not state:
        return "future"
    if nature == "single":
        return "event"
    if length:
        return _kind_of_length(printed_length(length))
    if start is None or end is None:
        return "since_unstated"
    if start == end:
        return "day"
    return _kind_of_length(length_in_years(start, end))


def _kind_of_length(years: Fraction) -> PeriodKind:
    if years == 1:
        return "year"
    return "part_year" if years < 1 else "multi_year"


def length_of(
    period: ReferencePeriod, document: Document | None, rules: PeriodRules = DEFAULT_RULES
) -> Interval | None:
    """Return how many years a period may be, or ``None`` where it has no length or none is known.

    Parameters
    ----------
    period
        The period; its own `years` is not looked at.
    document
        Origin record of its text: says when it can have been finished.
    rules
        How open lengths are read.
    """
    if period.length:
        return Interval.point(printed_length(period.length))
    if period.start is None or period.end is None:
        return None
    if period.kind not in ("year", "part_year", "multi_year"):
        return None
    return _years(period.start, period.end, document, rules)


def _years(start: date, end: date, document: Document | None, rules: PeriodRules) -> Interval:
    full = length_in_years(start, end)
    shortest = full
    if full > 1:
        finished = _finished(end, document, rules)
        shortest = length_in_years(start, finished) if finished else full
        mixed = (start.month, start.day) == (1, 1) and (end.month, end.day) != (12, 31)
        if rules.open_start and mixed:
            return Interval.between(shortest - 1, full, "(]")
    return Interval.between(shortest, full)


def _finished(end: date, document: Document | None, rules: PeriodRules) -> date | None:
    """Return the last day that a text covers at least, when that is before the named end."""
    if document is None or rules.unfinished_months == 0:
        return None
    published, earliest = document.published, document.written_after
    if published is not None and published <= end:
        earliest = published if earliest is None else max(earliest, published)
    elif published is not None:
        return None
    if earliest is None or earliest > end:
        return None
    month = earliest.month - (earliest.month - 1) % rules.unfinished_months
    return date(earliest.year, month, 1) - timedelta(days=1)

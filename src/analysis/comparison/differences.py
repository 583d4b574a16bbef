"""How a difference between two texts is said: clauses that name both, as data.

Which differences there are, and what they do to a grade, belongs to `analysis.comparison.grading`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from analysis.figures.reference_periods import ReferencePeriod
from analysis.intervals import Interval
from analysis.language.messages import Amount, Message, Part, number

_Side = tuple[Part, Part]
"""Name of a text, and what it says; empty where it leaves the thing open."""


def clause(name: str, a: _Side, b: _Side) -> Message:
    """Return a difference as a clause; the text that leaves it open stands last.

    Parameters
    ----------
    name
        Entry of the catalogue below ``comparison.differs`` and ``comparison.open``.
    a, b
        The two sides.
    """
    if a[1] and b[1]:
        return Message(f"comparison.differs.{name}", a=a[0], b=b[0], x=a[1], y=b[1])
    first, other = (a, b) if a[1] else (b, a)
    return Message(f"comparison.open.{name}", a=first[0], b=other[0], x=first[1])


def year_said(day: date | None) -> Message:
    """Return the year of a day."""
    if day is None:
        return Message("comparison.time.some_year")
    return Message("comparison.time.year", year=day.year)


def period_said(period: ReferencePeriod) -> Message:
    """Return what time a figure covers, in a few words."""
    if period.kind == "multi_year" and period.start is not None:
        said = _years(period.start, period.end, period.years)
    elif period.kind == "since_unstated" and period.end is None:
        said = Message("comparison.time.kind.end_unstated", year=year_said(period.start))
    else:
        said = Message(f"comparison.time.kind.{period.kind}", year=year_said(period.end))
    return said if period.known else Message("comparison.time.assumed", time=said)


def _years(start: date | None, end: date | None, length: Interval | None) -> Message:
    """Return how long a period of several years is: between two lengths where that is open.

    Without a length it is said how many years it touches; an end within a year is no whole one.
    """
    first, last = (day.year if day else 0 for day in (start, end))
    count = last - first + 1
    low, high = _count(count), _count(count)
    whole = end is None or (end.month, end.day) == (12, 31)
    if length is not None and length.low is not None and length.high is not None:
        low, high = _lengths(length.low, length.high)
    elif not whole:
        low = _count(count - 1)
    years: dict[str, Part] = {"count": high, "first": first, "last": last}
    if not whole and end is not None:
        years["month"] = Message(f"month.{end.month}")
    if low == high:
        return Message("comparison.time.years" if whole else "comparison.time.to_month", **years)
    key = "comparison.time.years_between" if whole else "comparison.time.years_to_month"
    return Message(key, fewer=low, **years)


def _lengths(*years: Fraction) -> list[Message | Amount]:
    """Return numbers of years: in words where all are whole and small."""
    if all(each.denominator == 1 for each in years):
        return [_count(int(each)) for each in years]
    return [number(each, _DIGITS) for each in years]


_DIGITS = 3
"""Digits of a number of years that is not whole."""

_WRITTEN = 10
"""Counts up to this one have words of their own."""


def _count(count: int) -> Message | Amount:
    return Message(f"comparison.count.{count}") if 1 <= count <= _WRITTEN else number(count)

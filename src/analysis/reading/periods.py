"""Periods: the dates and stretches of time a text names.

Dates come from the words alone and a reference date (the day the text speaks from).  What a text
leaves open stays open: 近年来 has an end and no start.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from analysis.reading import relative_periods as relative
from analysis.reading import stated_periods as stated
from analysis.reading.clean import CleanView, clean_view
from analysis.reading.date_words import CANDIDATE, LENGTH, UP_TO, YEARLY
from analysis.reading.period_memory import Found, Memory


class Period(NamedTuple):
    """A stretch of time named in a text.

    Attributes
    ----------
    start, end, text
        Span in the original text; ``text == original[start:end]``.
    period_start, period_end
        First and last day covered.  ``None`` where the words leave an end open (近年来).
    basis
        ``'stated'`` when the words name the dates, ``'relative'`` when they follow from the
        reference date (去年), ``'context'`` when the year was taken from a date before.
    """

    start: int
    end: int
    text: str
    period_start: date | None
    period_end: date | None
    basis: str


_READERS = (
    stated.iso_days, stated.iso_months, stated.listed_years, stated.quarters, stated.short_years,
    stated.school_years, stated.decades, relative.near_days, relative.near_months,
    relative.near_years, stated.as_of, stated.plans, stated.broken, stated.years,
    relative.same_time, relative.next_to_last, relative.day_alone, stated.days, stated.months,
    relative.lengths, relative.open_starts, relative.now, relative.whole, stated.dates,
)  # fmt: skip
"""What can begin at a position, the more special before the more general."""


def _read(memory: Memory, text: str, position: int) -> Found | None:
    """Read the expression that begins at `position`, if one does."""
    for reader in _READERS:
        found = reader(memory, text, position)
        if found is not None:
            return found
    return None


def find_periods(text: str, reference_date: date | str | None = None) -> list[Period]:
    """Find the dates and stretches of time a text names, in order, not overlapping.

    Parameters
    ----------
    text
        Any text.
    reference_date
        The day the text speaks from (a date or ISO string): 去年 is the year before it,
        五年来 the five calendar years up to its year.  Without it, relative words get no dates.

    Returns
    -------
    list of Period

    Raises
    ------
    ValueError
        If `reference_date` is a string that is no ISO date.
    """
    reference = (
        date.fromisoformat(reference_date) if isinstance(reference_date, str) else reference_date
    )
    view: CleanView | None = clean_view(text)
    source = text if view is None else view.text
    memory = Memory(reference)
    found: list[Period] = []
    position = 0
    for match in CANDIDATE.finditer(source):
        if match.start() < position:
            continue
        read = _read(memory, source, match.start())
        if read is None:
            continue
        begin, end, first, last, basis = read
        if end <= begin:
            continue
        again = (
            found and source[position:begin] in ("", "的", "这") and source[end - 1] in "间年中里内"
        )
        position_before, position = position, end
        if again and LENGTH.match(source, begin):
            # 2014年至2016年三年间: the length of the period in front of it
            continue
        up_to = UP_TO.search(source, max(0, begin - 3, position_before), begin)
        if up_to:
            # What has accumulated by 本月底 has no stated start.
            begin, first = up_to.start(), None
        if YEARLY.search(source[max(0, begin - 3) : begin]):
            # 每年7月: every year, not one
            continue
        if last is not None:
            memory.last = (first or last, last)
        a, b = (begin, end) if view is None else view.span(begin, end)
        found.append(Period(a, b, text[a:b], first, last, basis))
    return found

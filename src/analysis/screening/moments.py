"""Hours between two moments, each of a day and a time of the day (18日8时至21日8时, 72小时)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from analysis.screening.screening_records import MarkedPlace
from analysis.screening.time_words import LengthOfTime, PointInTime, TimeOfDay, times_of_day

_NEXT_DAY = re.compile("(?:次日|翌日|第二天|隔日|次晨|翌晨)(?:的|凌晨|清晨|早上|上午)?$")
_CUE = re.compile(
    "历时|持续|共|长达|达|仅用|只用|用时|耗时|用了|前后|历经|相隔|间隔|为时|整整|连续|"
    "停[一-鿿]?|[一-鿿]了$"
)
_DAY = 24


class _Moment(NamedTuple):
    """Hours since the first of all days, and the place of day and time."""

    hours: Fraction
    start: int
    end: int


class HoursApart(NamedTuple):
    """Two moments, a length said to lie between them, and how many hours do.

    Attributes
    ----------
    places
        Where they stand in the sentence.
    hours
        The hours from the first to the last.
    agrees
        Whether the length is so long.
    """

    places: tuple[MarkedPlace, MarkedPlace, MarkedPlace]
    hours: Fraction
    agrees: bool


def hours_apart(
    words: str, points: Sequence[PointInTime], lengths: Sequence[LengthOfTime]
) -> Iterator[HoursApart]:
    """Hold the hours of a sentence against the two moments that it names.

    Parameters
    ----------
    words
        The sentence.
    points, lengths
        Its days and lengths of time.
    """
    moments = _moments(words, points)
    for length in lengths:
        lead = re.split("[，；：。（]", words[: length.start])[-1]
        if length.unit != "时" or len(moments) < 2 or not _CUE.search(lead):
            continue
        found = [(a, b, abs(b.hours - a.hours)) for a, b in combinations(moments, 2)]
        room = Fraction(1, 60) if length.exact and length.low.denominator > 2 else Fraction(1, 2)
        right = [each for each in found if length.low - room <= each[2] <= length.high + room]
        if not right and len(moments) > 2:
            continue
        first, last, hours = (right or found)[0]
        places = sorted(MarkedPlace(each.start, each.end) for each in (first, last, length))
        yield HoursApart((places[0], places[1], places[2]), hours, bool(right))


def _moments(words: str, points: Sequence[PointInTime]) -> list[_Moment]:
    """Return the moments of a sentence; nothing if a time of the day has no day."""
    days = [point for point in points if point.fine == "day"]
    found: list[_Moment] = []
    if len({day.first for day in days}) < 2 and not _NEXT_DAY.search(words):
        next_day = re.search("次日|翌日|第二天|次晨|翌晨", words)
        if next_day is None:
            return []
    for time in times_of_day(words):
        if not isinstance(time, TimeOfDay):
            return []
        before = [day for day in days if day.end <= time.start]
        if not before:
            return []
        day = before[-1].first
        start = before[-1].start if time.start - before[-1].end <= 2 else time.start
        if start == time.start:
            later = _NEXT_DAY.search(words[before[-1].end : time.start])
            day += timedelta(days=1 if later else 0)
        hours = Fraction(day.toordinal() * _DAY) + Fraction(time.minutes, 60)
        found.append(_Moment(hours, start, time.end))
    return found

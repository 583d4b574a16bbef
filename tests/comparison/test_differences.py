"""What time a figure covers, in the words of a difference."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.comparison.differences import period_said
from analysis.figures.reference_periods import ReferencePeriod
from analysis.intervals import Interval
from analysis.language.messages import text


def said(end: date, years: Interval | None) -> tuple[str, str]:
    period = ReferencePeriod(date(2031, 1, 1), end, "carried", "multi_year", years)
    message = period_said(period)
    return text(message, "en"), text(message, "zh")


@pytest.mark.parametrize(
    ("end", "years", "en", "zh"),
    [
        (date(2033, 12, 31), None, "three years (2031 to 2033)", "3年（2031至2033年）"),
        (
            date(2033, 12, 31),
            Interval.point(3),
            "three years (2031 to 2033)",
            "3年（2031至2033年）",
        ),
        (
            date(2033, 12, 31),
            Interval.parse("[2.75, 3]"),
            "2.75 to 3 years (2031 to 2033)",
            "2.75至3年（2031至2033年）",
        ),
        (
            date(2034, 6, 30),
            Interval.parse("(2.5, 3.5]"),
            "2.5 to 3.5 years (2031 to June 2034)",
            "2.5至3.5年（2031年至2034年6月）",
        ),
        (
            date(2034, 6, 30),
            None,
            "three to four years (2031 to June 2034)",
            "3至4年（2031年至2034年6月）",
        ),
    ],
)
def test_several_years_are_as_long_as_they_can_be(
    end: date, years: Interval | None, en: str, zh: str
) -> None:
    assert said(end, years) == (en, zh)

"""How many days the months, quarters and halves of a year have that words name, or are said."""

from __future__ import annotations

import re

from analysis.reading.numerals import evaluate

_SAID = re.compile("(?<![0-9月.])([0-9]{2,3})(?:日|天|个工作日)")
_LONGEST_DATE = 31
_MONTH = re.compile(
    "(?<![0-9一二三四五六七八九十])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    "(?![0-9至到底初末—一二三四五六七八九十-])"
)
_SPAN = re.compile("月(?:份)?[至到—～~-]")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PARTS = (
    ("上半年", (181, 182)), ("下半年", (184,)),
    ("一季度", (90, 91)), ("二季度", (91,)), ("三季度", (92,)), ("四季度", (92,)),
)  # fmt: skip


def days_of_part(words: str) -> tuple[int, ...]:
    """Return the days of the one month, quarter or half that words name; nothing for several.

    Parameters
    ----------
    words
        A clause (``12月客运量``).
    """
    if _SPAN.search(words):
        return ()
    months = {int(evaluate(month) or 0) for month in _MONTH.findall(words)} - {0}
    parts = [days for name, days in _PARTS if name in words]
    if len(months) + len(parts) != 1:
        return ()
    if parts:
        return parts[0]
    days = _DAYS[months.pop() - 1]
    return (28, 29) if days == min(_DAYS) else (days,)


def days_said(words: str) -> tuple[int, ...]:
    """Return the numbers of days that words give, which no date can be (开放302日)."""
    numbers = [int(number) for number in _SAID.findall(words)]
    return tuple(number for number in numbers if number > _LONGEST_DATE)

"""Periods that follow from the day a text speaks from, or from the period spoken of last.

Each function reads one kind of expression at a position and returns ``None`` for anything else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.reading.date_words import (
    DAY,
    DAYS_BACK,
    FUTURE,
    HALF_YEAR,
    LENGTH,
    MONTH_NEAR,
    NEXT,
    NOW,
    OPEN_WORDS,
    RELATIVE_DAY,
    REPORTED,
    SAME_TIME,
    TWO_YEARS,
    WHOLE,
    WITHIN,
    YEARS_AGO,
)
from analysis.reading.period_memory import (
    YEAR_SHIFT,
    FoundPeriod,
    Memory,
    after_digit,
    day_of,
    month_end,
    shifted,
    whole_number,
)
from analysis.reading.period_roles import is_planned


def _away(words: str) -> int:
    """Return how many weeks or months ahead 下 and 下下 point, and how many back 上 and 上上."""
    return words[:2].count("下") - words[:2].count("上")


def near_days(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 昨日, 本周, 上周五 and 近10天."""
    if after_digit(text, position):
        return None
    match = RELATIVE_DAY.match(text, position)
    if match is not None and memory.reference:
        if match["day"]:
            shift = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}.get(match["day"][0], 0)
            day = memory.reference + timedelta(days=shift)
            if match["printed"]:
                # 今(22)日: the day of this month, or of the one before
                printed = whole_number(match["printed"])
                year, month = divmod(day.year * 12 + day.month - 1 - (printed > day.day), 12)
                said = day_of(year, month + 1, printed)
                if said is None:
                    return None
                day = said
            return (*match.span(), None if match["until"] else day, day, "relative")
        monday = memory.reference - timedelta(days=memory.reference.weekday())
        monday += timedelta(days=7 * _away(match["week"]))
        if match["weekday"]:
            day = monday + timedelta(days="一二三四五六日天".find(match["weekday"]) % 7)
            if match["weekday"] == "天":
                day = monday + timedelta(days=6)
            return (*match.span(), day, day, "relative")
        return (*match.span(), monday, monday + timedelta(days=6), "relative")
    match = DAYS_BACK.match(text, position)
    if match is not None and memory.reference:
        n = whole_number(match["n1"] or match["n2"])
        days = n if (match["u1"] or match["u2"]) == "天" else 7 * n
        begun = memory.reference - timedelta(days=days - 1)
        return (*match.span(), begun, memory.reference, "relative")
    return None


def near_months(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 上月 and 本月15日."""
    if after_digit(text, position):
        return None
    match = MONTH_NEAR.match(text, position)
    if match is not None and memory.reference:
        month = memory.reference.year * 12 + memory.reference.month - 1 + _away(match["w"])
        year, month = divmod(month, 12)
        near = memory.bounds({**match.groupdict(), "m1": str(month + 1)}, "1", year)
        return (*match.span(), *near, "relative")
    return None


def near_years(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 今明两年, 未来三年 and 半年来."""
    if after_digit(text, position):
        return None
    match = TWO_YEARS.match(text, position)
    if match is not None and memory.reference and YEAR_SHIFT[match["a"]] < YEAR_SHIFT[match["b"]]:
        first, final = (memory.reference.year + YEAR_SHIFT[match[k]] for k in "ab")
        return (*match.span(), day_of(first, 1, 1), day_of(final, 12, 31), "relative")
    match = FUTURE.match(text, position)
    if match is not None and memory.reference:
        if match["unit"]:
            return (*match.span(), *_ahead(memory.reference, match), "relative")
        # said in January, the year that has just begun is the first
        year, n = memory.reference.year, whole_number(match["n"])
        year -= memory.reference.month <= JUST_BEGUN
        return (*match.span(), day_of(year + 1, 1, 1), day_of(year + n, 12, 31), "relative")
    match = HALF_YEAR.match(text, position)
    if match is not None and memory.reference:
        month = memory.reference.year * 12 + memory.reference.month - 6
        if match["more"]:
            return (*match.span(), None, memory.reference, "writing")
        return (
            *match.span(), day_of(month // 12, month % 12 + 1, 1), memory.reference, "writing",
        )  # fmt: skip
    return None


def _ahead(today: date, match: re.Match[str]) -> tuple[date, date | None]:
    """Return the days behind the day of writing that 未来三个月 and 今后两周 name."""
    n, unit = whole_number(match["n"]), match["unit"]
    if unit == "个月":
        year, month = divmod(today.year * 12 + today.month - 1 + n, 12)
        closed = month_end(year, month + 1)
        last = closed.replace(day=min(today.day, closed.day)) if closed else None
        return today + timedelta(days=1), last
    return today + timedelta(days=1), today + timedelta(days=n if unit == "天" else 7 * n)


def years_ago(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 五年前, the year so far back from the day of writing, and 三年内 of a plan."""
    if memory.reference is None or after_digit(text, position):
        return None
    if position and text[position - 1] in "第近约〇零一二三四五六七八九十百几":
        return None
    match = YEARS_AGO.match(text, position)
    if match is not None:
        year = memory.reference.year - whole_number(match["n"])
        return (*match.span(), day_of(year, 1, 1), day_of(year, 12, 31), "relative")
    match = WITHIN.match(text, position)
    if match is not None and is_planned(text, *match.span()):
        last = shifted(memory.reference, memory.reference, whole_number(match["n"]))[1]
        return (*match.span(), memory.reference, last, "relative")
    return None


def reported_time(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 报告期: the year spoken of, else the part of a year that such reports are about."""
    match = REPORTED.match(text, position)
    if match is None:
        return None
    year, month, code = memory.topic, 12, "context"
    if year is None:
        if memory.reference is None:
            return None
        year, code = memory.reference.year, "assumed"
        month = next((m for written, m in _REPORTS if memory.reference.month in written), 12)
        year -= memory.reference.month < 6
    last = month_end(year, month)
    return (*match.span(), last if match["end"] else day_of(year, 1, 1), last, code)


_REPORTS = (((6, 7, 8, 9), 6), ((10, 11), 9))
"""Months in which a report on part of the year is written, and the last month of that part; before
June it is the year before that is reported."""


def same_time(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 去年同期 and 同期: the months spoken of, in another year or the same."""
    match = SAME_TIME.match(text, position)
    if match is None:
        return None
    # In a sentence of its own 同期 is the time that the sentence before began with.
    spoken = memory.last if memory.within or memory.head is None else memory.head
    word, said = match["r"], spoken[1].year if spoken else memory.topic
    if match["y"]:
        year, code = memory.stated_year(match["y"]), "printed"
    elif word is None:
        if match["unit"] != "期" or text[position - 1 : position] in ("史", "往"):
            return None
        if text[max(0, position - 2) : position] in ("常年", "历年", "往年"):
            return None
        # 比同期 is the year before, 同期 alone the same time.
        earlier = text[position - 1 : position] in ("比", "较")
        year, code = (said if said is None else said - earlier), "spoken"
    elif said is not None and word[0] in "去上前":
        year, code = said + YEAR_SHIFT[word[0]], "spoken"
    else:
        year, code = memory.year_of(None, word)
    if year is None or not 1 < year < 9998:
        return None
    if spoken is None or (spoken[1].year == year and word):
        return (*match.span(), day_of(year, 1, 1), day_of(year, 12, 31), code)
    return (*match.span(), *shifted(*spoken, year - spoken[1].year), code)


def next_to_last(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 当月, 次月 and 翌日 from the period spoken of last."""
    match = NEXT.match(text, position)
    if match is None or memory.last is None:
        return None
    last = memory.last[1]
    shift = 1 if match["w"] in "次翌" else 0
    if match["day"]:
        if memory.last[0] != last:
            return None
        day = last + timedelta(days=1)
        return (*match.span(), day, day, "spoken")
    year, month = divmod(last.year * 12 + last.month - 1 + shift, 12)
    near = memory.bounds({**match.groupdict(), "m1": str(month + 1)}, "1", year)
    return (*match.span(), *near, "spoken")


def day_alone(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 28日 as a day of the month spoken of last, else as the last such day."""
    match = DAY.match(text, position)
    if match is None:
        return None
    a, b = whole_number(match["a"]), whole_number(match["b"] or match["a"])
    code = "context"
    if memory.last is not None:
        year, month = memory.last[1].year, memory.last[1].month
    elif memory.reference is not None:
        code = "assumed"
        year, month = memory.reference.year, memory.reference.month
        if a > memory.reference.day:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    else:
        return None
    first, last = day_of(year, month, a), day_of(year, month, b)
    if first is None or last is None or last < first:
        return None
    return (*match.span(), None if match["until"] else first, last, code)


def lengths(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 五年来 and 近三个月: so much time up to the day of writing."""
    match = LENGTH.match(text, position)
    if match is None or (match["n2"] and position and text[position - 1] in "第0123456789百千"):
        return None
    if match.group() in ("这一年", "这1年"):
        return None
    count, unit = match["n1"] or match["n2"], match["u1"] or match["u2"]
    end = memory.reference
    vague = len(count) == 2 and "十" not in count and not count.isdecimal()
    more = match["more"] or match["more1"] or match["more2"] or unit == "个多月"
    n = 0 if count in "几数多" or vague or more else whole_number(count)
    if end is None or not n:
        return (*match.span(), None, end, "writing")
    if unit == "年":
        if memory.span is not None:
            begun, closed = memory.span
            if closed.year - begun.year + 1 == n and 0 <= end.year - closed.year <= 1:
                # 三年来 in a text that speaks of 2020—2022
                return (*match.span(), begun, min(closed, end), "spoken")
        return (*match.span(), *_years_up_to(end, n), "writing")
    month = end.year * 12 + end.month - n
    return (*match.span(), day_of(month // 12, month % 12 + 1, 1), end, "writing")


def _years_up_to(end: date, n: int) -> tuple[date | None, date | None]:
    """Return the `n` years of 五年来, said on a day.

    A year that is nearly over counts as one of them (said in December 2015 they are 2011 to
    2015), one that has just begun does not; in between they are counted back from the day.
    """
    if end.month >= NEARLY_OVER:
        return day_of(end.year - n + 1, 1, 1), end
    if end.month <= JUST_BEGUN:
        return day_of(end.year - n, 1, 1), day_of(end.year - 1, 12, 31)
    same_day = day_of(end.year - n, end.month, end.day) or month_end(end.year - n, end.month)
    return (same_day + timedelta(days=1) if same_day else None), end


NEARLY_OVER = 10
JUST_BEGUN = 3
"""Months: from the first on a year is nearly over, up to the second it has just begun."""


def open_starts(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 近年来 and 成立以来: an end and no start."""
    match = OPEN_WORDS.match(text, position)
    return (*match.span(), None, memory.reference, "writing") if match else None


def now(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 目前 and 截至目前."""
    match = NOW.match(text, position)
    if match is None:
        return None
    # 至今 accumulates from an unstated day; 目前 is the day itself.
    first = None if match["until"] else memory.reference
    return (*match.span(), first, memory.reference, "writing")


def whole(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read 全年, 年内 and 本季度."""
    match = WHOLE.match(text, position)
    if match is None:
        return None
    if match["all"]:
        year, code = memory.context_year()
        if year is None:
            return None
        return (*match.span(), day_of(year, 1, 1), day_of(year, 12, 31), code)
    if memory.reference is None:
        return None
    shift = {"上": -1, "下": 1}.get(match["w"], 0)
    quarter = memory.reference.year * 4 + (memory.reference.month - 1) // 3 + shift
    year, k = divmod(quarter, 4)
    last = month_end(year, 3 * k + 3)
    first = last if match["end"][-1:] == "末" else day_of(year, 3 * k + 1, 1)
    return (*match.span(), first, last, "relative")

"""Days, months and years that a text names, and its lengths of time, in any numerals and calendar.

Each becomes a small record; `analysis.screening.dates` holds the records against each other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from analysis.reading.numerals import evaluate

_DIGITS = "〇○零一二三四五六七八九"
_HAN = "一二两三四五六七八九十"
_REPUBLIC = 1911
"""Years of the Republic (民国) are counted from the year after."""
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    r"(?:[12][0-9]|3[0-9]|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|"
    r"[一二三四五六七八九])"
)
_POINT = re.compile(
    r"(?:(?:(?:公元)?(?P<year>(?:1[89]|20)[0-9]{2}|[一二][〇○零一九八][〇○零一二三四五六七八九]{2})"
    r"|(?:民国|(?<![0-9第]))(?P<republic>[0-9]{2,3}|[一二三四五六七八九十百〇零]{2,5})"
    r"|(?P<said>同|当|次|翌|是))年度?，?)?"
    rf"(?:(?<![0-9.个一二三四五六七八九十百])(?P<month>{_MONTH})月份?"
    rf"(?:(?P<day>{_DAY})(?:日|号|(?=[至到—–~～-][0-9一二三四五六七八九十]+[日号]))|(?P<part>[上中下]旬|[初底末]))?)"
    rf"|(?<=[至到—–~～-])(?P<same>{_DAY})(?:日|号)"
    r"|(?<![0-9.])(?P<y>(?:19|20)[0-9]{2})(?P<mark>[./-])(?P<m>1[0-2]|0?[1-9])(?P=mark)(?P<d>[12][0-9]|3[0-9]|0?[1-9])(?![0-9.])"
    r"|(?<![0-9.])(?P<whole>(?:1[89]|20)[0-9]{2}|[一二][〇○零一九八][〇○零一二三四五六七八九]{2})年(?P<edge>[初底末])?(?!度?[上下]半年|代)"
    r"|(?:民国|(?<![0-9第]))(?P<w>1[0-9]{2}|(?<=民国)[0-9]{2}|一[〇零一二][〇零一二三四五六七八九]"
    r"|(?<=民国)[一二三四五六七八九十百〇零]{2,5})年(?!代|[来间之])"
)
_PARTS = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31),
    "初": (1, 10), "底": (21, 31), "末": (21, 31),
}  # fmt: skip
_LENGTH = re.compile(
    r"(?<![0-9.第至到—–~～/-])(?<![第上下][零])(?P<hedge>不到|不足|未满|将近|近|大约|约|超过|逾|超|多达|满)?"
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?|[{_HAN}百零]+|半)(?P<over>多|余|来)?"
    r"(?:个(?P<half>半)?(?P<more>多|余)?(?:整)?(?P<unit>月|星期|小时|年头|学年|季度|工作日|昼夜|礼拜)"
    r"|(?P<short>周年|年(?![代度级初底末级份关货会])|载|天|日(?!均|常|内)|周(?!岁|边|报)|星期|小时|分钟|工作日|昼夜))"
    r"(?P<tail>半|多|有余|(?:零|又|加)?(?P<extra>[0-9]+|[一二两三四五六七八九十]+)(?P<extra_unit>个月|天|日|分钟?))?"
)
UnitOfTime = Literal["年", "月", "周", "天", "时"]
_UNITS: dict[str, UnitOfTime] = {
    "周年": "年", "年": "年", "年头": "年", "载": "年", "学年": "年", "月": "月", "季度": "月",
    "周": "周", "星期": "周", "礼拜": "周", "天": "天", "日": "天", "昼夜": "天", "工作日": "天",
    "小时": "时", "分钟": "时",
}  # fmt: skip
DAYS_OF_UNIT: dict[UnitOfTime, Fraction] = {
    "年": Fraction(36525, 100), "月": Fraction(3044, 100), "周": Fraction(7), "天": Fraction(1),
    "时": Fraction(1, 24),
}  # fmt: skip
"""Days of one unit."""
_DAYS_OF_EXTRA = {
    "个": DAYS_OF_UNIT["月"], "天": Fraction(1), "日": Fraction(1), "分": Fraction(1, 1440),
}  # fmt: skip
_CLOCK = re.compile(
    r"(?<![0-9:])(?P<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|当晚|夜间|晚)?(?P<hour>[0-9]{1,2})"
    r"(?:[时点](?![间候数长常段])(?P<exact>整)?(?:(?P<minute>[0-9]{1,2})分(?!钟)|(?P<thirty>半))?|:(?P<colon>[0-5][0-9])(?![0-9:]))"
)
_LATER = frozenset(("下午", "傍晚", "晚上", "当晚", "夜间", "晚"))


class PointInTime(NamedTuple):
    """A day, month or year that is named: first and last day that it may be, and its place.

    Attributes
    ----------
    first, last
        The days.
    start, end
        Offsets.
    year_known
        Whether its year is printed, or that of a point before it in its sentence.
    fine
        ``day``, ``month`` or ``year``: what it names.
    """

    first: date
    last: date
    start: int
    end: int
    year_known: bool
    fine: Literal["day", "month", "year"]


class NoSuchDay(NamedTuple):
    """A day that the calendar does not have, and its place."""

    start: int
    end: int


class LengthOfTime(NamedTuple):
    """A length of time: least and most of its unit, and its place.

    Attributes
    ----------
    low, high
        How many of the unit; without an upper end where its hedge has none.
    unit
        See `DAYS_OF_UNIT`.
    start, end
        Offsets, behind the hedge.
    words
        Its unit as printed.
    exact
        Whether no hedge stands with it.
    working
        Whether only days of work are counted.
    """

    low: Fraction
    high: Fraction
    unit: UnitOfTime
    start: int
    end: int
    words: str
    exact: bool
    working: bool


class TimeOfDay(NamedTuple):
    """A time of the day in minutes, and its place; `half` tells whether 下午 or the like stands."""

    minutes: int
    start: int
    end: int
    half: bool


def _number(text: str | None) -> int | None:
    """Read a small number in digits or characters (廿三 too)."""
    if not text:
        return None
    value = evaluate(text.replace("廿", "二十"))
    return int(value) if value is not None else None


def _year_of(match: re.Match[str], *, republic: bool) -> int | None:
    """Return the year that is printed; one of the Republic only where the text has such years."""
    for name in ("year", "y", "whole"):
        if match[name]:
            return _number(match[name].replace("○", "〇"))
    counted = _number(match["republic"] or match["w"])
    said = match[0].startswith("民国")
    if counted is None or not (said or republic) or not 1 <= counted <= 200:
        return None
    return counted + _REPUBLIC


def points_in_time(
    words: str, offset: int = 0, year: int | None = None, *, republic: bool = False
) -> list[PointInTime | NoSuchDay]:
    """Return the days, months and years of some words, in order.

    A year that is not printed is that of the point before, or the next where the months run back.

    Parameters
    ----------
    words
        A sentence of `analysis.screening.passages.words_of_text`.
    offset
        Where it begins.
    year
        The year that the words before speak of, if they do.
    republic
        Whether the text counts years of the Republic (民国), so that 98年5月 may be one.
    """
    found: list[PointInTime | NoSuchDay] = []
    current, month, known = year or 2001, 0, year is not None
    within = sure = False  # whether a point of these words came before; one with its year
    for match in _POINT.finditer(words):
        start, end = offset + match.start(), offset + match.end()
        printed = _year_of(match, republic=republic)
        if match["republic"] and printed is None:
            start = offset + match.start("month")  # 5年3月: no year that is known
        if match["w"] and printed is None:
            continue
        if printed:
            current, known, sure = printed, True, True
        if match["whole"] or match["w"]:
            edge = {"初": (1, 3), "底": (11, 12), "末": (11, 12)}.get(match["edge"] or "", (1, 12))
            first, last = date(current, edge[0], 1), date(current, edge[1], 31)
            found.append(PointInTime(first, last, start, end, True, "year"))
            month = 0
            continue
        if match["same"]:
            if not within:
                continue
            number, day = month, _number(match["same"])
        else:
            number = _number(match["month"] or match["m"]) or 0
            day = _number(match["day"] or match["d"])
            if match["said"] in ("次", "翌") or (
                within and not printed and not match["said"] and number < month
            ):
                current += 1
        month, within = number, True
        part = _PARTS.get(match["part"] or "")
        most = monthrange(current if sure else 2000, month)[1]
        if day is not None and not 1 <= day <= most:
            found.append(NoSuchDay(start, end))
            continue
        if day is not None:
            day = min(day, monthrange(current, month)[1])
            first = last = date(current, month, day)
        elif part:
            first = date(current, month, part[0])
            last = date(current, month, min(part[1], monthrange(current, month)[1]))
        else:
            first = date(current, month, 1)
            last = date(current, month, monthrange(current, month)[1])
        found.append(PointInTime(first, last, start, end, known, "day" if day else "month"))
    return found


def lengths_of_time(words: str, offset: int = 0) -> list[LengthOfTime]:
    """Return the lengths of time of some words; whether a number of years is one the words tell."""
    found: list[LengthOfTime] = []
    for match in _LENGTH.finditer(words):
        printed = match["unit"] or match["short"]
        if match["number"] == "半":
            number = Fraction(1, 2)
        else:
            value = evaluate(match["number"])
            if value is None or (value > 1000 and printed in ("年", "周年")):
                continue
            number = Fraction(value)
        if match["half"] or match["tail"] == "半":
            number += Fraction(1, 2)
        unit = _UNITS[printed]
        if printed == "季度":
            number *= 3
        if printed == "分钟":
            number /= 60
        if match["extra"]:
            extra = Fraction(_number(match["extra"]) or 0)
            per = {
                "个": DAYS_OF_UNIT["月"],
                "天": Fraction(1),
                "日": Fraction(1),
                "分": Fraction(1, 1440),
            }
            number += extra * per[match["extra_unit"][0]] / DAYS_OF_UNIT[unit]
        low = high = number
        more = match["over"] or match["more"] or match["tail"] in ("多", "有余")
        hedge = match["hedge"] or ""
        if more:
            high += 10 if number >= 10 and match["over"] else 1
        if hedge in ("不到", "不足", "未满", "将近", "近", "大约", "约"):
            low *= Fraction(3, 4)
        if hedge in ("超过", "逾", "超", "多达", "大约", "约"):
            high *= Fraction(5, 4)
        start = match.start("number")
        exact = not (more or (hedge and hedge != "满"))
        working = printed == "工作日"
        found.append(
            LengthOfTime(
                low, high, unit, offset + start, offset + match.end(), printed, exact, working
            )
        )
    return found


def times_of_day(words: str, offset: int = 0) -> list[TimeOfDay | NoSuchDay]:
    """Return the times of the day of some words; 下午3时 is 15时."""
    found: list[TimeOfDay | NoSuchDay] = []
    for match in _CLOCK.finditer(words):
        hour, minute = int(match["hour"]), int(match["minute"] or match["colon"] or 0)
        if match["thirty"]:
            minute = 30
        start, end = offset + match.start(), offset + match.end()
        if hour > 24 or minute >= 60:
            if match["minute"] or match["colon"]:
                found.append(NoSuchDay(start, end))
            continue
        if match["half"] in _LATER and hour < 12:
            hour += 12
        found.append(TimeOfDay(hour * 60 + minute, start, end, bool(match["half"])))
    return found

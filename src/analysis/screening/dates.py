"""Dates that the calendar does not know, and lengths of time beside their ends."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.reading.numerals import evaluate
from analysis.screening.screening_records import MarkedPlace, ScreeningResult, Verdict

_NUMBER = r"[0-9]+|[一二两三四五六七八九十]+"
_YEAR = r"(?:(?P<{0}>(?:19|20)[0-9]{{2}})年)?"
_DAY = re.compile(
    _YEAR.format("year") + r"(?<![0-9.])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})(?:日|号)"
    r"(?:[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?![一-鿿]?[至到])[)）]?)?"
)
_SPAN = re.compile(
    _YEAR.format("first_year")
    + r"(?<![0-9.])(?P<first_month>[0-9]{1,2})月(?P<first_day>[0-9]{1,2})(?:日|号)?"
    r"(?:(?:开始|起|持续|开幕|启动)?，?(?:一直)?(?:持续|延续)?(?:至|到)|—+|-|–|~|～)"
    + _YEAR.format("last_year")
    + r"(?:(?P<last_month>[0-9]{1,2})月)?(?P<last_day>[0-9]{1,2})(?:日|号)"
    rf"(?:[^。；;0-9\n]{{0,12}}?(?:为期|历时|连续|共计|共)(?P<length>{_NUMBER})(?:天|日)(?!内))?"
)
_YEARS = re.compile(
    r"(?P<first>(?:19|20)[0-9]{2})年?(?:至|到|—+|-|–|~|～)(?P<last>(?:19|20)[0-9]{2})年"
    rf"(?:[^。；;0-9\n]{{0,4}}?(?<!第)(?P<length>{_NUMBER})年(?=间|来|时间|中|里|的时间))?"
)
_WEEKDAYS = "一二三四五六日"


def _number(text: str | None) -> int | None:
    """Read a small number in digits or characters."""
    value = evaluate(text) if text else None
    return int(value) if value is not None else None


def _result(match: re.Match[str], verdict: Verdict, key: str, **fields: Part) -> ScreeningResult:
    place = MarkedPlace(*match.span())
    words = in_quotes(Named(Name(match[0].strip())))
    message = Message(f"screening.date.{key}", words=words, **fields)
    return ScreeningResult("date", verdict, (place,), message)


def impossible_days(text: str) -> Iterator[ScreeningResult]:
    """Find days that do not exist, and days that were another day of the week."""
    for match in _DAY.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else None
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
            yield _result(match, "contradicts", "none")
        elif year and match["weekday"]:
            right = _WEEKDAYS[date(year, month, day).weekday()]
            same = right == match["weekday"].replace("天", "日")
            verdict: Verdict = "holds" if same else "contradicts"
            yield _result(match, verdict, "weekday_right" if same else "weekday")


def spans(text: str) -> Iterator[ScreeningResult]:
    """Find spans of days that run backwards, or whose printed length is another."""
    for match in _SPAN.finditer(text):
        first, last = _ends(match)
        if first is None or last is None:
            continue
        if last < first:
            if match["last_year"] or match["last_month"] in (None, match["first_month"]):
                yield _result(match, "contradicts", "backwards")
            continue
        length = _number(match["length"])
        if length is None:
            continue
        apart = (last - first).days
        if length in (apart, apart + 1):
            yield _result(match, "holds", "length_right")
        elif length < apart:
            yield _result(match, "unusual", "length", days=str(apart + 1))  # not every day
        else:
            yield _result(match, "contradicts", "length", days=str(apart + 1))


def _ends(match: re.Match[str]) -> tuple[date | None, date | None]:
    """Return the two days of a span; a year that is not printed is the same, and no leap year."""
    year = int(match["first_year"] or match["last_year"] or 2001)
    month = int(match["first_month"])
    try:
        first = date(year, month, int(match["first_day"]))
        last = date(
            int(match["last_year"] or year),
            int(match["last_month"] or month),
            int(match["last_day"]),
        )
    except ValueError:
        return None, None
    return first, last


def impossible_years(text: str) -> Iterator[ScreeningResult]:
    """Find spans of years that run backwards, or whose printed length is another."""
    for match in _YEARS.finditer(text):
        apart = int(match["last"]) - int(match["first"])
        length = _number(match["length"])
        if apart < 0:
            yield _result(match, "contradicts", "backwards")
        elif length is not None and length in (apart, apart + 1):
            yield _result(match, "holds", "length_right")
        elif length is not None:
            yield _result(match, "contradicts", "years", first=str(apart), last=str(apart + 1))

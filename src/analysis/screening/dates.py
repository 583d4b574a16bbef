"""Dates that the calendar does not know, and lengths of time beside their ends."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from analysis.language.messages import Message, Name, Named, Part, in_quotes, listed
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
)
_YEARS = re.compile(
    r"(?P<first>(?:19|20)[0-9]{2})年?(?:至|到|—+|-|–|~|～)(?P<last>(?:19|20)[0-9]{2})年"
    rf"(?:[^。；;0-9\n]{{0,4}}?(?<!第)(?P<length>{_NUMBER})年(?=间|来|时间|中|里|的时间))?"
)
_WEEKDAYS = "一二三四五六日"
_POINT = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2}|同|当|次|翌)年)?(?<![0-9.])(?P<month>1[0-2]|[1-9]|(?<![一二三四五六七八九十百])(?:十[一二]?|[一二三四五六七八九]))月(?:份)?"
    r"(?:(?P<day>[12][0-9]|3[01]|[1-9]|(?:二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))(?:日|号))?(?![0-9])"
    r"|(?<=[至到—~～-])(?P<same>[12][0-9]|3[01]|[1-9])(?:日|号)"
)
_LENGTH = re.compile(
    r"(?P<cue>用了|花了|耗去|耗费|停课|停业|停运|停馆|闭馆|休馆|封闭|为期|历时|历经|持续|连续|整整|长达|前后|用时|耗时|总工期|工期|展期|会期|周期|期限|时长|时间|公示期|共计|共|期)"
    r"(?:为|是|了|达|共|仅|才|只有?|大约|将近)*"
    r"(?P<hedge>不到|不足|近|约|超过|逾|满)?"
    r"(?:(?P<number>[0-9]+|半|[一二两三四五六七八九十百]+)(?P<half>个半)?(?:个(?=[多余]))?(?P<over>多|余)?(?:个)?"
    r"(?P<unit>天|日|周|星期|月|年)(?P<tail>半|多|有余)?)(?!级|度|份|内|前|底|初|中旬|[0-9])"
)
_LENGTH_BARE = re.compile(
    r"(?<=[，、（])(?P<cue>)(?:将近|大约)?(?P<hedge>不到|不足|近|约|超过|逾|满)?"
    r"(?P<number>[0-9]+|半|[一二两三四五六七八九十百]+)(?P<half>个半)?(?:个(?=[多余]))?(?P<over>多|余)?(?:个)?"
    r"(?P<unit>天|周|星期|月|年)(?P<tail>半|多|有余)?(?:的?时间)?(?:里|间|之间|来|(?=共|累计|总|合计|下来))"
)
_BEGINS = re.compile(
    r"[自从由于]$|开工|动工|启动|开幕|开展|开始|开馆|开机|开赛|进场|立项|起|始|进驻|浇筑|奠基|暂停|停课|停业|停运|闭馆|关闭|封闭|受理|打响|开放|开学"
)
_ENDS = re.compile(
    r"[至到—~～-]$|止|结束|闭幕|完工|竣工|撤展|收官|通车|完成|落幕|收尾|验收|投用|建成|转入|离场|"
    r"投产|收工|交付|解除|撤离|合龙|封顶|贯通|恢复|复课|复业|重开|重启|办结|销号"
)
_INTERRUPTED = re.compile(
    "工作日|停工|扣除|剔除|间断|中断|顺延|延期|暂停|分[两二三四五六][个批期段次轮]|除去|不含|每周|每月|每天"
)
_MONTH, _YEAR_LONG = Fraction(3044, 100), Fraction(365)
_STRONG = frozenset(("为期", "历时", "历经", "整整", "长达", "前后", "总工期", "持续"))
"""Words behind which stands the whole length of a span, and no part of it."""


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
    """Find spans of days that run backwards."""
    for match in _SPAN.finditer(text):
        first, last = _ends(match)
        if first is None or last is None:
            continue
        same_year = match["last_year"] or match["last_month"] in (None, match["first_month"])
        if last < first and same_year:
            yield _result(match, "contradicts", "backwards")


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


class _Day(NamedTuple):
    """A day or a month that is printed: its first and last day, and its place."""

    first: date
    last: date
    start: int
    end: int
    dated: bool
    """Whether its year is printed."""


def _backwards(text: str, offset: int, first: _Day, last: _Day) -> ScreeningResult:
    """Return that what began on one day is said to have ended on an earlier one."""
    places = tuple(MarkedPlace(offset + day.start, offset + day.end) for day in (first, last))
    said = listed(in_quotes(Named(Name(text[a:b]))) for a, b in places)
    message = Message("screening.date.backwards", words=said)
    return ScreeningResult("date", "contradicts", places, message)


def lengths_of_time(text: str) -> Iterator[ScreeningResult]:
    """Hold the length of a span of time against its two ends, wherever in the sentence they stand.

    An end without a day is its month; a length in months or years may be rounded.
    """
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        if "月" not in words or _INTERRUPTED.search(words.replace("暂停", "")):
            continue
        paused = "暂停" in words
        words = _CLOCK.sub(lambda match: "　" * len(match[0]), words)
        found = [m for m in (*_LENGTH.finditer(words), *_LENGTH_BARE.finditer(words))]
        if not found:
            continue
        days = _days(words)
        for length in found:
            if paused and not _STOPPED.match(length["cue"]):
                continue
            ends = _ends_of(words, days, length)
            if ends:
                yield from _length(text, sentence.start(), ends, length)


_STOPPED = re.compile("停|闭|休|封")
"""Beginnings of the words that say how long something was stopped."""
_CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}[时点](?:[0-9]{1,2}分)?(?:整|许)?|[上下]午|凌晨")
_SENTENCE = re.compile(r"[^。！？!?\n]+")


def _days(words: str) -> list[_Day]:
    """Return the days and months of a sentence; a year that is not printed is that before it."""
    found: list[_Day] = []
    year, month = 2001, 0
    for match in _POINT.finditer(words):
        if match["same"]:
            day: int | None = int(match["same"])
        else:
            if match["year"] in ("次", "翌"):
                year += 1
            elif match["year"] and match["year"].isdigit():
                year = int(match["year"])
            number = _number(match["month"]) or 0
            if found and number < month and not match["year"]:
                year += 1
            month, day = number, _number(match["day"])
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        last = first if day else date(year, month, monthrange(year, month)[1])
        dated = bool(match["year"] and match["year"].isdigit())
        found.append(_Day(first, last, match.start(), match.end(), dated))
    return found


def _ends_of(words: str, days: list[_Day], length: re.Match[str]) -> tuple[_Day, _Day] | None:
    """Return the two days that a length lies between: the two before it, or the two after it."""
    before = [day for day in days if day.end <= length.start()]
    after = [day for day in days if day.start >= length.end()]
    for pair in (before[-2:], after[:2]):
        if len(pair) != 2 or (pair is not before[-2:] and len(before) == 1):
            continue
        first, last = pair
        between = words[first.end : last.start]
        outer = words[last.end : length.start()] if last.end <= length.start() else ""
        if re.search("[；;]", between + outer) or re.search("[0-9](?:个?月|日|天|年)", outer):
            continue
        begins = _BEGINS.search(words[max(0, first.start - 2) : first.start]) or _BEGINS.search(
            between
        )
        ends = _ENDS.search(between[-2:]) or _ENDS.search(
            re.split("[，。；]", words[last.end :])[0]
        )
        if ends and (begins or _ENDS.search(between[-1:])):
            return first, last
    return None


def _length(
    text: str, offset: int, ends: tuple[_Day, _Day], match: re.Match[str]
) -> Iterator[ScreeningResult]:
    """Compare a printed length with the days between two ends."""
    first, last = ends
    shortest, longest = (last.first - first.last).days, (last.last - first.first).days + 1
    if longest <= 0:
        if first.dated and last.dated:
            yield _backwards(text, offset, first, last)
        return
    number = Fraction(1, 2) if match["number"] == "半" else _number(match["number"])
    if number is None or not number:
        return
    low = high = Fraction(number)
    if match["half"] or match["tail"] == "半":
        low = high = low + Fraction(1, 2)
    elif match["over"] or match["tail"]:
        high += 10 if match["unit"] in "天日" else 1
    unit = match["unit"]
    size = {"月": _MONTH, "年": _YEAR_LONG, "周": Fraction(7), "星期": Fraction(7)}.get(
        unit, Fraction(1)
    )
    room = Fraction(3, 4) if size > 1 else Fraction(0)
    if size > 1 and number < 1:
        room = Fraction(1, 5)
    hedge = match["hedge"]
    if hedge in ("不到", "不足", "近", "约"):
        low *= Fraction(3, 4)
    if hedge in ("超过", "逾", "约"):
        high *= Fraction(5, 4)
    low, high = (low - room) * size, (high + room) * size
    places = tuple(
        sorted(
            (
                MarkedPlace(offset + first.start, offset + first.end),
                MarkedPlace(offset + last.start, offset + last.end),
                MarkedPlace(offset + match.start("number"), offset + match.end()),
            )
        )
    )
    said = listed(in_quotes(Named(Name(text[a:b]))) for a, b in places)
    if low <= longest and shortest <= high:
        message = Message("screening.date.length_right", words=said)
        yield ScreeningResult("date", "holds", places, message)
        return
    message = Message("screening.date.length", words=said, days=str(longest))
    part = high < shortest and match["cue"] not in _STRONG  # not every day, perhaps
    yield ScreeningResult("date", "unusual" if part else "contradicts", places, message)

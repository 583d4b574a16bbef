"""Periods: the dates and stretches of time a text names.

Dates come from the words alone and a reference date (the day the text speaks from).  What a text
leaves open stays open: 近年来 has an end and no start.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from analysis.reading import relative_periods as relative
from analysis.reading import stated_periods as stated
from analysis.reading.clean import CleanView, clean_view
from analysis.reading.date_words import (
    CANDIDATES,
    HEADS,
    LENGTH,
    REPUBLIC,
    REPUBLIC_IN_BRACKETS,
    SINCE_FOR,
    UP_TO,
    WORD_CANDIDATE,
    YEARLY,
)
from analysis.reading.find import collection_paused
from analysis.reading.lazy import lazy
from analysis.reading.period_memory import (
    PERIOD_REASONS,
    FoundPeriod,
    Memory,
    shifted,
    whole_number,
)
from analysis.reading.period_roles import (
    COMPARED,
    LABEL,
    SUBJECT,
    is_planned,
    role_of,
    same_sentence,
)
from analysis.reading.table_periods import HEAD, table_years


class Period(NamedTuple):
    """A stretch of time named in a text.

    Attributes
    ----------
    start, end, text
        Span in the original text; ``text == original[start:end]``.
    period_start, period_end
        First and last day covered.  ``None`` where the words leave an end open (近年来).
    basis
        ``'stated'`` where the words name the time (2018年, 去年), ``'carried'`` where it follows
        from a period spoken of before or runs up to the day of writing (9月 after 2018年, 五年来),
        ``'assumed'`` where nothing but the day of writing gives the year.
    reason
        Why these dates, in words.
    role
        What the period does in its sentence: see :data:`analysis.reading.period_roles.ROLES`.
    """

    start: int
    end: int
    text: str
    period_start: date | None
    period_end: date | None
    basis: str
    reason: str
    role: str


Reader = Callable[[Memory, str, int], FoundPeriod | None]

_DIGIT = "0123456789０１２３４５６７８９"
_NUMERAL = "〇零○OＯ一二三四五六七八九十两"
_YEARS = "去今明前后上本当同次翌来该那这大民中"
_READERS: tuple[tuple[Reader, str], ...] = (
    (stated.simple, "0123456789去今上第前下"),
    (stated.holidays, _DIGIT + _NUMERAL + _YEARS + '元清五劳国三六七八教圣春端中重除小“‘"'),
    (stated.iso_days, _DIGIT),
    (stated.iso_months, _DIGIT),
    (stated.listed_years, _DIGIT + _NUMERAL + "民中"),
    (stated.quarters, _DIGIT + _NUMERAL + _YEARS + "第"),
    (stated.short_years, _DIGIT + _NUMERAL + "'’"),
    (stated.school_years, _DIGIT + "民一二"),
    (stated.decades, _DIGIT + _NUMERAL + "上本新"),
    (relative.near_days, _DIGIT + _NUMERAL + "截前昨今明后本上下这过近最"),
    (relative.near_months, "本这上下"),
    (relative.near_years, "去前今明未近最过这半"),
    (relative.years_ago, _DIGIT + _NUMERAL),
    (relative.reported_time, "本报"),
    (stated.as_of, "截到至"),
    (stated.plans, _NUMERAL + '“‘"第'),
    (stated.broken, "自从"),
    (stated.stated_years, _DIGIT + _NUMERAL + "民中"),
    (relative.same_time, _DIGIT + _NUMERAL + _YEARS),
    (relative.next_to_last, "当同次翌"),
    (relative.day_alone, _DIGIT + _NUMERAL + "截"),
    (stated.stated_days, _DIGIT + _NUMERAL + _YEARS + "元"),
    (stated.months, _DIGIT + _NUMERAL + _YEARS + "元"),
    (relative.lengths, _DIGIT + _NUMERAL + "过近最这前此几数多"),
    (relative.open_starts, "自从改新党疫入开投运实启建创成上任挂组试换复近连历长一多年十二"),
    (relative.now, "截到至迄目现当如"),
    (relative.whole, "全年本上下这"),
    (stated.dates, _DIGIT + _NUMERAL + _YEARS + "自从第首头年元最末下'’QqHh"),
)
"""What can begin with a character, the more special before the more general."""
_BY_FIRST = {
    first: tuple(reader for reader, firsts in _READERS if first in firsts)
    for first in set("".join(firsts for _, firsts in _READERS))
}
_THIS_YEAR = ("今年", "本年", "年初以来", "年初至今", "全年", "年内")
_THE_YEAR = ("本年度", "本学年", "全年", "年度内", "年内", "本财政年度")
_REVIEW = lazy(
    "(?:^|\n)[^\n。，,；]{0,40}?(?<![0-9〇零○一二三四五六七八九])(?P<y>20[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})年度?"
    "[^\n。；0-9]{0,24}?(?:总结|报告|情况|公报|公示|通报|回顾|综述|小结|汇报|年报|年鉴|简述|简报|说明)"
    "[^\n。；]{0,24}(?=\n|$)"
)
"""The title of a report on a year."""
_TITLES = 300
"""Characters at the beginning of a text among which its title stands."""
_BEFORE = ("上年", "上一年", "前一年")
_DAY, _QUARTER = timedelta(days=1), timedelta(days=92)
CUT = "; cut at the day of writing"
"""Ends the reason for a period that would end after the day of writing."""
EARLIEST, LATEST = date(100, 1, 1), date(9800, 12, 31)
"""Days between which a reference date must lie, so that years can be counted from it."""


def reference_day(reference_date: date | str | None) -> date | None:
    """Return the day of writing as a date.

    Raises
    ------
    ValueError
        If it is a string that is no ISO date, or too far from our time to reckon with.
    """
    if reference_date is None:
        return None
    day = date.fromisoformat(reference_date) if isinstance(reference_date, str) else reference_date
    if not EARLIEST <= day <= LATEST:
        raise ValueError(
            f"the reference date {day.isoformat()} is out of reach: "
            f"it must lie between 0{EARLIEST.isoformat()[1:]} and {LATEST.isoformat()}"
        )
    return day


def _candidates(source: str) -> list[int]:
    """Return where an expression of time may begin, in order."""
    found = [
        start
        for match in WORD_CANDIDATE.finditer(source)
        if source[(start := match.start()) : start + 2] in HEADS
    ]
    for pattern in CANDIDATES:
        found += [match.start() for match in pattern.finditer(source)]
    found.sort()
    return found


def _read(memory: Memory, text: str, position: int) -> FoundPeriod | None:
    """Read the expression that begins at `position`, if one does."""
    for reader in _BY_FIRST.get(text[position], ()):
        found = reader(memory, text, position)
        if found is not None and found[1] > found[0]:
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
        五年来 the five years up to it.  Without it, relative words get no dates.  No word of past
        or present (今年, 全年, 目前) ends after it, unless the sentence is about plans.

    Returns
    -------
    list of Period

    Raises
    ------
    ValueError
        If `reference_date` is a string that is no ISO date, or not in years 100 to 9800.
    """
    with collection_paused(len(text)):
        return periods_in(text, clean_view(text), Memory(reference_day(reference_date)))


def periods_in(text: str, view: CleanView | None, memory: Memory) -> list[Period]:
    """Find the periods of a text that goes on from what `memory` has kept; it is added to.

    `view` is the clean view of the text.
    """
    source = text if view is None else view.text
    if not memory.republic:
        dates = (REPUBLIC, REPUBLIC_IN_BRACKETS)
        memory.republic = "民国" in source or any(date.search(source) for date in dates)
    if not memory.republic and memory.reference is not None and "年" in source:
        memory.republic = _counts_from_1912(source, text, memory.reference.year)
    if memory.reference is not None and memory.mentioned is None:
        title = _REVIEW.search(source, 0, _TITLES)
        year = whole_number(title["y"]) if title else 0
        memory.reviewed = year if 0 < year < memory.reference.year else None
    found: list[Period] = []
    append, make = found.append, tuple.__new__
    cells = table_years(source)
    bare = [cell for cell in cells.values() if cell.end - cell.start == 4]
    position = 0
    subject_end = compared_end = -2
    for start in _candidates(source):
        if start < position:
            continue
        memory.within = subject_end >= 0 and same_sentence(source, subject_end, start)
        read = _read(memory, source, start)
        if read is None:
            continue
        begin, end, first, last, code = read
        again = (
            found and source[position:begin] in ("", "的", "这") and source[end - 1] in "间年中里内"
        )
        position_before, position = position, end
        if again and LENGTH.match(source, begin):
            # 2014年至2016年三年间: the length of the period in front of it
            continue
        since = SINCE_FOR.match(source, end) if source[end - 1] in "来起" else None
        over = shifted(first, first, whole_number(since["n"]))[0] if since and first else None
        if over is not None and (memory.reference is None or over <= memory.reference):
            last = over - _DAY  # 2016年以来的五年里: so many years from its beginning
        if begin and source[begin - 1] in "止至到于":
            up_to = UP_TO.search(source, max(0, begin - 3, position_before), begin)
            if up_to:
                # What has accumulated by 本月底 has no stated start.
                begin, first = up_to.start(), None
        if "每" in source[max(0, begin - 3) : begin] and YEARLY.search(
            source, max(0, begin - 3), begin
        ):
            # 每年7月: every year, not one
            continue
        current = (
            source[begin] in "去前"
            and subject_end >= 0
            and last is not None
            and memory.last is not None
            and memory.last[1].year > last.year
            and same_sentence(source, subject_end, begin)
        )
        day = first is not None and first == last
        role = HEAD if begin in cells and cells[begin].role == HEAD else ""
        if not role and begin == compared_end + 1 and source[compared_end] in "和与及、":
            role = COMPARED  # 比上月末和上年同期高
        role = role or role_of(source, begin, end, day, memory.topic is not None, current)
        if role == COMPARED:
            compared_end = end
        alone = subject_end < 0 or not same_sentence(source, subject_end, begin)
        if code == "context" and memory.looks_back and source.find("\n", subject_end, begin) >= 0:
            first, last, code = _just_past(memory, first, last)
        first, last, code, cut = _settled(
            memory, source, begin, end, first, last, code, role, alone
        )
        if last is not None:
            earlier = role == COMPARED or (
                code in ("spoken", "relative") and source.startswith(_BEFORE, begin)
            )
            memory.speak(first, last, code, role in (SUBJECT, LABEL), earlier)
            if role == SUBJECT and alone:
                memory.head = memory.last
        if role == SUBJECT:
            subject_end = end
            if code == "printed" and begin < _TITLES and source[end - 1] in "年度":
                memory.titled = _two_years(first, last)
        basis, reason = PERIOD_REASONS[code]
        if cut:
            reason += CUT
        a, b = (begin, end) if view is None else view.span(begin, end)
        append(make(Period, (a, b, text[a:b], first, last, basis, reason, role)))
    if not bare:
        return found
    taken = {period.start for period in found}
    basis, reason = PERIOD_REASONS["printed"]
    for begin, end, role in bare:
        a, b = (begin, end) if view is None else view.span(begin, end)
        if a not in taken:
            year = int(source[begin:end])
            whole = (date(year, 1, 1), date(year, 12, 31))
            found.append(Period(a, b, text[a:b], *whole, basis, reason, role))
    return _without_overlaps(found)


_THREE_DIGITS = lazy(
    "1(?<![0-9第满近约历共达逾庆立办校建]1)[0-3][0-9](?= ?年(?![来间历前后多余级龄]))"
)
_TRADITIONAL = lazy("[國會務業產與萬數體學發個]")
_NEAR_YEARS = range(-2, 2)


def _counts_from_1912(source: str, text: str, written: int) -> bool:
    """Tell whether 112年 is a year: near the day of writing, twice or in traditional characters."""
    years = [int(match.group()) for match in _THREE_DIGITS.finditer(source)]
    near = [year for year in years if year + 1911 - written in _NEAR_YEARS]
    return bool(near) and (len(years) > 1 or _TRADITIONAL.search(text) is not None)


def _two_years(first: date | None, last: date | None) -> tuple[date, date] | None:
    """Return the dates of a school or budget year, which lies in two years; else ``None``."""
    if first is None or last is None or last.year != first.year + 1:
        return None
    return first, last


def _without_overlaps(periods: list[Period]) -> list[Period]:
    """Return periods in order, each from where the one before it ends."""
    kept: list[Period] = []
    for period in sorted(periods, key=lambda period: period.start):
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


def _settled(
    memory: Memory, source: str, begin: int, end: int,
    first: date | None, last: date | None, code: str, role: str, alone: bool,
) -> tuple[date | None, date | None, str, bool]:  # fmt: skip
    """Return dates that do not lie after the day of writing, unless they are planned ones.

    A year that the words themselves print is left as it is; `alone` tells that no other period
    dates the sentence.
    """
    reference = memory.reference
    if (
        memory.titled is not None
        and code in ("relative", "context", "assumed")
        and source.startswith(_THE_YEAR, begin)
        and source[end - 1] in "年度内"
    ):
        # 本年度 in a report on 2017/18年度
        return *memory.titled, "spoken", False
    if (
        memory.reviewed is not None
        and code in ("relative", "context", "assumed")
        and last is not None
        and first is not None
        and source.startswith(_THIS_YEAR, begin)
        and (
            not is_planned(source, begin, end)
            or (memory.topic == memory.reviewed and _is_estimate(memory, source, begin))
        )
    ):
        # 今年 in a report on a year that is over
        year = date(memory.reviewed, 1, 1), date(memory.reviewed, 12, 31)
        later = shifted(first, last, memory.reviewed - first.year)
        return *(year if last == reference else later), "spoken", False
    if first is not None and last is not None and last < first:
        # 3月以来, said in February, began the year before; what is printed so has no dates.
        begun = shifted(first, first, -1)[0] if code in ("assumed", "context") else None
        if begun is None or begun > last:
            return None, None, code, False
        return begun, last, code, False
    if (
        (role, code) == (COMPARED, "relative")
        and source[begin] == "去"
        and memory.topic is not None
        and last is not None
        and memory.topic == last.year
    ):
        # 比去年, in a report on last year, means the year before it.
        return *shifted(first or last, last, -1), "spoken", False
    if reference is None or last is None or code in ("printed", "plan"):
        return first, last, code, False
    if last <= reference:
        return *_moved_on(memory, source, begin, end, first, last, code, alone), False
    if _is_over(source, begin, end, first, last, reference) and not is_planned(source, begin, end):
        return *shifted(first or last, last, -1), code, False
    ahead = source[begin] in "明后下未来次翌" or source.startswith("今后", begin)
    if (code in ("relative", "spoken") and ahead) or is_planned(source, begin, end):
        return first, last, code, False
    this_year = last.year == reference.year and code in ("assumed", "context")
    over = source.startswith("全年", begin) and reference.month < relative.NEARLY_OVER
    if this_year and first is not None and source[end - 1] in "年季度":
        # 上半年, said in March, is that of last year too
        over = over or (last - first > _QUARTER and (reference - first) * 2 < last - first)
    if this_year and first is not None:
        if first > reference or (over and code == "assumed"):
            # 12月, said in March, is that of last year; 全年 is a year that is over.
            return *shifted(first, last, -1), code, False
    elif code in ("assumed", "context"):
        # 11月至2月, said in December, runs on into the next year.
        return first, last, code, False
    if first is None or first <= reference:
        return first, reference, code, True
    return first, last, code, False


def _moved_on(
    memory: Memory, source: str, begin: int, end: int,
    first: date | None, last: date, code: str, alone: bool,
) -> tuple[date | None, date | None, str]:  # fmt: skip
    """Return dates of a past that the words cannot mean: plans lie ahead, a review's year behind.

    下半年 after a sentence on last year is this year's where it is planned; 今年以来 in a review of
    last year that is written in January is the year under review.
    """
    reference = memory.reference
    assert reference is not None
    if code == "context" and alone and last.year == reference.year - 1:
        ahead = shifted(first or last, last, reference.year - last.year)
        planned = is_planned(source, begin, end) and not _is_estimate(memory, source, begin)
        if ahead[1] is not None and ahead[1] >= reference and planned:
            return *ahead, "assumed"
    if (
        (code, reference.month) == ("relative", 1)
        and source.startswith("今年以来", begin)
        and memory.topic == reference.year - 1
    ):
        return date(memory.topic, 1, 1), date(memory.topic, 12, 31), "spoken"
    return first, last, code


def _is_over(
    source: str, begin: int, end: int, first: date | None, last: date, written: date
) -> bool:
    """Tell whether 今年前11个月, said in January, is of the year before."""
    if first is None or written.month > _JUST_OVER or source[end - 1] not in "月季度":
        return False
    return source.startswith("今年", begin) and last - written > _QUARTER


_JUST_OVER = 2
"""The months of a year in which texts still speak of the one before as 今年."""


def _is_estimate(memory: Memory, source: str, begin: int) -> bool:
    """Tell whether 预计 means the results of a year just over (预计全年完成, in January)."""
    if memory.reference is None or memory.reference.month > relative.JUST_BEGUN:
        return False
    return source.endswith(("预计", "预计，", "预计,", "预估", "初步预计"), 0, begin)


def _just_past(
    memory: Memory, first: date | None, last: date | None
) -> tuple[date | None, date | None, str]:
    """Return dates in another paragraph than one on 去年: 三月末, said in April, is this year's."""
    reference = memory.reference
    if reference is not None and last is not None and last.year < reference.year:
        begun, over = shifted(first or last, last, reference.year - last.year)
        if over is not None and reference - _RECENT <= over <= reference:
            return begun if first else None, over, "assumed"
    return first, last, "context"


_RECENT = timedelta(days=100)

"""Which time a number is about: the reader's period, or the document's own where none is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analysis.reading.mentions import Mention
from analysis.reading.numerals import evaluate
from analysis.reading.periods import reference_day

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)")
_NOW = re.compile(r"(?:至|截至)?(?:目前|当前|现在|如今)")
_NOW_HEAD = re.compile(r"(?:^|[。；，,、：])(?:至|截至)?(?:目前|现在|当前)")
_YEARS = re.compile(
    r"(?:过去的?|近|最近|这)?(?P<n>[0-9]{1,2}|[两二三四五六七八九十]+)年(?:来|间|里|以来)"
)
_OPEN = re.compile(r"近年来|近些年|几年来|多年来|近几年|累计|累积|历年|至今|一直|先后|连续$")
_VAGUE = re.compile("目前|现在|当前|年[来间里以]")
"""A vague time has one of these words."""
_SINCE = re.compile("以来|起至今|至今|以后")
_WHOLE_YEAR = re.compile("全年|一年")
_DATE = re.compile(
    r"(?P<year>去年|今年|(?:19|20)[0-9]{2}年)(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?"
)
_BEGINS = re.compile("启动|下发|印发|出台|开始|开通|启用|成立以来|实施")
_WRAPPED, _WRAPS = 20, 8
"""A line that goes on has so many characters at least; a paragraph, so many lines at most."""
_AS_OF = frozenset(("stock", "rate"))
_RATE_OF_EVENTS = re.compile("参赛|参与|参加|办结|回复|答复|完成|成功|合格|满意|到会|通过")


@dataclass(frozen=True, slots=True)
class Times:
    """When a document was written, and what time it is about.

    Attributes
    ----------
    start, end
        First and last day of the time that the document is about; a start may be unknown.
    written
        The last day on which it may have been written; nothing where that is not known.
    """

    start: date | None
    end: date
    written: date | None = None


def times_of(text: str, written: date | str | None = None) -> Times | None:
    """Return the year that a text is about: the one that it names most.

    Parameters
    ----------
    text
        The text.
    written
        The day on which it was written, if that is known.

    Returns
    -------
    Times or None
        Nothing where no year is named and no day of writing is known.
    """
    day = reference_day(written) if written is not None else None
    years = Counter(int(year) for year in _YEAR.findall(text))
    if day is not None:
        years = Counter({year: n for year, n in years.items() if year <= day.year})
    if not years and day is None:
        return None
    year = max(years, key=lambda each: (years[each], each)) if years else (day or date.max).year
    end = date(year, 12, 31)
    return Times(date(year, 1, 1), min(end, day) if day else end, day)


_OF_LATE = re.compile("近年来|近些年来|几年来|多年来")
_ITEM, _STOP, _CLAUSE = (
    re.compile("[，,。；;、]"),
    re.compile("[。！？]"),
    re.compile("[，,；;：:]"),
)
_EXPLICIT = re.compile("今年|去年|全年|[0-9]{4}年|[0-9]{1,2}月")


def proposed_period(
    text: str, mention: Mention, nature: str, times: Times | None
) -> Mapping[str, str]:
    """Propose the cells of the period of a figure.

    A stock or a rate is of the last day of its time.  No period ends after the day of writing,
    unless the number is planned.

    Parameters
    ----------
    text
        The text.
    mention
        The figure, with the period that was read.
    nature
        What kind of figure it is (`analysis.proposals.attributes.nature_of`).
    times
        When the document was written and what it is about.

    Returns
    -------
    mapping
        ``period_start``, ``period_end`` and ``period_basis``; empty where nothing is known.
    """
    if times is None:
        return _cells(mention.period_start, mention.period_end, mention.period_basis)
    start, end, basis = _spoken(text, mention, nature, times)
    clause = _ITEM.split(text[max(0, mention.start - 24) : mention.start])[-1]
    of_events = nature == "rate" and _RATE_OF_EVENTS.search(clause)
    if nature in _AS_OF and not of_events and end is not None:
        start = end
    if nature == "duration" and not (basis == "stated" and start and end):
        start, end, basis = None, times.end, "carried"
    if nature != "plan" and times.written is not None and end is not None:
        end = min(end, times.written)
        start = min(start, end) if start else start
    return _cells(start, end, basis)


@lru_cache(maxsize=1024)
def _cells(start: date | None, end: date | None, basis: str) -> Mapping[str, str]:
    if start is None and end is None:
        return {}
    return {
        "period_start": str(start or ""),
        "period_end": str(end or ""),
        "period_basis": basis or "assumed",
    }


def _spoken(
    text: str, mention: Mention, nature: str, times: Times
) -> tuple[date | None, date | None, str]:
    """Return first and last day and basis, before the nature of the figure is looked at."""
    before = paragraph_before(text, mention.start)
    sentence = _STOP.split(before)[-1]
    clause = _CLAUSE.split(sentence)[-1]
    if _OPEN.search(clause):
        return None, times.end, "carried"
    words = mention.period_words
    near = words and words.replace("\n", "") in before
    said = _last_time(sentence) or (None if sentence == before else _last_time(before))
    if said == "now":
        return _now(times)
    if said == "open":
        return None, times.end, "carried"
    if isinstance(said, int):
        return _years(said, times)
    whole_year = _WHOLE_YEAR.search(words) and not _YEAR.search(words)
    if whole_year and mention.period_end is not None and mention.period_end > times.end:
        return times.start, times.end, mention.period_basis or "stated"
    begun = _begun(before, times) if nature not in ("single", "plan") else None
    if begun is not None:
        return begun, times.end, "carried"
    if near and (mention.period_start or mention.period_end):
        start, end = mention.period_start, mention.period_end
        if _SINCE.search(words) or re.search(re.escape(words) + "以来", before):
            return start, None, mention.period_basis
        happened = start is not None and end is not None and (end - start).days < 45
        if happened and words not in sentence and nature != "single":
            return start, times.end, "carried"
        return start, end, mention.period_basis
    return times.start, times.end, "carried"


def paragraph_before(text: str, start: int) -> str:
    """Return the words of a paragraph before a place; a line that was wrapped goes on."""
    line = text.rfind("\n", 0, start) + 1
    found = text[line:start]
    for _ in range(_WRAPS):
        kept = text[:line].rstrip("\n \u3000\t\r")
        above = kept.rfind("\n") + 1
        if len(kept) - above < _WRAPPED or kept[-1] in "。！？；：!?;:”":
            break
        found, line = kept[above:] + found, above
    return found


def _begun(before: str, times: Times) -> date | None:
    """Return the day from which something ran, where the words before say that it began."""
    if "月" not in before:
        return None
    dates = list(_DATE.finditer(before))
    if not dates or not _BEGINS.search(before[dates[-1].end() :]):
        return None
    last = dates[-1]
    year = times.end.year if last["year"] in ("去年", "今年", None) else int(last["year"][:4])
    try:
        return date(year, int(last["month"]), int(last["day"] or 1))
    except ValueError:
        return None


def _last_time(words: str) -> str | int | None:
    """Return the last vague time that some words name: now, open, or so many years."""
    if not _VAGUE.search(words):
        return None
    found: list[tuple[int, str | int]] = []
    found += [(match.start(), "now") for match in _NOW_HEAD.finditer(words)]
    found += [(match.start(), "open") for match in _OF_LATE.finditer(words)]
    for match in _YEARS.finditer(words):
        number = evaluate(match["n"])
        if number is not None and "几" not in match[0]:
            found.append((match.start(), int(number)))
    if not found:
        return None
    place, said = max(found, key=lambda each: each[0])
    return None if _EXPLICIT.search(words, place + 1) else said


def _now(times: Times) -> tuple[date, date, str]:
    day = times.written or times.end
    return day, day, "assumed"


def _years(number: int, times: Times) -> tuple[date | None, date, str]:
    start = date(times.end.year - number + 1, 1, 1)
    return start, times.end, "carried"

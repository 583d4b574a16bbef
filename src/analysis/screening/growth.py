"""The order of two numbers beside the words between them, and multiples.

By how much or by what share something changed is a relation of facts
(`analysis.screening.relations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.screening.passages import ScreeningContext, Term, rounded_number
from analysis.screening.printed_arithmetic import Compute, Relation, printed, weighed
from analysis.screening.screening_records import ScreeningResult

_UP = (
    "超出|多出|高出|增高|长高|成长|净增加|净增长|净增|新增|增加|增长|增至|增|提高|提升|上升|上涨|扩大|扩展|发展|攀升|回升|跃升|壮大|"
    "升|涨|多"
)
_DOWN = "减少|减至|下降|降低|下调|降至|回落|压缩|缩短|缩减|缩小|压减|下滑|减|降|少"
_FROM = re.compile(
    r"(?:由|从|自)[^，,；;0-9]{0,18}$|(?:由|从)[^，,；;]{0,14}[0-9]{4}年[^，,；;0-9]{0,8}$"
)
_TO = re.compile(
    rf"^[^，,；;]{{0,12}}?(?:(?P<word>{_UP}|{_DOWN})[^，,；;0-9]{{0,2}}?)?(?:到|至|为|成)[^，,；;]{{0,10}}$"
)
_REFERENCE = (
    r"原?计划|预算|前一年度|前一年|前一届|前一期|上年同期|去年同期|上年度|上一年度|上年|去年|前年|上月|上季度|上一季度|上一年|上届|上期|上一届|上一期|"
    r"第[一二三四五六七八九十0-9]+[期届批次轮]|年初|年前|期初|上年末|去年底|[0-9]{3,4}年|同期|此前|之前|原来|疫情前|改革前|"
    r"[一二三四五六七八九十]+年前|以往"
)
_THEN = re.compile(rf"(?:{_REFERENCE})(?:末|底|初)?[^，,；;。]{{0,12}}$")
_NOW = re.compile("今年|现在|目前|本年|当前|达到|达|如今|本届|本期|增至|现有|[0-9]{4}年")
_TIMES = re.compile(r"的$|相当于.{0,10}$")
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)[^，,；;]{0,20}$")
_GROWN_TIMES = re.compile(r"(?:增长|增加|提高|扩大|提升|翻)(?:了|近|约)?$")
DOUBLED = re.compile(r"翻(?:了)?(?P<n>[一两二三]|[0-9])?番|翻倍")
_POINTS = "个百分点"
_NO_BASE = ("%", "", "倍", _POINTS)


def _falls(word: str) -> bool:
    """Tell whether a word says that something became less."""
    return bool(re.match(_DOWN, word))


def directions(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold 由A增加到B against the order of the two numbers."""
    for i in context.own[1:]:
        first, last = context.terms[i - 1], context.terms[i]
        if first.unit == last.unit and _FROM.search(first.lead):
            to = _TO.match(last.lead.removeprefix("每升"))  # a unit: 320毫克每升降到28毫克
            if to and to["word"]:
                yield from _direction(first, last, _falls(to["word"]))


_PASSED = re.compile(
    r"[，,（(](?:已|首次|历史性地?|一举|全面|大幅|远远?)?(?:(?P<over>突破|跨过|迈过|站上|跃上|越过|冲破)了?(?:[^，,。；;0-9]{0,6}的)?"
    r"|超过了?(?:去年|上年|前年|同期|上年同期|去年同期|上届|原?计划|原?目标|预期|历史最高|全[省市国县]平均)[^，,。；;0-9]{0,8})"
)
_LIMIT = re.compile(
    r"[，,（(]?(?:远|明显|均|略|仍)?(?P<word>低于|高于|少于|不及|小于|大于)[^，,。；;0-9]{0,16}"
)


def against_limits(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold A，低于限值B and A，高于标准B against the order of the two numbers."""
    for i in context.own:
        limit = context.terms[i]
        lead = limit.lead if i > context.first else ""
        hedge = re.match("[^0-9]*", limit.number.literal)
        passed = lead + (hedge[0] if hedge and lead else "")  # 突破 is read with its number
        match = _LIMIT.fullmatch(lead) or _PASSED.fullmatch(passed)
        first = context.terms[i - 1]
        if not match or first.unit != limit.unit or limit.unit in ("", "倍", _POINTS):
            continue
        if first.is_change or re.search("比|较|下降|上升|减|增", first.clause):
            continue
        above = match.re is _PASSED or match["word"] in ("高于", "大于")
        a, b = first.number, limit.number
        less, more = (b.widest, a.widest) if above else (a.widest, b.widest)
        if less.low is not None and more.high is not None and less.low > more.high:
            key = "below" if not above else "exceeds"
            message = Message(f"screening.direction.{key}", first=printed(a), last=printed(b))
            yield ScreeningResult("direction", "contradicts", (a.place, b.place), message)


def _direction(first: Term, last: Term, falls: bool) -> Iterator[ScreeningResult]:
    """Compare the order of two numbers with the word between them."""
    a, b = first.number, last.number
    if (b.value < a.value) if falls else (a.value < b.value):
        return
    less, more = (b.widest, a.widest) if falls else (a.widest, b.widest)
    if less.low is None or more.high is None or less.low < more.high or less.intersects(more):
        return
    key = "falls" if falls else "rises"
    message = Message(f"screening.direction.{key}", first=printed(a), last=printed(b))
    yield ScreeningResult("direction", "contradicts", (a.place, b.place), message)


_SAID_AGAIN = re.compile("(?:也就|亦即|也即|换言之|就)是?[^，。；]{1,12}的?$")
"""Words that say in another way what the figure before them said."""


def times_as_many(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Hold A，是B的N倍, and 翻一番, against the two numbers."""
    for i in context.own:
        factor = context.terms[i]
        if factor.unit != "倍":
            continue
        before = [
            t for t in context.back(i, own=True) if t.unit not in _NO_BASE and not t.is_change
        ]
        if len(before) < 2 or before[0].unit != before[1].unit:
            continue
        last, first = before[0], before[1]
        literal = factor.number.literal
        doubled = DOUBLED.search(literal)
        if doubled:
            if _FROM.search(first.lead) or (_THEN.search(first.lead) and _NOW.search(last.lead)):
                yield from multiple_of(factor, last, first, 0)
        elif _TIMES.search(factor.lead) and factor.k and factor.lead == "的":
            if _TIMES_OF.search(last.lead):
                yield from multiple_of(factor, first, last, 0)
        elif _SAID_AGAIN.search(factor.lead):
            continue  # of what stands before both: 与前年的A相比，增长一倍，也就是前年的2倍
        elif _TIMES.search(factor.lead) and _THEN.search(first.lead):
            yield from multiple_of(factor, last, first, 0)
        elif _GROWN_TIMES.search(factor.lead) and _FROM.search(first.lead):
            yield from multiple_of(factor, last, first, 1)


def multiple_of(factor: Term, now: Term, base: Term, more: int) -> Iterator[ScreeningResult]:
    """Hold a multiple against two numbers.

    Parameters
    ----------
    factor
        The multiple.
    now, base
        What is so many times as much, and of what.
    more
        1 where it has grown by so many times: that is N + 1 times as much, or N times.

    Yields
    ------
    ScreeningResult
        What does not agree, or does.
    """

    def ratio(new: Interval, old: Interval) -> Interval | None:
        return None if old.low is None or old.low <= 0 else new / old

    def ratio_less(new: Interval, old: Interval) -> Interval | None:
        found = ratio(new, old)
        return None if found is None else found - Interval.point(Fraction(more))

    computes: list[Compute] = [ratio_less, ratio] if more else [ratio]
    claimed = rounded_number(factor.number)
    if DOUBLED.search(claimed.literal):
        value = claimed.value
        usual = Interval.between(value * Fraction(9, 10), value * Fraction(11, 10))
        widest = Interval.between(value * Fraction(9, 10), value * Fraction(5, 4))
        claimed = replace(claimed, given=(usual, widest))
    relations = [Relation(claimed, (now.number, base.number), compute) for compute in computes]
    yield from weighed("times", relations, sure=True)

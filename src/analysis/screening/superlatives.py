"""What is called the most or the least of a time, the middle of three, or the first of a row.

The words may stand clauses before their figure (最长的是甲院，为9天), and what is beyond it in
another sentence (全年最低…; 十月只有…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.language.messages import Message
from analysis.screening.passages import Passage, ReadNumber, Term
from analysis.screening.printed_arithmetic import all_printed, printed
from analysis.screening.screening_records import ScreeningResult

_EXTREME = re.compile("最(?:(?P<most>[高多大长久])|(?P<least>[低少小短]))")
_BARE = re.compile("(?:[为是达有计共约仅只]|达到|用了)*")
_SCOPE = re.compile(
    "全年|年内|当年|本年度?|今年|入汛以来|汛期|本季|全季|本学[年期]|报告期|全[市县区省镇乡村校院馆]|各月|12个月"
)
_OF_ALL = re.compile(
    "总体|整体|总的|全部|所有|全[市县区省镇乡村校院馆系]|合起来|^[0-9]+[一-鿿]{1,4}平均|[家所个处]机构"
)
_MEAN = re.compile("平均|均值")
_PART_OR_MORE = re.compile(
    "[至到—–~～-][0-9]{1,2}[月日]|以来|合计|[和与及、][0-9]{1,2}[月日]|[上下]半年|季度|周|[上中下]旬|[月日](?:前|后|头)|假期|小时内|[早晚]间"
)
_DAY = re.compile("[0-9]{1,2}日|单日|当[日天]")
_MONTH = re.compile("[0-9]{1,2}月份?|月份|单月")
_ANOTHER_TIME = re.compile(
    "上年|去年|前年|往年|历史|历年|同期|此前|原[来有]|计划|预[计测]|20[0-9]{2}年|其中|累计|[比较与](?:上|去|前|往|同期|年初|20)"
)
_PLACE = re.compile("[一-鿿]{2}(?:站|镇|乡|村|区|县|街道|社区|分[馆院局所])")
_NONE = ("", "倍", "%", "‰", "个百分点", "年", "岁")
_QUARTILES = (
    re.compile("下四分位|第一四分位|25百分位|P25|Q1"),
    re.compile("中位数|P50|Q2"),
    re.compile("上四分位|第三四分位|75百分位|P75|Q3"),
)
_FALLING = re.compile("[由从按][^，。；]{0,8}[高多大][到至往][低少小]")
_PLACES = (
    re.compile("(?:头一|第一|头)[名位]|^[^，]{0,4}榜首"),
    re.compile("第二[名位]"),
    re.compile("第三[名位]"),
    re.compile("第四[名位]"),
    re.compile("第五[名位]"),
)


class _Superlative(NamedTuple):
    """A figure called the most or the least, the words of its clauses, and where 最 stands."""

    term: Term
    words: str
    most: bool
    at: int


def superlatives(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Hold figures against what is called the most, the least, a quartile, or a place in a row.

    Parameters
    ----------
    sentences
        The sentences of a text that hold figures.

    Yields
    ------
    ScreeningResult
        Of rule ``order``, or ``average`` where a mean lies beyond the most or the least.
    """
    for s, passage in enumerate(sentences):
        yield from _quartiles(passage)
        yield from _places_in_a_row(passage)
        if "最" not in passage.text:
            continue
        near = [p for p in sentences[max(0, s - 3) : s + 4] if p.line == passage.line]
        for found in _found(passage):
            yield from _mean_beyond(found)
            yield from _beyond(found, near)


def _segment(term: Term) -> str:
    """Return the words between the figure before, or the begin of the sentence, and a figure."""
    return re.split("[；。]", term.passage.before(term.k))[-1]


def _found(passage: Passage) -> Iterator[_Superlative]:
    """Yield the figures of a sentence that the words before them call the most or the least."""
    for term in passage.terms:
        if term.unit in _NONE or term.is_change:
            continue
        words = _segment(term)
        said = list(_EXTREME.finditer(words))
        if len(said) == 1 and not term.tail.startswith("以"):
            yield _Superlative(term, words, said[0]["most"] is not None, said[0].end())


def _greater(a: ReadNumber, b: ReadNumber) -> bool:
    """Tell whether a number is certainly greater than another."""
    low, high = a.widest.low, b.widest.high
    return low is not None and high is not None and low > high


def _beyond_it(other: Term, found: _Superlative) -> bool:
    """Tell whether a figure is more than the most, or less than the least."""
    a, b = other.number, found.term.number
    return _greater(a, b) if found.most else _greater(b, a)


def _pairs(words: str) -> set[str]:
    """Return the characters of words two by two, within clauses, without those of time."""
    plain = re.sub("[0-9年月日时份第]|全年|当年|平均|发生|达到?|[，、（）]", " ", words)
    return {plain[k : k + 2] for k in range(len(plain) - 1) if " " not in plain[k : k + 2]}


def _mean_beyond(found: _Superlative) -> Iterator[ScreeningResult]:
    """Find a mean of all that lies beyond its most or its least, both of the same measure."""
    term = found.term
    bare = _BARE.fullmatch(re.split("[，：]", found.words)[-1])
    measure = re.split("[，：]", found.words[: found.at - 2])[-1]
    if not bare or len(_pairs(measure)) < 1:
        return
    for other in term.passage.terms[term.k + 1 :]:
        words = _segment(other)
        same = other.unit == term.unit and _MEAN.search(words) and not _EXTREME.search(words)
        all_of = _OF_ALL.search(words) or _so_many(other)
        if same and all_of and _pairs(measure) & _pairs(words):
            if _beyond_it(other, found):
                places = tuple(sorted((term.number.place, other.number.place)))
                fields = {"claimed": printed(other.number), "given": printed(term.number)}
                message = Message("screening.average.outside", **fields)
                yield ScreeningResult("average", "contradicts", places, message)
            return


def _so_many(mean: Term) -> bool:
    """Tell whether a mean is of so many places, counted right before it (9个分馆平均…)."""
    if not mean.k:
        return False
    before = mean.passage.numbers[mean.k - 1]
    counted = before.unit not in _NONE and before.value > 2
    return counted and bool(
        re.fullmatch("[一-鿿]{0,4}平均[一-鿿]{0,8}", mean.passage.before(mean.k))
    )


def _grain(words: str) -> str:
    """Return whether words speak of a day, of a month, or of neither."""
    if _DAY.search(words):
        return "day"
    return "month" if _MONTH.search(words) else ""


_AT_A_TIME = re.compile("(?P<name>[一-鿿]*)[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:[0-9]{1,2}时)?")
_NAMED_BEHIND = re.compile("[一-鿿]{1,4}?(?:[库站馆院厂校所镇乡村区县河江湖]|号线)(?!水位)")
_NO_NAME = re.compile("[在到至而但仅于自又]*|其中|其后|随后|此后|到了|进入")


def _another_subject(words: str, others: str) -> bool:
    """Tell whether a name beside the time in some words is not in the others (乙库9月5日)."""
    match = _AT_A_TIME.search(words)
    if match is None:
        return False
    behind = _NAMED_BEHIND.match(words, match.end())
    if behind and behind[0] not in others:
        return True
    name = match["name"]
    return not _NO_NAME.fullmatch(name) and not _pairs(name) & _pairs(others)


def _beyond(found: _Superlative, near: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Find a figure of the same thing and time in the paragraph that is beyond the extreme."""
    term = found.term
    if not _SCOPE.search(found.words) or _ANOTHER_TIME.search(_SCOPE.sub("", found.words)):
        return
    grain = _grain(found.words + re.split("[；。]", term.passage.after(term.k))[0])
    noun = _pairs(_SCOPE.sub("，", found.words))
    for passage in near:
        for other in passage.terms:
            words = _segment(other)
            if other is term or other.unit != term.unit or other.is_change or other.is_mean:
                continue
            if _EXTREME.search(words) or _ANOTHER_TIME.search(words) or not grain:
                continue
            own_time = _grain(words) == grain and bool(re.search("[0-9]{1,2}[月日]", words))
            if _another_subject(words, found.words):
                continue
            elsewhere = set(_PLACE.findall(words)) - set(_PLACE.findall(found.words))
            if not own_time or elsewhere or not noun & _pairs(words):
                continue
            if _PART_OR_MORE.search(words):
                continue  # of several months or days, or of part of one
            if _beyond_it(other, found):
                yield _out_of_order(term, other)
                return


def _out_of_order(a: Term, b: Term) -> ScreeningResult:
    first, last = sorted((a, b), key=lambda term: term.number.start)
    message = Message("screening.order.wrong", inputs=all_printed([first.number, last.number]))
    return ScreeningResult("order", "contradicts", (first.number.place, last.number.place), message)


def _in_order(terms: Sequence[Term], *, falls: bool) -> Iterator[ScreeningResult]:
    """Say whether figures rise, or fall, as they must."""
    for a, b in pairwise(terms):
        if _greater(b.number, a.number) if falls else _greater(a.number, b.number):
            yield _out_of_order(a, b)
            return
    message = Message("screening.order.holds", inputs=all_printed([t.number for t in terms]))
    places = tuple(sorted(term.number.place for term in terms))
    yield ScreeningResult("order", "holds", places, message)


def _place(item: tuple[int, Term]) -> int:
    return item[0]


def _quartiles(passage: Passage) -> Iterator[ScreeningResult]:
    """Hold the quartiles and the median of one measure against their order."""
    if "四分位" not in passage.text and "百分位" not in passage.text:
        return
    chain: list[tuple[int, Term]] = []
    for term in passage.terms:
        words = _segment(term)
        said = [n for n, pattern in enumerate(_QUARTILES) if pattern.search(words)]
        if len(said) != 1 or term.unit == "":
            continue
        if chain and (said[0] in [n for n, _ in chain] or term.unit != chain[0][1].unit):
            if len(chain) > 1:
                yield from _in_order([t for _, t in sorted(chain, key=_place)], falls=False)
            chain = []
        chain.append((said[0], term))
    if len(chain) > 1:
        yield from _in_order([t for _, t in sorted(chain, key=_place)], falls=False)


def _places_in_a_row(passage: Passage) -> Iterator[ScreeningResult]:
    """Hold figures said to fall (从高到低) against the places that are named before each."""
    match = _FALLING.search(passage.text)
    if match is None:
        return
    row: list[Term] = []
    for term in passage.terms:
        if term.number.start - passage.start < match.end():
            continue
        words = _segment(term)
        place = next((n for n, pattern in enumerate(_PLACES) if pattern.search(words)), None)
        counted = re.split("[，：]", words)[-1]
        ranked = place is None or not _PLACES[place].search(counted)
        if ranked and not _BARE.fullmatch(counted) and not _pairs(match[0]) & _pairs(counted):
            break  # what is counted is not what they are ranked by
        if place != len(row) or (row and term.unit != row[0].unit):
            break
        row.append(term)
    if len(row) > 2:
        yield from _in_order(row, falls=True)

"""Changes: from one number to another, by how much, by what share, by how many times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.screening.arithmetic import Relation, judged, printed
from analysis.screening.passages import Passage, of_unit, rounded
from analysis.screening.records import Result

_UP = "净增加|净增长|净增|增加|增长|增至|增|提高|提升|上升|上涨|扩大|发展|攀升|多"
_DOWN = "减少|减至|下降|降低|下调|降至|回落|压缩|缩短|缩减|少"
_FROM = re.compile(r"(?:由|从)[^，,；;0-9]{0,14}$")
_TO = re.compile(rf"^[^，,；;]{{0,12}}?(?P<word>{_UP}|{_DOWN})?(?:到|至|为|成)[^，,；;]{{0,8}}$")
_BY = re.compile(
    rf"^[^；;]{{0,4}}?[，,、（(]?(?:同比|环比|比上年|较上年)?"
    rf"(?P<word>{_UP}|{_DOWN}|增幅|涨幅|降幅|增长率)(?:率|幅|了|为|达|达到|约)*$"
)
_THAN = re.compile(
    rf"(?:比|较|同比|环比)(?:上年|去年|前年|上月|上季度|[0-9]{{4}}年|同期|上年同期|去年同期)?"
    rf"(?:末|底|初)?(?:的)?[，,]?(?P<word>{_UP}|{_DOWN})(?:了|约)?$"
)
_THAN_OF = re.compile(
    r"(?:比|较)(?:上年|去年|前年|[0-9]{4}年|上年同期|去年同期)(?:末|底)?的?[^，,；;0-9]{0,6}$"
)
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)[^，,；;]{0,16}$")
_TIMES = re.compile(r"^[^，,；;]{0,4}的$")
_POINTS = "个百分点"


def _falls(word: str) -> bool:
    """Tell whether a word says that something became less."""
    return bool(re.match(_DOWN + "|降幅", word))


def from_to(passage: Passage) -> Iterator[Result]:
    """Hold 由A增加到B against its direction, and against the growth that follows."""
    for k in range(1, len(passage.numbers)):
        first, last = passage.numbers[k - 1], passage.numbers[k]
        to = _TO.match(passage.before(k))
        if first.unit != last.unit or not to or not _FROM.search(passage.before(k - 1)):
            continue
        word = to["word"] or ""
        following = passage.numbers[k + 1] if k + 1 < len(passage.numbers) else None
        by = _BY.match(passage.before(k + 1)) if following else None
        falls = _falls(word or (by["word"] if by else ""))
        if word:
            yield from _direction(passage, k, falls)
        if following is None or by is None:
            continue
        sign = -1 if falls else 1
        if following.unit == "%" and first.unit != "%":
            compute = _shrinkage if falls else _growth
            yield from judged("growth", Relation(following, (first, last), compute))
        elif following.unit in (first.unit, _POINTS if first.unit == "%" else first.unit):

            def compute_change(a: Interval, b: Interval, sign: int = sign) -> Interval:
                return (b - a) if sign > 0 else (a - b)

            yield from judged("change", Relation(following, (first, last), compute_change))


def _direction(passage: Passage, k: int, falls: bool) -> Iterator[Result]:
    """Compare the order of two numbers with the word between them."""
    first, last = passage.numbers[k - 1].widest, passage.numbers[k].widest
    less, more = (last, first) if falls else (first, last)
    if less.low is None or more.high is None:
        return
    if less.low > more.high:
        numbers = passage.numbers[k - 1 : k + 1]
        fields = {"first": printed(numbers[0]), "last": printed(numbers[1])}
        key = "falls" if falls else "rises"
        message = Message(f"screening.direction.{key}", **fields)
        yield Result("direction", "contradicts", tuple(n.place for n in numbers), message)


def _growth(first: Interval, last: Interval) -> Interval | None:
    """Return the growth from one number to another, in per cent."""
    if first.low is None or first.low <= 0:
        return None
    return (last / first - Interval.point(1)).scaled(100)


def _shrinkage(first: Interval, last: Interval) -> Interval | None:
    """Return the decline from one number to another, in per cent."""
    grown = _growth(first, last)
    return None if grown is None else -grown


def than_before(passage: Passage) -> Iterator[Result]:
    """Hold A, 比上年增加B, 增长P% against each other, and A beside an earlier number."""
    for k in range(len(passage.numbers) - 2):
        now, middle, last = passage.numbers[k : k + 3]
        than, by = _THAN.search(passage.before(k + 1)), _BY.match(passage.before(k + 2))
        if than and by and len(passage.before(k + 1)) <= 24:
            yield from _change_and_share(passage, k, _falls(than["word"]))
        elif (
            by
            and now.unit == middle.unit
            and last.unit == "%"
            and now.unit != "%"
            and _THAN_OF.search(passage.before(k + 1))
        ):
            compute = _shrinkage if _falls(by["word"]) else _growth
            yield from judged("growth", Relation(last, (middle, now), compute))


def _change_and_share(passage: Passage, k: int, falls: bool) -> Iterator[Result]:
    """Compare a number, its change and the change in per cent, in either order."""
    now, change, share = passage.numbers[k : k + 3]
    if change.unit == "%":
        change, share = share, change
    if share.unit != "%" or change.unit != now.unit or now.unit in ("%", ""):
        return

    def rate(new: Interval, by: Interval) -> Interval | None:
        """Return the change in per cent; the number before is the new one without it."""
        whole = new / by if by.low is not None and by.low > 0 else None
        if whole is None:
            return None
        before = whole + Interval.point(1) if falls else whole - Interval.point(1)
        if before.low is None or before.low <= 0:
            return None
        return (Interval.point(1) / before).scaled(100)

    yield from judged("growth", Relation(share, (now, change), rate))


def times(passage: Passage) -> Iterator[Result]:
    """Hold A，是B的N倍 against the two numbers."""
    for k in range(2, len(passage.numbers)):
        base, factor = passage.numbers[k - 1 : k + 1]
        before = of_unit(passage.numbers[: k - 1], base.unit)
        if factor.unit != "倍" or not before or base.unit in ("%", ""):
            continue
        now = before[-1]
        if _TIMES_OF.search(passage.before(k - 1)) and _TIMES.match(passage.before(k)):
            yield from judged("times", Relation(rounded(factor), (now, base), _ratio))


def _ratio(now: Interval, base: Interval) -> Interval | None:
    """Divide two numbers; nothing where the second may be nothing."""
    return None if base.low is None or base.low <= 0 else now / base

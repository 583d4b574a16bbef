"""Bounds: what the words around a number assert (reading rules, table of bounds)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.reading.hedges import (
    CLASSES,
    HEDGES,
    PARTICLES,
    TARIFF,
    HedgeClass,
    carriers,
    weakest,
)
from analysis.reading.lazy import lazy
from analysis.reading.vocabulary import MONEY_UNITS, NOT_A_HEDGE, STILL_A_HEDGE, is_cjk


def _by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the last character of words to the lengths of the words that end in it."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


_ADVERBS = {word for word, hedge in HEDGES.items() if hedge.place == "adverb"}
_VERBS = {word for word, hedge in HEDGES.items() if hedge.place == "verb"}
_IN_FRONT = {word for word, hedge in HEDGES.items() if hedge.place == "before"}
_IN_FRONT |= _ADVERBS | _VERBS
_HEDGE_LENGTHS = _by_last(_IN_FRONT)
_CARRIERS = dict.fromkeys(carriers(), True) | dict.fromkeys(PARTICLES, False)
_CARRIER_LENGTHS = _by_last(_CARRIERS)
_LAST_OF_ADVERBS = frozenset(word[-1] for word in _ADVERBS)
_LAST_OF_VERBS = frozenset(word[-1] for word in _VERBS)


def _pairs() -> frozenset[str]:
    """Return the two characters in which hedges, and verbs behind them, can end."""
    ends = [(word, _LAST_OF_ADVERBS if carries else _LAST_OF_VERBS)
            for word, carries in _CARRIERS.items()]  # fmt: skip
    found = {word[-2:] for word in (*_IN_FRONT, *_CARRIERS) if len(word) > 1}
    return frozenset(
        found | {last + word for word, lasts in ends if len(word) == 1 for last in lasts}
    )


_ALONE = {
    word: frozenset(
        {hedge[-2] for hedge in _IN_FRONT if hedge[-1] == word and len(hedge) > 1}
        | set(NOT_A_HEDGE[word])
        | _LAST_OF_ADVERBS
    )
    for word in ("近", "约", "超")
}
"""The usual hedges of one character: what must stand in front for a closer look."""
SHORT_HEDGES = frozenset(word for word in _IN_FRONT if len(word) == 1) | frozenset(" \u3000")
"""Hedges of one character; a blank may stand between a hedge and its number."""
HEDGE_PAIRS = _pairs()
"""Where the two characters in front of a number are none of these, no longer hedge ends there."""

_AFTER: dict[str, HedgeClass] = {
    word: hedge.asserts for word, hedge in HEDGES.items() if hedge.place == "behind"
}
_AFTER_LENGTHS = tuple(sorted({len(word) for word in _AFTER}, reverse=True))
_AFTER_FIRST = frozenset(word[0] for word in _AFTER)


def hedge_before(window: str, start: int, run: str, unit: str = "") -> tuple[int, str]:
    """Find the hedge in front of a number, directly or before a verb that only carries it.

    Parameters
    ----------
    window
        Text with some context in front of the number.
    start
        Where the number begins.
    run
        The numeral as printed.
    unit
        Its base unit, which tells the limit of a tariff (最高5000元) from a measured value.

    Returns
    -------
    tuple
        Start of the span with the hedge, and the hedge (``''`` when there is none).
    """
    alone = window[start - 1]
    longer = _ALONE.get(alone)
    if longer is not None and window[start - 2] not in longer:
        return start - 1, alone
    begin, word = _one_before(window, start, run, unit)
    if word and HEDGES[word].place != "adverb" and window[begin - 1] in _LAST_OF_ADVERBS:
        outer = _hedge_at(window, begin, run)
        if outer in _ADVERBS and _way(outer) == _way(word):
            # 最多不超过50人, 至少超过300人: both words belong to the number
            return begin - len(outer), f"{outer}+{word}"
    return begin, word


_LARGE = frozenset("百千万亿")


def _way(word: str) -> str:
    return CLASSES[HEDGES[word].asserts].direction


def _one_before(window: str, start: int, run: str, unit: str) -> tuple[int, str]:
    """Find the hedge nearest to a number, as `hedge_before`."""
    end = start
    if window[end - 1] in " \u3000±":
        end -= 1
    last = window[end - 1]
    if last in _HEDGE_LENGTHS:
        word = _hedge_at(window, end, run)
        if word:
            end -= len(word)
            if word in TARIFF and not _is_tariff(window, end, "", unit):
                return start, ""
            return end, word
    for length in _CARRIER_LENGTHS.get(last, ()):
        stop = end - length
        if window[stop - 1] not in _LAST_OF_ADVERBS and window[stop - 1] not in _LAST_OF_VERBS:
            continue
        carries = _CARRIERS.get(window[stop:end])
        if carries is None:
            continue
        word = _hedge_at(window, stop, run)
        if word in (_ADVERBS if carries else _VERBS):
            begin = stop - len(word)
            if word not in TARIFF or _is_tariff(window, begin, window[stop:end], unit):
                return begin, word
    return start, ""


_GIVEN = lazy("[可能]|奖|补|给|资助|报销|发放|享受|领|贷|罚|缴|支付|不")
_MEASURED = lazy(
    "(?:股价|价格|房价|油价|粮价|均价|收盘|盘中|历史|温|水位|海拔|身高|体重|得分|分数|记录|纪录)[^，,。；]{0,3}$"
)


def _is_tariff(window: str, begin: int, carrier: str, unit: str) -> bool:
    """Tell whether 最高 or 最低 limits what somebody may get: an amount, not a measured value."""
    if _GIVEN.match(carrier):
        return True
    return unit in MONEY_UNITS and _MEASURED.search(window, max(0, begin - 8), begin) is None


def _hedge_at(window: str, end: int, run: str) -> str:
    """Return the longest hedge that ends at `end` and is no part of another word."""
    for length in _HEDGE_LENGTHS.get(window[end - 1], ()):
        word = window[end - length : end]
        if word not in _IN_FRONT:
            continue
        if length == 1:
            if word == "破" and not (
                _LARGE.intersection(run) or (len(run) > 2 and run.isdecimal())
            ):
                continue
            if word in "上过" and (
                run[0] not in "百千万亿十半"
                or (word == "过" and run[0] == "十")
                or (word == "上" and run[0] == "半")
            ):
                continue
            if word == "成" and window[end - 1 : end + 2] not in ("成百上", "成千上"):
                continue
            barred = window[end - 2] in NOT_A_HEDGE.get(word, "")
            if barred and window[end - 3 : end] not in STILL_A_HEDGE:
                continue
        return word
    return ""


def hedge_after(window: str, position: int) -> tuple[int, str]:
    """Return length and word of a hedge at `position` (以上, 左右), ``(0, '')`` for none."""
    first = window[position]
    skip = 0
    if first == " ":
        skip, first = 1, window[position + 1]
    if first not in _AFTER_FIRST:
        return 0, ""
    for length in _AFTER_LENGTHS:
        word = window[position + skip : position + skip + length]
        if word not in _AFTER or (
            word in "+＋"
            and window[position + skip + 1].isalnum()
            and not is_cjk(window[position + skip + 1])
        ):
            continue
        return skip + length, word
    return 0, ""


_BOUND_OF = {"": "exact", **{word: hedge.bound for word, hedge in HEDGES.items()}}


@cache
def combine(before: str, inner: str, after: str, unknown: bool, ranged: bool) -> str:
    """Combine the hedges of one mention into its bound.

    Words that contradict each other (近400余) assert nothing: the result is ``'about'``.  What is
    kept are combinations of listed words, whatever text they come from.
    """
    if unknown:
        return "unknown"
    if not (inner or after or ranged):
        bound = _BOUND_OF.get(before)
        if bound is not None:
            return bound
    classes = {
        HEDGES[word].asserts for word in (*before.split("+"), inner, after) if word in HEDGES
    }
    if ranged:
        return "range"
    if not classes:
        return "about" if inner == "bare" else "exact"
    said = weakest(classes)
    return "about" if said is None else CLASSES[said].bound

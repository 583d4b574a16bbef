"""Bounds: what the words around a number assert (reading rules, table of bounds)."""

from __future__ import annotations

from analysis.reading.vocabulary import (
    HEDGE_LENGTHS,
    HEDGES_AFTER,
    HEDGES_BEFORE,
    NOT_A_HEDGE,
    STILL_A_HEDGE,
    is_cjk,
)

_AFTER_LENGTHS = tuple(sorted({len(word) for word in HEDGES_AFTER}, reverse=True))
_AFTER_FIRST = frozenset(word[0] for word in HEDGES_AFTER)
_INNER = {"余": "at_least", "来": "about", "bare": "about"}


def hedge_before(window: str, start: int, run: str) -> tuple[int, str, str]:
    """Find the hedge directly in front of a number.

    Returns
    -------
    tuple
        Start of the span with the hedge, the hedge, and its bound (``''`` when there is none).
    """
    end = start
    if window[end - 1] in " \u3000":
        end -= 1
    lengths = HEDGE_LENGTHS.get(window[end - 1])
    if lengths is None:
        return start, "", ""
    for length in lengths:
        word = window[end - length : end]
        bound = HEDGES_BEFORE.get(word)
        if bound is None:
            continue
        if length == 1:
            if word in "上过破" and (
                run[0] not in "百千万亿十半" or (word == "过" and run[0] == "十")
            ):
                continue
            if word == "成" and window[end - 1 : end + 2] not in ("成百上", "成千上"):
                continue
            barred = window[end - 2] in NOT_A_HEDGE.get(word, "")
            if barred and window[end - 3 : end] not in STILL_A_HEDGE:
                continue
        return end - length, word, bound
    return start, "", ""


def hedge_after(window: str, position: int) -> tuple[int, str]:
    """Return the length and bound of a hedge at `position` (以上, 左右), ``(0, '')`` for none."""
    first = window[position]
    skip = 0
    if first == " ":
        skip, first = 1, window[position + 1]
    if first not in _AFTER_FIRST:
        return 0, ""
    for length in _AFTER_LENGTHS:
        word = window[position + skip : position + skip + length]
        bound = HEDGES_AFTER.get(word)
        if bound is None or (
            word in "+＋"
            and window[position + skip + 1].isalnum()
            and not is_cjk(window[position + skip + 1])
        ):
            continue
        return skip + length, bound
    return 0, ""


def combine(before: str, inner: str, after: str, unknown: bool, ranged: bool) -> str:
    """Combine the hedges of one mention into its bound.

    Words that contradict each other (近400余) assert nothing: the result is ``'about'``.
    """
    if unknown:
        return "unknown"
    middle = _INNER.get(inner, "")
    if inner == "bare" and (before or after):
        middle = ""
    bounds = {bound for bound in (before, middle, after) if bound}
    if not bounds:
        return "range" if ranged else "exact"
    if ranged:
        return "range"
    if len(bounds) == 1:
        return bounds.pop()
    return "about"

"""The scan: one pass over the clean view, one reading per mention, offsets into the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from analysis.reading.assembly import date_value, read_window
from analysis.reading.clean import CleanView
from analysis.reading.far_hedges import reach
from analysis.reading.find import Quantity
from analysis.reading.joining import NEAR_HEAD, join_neighbours
from analysis.reading.kinds import word_at
from analysis.reading.mention import AnyValue
from analysis.reading.pattern import DATE, MENTION, PAIR, PLAIN
from analysis.reading.quick import (
    IN_FRONT,
    Read,
    plain_tails,
    plain_value,
    read_chinese,
    read_digits,
    read_pair,
    read_plain,
)
from analysis.reading.vocabulary import DIGITS, LEFT, LONGEST_IDIOM, RIGHT

_PAD_LEFT = "\n" * LEFT
_PAD_RIGHT = "\n" * (RIGHT + 2)
_AT_A_TIME = 512
"""Matches that are looked for before they are read."""


def scan(text: str, view: CleanView | None) -> list[Quantity]:
    """Find every mention of a text: the work of ``find_quantities``.

    Parameters
    ----------
    text
        Any text.
    view
        Its `clean_view`.
    """
    source = text if view is None else view.text
    found, near = _mentions(source)
    reach(source, found)
    join_neighbours(source, found, near)
    if view is None:
        return found
    return [_carried_back(one, text, view) for one in found]


def _carried_back(one: Quantity, text: str, view: CleanView) -> Quantity:
    """Carry a mention of the clean view back to the original text."""
    start, end = view.span(one.start, one.end)
    place = one.scale_start
    if place is not None:
        place = view.span(place, place + 1)[0]
    return one._replace(start=start, end=end, text=text[start:end], scale_start=place)


def _mentions(source: str) -> tuple[list[Quantity], list[int]]:
    """Find every mention of a clean view, in order and without overlaps.

    Returns
    -------
    tuple
        The mentions, and the indices of those that stand close behind another.
    """
    padded = _PAD_LEFT + source + _PAD_RIGHT
    stop_at = LEFT + len(source)
    found: list[Quantity] = []
    near: list[int] = []
    search = MENTION.finditer(padded, LEFT, stop_at)
    last = scanned = LEFT
    # Some at a time: between two matches the machine would forget the expression again.
    while matches := list(islice(search, _AT_A_TIME)):
        last, scanned = _read_matches(padded, matches, last, scanned, found, near)
    return found, near


def _read_matches(
    padded: str,
    matches: Sequence[re.Match[str]],
    last: int,
    scanned: int,
    found: list[Quantity],
    near: list[int],
    rest: bool = False,
) -> tuple[int, int]:
    """Read mentions where the pattern matched, in order.

    Each kind is read in a loop of its own, which is faster than one after the other.

    Parameters
    ----------
    padded
        The clean view with a margin on both sides.
    matches
        Matches of `MENTION` in it.
    last, scanned
        Where the mention before them ends, and up to where the rests of matches were read.
    found, near
        What is found is added to these.
    rest
        Whether these are the rest of a match: what is left of them is read by the caller, so that
        no chain of numbers makes the calls deep.

    Returns
    -------
    tuple
        The new `last` and `scanned`.
    """
    readings, plain, others = _plain_figures(padded, matches)
    for k in plain:
        match = matches[k]
        readings[k] = read_plain(padded, *match.span(), match)
    for k in others:
        match = matches[k]
        start, end = match.span()
        group = match.lastindex
        if group == PAIR:
            readings[k] = read_pair(padded, start, end, match)
        else:
            readings[k] = _at_once(padded, start, end, group)
    read = [
        _closely(padded, match) if reading is None else reading
        for match, reading in zip(matches, readings, strict=True)
    ]
    append, make = found.append, tuple.__new__
    stop_at = len(padded) - len(_PAD_RIGHT)
    for match, reading in zip(matches, read, strict=True):
        if reading.__class__ is Quantity:
            begin = reading[0] + LEFT
            if begin >= last and begin >= scanned:
                if begin - last <= NEAR_HEAD:
                    near.append(len(found))
                last = reading[1] + LEFT
                append(reading)
                continue
        start, end = match.span()
        if scanned > start:
            # Rests that were read before reach into it.
            if scanned < end and not rest:
                last, scanned = _read_rest(padded, scanned, end, last, found, near)
            continue
        if start < last:
            continue
        if match.lastindex == PLAIN:
            # What stands in front may call for a closer look: the numeral alone is the run.
            end = match.end(2)
        begin, finish, *said = reading
        if begin < last:
            begin = last
        if finish > stop_at:
            finish = stop_at
        if begin - last <= NEAR_HEAD:
            near.append(len(found))
        last = finish
        fields = begin - LEFT, finish - LEFT, padded[begin:finish], *said, "", None
        append(make(Quantity, fields))
        if finish < end:
            # Two numbers side by side were one expression: the second begins here.
            if rest:
                return last, finish
            last, scanned = _read_rest(padded, finish, match.end(), last, found, near)
    return last, scanned


def _read_rest(
    padded: str, position: int, end: int, last: int, found: list[Quantity], near: list[int]
) -> tuple[int, int]:
    """Read what is left of a match that was more than one mention, as `_read_matches`."""
    stop_at = len(padded) - len(_PAD_RIGHT)
    while position < end:
        match = next(MENTION.finditer(padded, position, stop_at), None)
        if match is None or match.start() >= end:
            break
        last, position = _read_matches(padded, (match,), last, 0, found, near, rest=True)
        position = position or match.end()
        end = max(end, position)
    return last, max(position, end)


def _closely(padded: str, match: re.Match[str]) -> Read:
    """Read a match from a window of the text around it."""
    start, end = match.span()
    group = match.lastindex
    if group == PLAIN:
        end = match.end(2)
        if match[1] is not None:
            group = PAIR
    window = padded[start - LEFT : end + RIGHT]
    begin, finish, kind, value, high, unit, bound = read_window(
        window, LEFT, LEFT + end - start, group
    )
    place = start - LEFT
    return begin + place, finish + place, kind, value, high, unit, bound


def _plain_figures(
    padded: str, matches: Sequence[re.Match[str]]
) -> tuple[list[Quantity | Read | None], list[int], list[int]]:
    """Read the plain figures among matches: nearly all figures, without another call.

    Returns
    -------
    tuple
        A reading or ``None`` for each match, and the indices of those without one: the plain
        figures with something in front of them, and all others.
    """
    readings: list[Quantity | Read | None] = []
    plain: list[int] = []
    others: list[int] = []
    append, make, tails = readings.append, tuple.__new__, plain_tails()
    value: AnyValue
    for match in matches:
        if match.lastindex != PLAIN:
            others.append(len(readings))
            append(None)
            continue
        start, end = match.span()
        unit_at = match.start(2)
        factor, bound, unit, care = tails[padded[unit_at:end]]
        firsts = IN_FRONT.get(padded[start - 1])
        if not care and (firsts is None or (firsts and padded[start - 2] not in firsts)):
            digits = padded[start:unit_at]
            value = None
            if digits.isdecimal():
                value = int(digits) * factor
            elif match[1] is None:
                if factor == 1 and digits[-1] != "0" and "," not in digits:
                    value = Decimal(digits)
                else:
                    value = plain_value(digits, factor)
            if value is not None:
                fields = (
                    start - LEFT, end - LEFT, padded[start:end], "figure", value, None,
                    unit, bound, "", None,
                )  # fmt: skip
                append(make(Quantity, fields))
                continue
        plain.append(len(readings))
        append(None)
    return readings, plain, others


def _at_once(padded: str, start: int, end: int, group: int | None) -> Read | None:
    """Read the mentions that need no window: usual numbers, dates, and words.

    Returns ``None`` for all others; what is returned indexes the padded text.
    """
    if group is None:
        if padded[start] in DIGITS:
            return read_digits(padded, start, end)
        if end - start <= LONGEST_IDIOM:
            word = word_at(padded, start, end)
            if word is not None:
                return None if "“" in padded[start - LEFT : start] else word
        return read_chinese(padded, start, end)
    if group == DATE:
        if padded[start - 1] == "第":
            return None
        return start, end, "date", date_value(padded[start:end]), None, None, "exact"
    return None

"""The scan: one pass over the clean view, one reading per mention, offsets into the original."""

from __future__ import annotations

import re
from decimal import Decimal

from analysis.reading.assembly import date_value, read_window
from analysis.reading.bounds import HEDGE_PAIRS, SHORT_HEDGES, combine, hedge_before
from analysis.reading.clean import CleanView, clean_view
from analysis.reading.context_rules import DIGIT_UNITS, kind_by_rule
from analysis.reading.find import Quantity
from analysis.reading.joining import join
from analysis.reading.kinds import word_at
from analysis.reading.numerals import scaled
from analysis.reading.pattern import MENTION
from analysis.reading.quick import CLOSER_LOOK, Read, read_chinese, read_digits, read_pair
from analysis.reading.vocabulary import DIGITS, LEFT, LONGEST_IDIOM, RIGHT, UNITS

_PAD_LEFT = "\n" * LEFT
_PAD_RIGHT = "\n" * (RIGHT + 2)


def scan(text: str) -> list[Quantity]:
    """Find every mention of a text: the work of ``find_quantities``."""
    view = clean_view(text)
    source = text if view is None else view.text
    found = _mentions(source)
    join(source, found)
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


def _mentions(source: str) -> list[Quantity]:
    """Find every mention of a clean view, in order and without overlaps."""
    padded = _PAD_LEFT + source + _PAD_RIGHT
    found: list[Quantity] = []
    append, make = found.append, tuple.__new__
    stop_at = LEFT + len(source)
    last = position = LEFT
    while position < stop_at:
        resume = stop_at
        for match in MENTION.finditer(padded, position, stop_at):
            start, end = match.span()
            if start < last:
                continue
            group = match.lastindex
            if group == 3:
                # What stands in front may call for a closer look: the numeral alone is the run.
                reading = _plain(padded, start, end, match)
                end = match.end(1)
            elif group == 7:
                reading = read_pair(padded, start, end, match)
            else:
                reading = _at_once(padded, start, end, group)
            if reading is None:
                window = padded[start - LEFT : end + RIGHT]
                begin, finish, kind, value, high, unit, bound = read_window(
                    window, LEFT, LEFT + end - start, group
                )
                begin += start - LEFT
                finish += start - LEFT
            else:
                begin, finish, kind, value, high, unit, bound = reading
            if begin < last:
                begin = last
            if finish > stop_at:
                finish = stop_at
            last = finish
            literal = padded[begin:finish]
            begin -= LEFT
            append(
                make(
                    Quantity,
                    (begin, finish - LEFT, literal, kind, value, high, unit, bound, "", None),
                )
            )
            if finish < end:
                # Two numbers side by side were one expression: the second begins here.
                resume = finish
                break
        position = resume
    return found


_RANKED = frozenset("升移进降滑退高了次")
_FACTORS = {"": 1, "万": 10**4, "亿": 10**8}


def _at_once(padded: str, start: int, end: int, group: int | None) -> Read | None:
    """Read the mentions that need no window: usual figures, dates, and words.

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
    if group == 4:
        if padded[start - 1] == "第":
            return None
        return start, end, "date", date_value(padded[start:end]), None, None, "exact"
    return None


def _plain(padded: str, start: int, end: int, match: re.Match[str]) -> Read | None:
    """Read a plain figure with the hedge in front of it, or the number in a row (第12届)."""
    multiplier, more, unit = match.group(1, 2, 3)
    before = padded[start - 1]
    digits = padded[start : match.start(1)]
    if before in CLOSER_LOOK:
        if before != "第" or more or multiplier or "." in digits:
            return None
        number = int(digits.replace(",", ""))
        return start - 1, end, "ordinal", number, None, UNITS[unit], "exact"
    base = UNITS[unit]
    if base in DIGIT_UNITS and kind_by_rule(padded, start, end, base, digits):
        return None
    if (
        (unit in "个项" and "“" in padded[start - LEFT : start])
        or (unit == "位" and before in _RANKED)
        or (digits[0] == "0" and len(digits) > 1 and digits[1] != ".")
    ):
        return None
    if "," in digits:
        digits = digits.replace(",", "")
    value: int | Decimal
    factor = _FACTORS[multiplier]
    if "." in digits:
        whole, _, fraction = digits.partition(".")
        value = scaled(whole, fraction, factor)
    else:
        value = int(digits) * factor
    bound = "at_least" if more else "exact"
    begin = start
    pair = padded[start - 2 : start]
    if before in SHORT_HEDGES or pair in HEDGE_PAIRS:
        if pair == "美金":
            return None
        begin, hedge = hedge_before(padded, start, digits, base)
        if hedge and padded[end] == "的":
            return None  # 超过500人的企业: it may be a class
        if hedge:
            bound = combine(hedge, more, "", False, False)
    elif pair == "美金":
        return None
    return begin, end, "figure", value, None, base, bound

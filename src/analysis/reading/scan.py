"""The scan: one pass over the clean view, one reading per mention, offsets into the original."""

from __future__ import annotations

from decimal import Decimal

from analysis.reading.assembly import date_value, read_window
from analysis.reading.clean import CleanView, clean_view
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


def scan(text: str) -> list[Quantity]:
    """Find every mention of a text: the work of ``find_quantities``."""
    view = clean_view(text)
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
    found: list[Quantity] = []
    near: list[int] = []
    append, make, tails = found.append, tuple.__new__, plain_tails()
    value: AnyValue
    unit: str | None
    stop_at = LEFT + len(source)
    last = position = LEFT
    while position < stop_at:
        resume = stop_at
        for match in MENTION.finditer(padded, position, stop_at):
            start, end = match.span()
            if start < last:
                continue
            group = match.lastindex
            if group == PLAIN:
                unit_at = match.start(2)
                factor, bound, unit, care = tails[padded[unit_at:end]]
                firsts = IN_FRONT.get(padded[start - 1])
                if not care and (firsts is None or (firsts and padded[start - 2] not in firsts)):
                    # Nearly every figure ends here, without another call.
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
                        plain = (
                            start - LEFT, end - LEFT, padded[start:end], "figure", value, None,
                            unit, bound, "", None,
                        )  # fmt: skip
                        if start - last <= NEAR_HEAD:
                            near.append(len(found))
                        append(make(Quantity, plain))
                        last = end
                        continue
                reading = read_plain(padded, start, end, match)
                if match[1] is not None:
                    group = PAIR
                # What stands in front may call for a closer look: the numeral alone is the run.
                end = match.end(2)
            elif group == PAIR:
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
            if begin - last <= NEAR_HEAD:
                near.append(len(found))
            last = finish
            literal = padded[begin:finish]
            fields = (
                begin - LEFT, finish - LEFT, literal, kind, value, high, unit, bound, "", None,
            )  # fmt: skip
            append(make(Quantity, fields))
            if finish < end:
                # Two numbers side by side were one expression: the second begins here.
                resume = finish
                break
        position = resume
    return found, near


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

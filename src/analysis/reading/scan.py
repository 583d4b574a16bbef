"""The scan: one pass over the clean view, one reading per mention, offsets into the original."""

from __future__ import annotations

import re
from decimal import Decimal

from analysis.reading.assembly import date_value, read_window
from analysis.reading.bounds import HEDGE_PAIRS, SHORT_HEDGES, combine, hedge_before
from analysis.reading.clean import CleanView, clean_view
from analysis.reading.find import Quantity
from analysis.reading.joining import join
from analysis.reading.kinds import word_at
from analysis.reading.mention import AnyValue, Reading
from analysis.reading.numerals import scaled
from analysis.reading.pattern import MENTION
from analysis.reading.vocabulary import DIGITS, LEFT, LONGEST_IDIOM, RIGHT, WORD_INDEX

MEMO_LIMIT = 20_000
"""Readings kept at most; the memo is emptied when it is full (about 8 MB)."""

_memo: dict[str, Reading] = {}
_date_memo: dict[str, AnyValue] = {}
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
    append, make, memo = found.append, tuple.__new__, _memo
    stop_at = LEFT + len(source)
    last = position = LEFT
    while position < stop_at:
        resume = stop_at
        for match in MENTION.finditer(padded, position, stop_at):
            start, end = match.span()
            if start < last:
                continue
            group = match.lastindex
            before = padded[start - 1]
            if (
                group == 3
                and before not in _NOT_BARE
                and (pair := padded[start - 2 : start]) not in HEDGE_PAIRS
                and pair != "美金"
            ):
                # The most usual mention by far, a plain figure without a hedge, costs no call.
                multiplier, more, unit = match.group(1, 2, 3)
                digits = padded[start : match.start(1)]
                if (
                    digits.isdecimal()
                    and digits[0] != "0"
                    and (unit not in "个项" or "“" not in padded[start - LEFT : start])
                    and (unit != "位" or before not in _RANKED)
                ):
                    last = end
                    begin, finish = start - LEFT, end - LEFT
                    whole = int(digits) * _FACTORS[multiplier] if multiplier else int(digits)
                    sure = "at_least" if more else "exact"
                    if unit in "名位":
                        unit = "人"
                    literal = source[begin:finish]
                    append(
                        make(
                            Quantity,
                            (begin, finish, literal, "figure", whole, None, unit, sure, "", None),
                        )
                    )
                    continue
            reading = _at_once(padded, start, end, group, match)
            if reading is None:
                if group == 3:
                    # What stands in front calls for a closer look: the numeral alone is the run.
                    end = match.end(1)
                window = padded[start - LEFT : end + RIGHT]
                reading = memo.get(window)
                if reading is None:
                    reading = read_window(window, LEFT, LEFT + end - start, group)
                    if len(memo) >= MEMO_LIMIT:
                        memo.clear()
                    memo[window] = reading
                begin, finish, kind, value, high, unit, bound = reading
                begin += start - LEFT
                finish += start - LEFT
            else:
                begin, finish, kind, value, high, unit, bound = reading
            if begin < last:
                begin = last
            if finish > stop_at:
                finish = stop_at
            last = finish
            fields = (
                begin - LEFT,
                finish - LEFT,
                padded[begin:finish],
                kind,
                value,
                high,
                unit,
                bound,
            )
            append(make(Quantity, (*fields, "", None)))
            if finish < end and group != 3:
                # Two numbers side by side were one expression: the second begins here.
                resume = finish
                break
        position = resume
    return found


_RANKED = frozenset("升移进降滑退高了次")
_FACTORS = {"": 1, "万": 10**4, "亿": 10**8}
_BASE = {"名": "人", "位": "人"}
# In front of a plain figure these characters call for a closer look: signs, letters, quotation
# marks, 第 and 前, 每 (a base, not a count), currencies, and blanks (a heading or a table).
_CLOSER_LOOK = frozenset(
    "第前每负式-－−–—~～至到.．·•/／#@“‘「『《〈【币￥¥$€£ \n\t\u3000\xa0\"'`’”*+=_&?？\ufffd[〔"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_NOT_BARE = _CLOSER_LOOK | SHORT_HEDGES
_AnyTuple = tuple[int, int, str, AnyValue, AnyValue, str | None, str]


def _at_once(
    padded: str, start: int, end: int, group: int | None, match: re.Match[str]
) -> _AnyTuple | None:
    """Read the mentions that need no window: plain figures, dates, and words.

    Returns ``None`` for all others; what is returned indexes the padded text.
    """
    before = padded[start - 1]
    if group == 3:
        if before == "第" and not match[2]:
            return _plain_ordinal(padded, start, end, match)
        if before in _CLOSER_LOOK:
            return None
        return _plain(padded, start, end, match)
    if group == 4:
        if before == "第":
            return None
        run = padded[start:end]
        value = _date_memo.get(run)
        if value is None:
            value = date_value(run)
            if len(_date_memo) >= MEMO_LIMIT:
                _date_memo.clear()
            _date_memo[run] = value
        return start, end, "date", value, None, None, "exact"
    if (
        group is None
        and end - start <= LONGEST_IDIOM
        and (padded[start : start + 2] in WORD_INDEX or padded[start - 1 : start + 1] in WORD_INDEX)
        and padded[start] not in DIGITS
        and "“" not in padded[start - LEFT : start]
    ):
        return word_at(padded, start, end)
    return None


def _plain_ordinal(padded: str, start: int, end: int, match: re.Match[str]) -> _AnyTuple | None:
    """Read 第12届: the number in a row, not a count."""
    digits = padded[start : match.start(1)]
    if match[1] or "." in digits:
        return None
    return start - 1, end, "ordinal", int(digits), None, _BASE.get(match[3], match[3]), "exact"


def _plain(padded: str, start: int, end: int, match: re.Match[str]) -> _AnyTuple | None:
    """Read a plain figure with the hedge in front of it."""
    multiplier, more, unit = match.group(1, 2, 3)
    before = padded[start - 1]
    if (unit in "个项" and "“" in padded[start - LEFT : start]) or (
        unit == "位" and before in _RANKED
    ):
        return None
    if padded[start] == "0" and match.end(1) - start > 1 and padded[start + 1] not in ".万亿":
        return None
    if unit == "元" and before == "金" and padded[start - 2] == "美":
        return None
    digits = padded[start : match.start(1)]
    value: int | Decimal
    if "." in digits:
        whole, _, fraction = digits.partition(".")
        value = scaled(whole, fraction, _FACTORS[multiplier])
    else:
        value = int(digits) * _FACTORS[multiplier]
    bound = "at_least" if more else "exact"
    begin = start
    if before in SHORT_HEDGES or padded[start - 2 : start] in HEDGE_PAIRS:
        begin, hedge = hedge_before(padded, start, digits, unit)
        if hedge and padded[end] == "的":
            return None  # 超过500人的企业: it may be a class
        if hedge:
            bound = combine(hedge, "余" if more else "", "", False, False)
    return begin, end, "figure", value, None, _BASE.get(unit, unit), bound

"""Finding: one pass over the clean view, one reading per mention, offsets into the original."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from analysis.quantities.assembly import Reading, read_window
from analysis.quantities.clean import CleanView, clean_view
from analysis.quantities.pattern import MENTION
from analysis.quantities.tables import LEFT, RIGHT

MEMO_LIMIT = 20_000
"""Readings kept at most; the memo is emptied when it is full (about 8 MB)."""

_memo: dict[str, Reading] = {}
_PAD_LEFT = "\n" * LEFT
_PAD_RIGHT = "\n" * (RIGHT + 2)


class Quantity(NamedTuple):
    """A numeral mention of a text.

    Attributes
    ----------
    start, end
        Offsets into the original text; ``text == original[start:end]``.
    text
        The mention as printed, hedges and unit included.
    kind
        ``'figure'``, ``'date'``, ``'ordinal'``, ``'name'`` or ``'other'``.
    value, value_high
        The printed value in base units (14.5万 is 145000); ``value_high`` is the upper end of a
        range.  ``None`` when the value cannot be known.
    unit
        Simplified base unit (``'人'``, ``'元'``, ``'%'`` …) or ``None``.
    bound
        ``'exact'``, ``'at_least'``, ``'at_most'``, ``'nearly'``, ``'about'``, ``'range'`` or
        ``'unknown'``: what the words assert.
    """

    start: int
    end: int
    text: str
    kind: str
    value: int | Decimal | Fraction | None
    value_high: int | Decimal | Fraction | None
    unit: str | None
    bound: str


def find_quantities(text: str) -> list[Quantity]:
    """Find every numeral mention of a Chinese text, in order and without overlaps.

    Parameters
    ----------
    text
        Any text; damaged passages are read through a repaired view
        (:func:`analysis.quantities.find_repairs` lists the repairs).

    Returns
    -------
    list of Quantity
        One entry per mention; see :class:`Quantity`.
    """
    view = clean_view(text)
    source = text if view is None else view.text
    padded = _PAD_LEFT + source + _PAD_RIGHT
    found: list[Quantity] = []
    append, make, memo = found.append, Quantity, _memo
    last = LEFT
    stop_at = LEFT + len(source)
    for match in MENTION.finditer(padded, LEFT, stop_at):
        start, end = match.span()
        if start < last:
            continue
        window = padded[start - LEFT : end + RIGHT]
        reading = memo.get(window)
        if reading is None:
            reading = read_window(window, LEFT, LEFT + end - start, match.lastindex)
            if len(memo) >= MEMO_LIMIT:
                memo.clear()
            memo[window] = reading
        begin, finish, kind, value, high, unit, bound = reading
        offset = start - LEFT - LEFT
        begin += offset
        finish += offset
        if begin < last - LEFT:
            begin = last - LEFT
        if finish > len(source):
            finish = len(source)
        last = finish + LEFT
        if view is None:
            append(make(begin, finish, text[begin:finish], kind, value, high, unit, bound))
        else:
            append(_original(text, view, begin, finish, reading))
    return found


def _original(text: str, view: CleanView, begin: int, finish: int, reading: Reading) -> Quantity:
    """Carry a mention of the clean view back to the original text."""
    start, end = view.span(begin, finish)
    _, _, kind, value, high, unit, bound = reading
    return Quantity(start, end, text[start:end], kind, value, high, unit, bound)
